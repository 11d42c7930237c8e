//! Where to read on: next door, in another language, on the same subject.

use crate::lookup::Terms;
use crate::{Article, Bundle, Kind, Ordinal};

/// Articles looked at per shared tag or category, the newest ones. A tag that thousands share says little about any of them.
const NEWEST_PER_TERM: usize = 200;

/// Weight of a shared tag or category that `articles` have: the rarer, the heavier. Whole numbers, so that every browser
/// ranks alike; the 10 keeps a tag that only two articles share from outweighing everything else.
fn weight(articles: usize) -> u64 {
    1_000_000 / (10 + articles as u64)
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
        let mut scores = vec![0u64; self.articles.len()];
        let mut touched = Vec::new();
        for others in tagged.chain(listed) {
            for other in others.iter().take(NEWEST_PER_TERM).filter(|other| **other != ordinal.0) {
                let Some(score) = scores.get_mut(*other as usize) else { continue };
                if *score == 0 {
                    touched.push(*other);
                }
                *score += weight(others.len());
            }
        }
        touched.sort_unstable_by_key(|other| (std::cmp::Reverse(scores.get(*other as usize).copied()), *other));
        touched.into_iter().map(Ordinal).collect()
    }
}
