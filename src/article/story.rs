//! An article in a list.

use std::cell::RefCell;

use tidings_bundle::{Article, Author, Bundle, Ordinal};

use super::reading;
use crate::archive::{Absent, Failed, Place};
use crate::library::shelf;
use crate::live::derive;
use crate::locale::{Locale, dir_name};
use crate::picture::{self, Source};
use crate::platform::intl::{self, DateStyle};
use crate::platform::view::{Tag, View, link, live, tag};
use crate::state::App;

/// How much room a story gets: what it shows, and how large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Size {
    Lead,
    Second,
    /// First of a section.
    Top,
    /// Headline only.
    Brief,
    Card,
    Row,
}

impl Size {
    fn name(self) -> &'static str {
        match self {
            Size::Lead => "lead",
            Size::Second => "second",
            Size::Top => "top",
            Size::Brief => "brief",
            Size::Card => "card",
            Size::Row => "row",
        }
    }
}

/// A story's headline is an `h2` on the front page's top and in lists, and an `h3` below a section's title.
pub fn show(app: App, bundle: &Bundle, ordinal: Ordinal, size: Size) -> Option<Tag> {
    let article = bundle.article(ordinal)?;
    let level = if matches!(size, Size::Lead | Size::Second | Size::Row) { "h2" } else { "h3" };
    let headline = tag(level)
        .class("story-headline")
        .child(link(&app.href_article(article.slug.as_str())).text(article.headline()));
    let is_brief = size == Size::Brief;
    let kicker = (!is_brief && size != Size::Top).then(|| kicker(app, bundle, article)).flatten();
    let standfirst = (!is_brief && size != Size::Card).then(|| standfirst(article)).flatten();
    let text = tag("div")
        .class("story-text")
        .child(kicker.map(|text| tag("p").class("story-kicker").text(&text)))
        .child(headline)
        .child(standfirst.map(|text| tag("p").class("story-standfirst").text(text)))
        .child((!is_brief).then(|| meta(app, article)));
    let story = tag("article").class("story").attr("data-size", size.name());
    let story = story.attr_some("lang", article.language.as_deref()).attr("dir", dir_name(article.dir));
    Some(story.child(if is_brief { None } else { cover(app, bundle, article, size) }).child(text))
}

/// The entry of an article as `show` has it, now or once its list page is here.
pub fn row(app: App, ordinal: Ordinal, show: Box<dyn Fn(&Place) -> View>) -> View {
    if let Ok(place) = app.row(ordinal) {
        return show(&place);
    }
    // Once it is here the list page is not looked at again: it may go while its entries are on show.
    let kept = RefCell::new(Err(Absent::Coming));
    let found = derive(move || {
        let mut kept = kept.borrow_mut();
        if kept.is_err() {
            *kept = app.row(ordinal);
        }
        kept.clone()
    });
    live(Box::new(move || match found.get() {
        Ok(place) => show(&place),
        Err(Absent::Failed(Failed(error))) => {
            tag("p").class("problem-what").text(app.label(&format!("error.{}.what", error.kind_of_part()))).into()
        }
        Err(_) => tag("div").class("story-coming").attr("aria-hidden", "true").into(),
    }))
}

/// The article's own kicker, else its category.
pub fn kicker(app: App, bundle: &Bundle, article: &Article) -> Option<String> {
    article.kicker.clone().or_else(|| {
        let category = bundle.categories.get(article.main_category()?)?;
        Some(category.name(article.language.as_deref().unwrap_or(app.words().tag())).to_owned())
    })
}

/// What a list says about an article beyond its headline: the standfirst, else the summary.
pub fn standfirst(article: &Article) -> Option<&str> {
    article.subtitle.as_deref().or(article.summary.as_deref()).filter(|text| *text != article.headline())
}

/// The headline beside it links to the same place and says more than the picture's own text would here.
fn cover(app: App, bundle: &Bundle, article: &Article, size: Size) -> Option<View> {
    let lead = article.lead.as_ref()?;
    let Source::Ours(address) = picture::source(app, lead)? else { return None };
    let place = match size {
        Size::Lead => picture::Place::Top,
        Size::Row => picture::Place::Row,
        _ => picture::Place::Card,
    };
    let image = picture::image(app, bundle, lead, &address, place).attr("alt", "");
    Some(tag("div").class("story-picture").child(image).into())
}

fn meta(app: App, article: &Article) -> View {
    let words = app.words();
    let (language, dir) = (words.tag(), dir_name(words.language().dir));
    let date = article.published.map(|moment| {
        let shown = intl::date(moment.milliseconds(), language, DateStyle::ShortDay);
        tag("time").attr("datetime", &moment.to_rfc3339()).attr("lang", language).attr("dir", dir).text(&shown)
    });
    let slug = article.slug.to_string();
    let minutes = reading::minutes(article).map(|minutes| {
        tag("span").attr("lang", language).attr("dir", dir).text(&words.count("reading.minutes", minutes))
    });
    tag("p")
        .class("story-meta")
        .child(names(&words, &article.authors).map(|names| tag("span").class("story-byline").text(&names)))
        .text(" ")
        .child(date)
        .text(" ")
        .child(minutes)
        .text(" ")
        .live(move || {
            shelf::is_read(app, &slug)
                .then(|| {
                    tag("span")
                        .class("story-read")
                        .attr("lang", language)
                        .attr("dir", dir)
                        .text(words.text("library.read"))
                })
                .into()
        })
        .into()
}

/// The authors' names as a list in the interface's language.
fn names(words: &Locale, authors: &[Author]) -> Option<String> {
    let names: Vec<&str> = authors.iter().map(|author| author.name.as_str()).collect();
    (!names.is_empty()).then(|| intl::list(&names, words.tag()))
}
