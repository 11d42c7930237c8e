//! The top of an article: breadcrumb, kicker, headline, standfirst, byline, lead picture.

use leptos::prelude::*;
use tidings_bundle::{Article, Bundle, Filter};

use super::{picture, reading, story};
use crate::locale::dir_name;
use crate::platform::intl::{self, DateStyle};
use crate::route::Route;
use crate::state::App;

/// The way from the front page to a category, whose last step may be where the reader is.
pub fn breadcrumb(app: App, bundle: &Bundle, category: Option<usize>, is_here: bool) -> AnyView {
    let language = app.words().tag();
    let steps: Vec<usize> = category.into_iter().flat_map(|index| bundle.categories.ancestors(index).into_iter().chain([index])).collect();
    let items: Vec<AnyView> = steps
        .into_iter()
        .filter_map(|index| {
            let name = bundle.categories.get(index)?.name(language).to_owned();
            let step = if is_here && Some(index) == category {
                view! { <li><span aria-current="page">{name}</span></li> }.into_any()
            } else {
                view! { <li><a href=app.href_category(&bundle.categories.path(index))>{name}</a></li> }.into_any()
            };
            Some(step)
        })
        .collect();
    view! {
        <nav class="breadcrumb" aria-label=app.label("breadcrumb.label")>
            <ol>
                <li><a href=app.href(&Route::Front)>{app.label("front.title")}</a></li>
                {items}
            </ol>
        </nav>
    }
    .into_any()
}

pub fn show(app: App, bundle: &Bundle, article: &Article) -> AnyView {
    let kicker = story::kicker(app, bundle, article);
    view! {
        <header class="article-head">
            {kicker.map(|text| view! { <p class="article-kicker">{text}</p> })}
            <h1 class="article-headline" tabindex="-1">{article.headline().to_owned()}</h1>
            {article.subtitle.clone().map(|text| view! { <p class="article-standfirst">{text}</p> })}
            {byline(app, article)}
        </header>
    }
    .into_any()
}

fn byline(app: App, article: &Article) -> AnyView {
    let words = app.words();
    let (tag, dir) = (words.tag(), dir_name(words.language().dir));
    let moment = |moment: tidings_bundle::Timestamp| {
        let style = if moment.has_time() { DateStyle::DayAndTime } else { DateStyle::Day };
        view! { <time datetime=moment.to_rfc3339()>{intl::date(moment.milliseconds(), tag, style)}</time> }
    };
    let modified = article.modified.filter(|modified| article.published.is_none_or(|published| published.date() != modified.date()));
    view! {
        <p class="byline">
            {(!article.authors.is_empty()).then(|| authors(app, article))}
            {article.dateline.clone().map(|place| view! { <span class="byline-place">{place}</span> })}
            {(article.published.is_some() || modified.is_some()).then(|| view! {
                <span class="byline-dates" lang=tag dir=dir>
                    {article.published.map(moment)}
                    {modified.map(|modified| view! { <span class="byline-updated">{words.text("byline.updated")} " " {moment(modified)}</span> })}
                </span>
            })}
            {reading::minutes(article).map(|minutes| {
                view! { <span class="byline-length" lang=tag dir=dir>{words.count("reading.minutes", minutes)}</span> }
            })}
        </p>
    }
    .into_any()
}

/// Each author's name leads to what else they wrote.
fn authors(app: App, article: &Article) -> AnyView {
    let links: Vec<AnyView> = article
        .authors
        .iter()
        .map(|author| {
            let filter = Filter { authors: vec![author.name.clone()], ..Filter::default() };
            let href = app.href(&Route::Category { path: String::new(), filter });
            view! { <a href=href rel="author">{author.name.clone()}</a> }.into_any()
        })
        .collect();
    let separated: Vec<AnyView> = links
        .into_iter()
        .enumerate()
        .flat_map(|(position, link)| [(position > 0).then(|| view! { <span>", "</span> }.into_any()), Some(link)])
        .flatten()
        .collect();
    view! { <span class="byline-authors">{separated}</span> }.into_any()
}

/// The lead picture, unless the article has none.
pub fn lead(app: App, article: &Article) -> Option<AnyView> {
    picture::figure(app, article.lead.as_ref()?, "wide")
}
