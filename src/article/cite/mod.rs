//! How to cite an article: in words, in the three styles that most are asked for, and for programs that keep references.

mod name;
mod styles;

use tidings_bundle::{Article, Bundle};

use self::name::Name;
use self::styles::Style;
use crate::live::Live;
use crate::platform::view::{View, button, tag};
use crate::platform::{clipboard, document};
use crate::route::{Page, Route};
use crate::shell::icon::icon;
use crate::shell::sheet::sheet;
use crate::state::App;

/// What a citation tells of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Work {
    title: String,
    authors: Vec<Name>,
    /// The publication.
    container: String,
    /// Year, month and day.
    published: Option<(i32, u8, u8)>,
    /// Absolute.
    address: String,
    /// BCP 47.
    language: Option<String>,
    /// Names it within a list of references.
    slug: String,
}

impl Work {
    fn of(bundle: &Bundle, article: &Article, address: String) -> Work {
        Work {
            title: article.headline().to_owned(),
            authors: article.authors.iter().map(|author| Name::parse(&author.name)).collect(),
            container: bundle.title.clone(),
            published: article.published.map(|published| published.date()),
            address,
            language: article.language.clone(),
            slug: article.slug.to_string(),
        }
    }
}

/// The sheet about the article on show.
pub fn show(app: App) -> View {
    let page = app.route.with_untracked(Route::page);
    let (Page::Article(slug), Ok(place)) = (&page, app.content(&page)) else { return View::Nothing };
    let Some(article) = place.bundle.article(place.ordinal) else { return View::Nothing };
    let address = article.url.clone().unwrap_or_else(|| document::address_outside_frame(&app.href_article(slug)));
    let work = Work::of(&place.bundle, article, address);
    let rows = Style::ALL.map(|style| row(app, &work, style)).to_vec();
    sheet(app, app.label("cite.title"), rows)
}

fn row(app: App, work: &Work, style: Style) -> View {
    let text = style.write(work);
    // What is for programs keeps its lines.
    let shown = match style.is_for_programs() {
        true => tag("pre").class("cite-text").attr("dir", "ltr").attr("tabindex", "0"),
        false => tag("p").class("cite-text").attr("dir", "auto").attr_some("lang", work.language.as_deref()),
    };
    let shown = shown.text(&text);
    let is_copied = Live::new(false);
    let copy = move || clipboard::copy(text.clone(), move |done| is_copied.set(done));
    let label = move || app.label(if is_copied.get() { "cite.copied" } else { "cite.copy" }).to_owned();
    let copy = button("button", copy)
        .attr("aria-describedby", style.id())
        .child(icon("copy"))
        .child(tag("span").attr("role", "status").text_live(label));
    let name = tag("h3").class("cite-name").attr("id", style.id()).attr("lang", "en").text(style.name());
    let head = tag("div").class("cite-head").child(name).child(copy);
    tag("section").class("cite").attr("aria-labelledby", style.id()).child(head).child(shown).into()
}
