//! Adding to and taking from a filter.

use tidings_bundle::Filter;

/// A kind of thing that can be filtered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    Category,
    Tag,
    Author,
    Language,
    Year,
}

impl Dimension {
    /// Its key in the locale files.
    pub fn key(self) -> &'static str {
        match self {
            Dimension::Category => "facet.category",
            Dimension::Tag => "facet.tag",
            Dimension::Author => "facet.author",
            Dimension::Language => "facet.language",
            Dimension::Year => "facet.year",
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
        Dimension::Year => filter.years.iter().map(i32::to_string).collect(),
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
        Dimension::Year => {
            if let Ok(year) = value.parse::<i32>() {
                match changed.years.iter().position(|chosen| *chosen == year) {
                    Some(position) => {
                        changed.years.remove(position);
                    }
                    None => changed.years.push(year),
                }
            }
        }
    }
    changed
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
        [Dimension::Category, Dimension::Tag, Dimension::Author, Dimension::Language, Dimension::Year];

    #[test]
    fn toggling_twice_changes_nothing() {
        let filter = Filter { tags: vec!["sea".into()], years: vec![2024], ..Filter::default() };
        for (dimension, value) in [
            (Dimension::Category, "world/x"),
            (Dimension::Tag, "ice"),
            (Dimension::Author, "A. B."),
            (Dimension::Language, "fa"),
            (Dimension::Year, "2026"),
        ] {
            let once = toggle(&filter, dimension, value);
            assert!(is_on(&once, dimension, value), "{dimension:?}");
            assert_eq!(in_force(&once, &ALL).len(), 3);
            assert_eq!(toggle(&once, dimension, value), filter, "{dimension:?}");
        }
    }

    #[test]
    fn a_year_that_is_none_is_ignored() {
        assert_eq!(toggle(&Filter::default(), Dimension::Year, "soon"), Filter::default());
    }
}
