//! The front page: a lead, two more, the latest, and a strip for each section. [`Composition`] decides what goes where.

use std::sync::Arc;

use leptos::prelude::*;
use tidings_bundle::{Bundle, Kind, Ordinal};

use crate::article::story::{self, Size};
use crate::locale::dir_name;
use crate::platform::document;
use crate::platform::intl::{self, DateStyle};
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
        let pinned = all.iter().copied().filter(|ordinal| bundle.article(*ordinal).is_some_and(|article| article.pinned));
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
        let rest = if strips.is_empty() { all.iter().copied().filter(|ordinal| !top.contains(ordinal)).take(STRIP * 4).collect() } else { Vec::new() };
        Composition {
            lead: top.first().copied(),
            seconds: top.get(1..).map(<[Ordinal]>::to_vec).unwrap_or_default(),
            latest: all.iter().copied().take(LATEST).collect(),
            strips,
            rest,
        }
    }
}

fn strips(bundle: &Bundle, all: &[Ordinal], top: &[Ordinal]) -> Vec<(usize, Vec<Ordinal>)> {
    let tree = &bundle.categories;
    let chosen: Vec<usize> = bundle.home.sections.iter().filter_map(|id| tree.by_id(id)).collect();
    let sections = if chosen.is_empty() { tree.roots().to_vec() } else { chosen };
    sections
        .into_iter()
        .filter_map(|section| {
            let is_within = |ordinal: &&Ordinal| {
                let categories = bundle.article(**ordinal).map(|article| article.categories.as_slice()).unwrap_or_default();
                categories.iter().any(|category| tree.is_within(*category, section))
            };
            let newest: Vec<Ordinal> = all.iter().filter(|ordinal| !top.contains(ordinal)).filter(is_within).take(STRIP).copied().collect();
            (!newest.is_empty()).then_some((section, newest))
        })
        .take(STRIPS)
        .collect()
}

pub fn show(app: App, bundle: &Arc<Bundle>) -> AnyView {
    document::set_title(&bundle.title);
    let page = Composition::of(bundle);
    let heading = app.words().fill("front.heading", &[("title", &bundle.title)]);
    let lead = page.lead.and_then(|ordinal| story::show(app, bundle, ordinal, Size::Lead));
    let seconds: Vec<AnyView> = page.seconds.iter().filter_map(|ordinal| story::show(app, bundle, *ordinal, Size::Second)).collect();
    let strips: Vec<AnyView> = page.strips.iter().filter_map(|(section, stories)| strip(app, bundle, *section, stories)).collect();
    let is_empty = page.lead.is_none();
    view! {
        <main class="page" id="main" tabindex="-1" data-page="front">
            <h1 class="visually-hidden" tabindex="-1">{heading}</h1>
            {is_empty.then(|| view! { <p class="empty">{app.label("front.empty")}</p> })}
            <div class="front">
                <div class="front-top">
                    {lead.map(|story| view! { <div class="front-lead">{story}</div> })}
                    {(!seconds.is_empty()).then(|| view! { <div class="front-side">{seconds}</div> })}
                    {(page.latest.len() > 1).then(|| latest(app, bundle, &page.latest))}
                </div>
                {(!strips.is_empty()).then(|| view! { <div class="front-sections">{strips}</div> })}
                {(!page.rest.is_empty()).then(|| rest(app, bundle, &page.rest))}
            </div>
        </main>
    }
    .into_any()
}

fn latest(app: App, bundle: &Bundle, ordinals: &[Ordinal]) -> AnyView {
    let tag = app.words().tag();
    let items: Vec<AnyView> = ordinals
        .iter()
        .filter_map(|ordinal| {
            let article = bundle.article(*ordinal)?;
            let time = article.published.map(|moment| {
                let milliseconds = moment.milliseconds();
                let style = if intl::is_today(milliseconds) { DateStyle::Time } else { DateStyle::ShortDay };
                view! { <time class="latest-time" datetime=moment.to_rfc3339()>{intl::date(milliseconds, tag, style)}</time> }
            });
            Some(
                view! {
                    <li class="latest-item">
                        {time}
                        " "
                        <a class="latest-link" href=app.href_article(article.slug.as_str()) lang=article.language.clone() dir=dir_name(article.dir)>
                            {article.headline().to_owned()}
                        </a>
                    </li>
                }
                .into_any(),
            )
        })
        .collect();
    view! {
        <section class="latest" aria-labelledby="latest-title">
            <h2 class="latest-title" id="latest-title">{app.label("front.latest")}</h2>
            <ol class="latest-list">{items}</ol>
        </section>
    }
    .into_any()
}

fn strip(app: App, bundle: &Bundle, section: usize, stories: &[Ordinal]) -> Option<AnyView> {
    let name = bundle.categories.get(section)?.name(app.words().tag()).to_owned();
    let id = format!("strip-{section}");
    let labelled_by = id.clone();
    let sizes = std::iter::once(Size::Top).chain(std::iter::repeat(Size::Brief));
    let stories: Vec<AnyView> = stories.iter().zip(sizes).filter_map(|(ordinal, size)| story::show(app, bundle, *ordinal, size)).collect();
    Some(
        view! {
            <section class="strip" aria-labelledby=labelled_by>
                <h2 class="strip-title" id=id><a href=app.href_category(&bundle.categories.path(section))>{name}</a></h2>
                <div class="strip-stories">{stories}</div>
            </section>
        }
        .into_any(),
    )
}

fn rest(app: App, bundle: &Bundle, ordinals: &[Ordinal]) -> AnyView {
    let rows: Vec<AnyView> =
        ordinals.iter().filter_map(|ordinal| story::show(app, bundle, *ordinal, Size::Row)).map(|story| view! { <li>{story}</li> }.into_any()).collect();
    view! {
        <section class="front-rest" aria-labelledby="rest-title">
            <h2 class="strip-title" id="rest-title"><a href=app.href_category("")>{app.label("category.all")}</a></h2>
            <ol class="story-list">{rows}</ol>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bundle(items: usize, more: &str) -> Bundle {
        let item = |number: usize| {
            format!(r#"{{"id":"{number}","title":"T{number}","content_text":"x","date_published":"2026-01-{:02}T00:00:00Z"{more}}}"#, number + 1)
        };
        let items: Vec<String> = (0..items).map(item).collect();
        let feed = format!(r#"{{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{}]}}"#, items.join(","));
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
