//! What follows an article: attachments, corrections, tags, translations, where it was published, related ones, neighbours.

use std::sync::Arc;

use tidings_bundle::{Article, Attachment, Bundle, Correction, Filter, Ordinal};

use super::story::{self, Size};
use crate::library::shelf;
use crate::live::{Live, derive};
use crate::locale::dir_name;
use crate::platform::intl::{self, DateStyle};
use crate::platform::view::{self, Tag, View, button, link, tag};
use crate::platform::{clipboard, document, share};
use crate::route::Route;
use crate::shell::footer::abroad;
use crate::shell::icon::icon;
use crate::shell::sheet::Sheet;
use crate::state::App;

const RELATED: usize = 3;
/// More tags than this say nothing about an article; a list of 100,000 would also take the browser a minute.
const TAGS: usize = 100;

pub fn show(app: App, bundle: &Arc<Bundle>, ordinal: Ordinal, article: &Article) -> View {
    tag("footer")
        .class("article-foot")
        .child(attachments(app, article))
        .child(corrections(app, article))
        .child(facts(app, bundle, ordinal, article))
        .child(actions(app, bundle, ordinal, article))
        .into()
}

/// A titled part of the foot; the title is the interface's, the content the article's.
fn part(app: App, class: &str, title: &str) -> Tag {
    let words = app.words();
    let id = format!("{class}-title");
    let heading = tag("h2")
        .class("foot-title")
        .attr("id", &id)
        .attr("lang", words.tag())
        .attr("dir", dir_name(words.language().dir));
    tag("section").class(class).attr("aria-labelledby", &id).child(heading.text(title))
}

fn attachments(app: App, article: &Article) -> Option<Tag> {
    let rows: Vec<View> =
        article.attachments.iter().filter_map(|attachment| self::attachment(app, attachment)).collect();
    (!rows.is_empty()).then(|| {
        part(app, "attachments", app.label("article.attachments"))
            .child(tag("ul").class("attachments-list").children(rows))
    })
}

fn attachment(app: App, attachment: &Attachment) -> Option<View> {
    let (address, is_ours) = app.loadable(&attachment.url)?;
    let title = attachment.title.as_deref().or_else(|| attachment.url.rsplit('/').next())?;
    let size = attachment.size.map(|bytes| format!(" · {}", intl::bytes(bytes, app.words().tag()))).unwrap_or_default();
    let file = if is_ours { link(&address).flag("download", true) } else { abroad(&address) };
    let file = file
        .class("attachment")
        .child(icon("download"))
        .child(tag("span").class("attachment-title").text(title))
        .text(" ")
        .child(tag("span").class("attachment-size").text(&attachment.mime_type).text(&size));
    Some(tag("li").child(file).into())
}

fn corrections(app: App, article: &Article) -> Option<Tag> {
    let words = app.words();
    let (language, dir) = (words.tag(), dir_name(words.language().dir));
    let row = |correction: &Correction| {
        let date = correction.date.map(|date| {
            let shown = intl::date(date.milliseconds(), language, DateStyle::Day);
            tag("time").attr("datetime", &date.to_rfc3339()).attr("lang", language).attr("dir", dir).text(&shown)
        });
        tag("p")
            .class("correction")
            .child(date)
            .text(" ")
            .child(tag("span").class("correction-text").text(&correction.text))
    };
    let count = article.corrections.len();
    (count > 0).then(|| {
        part(app, "corrections", &words.count("article.corrections", count))
            .children(article.corrections.iter().map(row))
    })
}

fn facts(app: App, bundle: &Bundle, ordinal: Ordinal, article: &Article) -> Option<Tag> {
    let words = app.words();
    let mut rows: Vec<View> = Vec::new();
    let mut fact = |key: &str, value: View| {
        let label =
            tag("dt").attr("lang", words.tag()).attr("dir", dir_name(words.language().dir)).text(words.text(key));
        rows.extend([label.into(), tag("dd").child(value).into()]);
    };
    if !article.tags.is_empty() {
        let tags = article.tags.iter().take(TAGS).map(|name| tag("li").child(link(&href_tag(app, name)).text(name)));
        fact("article.tags", tag("ul").class("tags").children(tags).into());
    }
    let translations: Vec<View> =
        bundle.translations(ordinal).into_iter().filter_map(|other| translation(app, bundle, other)).collect();
    if !translations.is_empty() {
        fact("article.translations", tag("ul").class("translations").children(translations).into());
    }
    if let Some(source) = &article.source {
        fact(
            "article.source",
            source
                .url
                .as_deref()
                .map_or_else(|| View::from(source.name.as_str()), |url| abroad(url).text(&source.name).into()),
        );
    } else if let Some((host, url)) = article.url.as_deref().and_then(|url| Some((document::host(url)?, url))) {
        fact("article.source", abroad(url).child(tag("bdi").text(&host)).into());
    }
    if let Some(rights) = &article.rights {
        fact("article.rights", rights.as_str().into());
    }
    (!rows.is_empty()).then(|| tag("dl").class("article-facts").children(rows))
}

fn href_tag(app: App, tag: &str) -> String {
    app.href(&Route::Category {
        path: String::new(),
        filter: Filter { tags: vec![tag.to_owned()], ..Filter::default() },
    })
}

fn translation(app: App, bundle: &Bundle, other: Ordinal) -> Option<View> {
    let other = bundle.article(other)?;
    let language = other.language.as_deref()?;
    let open = link(&app.href_article(other.slug.as_str()))
        .attr("hreflang", language)
        .attr("lang", language)
        .attr("dir", dir_name(other.dir));
    Some(tag("li").child(open.text(&language_label(bundle, language))).into())
}

/// What a language is called by its own speakers.
pub fn language_label(bundle: &Bundle, tag: &str) -> String {
    let named = bundle.languages.iter().find(|language| language.tag.eq_ignore_ascii_case(tag));
    named.map_or_else(|| intl::language_name(tag, tag), |language| language.label.clone())
}

fn actions(app: App, bundle: &Arc<Bundle>, ordinal: Ordinal, article: &Article) -> View {
    let words = app.words();
    // A frame in somebody else's page has no room for a sheet, and its saved articles no page.
    let is_embedded = app.config.with_untracked(|config| config.is_embedded);
    let is_copied = Live::new(false);
    let label = move || app.label(if is_copied.get() { "article.copied" } else { "article.copy_link" }).to_owned();
    let (slug, saving) = (article.slug.to_string(), Arc::clone(bundle));
    let is_saved = derive(move || shelf::is_saved(app, &slug));
    // The second file may still be on its way; what a reader has asked for is done once it is here.
    let save = move || {
        let saving = Arc::clone(&saving);
        let saved = move || drop(app.lazy_here().map(|lazy| (lazy.save)(app, &saving, ordinal)));
        view::once(Box::new(move || app.lazy().is_ok()), Box::new(saved));
    };
    let save = button("button", save)
        .attr("data-does", "save")
        .attr_live("aria-pressed", move || Some(is_saved.get().to_string()))
        .child(icon("save"))
        .text_live(move || app.label(if is_saved.get() { "library.saved" } else { "library.save" }).to_owned());
    // The place in the text that the page's address names goes along; a file's address means nothing to anybody else.
    let own = article.url.clone();
    let address = move || own.clone().filter(|_| !document::has_host()).unwrap_or_else(document::address);
    let shared = address.clone();
    let copy = button("button", move || clipboard::copy(address(), move |done| is_copied.set(done)));
    let copy = copy.child(icon("link")).child(tag("span").attr("role", "status").text_live(label));
    let cite = button("button", move || app.sheet.set(Some(Sheet::Cite)));
    let embed = button("button", move || app.sheet.set(Some(Sheet::Embed)));
    let headline = article.headline().to_owned();
    let share = button("button", move || share::page(&headline, &shared())).flag("hidden", !share::is_available());
    let print = button("button", document::print).child(icon("print")).text(words.text("article.print"));
    tag("p")
        .class("actions")
        .attr("lang", words.tag())
        .attr("dir", dir_name(words.language().dir))
        .child((!is_embedded).then_some(save))
        .text(" ")
        .child(share.child(icon("share")).text(words.text("article.share")))
        .text(" ")
        .child(copy)
        .text(" ")
        .child((!is_embedded).then(|| cite.child(icon("cite")).text(words.text("cite.open"))))
        .text(" ")
        .child(
            embed
                .flag("hidden", is_embedded || !document::has_host())
                .child(icon("embed"))
                .text(words.text("embed.code.open")),
        )
        .text(" ")
        .child(print)
        .into()
}

/// Three others, with pictures.
pub fn related(app: App, bundle: &Bundle, ordinal: Ordinal) -> Option<Tag> {
    let stories: Vec<View> = bundle
        .related(ordinal, RELATED)
        .into_iter()
        .filter_map(|other| story::show(app, bundle, other, Size::Card))
        .map(View::from)
        .collect();
    (!stories.is_empty()).then(|| {
        tag("section")
            .class("related")
            .attr("aria-labelledby", "related-title")
            .child(tag("h2").class("strip-title").attr("id", "related-title").text(app.label("article.related")))
            .child(tag("div").class("related-stories").children(stories))
    })
}

/// The articles before and after this one.
pub fn neighbours(app: App, bundle: &Bundle, ordinal: Ordinal) -> Option<Tag> {
    let (newer, older) = bundle.neighbours(ordinal);
    let neighbour = |to: Option<Ordinal>, name: &str, rel: &str, label: &str| {
        let article = bundle.article(to?)?;
        let headline = tag("span")
            .class("neighbour-headline")
            .attr_some("lang", article.language.as_deref())
            .attr("dir", dir_name(article.dir));
        let open =
            link(&app.href_article(article.slug.as_str())).class("neighbour").attr("data-to", name).attr("rel", rel);
        Some(
            open.child(tag("span").class("neighbour-label").child(icon(name)).text(label))
                .text(" ")
                .child(headline.text(article.headline())),
        )
    };
    let previous = neighbour(newer, "previous", "prev", app.label("article.newer"));
    let next = neighbour(older, "next", "next", app.label("article.older"));
    (previous.is_some() || next.is_some()).then(|| {
        tag("nav").class("neighbours").attr("aria-label", app.label("article.neighbours")).child(previous).child(next)
    })
}
