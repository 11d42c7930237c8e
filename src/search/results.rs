//! What the engine found, or why it found nothing.

use tidings_bundle::{Bundle, Filter, Timestamp};
use tidings_engine::{Found, Hit, Segment};

use crate::locale::dir_name;
use crate::platform::event::Event;
use crate::platform::intl::{self, DateStyle};
use crate::platform::view::{View, button, link, tag};
use crate::platform::{document, focus};
use crate::route::Route;
use crate::search::recent;
use crate::shell::icon::icon;
use crate::state::{App, Followed};

pub fn list(app: App, found: &Found) -> View {
    let bundle = app.bundle();
    let rows = found.hits.iter().map(|hit| row(app, &bundle, hit));
    tag("ol").class("results").children(rows).on("keydown", step).into()
}

/// The arrows lead from result to result, and from the first back to the field.
fn step(event: Event) {
    match event.key().as_str() {
        "ArrowDown" => drop(focus::move_in(".results", 1)),
        "ArrowUp" if !focus::move_in(".results", -1) => document::focus("#query"),
        "ArrowUp" => {}
        _ => return,
    }
    event.prevent_default();
}

fn row(app: App, bundle: &Bundle, hit: &Hit) -> View {
    let row = &hit.row;
    let published = row.published.as_deref().and_then(Timestamp::parse);
    let words = app.words();
    let (own_language, own_dir) = (words.tag(), dir_name(words.language().dir));
    let path: Vec<&str> = row
        .category
        .map(|category| category as usize)
        .into_iter()
        .flat_map(|index| bundle.categories.ancestors(index).into_iter().chain([index]))
        .filter_map(|index| bundle.categories.get(index))
        .map(|category| category.name(own_language))
        .collect();
    // Mirrored by the browser where the text runs from right to left.
    let path = (!path.is_empty()).then(|| tag("span").text(&path.join(" › ")));
    let date = published.map(|moment| {
        tag("time").attr("datetime", &moment.to_rfc3339()).text(&intl::date(
            moment.milliseconds(),
            own_language,
            DateStyle::ShortDay,
        ))
    });
    let (ordinal, snippet, of_follow) = (hit.ordinal, hit.snippet.clone(), hit.snippet.clone());
    let passage = move || {
        app.passages.with(|passages| View::Many(marked(better(passages, ordinal).unwrap_or(&snippet)).collect()))
    };
    let slug = row.slug.clone();
    let follow = move |_| {
        let passage = app.passages.with_untracked(|passages| better(passages, ordinal).unwrap_or(&of_follow).to_vec());
        app.followed.set(Some(Followed { slug: slug.clone(), passage, text: None }));
        if let Route::Search { text, .. } = app.route.get_untracked() {
            recent::remember(&text);
        }
    };
    tag("li")
        .class("result")
        .attr_some("lang", row.language.as_deref())
        .attr("dir", row.dir.as_deref().unwrap_or("auto"))
        .child(
            tag("h2")
                .class("result-headline")
                .child(link(&app.href_article(&row.slug)).on("click", follow).children(marked(&hit.headline))),
        )
        .child(
            tag("p")
                .class("result-path")
                .attr("lang", own_language)
                .attr("dir", own_dir)
                .child(path)
                .text(" ")
                .child(date),
        )
        .child(tag("p").class("result-snippet").live(passage))
        .into()
}

/// A passage that came later than the hit with this ordinal.
fn better(passages: &[(u32, Vec<Segment>)], ordinal: u32) -> Option<&[Segment]> {
    passages.iter().find(|(of, _)| *of == ordinal).map(|(_, passage)| passage.as_slice())
}

fn marked(segments: &[Segment]) -> impl Iterator<Item = View> {
    segments.iter().map(|segment| match segment.marked {
        true => tag("mark").text(&segment.text).into(),
        false => segment.text.as_str().into(),
    })
}

/// Nothing found: what was tried, and what else there is to try.
pub fn nothing(app: App, text: &str, filter: &Filter, articles: usize) -> View {
    let words = app.words();
    let unfiltered = (!filter.is_empty()).then(|| {
        let route = Route::Search { text: text.to_owned(), filter: Filter::default() };
        tag("li").child(link(&app.href(&route)).text(words.text("search.drop_filters")))
    });
    let ways = tag("ul")
        .class("empty-ways")
        .child(unfiltered)
        .child(tag("li").text(words.text("search.advice")))
        .child(tag("li").child(link(&app.href_category("")).text(words.text("category.all"))));
    tag("section")
        .class("empty")
        .child(tag("h2").class("empty-title").text(&words.fill("search.nothing", &[("text", text)])))
        .child(tag("p").text(&words.count("search.looked_in", articles)))
        .child(ways)
        .into()
}

/// The engine cannot be had.
pub fn unavailable(app: App) -> View {
    let retry = button("button", move || app.retry_engine())
        .attr("data-kind", "primary")
        .child(icon("retry"))
        .text(app.label("error.retry"));
    tag("section")
        .class("problem")
        .attr("data-size", "small")
        .attr("role", "alert")
        .child(tag("h2").class("problem-title").text(app.label("search.unavailable")))
        .child(tag("p").class("problem-what").text(app.label("search.unavailable_why")))
        .child(tag("p").class("problem-actions").child(retry))
        .into()
}
