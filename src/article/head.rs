//! The top of an article: breadcrumb, kicker, headline, standfirst, byline, lead picture.

use tidings_bundle::{Article, Bundle, Filter, Timestamp};

use super::{reading, story};
use crate::locale::dir_name;
use crate::picture;
use crate::platform::intl::{self, DateStyle};
use crate::platform::view::{View, link, tag};
use crate::route::Route;
use crate::state::App;

/// The way from the front page to a category, whose last step may be where the reader is.
pub fn breadcrumb(app: App, bundle: &Bundle, category: Option<usize>, is_here: bool) -> View {
    let language = app.words().tag();
    let steps = category.into_iter().flat_map(|index| bundle.categories.ancestors(index).into_iter().chain([index]));
    let items = steps.filter_map(|index| {
        let name = bundle.categories.get(index)?.name(language);
        let step = if is_here && Some(index) == category {
            tag("span").attr("aria-current", "page")
        } else {
            link(&app.href_category(&bundle.categories.path(index)))
        };
        Some(tag("li").child(step.text(name)))
    });
    let front = tag("li").child(link(&app.href(&Route::Front)).text(app.label("front.title")));
    tag("nav")
        .class("breadcrumb")
        .attr("aria-label", app.label("breadcrumb.label"))
        .child(tag("ol").child(front).children(items))
        .into()
}

pub fn show(app: App, bundle: &Bundle, article: &Article) -> View {
    tag("header")
        .class("article-head")
        .child(story::kicker(app, bundle, article).map(|text| tag("p").class("article-kicker").text(&text)))
        .child(tag("h1").class("article-headline").attr("tabindex", "-1").text(article.headline()))
        .child(article.subtitle.as_deref().map(|text| tag("p").class("article-standfirst").text(text)))
        .child(byline(app, article))
        .into()
}

fn byline(app: App, article: &Article) -> View {
    let words = app.words();
    let (language, dir) = (words.tag(), dir_name(words.language().dir));
    let moment = |moment: Timestamp| {
        let style = if moment.has_time() { DateStyle::DayAndTime } else { DateStyle::Day };
        tag("time").attr("datetime", &moment.to_rfc3339()).text(&intl::date(moment.milliseconds(), language, style))
    };
    let is_another_day =
        |modified: &Timestamp| article.published.is_none_or(|published| published.date() != modified.date());
    let updated = article.modified.filter(is_another_day);
    let dates = (article.published.is_some() || updated.is_some()).then(|| {
        let updated = updated.map(|modified| {
            tag("span").class("byline-updated").text(words.text("byline.updated")).text(" ").child(moment(modified))
        });
        tag("span")
            .class("byline-dates")
            .attr("lang", language)
            .attr("dir", dir)
            .child(article.published.map(moment))
            .text(" ")
            .child(updated)
    });
    let length = reading::minutes(article).map(|minutes| {
        tag("span")
            .class("byline-length")
            .attr("lang", language)
            .attr("dir", dir)
            .text(&words.count("reading.minutes", minutes))
    });
    tag("p")
        .class("byline")
        .child((!article.authors.is_empty()).then(|| authors(app, article)))
        .text(" ")
        .child(article.dateline.as_deref().map(|place| tag("span").class("byline-place").text(place)))
        .text(" ")
        .child(dates)
        .text(" ")
        .child(length)
        .into()
}

/// Each author's name leads to what else they wrote.
fn authors(app: App, article: &Article) -> View {
    let mut names = tag("span").class("byline-authors");
    for (position, author) in article.authors.iter().enumerate() {
        let filter = Filter { authors: vec![author.name.clone()], ..Filter::default() };
        let all = link(&app.href(&Route::Category { path: String::new(), filter })).attr("rel", "author");
        names = names.text(if position > 0 { ", " } else { "" }).child(all.text(&author.name));
    }
    names.into()
}

/// The lead picture, unless the article has none.
pub fn lead(app: App, bundle: &Bundle, article: &Article) -> Option<View> {
    picture::figure(app, bundle, article.lead.as_ref()?, "wide")
}
