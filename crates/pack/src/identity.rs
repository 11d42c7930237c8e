//! What articles are called: a slug each, unique in the publication and the same every time.
//!
//! Articles are named from the oldest to the newest, so that a new article never takes an old one's slug. A slug its author
//! chose comes before one made from a name. Neither case nor normal form tells
//! slugs apart: some disks cannot.

use std::collections::HashMap;

use tidings_bundle::Slug;

use crate::import::{SourceArticle, names};
use crate::report::{Finding, Report};

/// A slug for each article, in the articles' order.
pub fn slugs(articles: &[SourceArticle], report: &mut Report) -> Vec<Slug> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|index| {
        let article = articles.get(*index);
        let date = article.and_then(|article| article.article.published).map(tidings_bundle::Timestamp::milliseconds);
        let chosen = article.is_some_and(|article| article.slug.is_some());
        let file = article.map(|article| article.origin.file.as_str()).unwrap_or_default();
        (!chosen, date.unwrap_or(i64::MAX), file, *index)
    });
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut counters: HashMap<String, u32> = HashMap::new();
    let mut slugs: Vec<Option<Slug>> = vec![None; articles.len()];
    for index in order {
        let Some(article) = articles.get(index) else {
            continue;
        };
        let wanted = article
            .slug
            .clone()
            .or_else(|| Slug::new(&names::composed(&article.slug_hint)))
            .unwrap_or_else(|| Slug::from_text(&names::composed(&article.slug_hint)));
        let slug = first_free(&wanted, &taken, &mut counters);
        let other = taken.get(&key(&wanted)).and_then(|other| articles.get(*other));
        if let (true, Some(other)) = (article.slug.is_some(), other) {
            let what = format!("the slug \"{wanted}\" is that of {} already", other.origin.file);
            let line = article.origin.line_of(wanted.as_str(), "");
            report.add(
                Finding::warning(&article.origin.file, line, what)
                    .remedy(format!("it becomes \"{slug}\"; choose another")),
            );
        }
        taken.insert(key(&slug), index);
        if let Some(place) = slugs.get_mut(index) {
            *place = Some(slug);
        }
    }
    slugs.into_iter().map(|slug| slug.unwrap_or_else(|| Slug::from_text("article"))).collect()
}

fn key(slug: &Slug) -> String {
    names::folded(slug.as_str())
}

/// The slug itself, else with the first number behind it that is free. The counter spares a thousand namesakes a million tries.
fn first_free(wanted: &Slug, taken: &HashMap<String, usize>, counters: &mut HashMap<String, u32>) -> Slug {
    if !taken.contains_key(&key(wanted)) {
        return wanted.clone();
    }
    let counter = counters.entry(key(wanted)).or_insert(1);
    loop {
        *counter = counter.saturating_add(1);
        let slug = numbered(wanted, *counter);
        if !taken.contains_key(&key(&slug)) || *counter == u32::MAX {
            return slug;
        }
    }
}

fn numbered(slug: &Slug, number: u32) -> Slug {
    let mut base = slug.as_str();
    loop {
        if let Some(slug) = Slug::new(&format!("{base}-{number}")) {
            return slug;
        }
        // Too long: a letter less.
        let Some((end, _)) = base.char_indices().next_back().filter(|(end, _)| *end > 0) else {
            return Slug::from_text(&format!("article {number}"));
        };
        base = base.get(..end).unwrap_or_default();
    }
}

/// Former places as slugs: `2016/09/29/Rust-1.12.html` → `2016-09-29-Rust-1.12`.
pub fn alias(former: &str) -> Option<Slug> {
    let place = crate::address::place(former).replace('/', "-");
    Slug::new(&place).or_else(|| (!place.is_empty()).then(|| Slug::from_text(&place)))
}

#[cfg(test)]
mod tests {
    use tidings_bundle::{Article, Content, Timestamp};

    use super::*;
    use crate::import::{Body, Origin};

    fn article(file: &str, hint: &str, chosen: Option<&str>, date: Option<(i32, u8, u8)>) -> SourceArticle {
        let mut article = Article::new("x", Slug::from_text("x"), Content::Text(String::new()));
        article.published = date.and_then(|(year, month, day)| Timestamp::from_date(year, month, day));
        SourceArticle {
            origin: Origin { file: file.to_owned(), ..Origin::default() },
            body: Body::Text(String::new()),
            article,
            id: None,
            slug: chosen.and_then(Slug::new),
            slug_hint: hint.to_owned(),
            path: None,
            former: Vec::new(),
            categories: Vec::new(),
            dir: None,
            stem: file.to_owned(),
            traces: crate::import::Traces::default(),
        }
    }

    fn named(articles: &[SourceArticle]) -> (Vec<String>, Report) {
        let mut report = Report::default();
        let slugs = slugs(articles, &mut report);
        (slugs.iter().map(ToString::to_string).collect(), report)
    }

    #[test]
    fn the_older_article_keeps_the_plain_slug() {
        let (names, report) = named(&[
            article("new.md", "water", None, Some((2026, 1, 1))),
            article("old.md", "water", None, Some((2020, 1, 1))),
            article("undated.md", "Water", None, None),
        ]);
        assert_eq!(names, ["water-2", "water", "Water-3"]);
        assert!(report.is_empty());
    }

    #[test]
    fn a_chosen_slug_comes_first_and_a_second_claim_is_reported() {
        let (names, report) = named(&[
            article("a.md", "water", None, Some((2020, 1, 1))),
            article("b.md", "x", Some("water"), Some((2026, 1, 1))),
            article("c.md", "x", Some("WATER"), Some((2026, 1, 2))),
        ]);
        assert_eq!(names, ["water-3", "water", "WATER-2"]);
        assert_eq!(report.sorted().len(), 1);
    }

    #[test]
    fn one_name_in_two_normal_forms_makes_two_slugs() {
        let (names, _) = named(&[
            article("a/caf\u{e9}.md", "caf\u{e9}", None, None),
            article("b/cafe\u{301}.md", "cafe\u{301}", None, None),
        ]);
        assert_eq!(names, ["caf\u{e9}", "caf\u{e9}-2"]);
    }

    #[test]
    fn names_that_are_no_slugs_become_some() {
        let long = "ж".repeat(200);
        let (names, _) = named(&[
            article("a.md", "../../etc/passwd", None, None),
            article("b.md", &long, None, None),
            article("c.md", &long, None, None),
            article("d.md", "!!!", None, None),
        ]);
        assert!(names.iter().all(|name| Slug::new(name).is_some()), "{names:?}");
        assert_eq!(names.iter().collect::<std::collections::BTreeSet<_>>().len(), 4);
    }

    #[test]
    fn former_places_become_aliases() {
        let alias = |former| alias(former).map(|slug| slug.to_string());
        assert_eq!(alias("2016/09/29/Rust-1.12.html").as_deref(), Some("2016-09-29-Rust-1.12"));
        assert_eq!(alias("/releases/1.12.0/").as_deref(), Some("releases-1.12.0"));
        assert_eq!(alias("/"), None);
    }
}
