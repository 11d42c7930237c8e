//! Articles that have appeared while the page was open. They are looked for when the reader comes back to it, and offered: what is being
//! read never changes by itself.

use std::cell::Cell;
use std::sync::Arc;

use tidings_bundle::Bundle;

use super::App;
use crate::load;
use crate::platform::{attention, held, intl, task};
use crate::route::Route;

/// Whoever looks away for a moment does not ask the host again.
const QUIET_MS: i64 = 10 * 60 * 1000;

/// What is offered.
#[derive(Clone, Default)]
pub struct News {
    /// New articles; 0 while there is nothing to offer.
    pub count: usize,
    /// The publication as the reader knows it: as it is on show, or as it was when they declined the last offer.
    known: Option<Arc<Bundle>>,
    fresh: Option<Arc<Bundle>>,
}

impl App {
    /// From now on looks for new articles whenever the reader comes back.
    pub(super) fn watch_news(self) {
        // An edition stays as it is.
        if held::is_edition() {
            return;
        }
        let last = std::rc::Rc::new(Cell::new(intl::now()));
        attention::on_return(move || {
            let now = intl::now();
            if now - last.get() >= QUIET_MS {
                last.set(now);
                task::spawn(Box::pin(self.look_for_news()));
            }
        });
    }

    async fn look_for_news(self) {
        let Some(shown) = self.loaded() else { return };
        // A host that cannot be asked just now is asked the next time.
        let Ok(fresh) = load::load(&shown.address).await else { return };
        let (offered, known) = self.news.with_untracked(|news| (news.count, news.known.clone()));
        let known = known.unwrap_or(shown.bundle);
        let count = new_articles(&known, &fresh.bundle);
        // The same offer stays as it is, under whatever hand is on its way to it.
        if count != offered {
            self.news.set(News { count, known: Some(known), fresh: Some(fresh.bundle) });
        }
    }

    /// Shows the publication as it is now. All of it is loaded anew, so that nothing on show is of two revisions.
    pub fn show_news(self) {
        self.go(Route::Front);
        attention::reload();
    }

    /// Offers these articles no more.
    pub fn decline_news(self) {
        let News { fresh, .. } = self.news.get_untracked();
        self.news.set(News { known: fresh, ..News::default() });
    }
}

/// How many articles of `fresh` somebody who knows `known` has not seen.
fn new_articles(known: &Bundle, fresh: &Bundle) -> usize {
    let all = |bundle: &Bundle| bundle.packed.as_ref().map_or(0, |packed| packed.articles as usize);
    // The entry of an archive holds the newest and what stands on the front page, which may be old.
    let newest =
        known.packed.as_ref().and_then(|_| known.articles.iter().filter_map(|article| article.published).max());
    let unknown = fresh.articles.iter().filter(|article| {
        known.by_slug(article.slug.as_str()).is_none() && newest.is_none_or(|newest| article.published > Some(newest))
    });
    unknown.count().max(all(fresh).saturating_sub(all(known)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(slugs: &[(&str, u32)], packed: Option<u32>) -> Bundle {
        let items: Vec<String> = slugs
            .iter()
            .map(|(slug, day)| {
                format!(
                    r#"{{"id":"{slug}","title":"{slug}","content_text":"x","date_published":"2026-01-{day:02}T00:00:00Z","_tidings":{{"slug":"{slug}"}}}}"#
                )
            })
            .collect();
        let packed = packed.map_or(String::new(), |articles| {
            format!(r#","packed":{{"articles":{articles},"page_size":50,"buckets":1,"catalogue":"bundle/catalogue/x.json"}}"#)
        });
        let feed = format!(
            r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","_tidings":{{"spec":1{packed}}},"items":[{}]}}"#,
            items.join(",")
        );
        tidings_bundle::decode(feed.as_bytes()).unwrap()
    }

    #[test]
    fn of_a_plain_feed_every_unknown_article_is_new() {
        let known = bundle(&[("a", 2), ("b", 3)], None);
        assert_eq!(new_articles(&known, &known), 0);
        assert_eq!(new_articles(&known, &bundle(&[("a", 2)], None)), 0);
        assert_eq!(new_articles(&known, &bundle(&[("a", 2), ("c", 1), ("d", 5)], None)), 2);
    }

    #[test]
    fn of_an_archive_the_entry_tells_what_is_newer_and_the_count_what_is_more() {
        let known = bundle(&[("a", 2), ("b", 3)], Some(100));
        assert_eq!(new_articles(&known, &known), 0);
        // An old one on the front page.
        assert_eq!(new_articles(&known, &bundle(&[("old", 1), ("b", 3)], Some(100))), 0);
        // One went, one came.
        assert_eq!(new_articles(&known, &bundle(&[("b", 3), ("c", 4)], Some(100))), 1);
        // More than the entry holds.
        assert_eq!(new_articles(&known, &bundle(&[("c", 4), ("d", 5)], Some(170))), 70);
    }
}
