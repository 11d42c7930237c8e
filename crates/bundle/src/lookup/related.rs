//! Where to read on: next door, in another language, on the same subject.

use crate::lookup::Terms;
use crate::{Article, Bundle, Kind, Ordinal, order};

/// Articles looked at per shared tag or category, the newest ones. A tag that thousands share says little about any of them.
const NEWEST_PER_TERM: usize = 200;

/// Weight of a shared tag or category that `articles` have: the rarer, the heavier. Whole numbers, so that every browser
/// ranks alike; the 10 keeps a tag that only two articles share from outweighing everything else.
fn weight(articles: usize) -> i64 {
    1_000_000 / (10 + articles as i64)
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

    /// All that share a tag or a category, best first, of equals the newer first.
    fn by_subject(&self, ordinal: Ordinal, article: &Article) -> Vec<Ordinal> {
        let Terms { tags, sections, .. } = self.terms();
        let tagged = tags.of_article(ordinal.0 as usize).iter().map(|tag| tags.articles(*tag as usize));
        let listed = article.categories.iter().map(|category| sections.of(*category));
        let mut scores = vec![0; self.articles.len()];
        for others in tagged.chain(listed) {
            for other in others.iter().take(NEWEST_PER_TERM).filter(|other| **other != ordinal.0) {
                if let Some(score) = scores.get_mut(*other as usize) {
                    *score += weight(others.len());
                }
            }
        }
        let found: Vec<(Ordinal, i64)> = self.ordinals().zip(scores).filter(|(_, score)| *score > 0).collect();
        let best = order::by_number(&mut found.iter().map(|(_, score)| Some(-score)));
        best.into_iter().filter_map(|position| found.get(position).map(|(other, _)| *other)).collect()
    }
}
