//! What filters need of every article of an archive, in one small file: the terms of [`super::terms`], column by column.
//!
//! ```json
//! {"articles": 3,
//!  "tags": ["Solar", "sea"],  "tagged": [2,0,1, 1,0, 0],
//!  "authors": ["Ada"],        "written_by": [1,0, 0, 0],
//!  "languages": ["en"],       "in": [1,0, 1,0, 1,0],
//!  "categories": [1,4, 0, 2,1,4],
//!  "months": [202405,2, 0,1]}
//! ```
//! Lists go through the articles from the newest on: for each a count, and so many positions in the list of names; of categories, in
//! the feed's list. Months come in runs: a year and a month in one number, 0 for none, and how many articles have it. Columns rather than
//! rows, since equal neighbours compress; JSON, since every host compresses it.
//!
//! The file is hostile like any other: what does not fit together is no catalogue.

use super::terms::{Dimension, Grouped, Terms};
use crate::json::Json;
use crate::limits::MAX_ARTICLES;
use crate::{Bundle, Month};

/// Names and lists of the three dimensions, as the file calls them.
const DIMENSIONS: [(&str, &str); 3] = [("tags", "tagged"), ("authors", "written_by"), ("languages", "in")];

impl Bundle {
    /// Lets filters and facets speak of the whole archive from now on, of which this bundle is the entry: [`Bundle::ordinals`] still
    /// count its own articles, theirs count all. False for a file that is no catalogue, or a broken one.
    pub fn take_catalogue(&self, file: &[u8]) -> bool {
        self.read_catalogue(file).is_some_and(|terms| self.lookup.terms.set(terms).is_ok())
    }

    fn read_catalogue(&self, file: &[u8]) -> Option<Terms> {
        let file = Json::parse(std::str::from_utf8(file).ok()?).ok()?;
        let articles = file.get("articles")?.unsigned().filter(|articles| *articles <= MAX_ARTICLES as u64)? as usize;
        let mut dimensions = Vec::new();
        for (names, lists) in DIMENSIONS {
            let mut labels = Vec::new();
            for name in file.get(names)?.entries() {
                labels.push(name.text()?.into_owned());
            }
            let lists = grouped(&numbers(file, lists)?, articles, labels.len())?;
            dimensions.push(Dimension::from_parts(labels, lists));
        }
        let (languages, authors, tags) = (dimensions.pop()?, dimensions.pop()?, dimensions.pop()?);
        let categories = grouped(&numbers(file, "categories")?, articles, self.categories.nodes().len())?;
        let mut months: Vec<Option<Month>> = Vec::new();
        for run in numbers(file, "months")?.chunks(2) {
            let [number, count] = *run else { return None };
            let end = months.len() + count as usize;
            if end > articles {
                return None;
            }
            months.resize(end, if number == 0 { None } else { Some(Month::from_number(number)?) });
        }
        if months.len() != articles {
            return None;
        }
        Some(Terms { tags, authors, languages, categories, months, ..Terms::default() })
    }

    /// The catalogue of all articles that are here.
    #[cfg(feature = "lossless")]
    pub fn catalogue(&self) -> String {
        let terms = self.terms();
        let articles = self.articles.len();
        let mut file = serde_json::Map::new();
        file.insert("articles".to_owned(), articles.into());
        for ((names, lists), dimension) in DIMENSIONS.into_iter().zip([&terms.tags, &terms.authors, &terms.languages]) {
            file.insert(names.to_owned(), dimension.labels.clone().into());
            file.insert(lists.to_owned(), flat(articles, &|article| dimension.of_article(article)).into());
        }
        file.insert("categories".to_owned(), flat(articles, &|article| terms.categories.of(article)).into());
        let months = terms.months.chunk_by(|one, other| one == other).flat_map(|run| {
            let number = run.first().copied().flatten().map_or(0, u32::from);
            [number, run.len() as u32]
        });
        file.insert("months".to_owned(), months.collect::<Vec<u32>>().into());
        // Only maps with keys that are no text can fail here.
        serde_json::to_string(&file).unwrap_or_default()
    }
}

#[cfg(feature = "lossless")]
fn flat<'a>(articles: usize, list: &dyn Fn(usize) -> &'a [u32]) -> Vec<u32> {
    (0..articles)
        .flat_map(|article| [list(article).len() as u32].into_iter().chain(list(article).iter().copied()))
        .collect()
}

fn numbers(file: Json<'_>, name: &str) -> Option<Vec<u32>> {
    file.get(name)?.entries().map(|number| u32::try_from(number.unsigned()?).ok()).collect()
}

/// For each article its count and so many numbers below `terms`.
fn grouped(mut numbers: &[u32], articles: usize, terms: usize) -> Option<Grouped> {
    let mut lists = Grouped::default();
    for _ in 0..articles {
        let (count, rest) = numbers.split_first()?;
        let (list, rest) = rest.split_at_checked(*count as usize)?;
        if list.iter().any(|term| *term as usize >= terms) {
            return None;
        }
        lists.push(list.iter().copied());
        numbers = rest;
    }
    Some(lists)
}

#[cfg(all(test, feature = "lossless"))]
mod tests {
    use proptest::prelude::*;

    use crate::{Bundle, Facets, Filter, Month, Ordinal, Packed, decode};

    const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "language": "en",
        "_tidings": {"spec": 1, "categories": [{"id": "world", "names": []}, {"id": "asia", "parent": "world", "names": []}]},
        "items": [
            {"id": "1", "content_text": "", "tags": ["Solar", "sea"], "date_published": "2024-05-01", "authors": [{"name": "Ada"}],
             "_tidings": {"categories": ["asia"]}},
            {"id": "2", "content_text": "", "tags": ["solar"], "date_published": "2024-03-01", "language": "fa"},
            {"id": "3", "content_text": "", "date_published": "2019-03-01", "_tidings": {"categories": ["world"]}},
            {"id": "4", "content_text": "", "authors": [{"name": "آدا"}]}]}"#;

    /// The publication without its articles.
    fn entry_of(bundle: &Bundle) -> Bundle {
        let packed = Packed { articles: 4, page_size: 1, buckets: 1, ..Packed::default() };
        Bundle { articles: Vec::new(), packed: Some(packed), ..bundle.clone() }
    }

    #[test]
    fn filters_and_facets_of_a_catalogue_are_those_of_the_articles() {
        let bundle = decode(FEED.as_bytes()).unwrap();
        let archive = entry_of(&bundle);
        assert!(archive.take_catalogue(bundle.catalogue().as_bytes()));
        assert_eq!(archive.ordinals().len(), 0);
        let filters = [
            Filter::default(),
            Filter { tags: vec!["SOLAR".into()], ..Filter::default() },
            Filter { category: Some("world".into()), ..Filter::default() },
            Filter { authors: vec!["Ada".into()], years: vec![2024], ..Filter::default() },
            Filter { months: vec![Month::read("2024-03").unwrap()], ..Filter::default() },
            Filter { languages: vec!["en".into()], ..Filter::default() },
            Filter { tags: vec!["nowhere".into()], ..Filter::default() },
        ];
        let all: Vec<_> = bundle.ordinals().collect();
        for filter in filters {
            assert_eq!(filter.select(&archive), filter.select(&bundle), "{filter:?}");
            assert_eq!(Facets::count(&archive, &all, &filter), Facets::count(&bundle, &all, &filter), "{filter:?}");
        }
    }

    #[test]
    fn a_catalogue_that_ends_early_is_none() {
        let bundle = decode(FEED.as_bytes()).unwrap();
        let file = bundle.catalogue();
        for end in 0..file.len() {
            let part = file.get(..end).unwrap_or_default();
            assert!(!entry_of(&bundle).take_catalogue(part.as_bytes()), "{end} of {}", file.len());
        }
    }

    proptest! {
        #[test]
        fn no_file_breaks_the_reader(position: usize, byte: u8, number: u32) {
            let bundle = decode(FEED.as_bytes()).unwrap();
            let mut bent = bundle.catalogue().into_bytes();
            let position = position % bent.len();
            bent[position] = byte;
            let other = bundle.catalogue().replacen("2,", &format!("{number},"), 1);
            for file in [bent, other.into_bytes()] {
                let archive = entry_of(&bundle);
                if archive.take_catalogue(&file) {
                    let all: Vec<_> = (0..9).map(Ordinal).collect();
                    Facets::count(&archive, &all, &Filter { tags: vec!["solar".into()], ..Filter::default() });
                }
            }
        }
    }
}
