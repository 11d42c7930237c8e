//! Adding to and taking from a filter.

use tidings_bundle::{Filter, Month};

/// A kind of thing that can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    Category,
    Tag,
    Author,
    Language,
    /// Years, and months of them.
    Time,
}

impl Dimension {
    /// Its key in the locale files.
    pub fn key(self) -> &'static str {
        match self {
            Dimension::Category => "facet.category",
            Dimension::Tag => "facet.tag",
            Dimension::Author => "facet.author",
            Dimension::Language => "facet.language",
            Dimension::Time => "facet.year",
        }
    }
}

/// The values in force in one dimension.
pub fn values(filter: &Filter, dimension: Dimension) -> Vec<String> {
    match dimension {
        Dimension::Category => filter.category.clone().into_iter().collect(),
        Dimension::Tag => filter.tags.clone(),
        Dimension::Author => filter.authors.clone(),
        Dimension::Language => filter.languages.clone(),
        Dimension::Time => {
            let months = filter.months.iter().map(Month::to_string);
            filter.years.iter().map(i32::to_string).chain(months).collect()
        }
    }
}

/// Whether a value is in force.
pub fn is_on(filter: &Filter, dimension: Dimension, value: &str) -> bool {
    values(filter, dimension).iter().any(|chosen| chosen.eq_ignore_ascii_case(value))
}

/// The filter with `value` added if it was not in force, and taken out if it was.
pub fn toggle(filter: &Filter, dimension: Dimension, value: &str) -> Filter {
    let mut changed = filter.clone();
    let flip = |list: &mut Vec<String>| match list.iter().position(|chosen| chosen.eq_ignore_ascii_case(value)) {
        Some(position) => {
            list.remove(position);
        }
        None => list.push(value.to_owned()),
    };
    match dimension {
        Dimension::Category => {
            let is_on = changed.category.as_deref() == Some(value);
            changed.category = (!is_on).then(|| value.to_owned());
        }
        Dimension::Tag => flip(&mut changed.tags),
        Dimension::Author => flip(&mut changed.authors),
        Dimension::Language => flip(&mut changed.languages),
        Dimension::Time => {
            // A month narrows its year, and the year takes its months back.
            if let Some(month) = Month::read(value) {
                if flip_in(&mut changed.months, month) {
                    changed.years.retain(|year| *year != month.year());
                }
            } else if let Ok(year) = value.parse::<i32>()
                && flip_in(&mut changed.years, year)
            {
                changed.months.retain(|month| month.year() != year);
            }
        }
    }
    changed
}

/// Adds what is not there, and answers true; takes out what is.
fn flip_in<T: PartialEq>(list: &mut Vec<T>, value: T) -> bool {
    match list.iter().position(|chosen| *chosen == value) {
        Some(position) => {
            list.remove(position);
            false
        }
        None => {
            list.push(value);
            true
        }
    }
}

/// Everything in force, in the order of the panel.
pub fn in_force(filter: &Filter, dimensions: &[Dimension]) -> Vec<(Dimension, String)> {
    dimensions
        .iter()
        .flat_map(|dimension| values(filter, *dimension).into_iter().map(|value| (*dimension, value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Dimension; 5] =
        [Dimension::Category, Dimension::Tag, Dimension::Author, Dimension::Language, Dimension::Time];

    #[test]
    fn toggling_twice_changes_nothing() {
        let filter = Filter { tags: vec!["sea".into()], years: vec![2024], ..Filter::default() };
        for (dimension, value) in [
            (Dimension::Category, "world/x"),
            (Dimension::Tag, "ice"),
            (Dimension::Author, "A. B."),
            (Dimension::Language, "fa"),
            (Dimension::Time, "2026"),
            (Dimension::Time, "2026-05"),
        ] {
            let once = toggle(&filter, dimension, value);
            assert!(is_on(&once, dimension, value), "{dimension:?}");
            assert_eq!(in_force(&once, &ALL).len(), 3);
            assert_eq!(toggle(&once, dimension, value), filter, "{dimension:?}");
        }
    }

    #[test]
    fn a_month_narrows_its_year_and_the_year_takes_its_months_back() {
        let year = Filter { years: vec![2024, 2023], ..Filter::default() };
        let month = toggle(&year, Dimension::Time, "2024-05");
        assert_eq!(values(&month, Dimension::Time), ["2023", "2024-05"]);
        let two = toggle(&month, Dimension::Time, "2024-06");
        assert_eq!(values(&two, Dimension::Time), ["2023", "2024-05", "2024-06"]);
        assert_eq!(values(&toggle(&two, Dimension::Time, "2024"), Dimension::Time), ["2023", "2024"]);
        let none = in_force(&two, &ALL)
            .iter()
            .fold(two.clone(), |filter, (dimension, value)| toggle(&filter, *dimension, value));
        assert_eq!(none, Filter::default(), "taking back one after the other leaves nothing");
    }

    #[test]
    fn a_year_that_is_none_is_ignored() {
        assert_eq!(toggle(&Filter::default(), Dimension::Time, "soon"), Filter::default());
    }
}
