//! What filters need of every article of an archive, in one small file: the terms of [`super::terms`], column by column.
//!
//! ```text
//! "TIDC" 1                                     what it is, and the version of this layout
//! articles
//! three times, for tags, authors, languages:
//!   terms, and each: bytes, text               in the order in which they are met, from the newest article on
//!   for each article, the newest first: terms, and each: its number
//! for each article: categories, and each: its number among the feed's categories
//! until all articles are covered: year (0 for none), articles
//! ```
//! Numbers are unsigned LEB128. Columns rather than rows, since equal neighbours compress: 100,000 articles take some 0.6 MB, and
//! half of that on the wire.
//!
//! The file is hostile like any other: counts are checked against what is left of it before anything is made for them.

use super::terms::{Dimension, Grouped, Terms};
use super::{Lookup, OnceLock};
use crate::Bundle;
use crate::limits::MAX_ARTICLES;

const MAGIC: &[u8; 5] = b"TIDC\x01";

impl Bundle {
    /// The same publication without articles, whose filters and facets speak of the whole archive; `None` for a file that is no
    /// catalogue, or a broken one.
    pub fn with_catalogue(&self, file: &[u8]) -> Option<Bundle> {
        let mut reader = Reader { rest: file.strip_prefix(MAGIC)? };
        let articles = reader.count(MAX_ARTICLES)?;
        let mut dimension = || {
            let labels = reader.list(|reader| {
                let length = reader.count(reader.rest.len())?;
                let (text, rest) = reader.rest.split_at_checked(length)?;
                reader.rest = rest;
                String::from_utf8(text.to_vec()).ok()
            })?;
            let lists = reader.lists(articles, labels.len())?;
            Some(Dimension::from_parts(labels, lists))
        };
        let (tags, authors, languages) = (dimension()?, dimension()?, dimension()?);
        let categories = reader.lists(articles, self.categories.nodes().len())?;
        let mut years = Vec::new();
        while years.len() < articles {
            let year = reader.count(9_999)? as u16;
            let run = reader.count(articles - years.len())?.max(1);
            years.resize(years.len() + run, year);
        }
        let terms = Terms { tags, authors, languages, categories, years, is_catalogue: true, ..Terms::default() };
        let lookup = Lookup { terms: OnceLock::from(terms), ..Lookup::default() };
        Some(Bundle {
            title: self.title.clone(),
            language: self.language.clone(),
            languages: self.languages.clone(),
            categories: self.categories.clone(),
            packed: self.packed.clone(),
            lookup,
            ..Bundle::default()
        })
    }

    /// The catalogue of all articles that are here.
    #[cfg(feature = "lossless")]
    pub fn catalogue(&self) -> Vec<u8> {
        let terms = self.terms();
        let articles = self.articles.len();
        let mut file = MAGIC.to_vec();
        write(&mut file, articles);
        for dimension in [&terms.tags, &terms.authors, &terms.languages] {
            write(&mut file, dimension.labels.len());
            for label in &dimension.labels {
                write(&mut file, label.len());
                file.extend(label.as_bytes());
            }
            (0..articles).for_each(|article| write_list(&mut file, dimension.of_article(article)));
        }
        (0..articles).for_each(|article| write_list(&mut file, terms.categories.of(article)));
        for run in terms.years.chunk_by(|one, other| one == other) {
            write(&mut file, usize::from(run.first().copied().unwrap_or_default()));
            write(&mut file, run.len());
        }
        file
    }
}

#[cfg(feature = "lossless")]
fn write_list(file: &mut Vec<u8>, list: &[u32]) {
    write(file, list.len());
    list.iter().for_each(|number| write(file, *number as usize));
}

#[cfg(feature = "lossless")]
fn write(file: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        file.push(number as u8 | 0x80);
        number >>= 7;
    }
    file.push(number as u8);
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    /// A number up to `most`.
    fn count(&mut self, most: usize) -> Option<usize> {
        let mut number = 0;
        for shift in [0, 7, 14, 21] {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return (number <= most).then_some(number);
            }
        }
        None
    }

    /// A count and so many of what `read` reads, of which each takes a byte at least.
    fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.count(self.rest.len())?;
        (0..count).map(|_| read(self)).collect()
    }

    /// For each article a list of numbers below `terms`.
    fn lists(&mut self, articles: usize, terms: usize) -> Option<Grouped> {
        let mut lists = Grouped::default();
        for _ in 0..articles {
            let list = self.list(|reader| reader.count(terms.checked_sub(1)?))?;
            lists.push(list.into_iter().map(|term| term as u32));
        }
        Some(lists)
    }
}

#[cfg(all(test, feature = "lossless"))]
mod tests {
    use proptest::prelude::*;

    use crate::{Facets, Filter, decode};

    const FEED: &str = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "T", "language": "en",
        "_tidings": {"spec": 1, "categories": [{"id": "world", "names": []}, {"id": "asia", "parent": "world", "names": []}]},
        "items": [
            {"id": "1", "content_text": "", "tags": ["Solar", "sea"], "date_published": "2024-05-01", "authors": [{"name": "Ada"}],
             "_tidings": {"categories": ["asia"]}},
            {"id": "2", "content_text": "", "tags": ["solar"], "date_published": "2024-03-01", "language": "fa"},
            {"id": "3", "content_text": "", "date_published": "2019-03-01", "_tidings": {"categories": ["world"]}},
            {"id": "4", "content_text": "", "authors": [{"name": "آدا"}]}]}"#;

    #[test]
    fn filters_and_facets_of_a_catalogue_are_those_of_the_articles() {
        let bundle = decode(FEED.as_bytes()).unwrap();
        let archive = bundle.with_catalogue(&bundle.catalogue()).unwrap();
        assert_eq!((archive.articles.len(), archive.ordinals().len()), (0, 4));
        let filters = [
            Filter::default(),
            Filter { tags: vec!["SOLAR".into()], ..Filter::default() },
            Filter { category: Some("world".into()), ..Filter::default() },
            Filter { authors: vec!["Ada".into()], years: vec![2024], ..Filter::default() },
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
            assert!(bundle.with_catalogue(&file[..end]).is_none(), "{end} of {}", file.len());
        }
    }

    proptest! {
        #[test]
        fn no_file_breaks_the_reader(mut file: Vec<u8>, position: usize, byte: u8) {
            let bundle = decode(FEED.as_bytes()).unwrap();
            let mut bent = bundle.catalogue();
            let position = position % bent.len();
            bent[position] = byte;
            file.splice(0..0, *super::MAGIC);
            for file in [file, bent] {
                if let Some(archive) = bundle.with_catalogue(&file) {
                    let all: Vec<_> = archive.ordinals().collect();
                    Facets::count(&archive, &all, &Filter { tags: vec!["solar".into()], ..Filter::default() });
                }
            }
        }
    }
}
