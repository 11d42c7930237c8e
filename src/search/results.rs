//! What the engine found, or why it found nothing.

use std::sync::Arc;

use leptos::prelude::*;
use tidings_bundle::{Bundle, Filter, Ordinal};
use tidings_engine::{Found, Hit, Segment};

use crate::locale::dir_name;
use crate::platform::intl::{self, DateStyle};
use crate::route::Route;
use crate::shell::icon::Icon;
use crate::state::App;

pub fn list(app: App, bundle: &Arc<Bundle>, found: &Found) -> AnyView {
    let rows: Vec<AnyView> = found.hits.iter().filter_map(|hit| row(app, bundle, hit)).collect();
    view! { <ol class="results">{rows}</ol> }.into_any()
}

fn row(app: App, bundle: &Bundle, hit: &Hit) -> Option<AnyView> {
    let article = bundle.article(Ordinal(hit.ordinal))?;
    let words = app.words();
    let (tag, dir) = (words.tag(), dir_name(words.language().dir));
    let path: Vec<String> = article
        .main_category()
        .into_iter()
        .flat_map(|index| bundle.categories.ancestors(index).into_iter().chain([index]))
        .filter_map(|index| bundle.categories.get(index))
        .map(|category| category.name(tag).to_owned())
        .collect();
    let separator = if dir == "rtl" { " ‹ " } else { " › " };
    let date = article.published.map(|moment| {
        view! { <time datetime=moment.to_rfc3339()>{intl::date(moment.milliseconds(), tag, DateStyle::ShortDay)}</time> }
    });
    let headline = if hit.headline.is_empty() { article.headline().to_owned().into_any() } else { marked(&hit.headline) };
    Some(
        view! {
            <li class="result" lang=article.language.clone() dir=dir_name(article.dir)>
                <h2 class="result-headline"><a href=app.href_article(article.slug.as_str())>{headline}</a></h2>
                <p class="result-path" lang=tag dir=dir><span>{path.join(separator)}</span> " " {date}</p>
                <p class="result-snippet">{marked(&hit.snippet)}</p>
            </li>
        }
        .into_any(),
    )
}

fn marked(segments: &[Segment]) -> AnyView {
    let parts: Vec<AnyView> = segments
        .iter()
        .map(|segment| {
            let text = segment.text.clone();
            if segment.marked { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
        })
        .collect();
    parts.into_any()
}

/// Nothing found: what was tried, and what else there is to try.
pub fn nothing(app: App, text: &str, filter: &Filter, articles: usize) -> AnyView {
    let words = app.words();
    let unfiltered = (!filter.is_empty()).then(|| {
        let href = app.href(&Route::Search { text: text.to_owned(), filter: Filter::default() });
        view! { <li><a href=href>{words.text("search.drop_filters")}</a></li> }
    });
    view! {
        <section class="empty">
            <h2 class="empty-title">{words.fill("search.nothing", &[("text", text)])}</h2>
            <p>{words.count("search.looked_in", articles)}</p>
            <ul class="empty-ways">
                {unfiltered}
                <li>{words.text("search.advice")}</li>
                <li><a href=app.href_category("")>{words.text("category.all")}</a></li>
            </ul>
        </section>
    }
    .into_any()
}

/// The engine cannot be had.
pub fn unavailable(app: App) -> AnyView {
    view! {
        <section class="problem" data-size="small" role="alert">
            <h2 class="problem-title">{app.label("search.unavailable")}</h2>
            <p class="problem-what">{app.label("search.unavailable_why")}</p>
            <p class="problem-actions">
                <button class="button" type="button" data-kind="primary" on:click=move |_| app.retry_engine()>
                    <Icon name="retry"/>
                    {app.label("error.retry")}
                </button>
            </p>
        </section>
    }
    .into_any()
}
