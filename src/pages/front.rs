//! The front page: a lead, two more, the latest, and a strip for each section. [`Composition`] decides what goes where.

use std::sync::Arc;

use tidings_bundle::{Bundle, Kind, Ordinal};

use super::{heading, page};
use crate::article::story::{self, Size};
use crate::locale::dir_name;
use crate::platform::document;
use crate::platform::intl::{self, DateStyle};
use crate::platform::view::{Content, Tag, View, link, tag};
use crate::state::App;

const SECONDS: usize = 2;
const LATEST: usize = 8;
const STRIP: usize = 4;
/// Strips before the reader had better go to a section: a page of forty strips is no front page.
const STRIPS: usize = 12;
/// Among the newest this many a story with a picture may lead over newer ones without.
const LEAD_AMONG: usize = 5;

/// What stands where.
#[derive(Debug, Default, PartialEq)]
struct Composition {
    lead: Option<Ordinal>,
    seconds: Vec<Ordinal>,
    latest: Vec<Ordinal>,
    /// Category index and its newest articles.
    strips: Vec<(usize, Vec<Ordinal>)>,
    /// Where there are no sections: what follows the top.
    rest: Vec<Ordinal>,
}

impl Composition {
    /// The publication's own choice first, then pinned ones, then the newest.
    fn of(bundle: &Bundle) -> Composition {
        let is_news = |ordinal: &Ordinal| bundle.article(*ordinal).is_some_and(|article| article.kind != Kind::Page);
        let all: Vec<Ordinal> = bundle.ordinals().filter(is_news).collect();
        let featured = bundle.home.featured.iter().filter_map(|id| bundle.by_id(id).or_else(|| bundle.by_slug(id)));
        let pinned =
            all.iter().copied().filter(|ordinal| bundle.article(*ordinal).is_some_and(|article| article.pinned));
        let has_picture = |ordinal: &&Ordinal| bundle.article(**ordinal).is_some_and(|article| article.lead.is_some());
        let pictured = all.iter().take(LEAD_AMONG).find(has_picture).copied();
        let mut top: Vec<Ordinal> = Vec::with_capacity(1 + SECONDS);
        for ordinal in featured.chain(pinned).chain(pictured).chain(all.iter().copied()) {
            if top.len() > SECONDS {
                break;
            }
            if !top.contains(&ordinal) {
                top.push(ordinal);
            }
        }
        let strips = strips(bundle, &all, &top);
        let rest = if strips.is_empty() {
            all.iter().copied().filter(|ordinal| !top.contains(ordinal)).take(STRIP * 4).collect()
        } else {
            Vec::new()
        };
        Composition {
            lead: top.first().copied(),
            seconds: top.get(1..).map(<[Ordinal]>::to_vec).unwrap_or_default(),
            latest: all.iter().copied().take(LATEST).collect(),
            strips,
            rest,
        }
    }
}

/// Everything that stands on the page.
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn shown(bundle: &Bundle) -> Vec<Ordinal> {
    let Composition { lead, seconds, latest, strips, rest } = Composition::of(bundle);
    let strips = strips.into_iter().flat_map(|(_, stories)| stories);
    lead.into_iter().chain(seconds).chain(latest).chain(strips).chain(rest).collect()
}

fn strips(bundle: &Bundle, all: &[Ordinal], top: &[Ordinal]) -> Vec<(usize, Vec<Ordinal>)> {
    let tree = &bundle.categories;
    let chosen: Vec<usize> = bundle.home.sections.iter().filter_map(|id| tree.by_id(id)).collect();
    let sections = if chosen.is_empty() { tree.roots().to_vec() } else { chosen };
    sections
        .into_iter()
        .filter_map(|section| {
            let is_within = |ordinal: &&Ordinal| {
                let categories =
                    bundle.article(**ordinal).map(|article| article.categories.as_slice()).unwrap_or_default();
                categories.iter().any(|category| tree.is_within(*category, section))
            };
            let newest: Vec<Ordinal> =
                all.iter().filter(|ordinal| !top.contains(ordinal)).filter(is_within).take(STRIP).copied().collect();
            (!newest.is_empty()).then_some((section, newest))
        })
        .take(STRIPS)
        .collect()
}

pub fn show(app: App, bundle: &Arc<Bundle>) -> View {
    document::set_title(&bundle.title);
    let composition = Composition::of(bundle);
    let words = app.words();
    let lead = composition.lead.and_then(|ordinal| story::show(app, bundle, ordinal, Size::Lead));
    let seconds: Vec<Tag> =
        composition.seconds.iter().filter_map(|ordinal| story::show(app, bundle, *ordinal, Size::Second)).collect();
    let strips: Vec<Tag> =
        composition.strips.iter().filter_map(|(section, stories)| strip(app, bundle, *section, stories)).collect();
    let empty = lead.is_none().then(|| tag("p").class("empty").text(words.text("front.empty")));
    let top = tag("div")
        .class("front-top")
        .child(lead.map(|story| tag("div").class("front-lead").child(story)))
        .child((!seconds.is_empty()).then(|| tag("div").class("front-side").child(seconds)))
        .child((composition.latest.len() > 1).then(|| latest(app, bundle, &composition.latest)));
    let front = tag("div")
        .class("front")
        .child(top)
        .child((!strips.is_empty()).then(|| tag("div").class("front-sections").child(strips)))
        .child((!composition.rest.is_empty()).then(|| rest(app, bundle, &composition.rest)));
    page("front")
        .child(heading("visually-hidden").text(&words.fill("front.heading", &[("title", &bundle.title)])))
        .child(empty)
        .child(front)
        .into()
}

/// A section of the page under its own title.
fn section(class: &str, title_class: &str, id: &str, title: impl Content) -> Tag {
    tag("section")
        .class(class)
        .attr("aria-labelledby", id)
        .child(tag("h2").class(title_class).attr("id", id).child(title))
}

fn latest(app: App, bundle: &Bundle, ordinals: &[Ordinal]) -> Tag {
    let language = app.words().tag();
    let items = ordinals.iter().filter_map(|ordinal| {
        let article = bundle.article(*ordinal)?;
        let time = article.published.map(|moment| {
            let milliseconds = moment.milliseconds();
            let style = if intl::is_today(milliseconds) { DateStyle::Time } else { DateStyle::ShortDay };
            tag("time").class("latest-time").attr("datetime", &moment.to_rfc3339()).text(&intl::date(
                milliseconds,
                language,
                style,
            ))
        });
        let open = link(&app.href_article(article.slug.as_str()))
            .class("latest-link")
            .attr_some("lang", article.language.as_deref());
        let open = open.attr("dir", dir_name(article.dir)).text(article.headline());
        Some(tag("li").class("latest-item").child(time).text(" ").child(open))
    });
    section("latest", "latest-title", "latest-title", app.label("front.latest"))
        .child(tag("ol").class("latest-list").children(items))
}

fn strip(app: App, bundle: &Bundle, category: usize, stories: &[Ordinal]) -> Option<Tag> {
    let name = bundle.categories.get(category)?.name(app.words().tag());
    let title = link(&app.href_category(&bundle.categories.path(category))).text(name);
    let sizes = std::iter::once(Size::Top).chain(std::iter::repeat(Size::Brief));
    let stories = stories.iter().zip(sizes).filter_map(|(ordinal, size)| story::show(app, bundle, *ordinal, size));
    Some(
        section("strip", "strip-title", &format!("strip-{category}"), title)
            .child(tag("div").class("strip-stories").children(stories)),
    )
}

fn rest(app: App, bundle: &Bundle, ordinals: &[Ordinal]) -> Tag {
    let rows = ordinals
        .iter()
        .filter_map(|ordinal| story::show(app, bundle, *ordinal, Size::Row))
        .map(|story| tag("li").child(story));
    let title = link(&app.href_category("")).text(app.label("category.all"));
    section("front-rest", "strip-title", "rest-title", title).child(tag("ol").class("story-list").children(rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(items: usize, more: &str) -> Bundle {
        let item = |number: usize| {
            format!(
                r#"{{"id":"{number}","title":"T{number}","content_text":"x","date_published":"2026-01-{:02}T00:00:00Z"{more}}}"#,
                number + 1
            )
        };
        let items: Vec<String> = (0..items).map(item).collect();
        let feed =
            format!(r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{}]}}"#, items.join(","));
        tidings_bundle::decode(feed.as_bytes()).unwrap()
    }

    #[test]
    fn every_size_of_publication_has_a_front_page() {
        assert_eq!(Composition::of(&bundle(0, "")), Composition::default());
        let one = Composition::of(&bundle(1, ""));
        assert!(one.lead.is_some() && one.seconds.is_empty() && one.rest.is_empty());
        let many = Composition::of(&bundle(28, ""));
        assert_eq!((many.seconds.len(), many.latest.len(), many.rest.len()), (SECONDS, LATEST, 16));
        assert!(!many.rest.contains(&many.lead.unwrap()));
    }

    #[test]
    fn nothing_stands_in_a_strip_that_stands_at_the_top() {
        let page = Composition::of(&bundle(9, r#","category":"World""#));
        assert_eq!(page.strips.len(), 1);
        assert!(page.strips[0].1.iter().all(|ordinal| page.lead != Some(*ordinal) && !page.seconds.contains(ordinal)));
        assert!(page.rest.is_empty());
    }

    #[test]
    fn a_page_about_the_paper_is_no_news() {
        let page = Composition::of(&bundle(3, r#","_tidings":{"kind":"page"}"#));
        assert_eq!(page, Composition::default());
    }
}
