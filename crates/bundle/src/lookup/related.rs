//! Where to read on: next door, in another language, on the same subject.

use crate::lookup::Terms;
use crate::{Article, Bundle, Kind, Ordinal, order};

/// Articles looked at per shared tag or category, on either side: the nearest in time. A tag that thousands share says little about any
/// of them, and what is published next year does not change what an article of today leads to.
const NEAREST_PER_TERM: usize = 100;

/// Parts of a series that an article leads to, itself among them: more is a list of its own.
const MOST_PARTS: usize = 25;

/// Weight of a shared tag or category that `articles` have: the rarer, the heavier. Halved for each doubling, so that one article more
/// changes it rarely; the 2 keeps a tag that only two articles share from outweighing everything else.
fn weight(articles: usize) -> i64 {
    (1 << 20) >> (31 - (articles as u32 + 2).leading_zeros())
}

/// The part of an ascending list around a number.
fn around(list: &[u32], number: u32) -> &[u32] {
    let at = list.partition_point(|other| *other < number);
    let end = list.len().min(at + NEAREST_PER_TERM + 1);
    list.get(at.saturating_sub(NEAREST_PER_TERM)..end).unwrap_or_default()
}

impl Bundle {
    /// The next newer and the next older article in the same primary language; pages (imprint, contact) are passed over and
    /// have no neighbours.
    pub fn neighbours(&self, ordinal: Ordinal) -> (Option<Ordinal>, Option<Ordinal>) {
        let terms = self.terms();
        let Some(shelf) = terms.shelves.of_article(ordinal.0 as usize).first() else {
            return (None, None);
        };
        let shelf = terms.shelves.articles(*shelf as usize);
        let Ok(position) = shelf.binary_search(&ordinal.0) else {
            return (None, None);
        };
        let at = |position: usize| shelf.get(position).copied().map(Ordinal);
        (position.checked_sub(1).and_then(at), at(position + 1))
    }

    /// The same article in other languages.
    pub fn translations(&self, ordinal: Ordinal) -> Vec<Ordinal> {
        let translations = &self.terms().translations;
        let groups = translations.of_article(ordinal.0 as usize).iter();
        let all = groups.flat_map(|group| translations.articles(*group as usize));
        all.copied().map(Ordinal).filter(|other| *other != ordinal).collect()
    }

    /// The parts of the series that an article belongs to, itself among them, in its own language: by their positions, those without one
    /// last and the oldest first. Of a long series those around it, [`MOST_PARTS`] at most; none where it is the only one.
    pub fn series_parts(&self, ordinal: Ordinal) -> Vec<Ordinal> {
        let Some(article) = self.article(ordinal) else { return Vec::new() };
        let Some(series) = &article.series else { return Vec::new() };
        // The oldest first.
        let alike =
            (0..self.articles.len() as u32).map(Ordinal).zip(&self.articles).rev().filter_map(|(ordinal, other)| {
                let position = other.series.as_ref().filter(|of| of.id == series.id)?.position;
                (other.primary_language() == article.primary_language()).then_some((ordinal, position.map(i64::from)))
            });
        let alike: Vec<(Ordinal, Option<i64>)> = alike.collect();
        let order = order::by_number(&mut alike.iter().map(|(_, position)| *position));
        let parts: Vec<Ordinal> = order.into_iter().filter_map(|at| alike.get(at).map(|(part, _)| *part)).collect();
        let own = parts.iter().position(|part| *part == ordinal).unwrap_or_default();
        let from = own.saturating_sub(MOST_PARTS / 2);
        if parts.len() < 2 { Vec::new() } else { parts.into_iter().skip(from).take(MOST_PARTS).collect() }
    }

    /// What to read next: first the articles it names (by id or slug), then those with which it shares most tags and categories,
    /// in its own language. Never itself, a translation of it, or a page it does not name.
    pub fn related(&self, ordinal: Ordinal, limit: usize) -> Vec<Ordinal> {
        let Some(article) = self.article(ordinal) else {
            return Vec::new();
        };
        let mut related: Vec<Ordinal> = Vec::new();
        for name in &article.related {
            if related.len() >= limit {
                return related;
            }
            let named = self.by_id(name).or_else(|| self.by_slug(name));
            related.extend(named.filter(|named| *named != ordinal && !related.contains(named)));
        }
        let translations = self.translations(ordinal);
        for other in self.by_subject(ordinal, article) {
            if related.len() >= limit {
                break;
            }
            let fits = self.article(other).is_some_and(|other| {
                other.kind != Kind::Page && other.primary_language() == article.primary_language()
            });
            if fits && !related.contains(&other) && !translations.contains(&other) {
                related.push(other);
            }
        }
        related
    }

    /// All that share a tag or a category, best first, of equals the nearer in time.
    fn by_subject(&self, ordinal: Ordinal, article: &Article) -> Vec<Ordinal> {
        let Terms { tags, sections, .. } = self.terms();
        let tagged = tags.of_article(ordinal.0 as usize).iter().map(|tag| tags.articles(*tag as usize));
        let listed = article.categories.iter().map(|category| sections.of(*category));
        // Not a table over all articles: a packer asks this for each of a hundred thousand.
        let mut shared: Vec<(u32, i64)> = Vec::new();
        for others in tagged.chain(listed) {
            let nearest = around(others, ordinal.0).iter().filter(|other| **other != ordinal.0);
            shared.extend(nearest.map(|other| (*other, weight(others.len()))));
        }
        let mut found: Vec<(Ordinal, i64)> = Vec::new();
        for position in order::by_number(&mut shared.iter().map(|(other, _)| Some(i64::from(*other)))) {
            let Some((other, score)) = shared.get(position) else { continue };
            match found.last_mut().filter(|(last, _)| last.0 == *other) {
                Some((_, sum)) => *sum += score,
                None => found.push((Ordinal(*other), *score)),
            }
        }
        let distance = |other: &Ordinal| i64::from(other.0.abs_diff(ordinal.0));
        let best = order::by_number(&mut found.iter().map(|(other, score)| Some(distance(other) - (score << 20))));
        best.into_iter().filter_map(|position| found.get(position).map(|(other, _)| *other)).collect()
    }
}
