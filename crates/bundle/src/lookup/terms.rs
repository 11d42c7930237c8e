//! Numbers for tags, authors, languages and translation groups, so that counting them is counting numbers.
//!
//! ```text
//! article  0         1    2            Grouped, by article: starts  0 2 2 3
//! terms    solar sea -    solar                             members 0 1 0
//! Grouped, by term: starts 0 2 3, members 0 2 | 0
//! ```

use crate::category::primary;
use crate::letters::folded;
use crate::names::Names;
use crate::{Article, Bundle, Kind, Month};

/// Lists of numbers, one behind the other.
#[derive(Default)]
pub(crate) struct Grouped {
    /// One more than there are lists.
    starts: Vec<u32>,
    members: Vec<u32>,
}

impl Grouped {
    /// The list of a number; empty if there is none.
    pub(crate) fn of(&self, index: usize) -> &[u32] {
        let range = |index: usize| Some(*self.starts.get(index)? as usize);
        let list = range(index).zip(range(index + 1)).and_then(|(start, end)| self.members.get(start..end));
        list.unwrap_or_default()
    }

    /// Adds a list.
    pub(crate) fn push(&mut self, list: impl Iterator<Item = u32>) {
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.members.extend(list);
        self.starts.push(self.members.len() as u32);
    }

    fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The other way round: for each of `targets` members the lists it is in, ascending.
    fn inverted(&self, targets: usize) -> Grouped {
        let mut starts = vec![0u32; targets + 1];
        for member in &self.members {
            if let Some(count) = starts.get_mut(*member as usize + 1) {
                *count += 1;
            }
        }
        let mut total = 0;
        for start in &mut starts {
            total += *start;
            *start = total;
        }
        let mut next = starts.clone();
        let mut members = vec![0u32; total as usize];
        for list in 0..self.len() {
            for member in self.of(list) {
                let Some(position) = next.get_mut(*member as usize) else { continue };
                if let Some(slot) = members.get_mut(*position as usize) {
                    *slot = list as u32;
                }
                *position += 1;
            }
        }
        Grouped { starts, members }
    }
}

/// Calls its second argument with every value of an article.
type Values<'a> = &'a dyn Fn(&Article, &mut dyn FnMut(&str));

/// The values of one property over all articles.
#[derive(Default)]
pub(crate) struct Dimension {
    /// By term: the spelling met first.
    pub(crate) labels: Vec<String>,
    keys: Names,
    by_article: Grouped,
    by_term: Grouped,
}

impl Dimension {
    /// Spellings with the same `key` are one term.
    fn new(articles: &[Article], key: fn(&str) -> String, values: Values<'_>) -> Dimension {
        let mut dimension = Dimension::default();
        let Dimension { labels, keys, by_article, .. } = &mut dimension;
        by_article.starts.push(0);
        // By term: the article, from 1, that had it last.
        let mut had_by: Vec<u32> = Vec::new();
        for (article, number) in articles.iter().zip(1..) {
            values(article, &mut |value| {
                let term = keys.insert_first(key(value), labels.len() as u32);
                if term as usize == labels.len() {
                    labels.push(value.to_owned());
                    had_by.push(0);
                }
                if let Some(last) = had_by.get_mut(term as usize).filter(|last| **last != number) {
                    *last = number;
                    by_article.members.push(term);
                }
            });
            by_article.starts.push(by_article.members.len() as u32);
        }
        dimension.by_term = dimension.by_article.inverted(dimension.labels.len());
        dimension
    }

    /// Of terms that somebody else has numbered.
    pub(crate) fn from_parts(labels: Vec<String>, by_article: Grouped) -> Dimension {
        let keys = Names::of(&mut labels.iter().map(|label| folded(label)));
        let by_term = by_article.inverted(labels.len());
        Dimension { labels, keys, by_article, by_term }
    }

    /// The term with this key.
    pub(crate) fn term(&self, key: &str) -> Option<usize> {
        self.keys.get(key).map(|term| term as usize)
    }

    /// The terms in the order of their keys.
    pub(crate) fn in_order(&self) -> impl Iterator<Item = usize> {
        self.keys.numbers().map(|term| term as usize)
    }

    pub(crate) fn of_article(&self, ordinal: usize) -> &[u32] {
        self.by_article.of(ordinal)
    }

    /// Ordinals, newest first.
    pub(crate) fn articles(&self, term: usize) -> &[u32] {
        self.by_term.of(term)
    }
}

#[derive(Default)]
pub(crate) struct Terms {
    pub(crate) tags: Dimension,
    pub(crate) authors: Dimension,
    /// Full tags, as articles have them.
    pub(crate) languages: Dimension,
    /// Primary languages, "" for none; without pages (imprint, contact), which nobody leafs through.
    pub(crate) shelves: Dimension,
    pub(crate) translations: Dimension,
    /// Categories by article, as the article names them.
    pub(crate) categories: Grouped,
    /// Articles by category, without those of the categories below.
    pub(crate) sections: Grouped,
    /// By article, where there is a date.
    pub(crate) months: Vec<Option<Month>>,
}

impl Terms {
    pub(crate) fn new(bundle: &Bundle) -> Terms {
        let articles = &bundle.articles;
        let mut categories = Grouped::default();
        for article in articles {
            categories.push(article.categories.iter().map(|category| *category as u32));
        }
        Terms {
            tags: Dimension::new(articles, folded, &|article, add| article.tags.iter().for_each(|tag| add(tag))),
            authors: Dimension::new(articles, folded, &|article, add| {
                article.authors.iter().for_each(|author| add(&author.name));
            }),
            languages: Dimension::new(articles, folded, &|article, add| {
                article.language.iter().for_each(|language| add(language));
            }),
            shelves: Dimension::new(articles, folded, &|article, add| {
                if article.kind != Kind::Page {
                    add(article.language.as_deref().map(primary).unwrap_or_default());
                }
            }),
            translations: Dimension::new(articles, str::to_owned, &|article, add| {
                article.translation.iter().for_each(|translation| add(&translation.group));
            }),
            sections: categories.inverted(bundle.categories.nodes().len()),
            categories,
            months: articles.iter().map(|article| article.published.map(Month::of)).collect(),
        }
    }
}
