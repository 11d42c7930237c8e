//! An article in a list.

use leptos::prelude::*;
use tidings_bundle::{Article, Author, Bundle, Ordinal};

use super::picture::{self, Source};
use super::reading;
use crate::locale::{Locale, dir_name};
use crate::platform::intl::{self, DateStyle};
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

/// A story's headline is an `h2` on the front page's top and an `h3` below a section's title.
pub fn show(app: App, bundle: &Bundle, ordinal: Ordinal, size: Size) -> Option<AnyView> {
    let article = bundle.article(ordinal)?;
    let link = headline(app, article);
    let headline = match size {
        Size::Lead | Size::Second => view! { <h2 class="story-headline">{link}</h2> }.into_any(),
        _ => view! { <h3 class="story-headline">{link}</h3> }.into_any(),
    };
    let is_brief = size == Size::Brief;
    let kicker = (!is_brief && size != Size::Top).then(|| kicker(app, bundle, article)).flatten();
    let standfirst = (!is_brief && size != Size::Card).then(|| standfirst(article)).flatten();
    Some(
        view! {
            <article class="story" data-size=size.name() lang=article.language.clone() dir=dir_name(article.dir)>
                {(!is_brief).then(|| cover(app, article, size))}
                <div class="story-text">
                    {kicker.map(|text| view! { <p class="story-kicker">{text}</p> })}
                    {headline}
                    {standfirst.map(|text| view! { <p class="story-standfirst">{text}</p> })}
                    {(!is_brief).then(|| meta(app, article))}
                </div>
            </article>
        }
        .into_any(),
    )
}

fn headline(app: App, article: &Article) -> AnyView {
    view! { <a href=app.href_article(article.slug.as_str())>{article.headline().to_owned()}</a> }.into_any()
}

/// The article's own kicker, else its category.
pub fn kicker(app: App, bundle: &Bundle, article: &Article) -> Option<String> {
    article.kicker.clone().or_else(|| {
        let category = bundle.categories.get(article.main_category()?)?;
        Some(category.name(article.language.as_deref().unwrap_or(app.words().tag())).to_owned())
    })
}

/// What a list says about an article beyond its headline: the standfirst, else the summary.
pub fn standfirst(article: &Article) -> Option<String> {
    article.subtitle.clone().or_else(|| article.summary.clone()).filter(|text| text != article.headline())
}

fn cover(app: App, article: &Article, size: Size) -> Option<AnyView> {
    let lead = article.lead.as_ref()?;
    // The headline beside it links to the same place and says more than the picture's text would here.
    match picture::source(app, lead)? {
        Source::Ours(address) => {
            let loading = if size == Size::Lead { "eager" } else { "lazy" };
            let priority = (size == Size::Lead).then_some("high");
            Some(
                view! {
                    <div class="story-picture">
                        <img src=address alt="" width=lead.width height=lead.height loading=loading fetchpriority=priority decoding="async"/>
                    </div>
                }
                .into_any(),
            )
        }
        Source::Foreign(_) => None,
    }
}

fn meta(app: App, article: &Article) -> AnyView {
    let words = app.words();
    let (tag, dir) = (words.tag(), dir_name(words.language().dir));
    let byline = names(&words, &article.authors);
    let minutes = reading::minutes(article);
    view! {
        <p class="story-meta">
            {byline.map(|names| view! { <span class="story-byline">{names}</span> })}
            " "
            {article.published.map(|moment| {
                let shown = intl::date(moment.milliseconds(), tag, DateStyle::ShortDay);
                view! { <time datetime=moment.to_rfc3339() lang=tag dir=dir>{shown}</time> }
            })}
            " "
            {minutes.map(|minutes| view! { <span lang=tag dir=dir>{words.count("reading.minutes", minutes)}</span> })}
        </p>
    }
    .into_any()
}

/// The authors' names as a list in the interface's language.
pub fn names(words: &Locale, authors: &[Author]) -> Option<String> {
    let names: Vec<&str> = authors.iter().map(|author| author.name.as_str()).collect();
    (!names.is_empty()).then(|| intl::list(&names, words.tag()))
}
