//! What somebody else puts into a page of theirs to show the article on show: the lines of HTML, and how that will look.

use tidings_bundle::Article;

use crate::live::Live;
use crate::percent::encode;
use crate::platform::view::{View, button, tag};
use crate::platform::{clipboard, document};
use crate::route::{Page, Route};
use crate::shell::choice::{choice, option};
use crate::shell::icon::icon;
use crate::shell::sheet::sheet;
use crate::shell::theme::Theme;
use crate::state::App;

/// What is embedded, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    /// Absolute address of the site's folder.
    site: String,
    slug: String,
    headline: String,
    /// Of a page of its own, absolute.
    address: String,
    is_gallery: bool,
    theme: Theme,
}

impl Part {
    /// What was chosen and is not so anyway: attributes of the element, and what it asks its frame for.
    fn choices(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let theme = Some(self.theme).filter(|theme| *theme != Theme::Automatic);
        let layout = self.is_gallery.then_some(("layout", "gallery"));
        layout.into_iter().chain(theme.map(|theme| ("theme", theme.name())))
    }

    /// The lines of HTML: the script, and the element with the link for those who cannot have it.
    fn code(&self) -> String {
        let attributes: String = self.choices().map(|(name, value)| [" ", name, "=\"", value, "\""].concat()).collect();
        let [site, slug, address, headline] =
            [&self.site, &self.slug, &self.address, &self.headline].map(|text| escape(text));
        let script = ["<script src=\"", &site, "embed.js\" async></script>\n"].concat();
        let element = ["<tidings-viewer src=\"", &site, "\" item=\"", &slug, "\"", &attributes, ">\n"].concat();
        let link = ["  <a href=\"", &address, "\">", &headline, "</a>\n"].concat();
        [script.as_str(), &element, &link, "</tidings-viewer>\n"].concat()
    }

    /// The address of the frame that the element will make.
    fn frame(&self) -> String {
        let query: String = self.choices().map(|(name, value)| ["&", name, "=", value].concat()).collect();
        [&self.site, "?embed=1", &query, "#/a/", &encode(&self.slug)].concat()
    }
}

/// For text and for attributes in double quotes (HTML, section 13.3). `tidings_markup::escape` does it for the packer; its searcher would be 3.5 KB
/// more in the second file (`cargo xtask size`).
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// The sheet about the article on show.
pub fn show(app: App) -> View {
    let page = app.route.with_untracked(Route::page);
    let (Page::Article(slug), Ok(place)) = (&page, app.content(&page)) else { return View::Nothing };
    let Some(article) = place.bundle.article(place.ordinal) else { return View::Nothing };
    let part = Live::new(Part {
        site: app.config.with_untracked(|config| config.root.clone()),
        slug: slug.clone(),
        headline: article.headline().to_owned(),
        address: document::address_outside_frame(&app.href_article(slug)),
        is_gallery: false,
        theme: Theme::Automatic,
    });
    let themes = Theme::ALL.map(|theme| {
        let choose = move || part.set(Part { theme, ..part.get_untracked() });
        option(app.label(&["theme.", theme.name()].concat()), move || part.with(|part| part.theme == theme), choose)
    });
    let code =
        tag("pre").class("cite-text").attr("dir", "ltr").attr("tabindex", "0").text_live(move || part.with(Part::code));
    let frame = move || {
        part.with(|part| tag("iframe").class("embed-preview").attr("title", &part.headline).attr("src", &part.frame()))
            .into()
    };
    sheet(
        app,
        app.label("embed.code.title"),
        vec![
            tag("p").class("embed-about").text(app.label("embed.code.what")).into(),
            layouts(app, article, part),
            choice("embed-theme", app.label("settings.theme"), themes.to_vec()),
            tag("section").class("cite").child(copy(app, part)).child(code).into(),
            tag("div").live(frame).into(),
        ],
    )
}

/// Of an article with photos: all of it, or the photos.
fn layouts(app: App, article: &Article, part: Live<Part>) -> View {
    if article.galleries.is_empty() {
        return View::Nothing;
    }
    let options = [(false, "embed.code.whole"), (true, "embed.code.photos")].map(|(is_gallery, key)| {
        let choose = move || part.set(Part { is_gallery, ..part.get_untracked() });
        option(app.label(key), move || part.with(|part| part.is_gallery == is_gallery), choose)
    });
    choice("embed-layout", app.label("embed.code.layout"), options.to_vec())
}

fn copy(app: App, part: Live<Part>) -> View {
    let copied = Live::new(None);
    // What was copied before another choice was made is not what is on show.
    let label =
        move || app.label(if copied.get() == Some(part.get()) { "cite.copied" } else { "cite.copy" }).to_owned();
    let copy = move || {
        let now = part.get_untracked();
        clipboard::copy(now.code(), move |done| copied.set(Some(now).filter(|_| done)));
    };
    let copy = button("button", copy).child(icon("copy")).child(tag("span").attr("role", "status").text_live(label));
    tag("div")
        .class("cite-head")
        .child(tag("h3").class("cite-name").attr("lang", "en").attr("dir", "ltr").text("HTML"))
        .child(copy)
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part() -> Part {
        Part {
            site: "https://news.example/".to_owned(),
            slug: "a-&-b".to_owned(),
            headline: "Salt <&> \"patience\"".to_owned(),
            address: "https://news.example/#/a/a-%26-b".to_owned(),
            is_gallery: false,
            theme: Theme::Automatic,
        }
    }

    #[test]
    fn what_is_pasted_means_what_was_meant() {
        let expected = "<script src=\"https://news.example/embed.js\" async></script>\n\
            <tidings-viewer src=\"https://news.example/\" item=\"a-&amp;-b\">\n  \
            <a href=\"https://news.example/#/a/a-%26-b\">Salt &lt;&amp;&gt; &quot;patience&quot;</a>\n</tidings-viewer>\n";
        assert_eq!(part().code(), expected);
        assert_eq!(part().frame(), "https://news.example/?embed=1#/a/a-%26-b");
    }

    #[test]
    fn choices_are_attributes() {
        let part = Part { is_gallery: true, theme: Theme::Dark, ..part() };
        assert!(part.code().contains("item=\"a-&amp;-b\" layout=\"gallery\" theme=\"dark\">"));
        assert_eq!(part.frame(), "https://news.example/?embed=1&layout=gallery&theme=dark#/a/a-%26-b");
    }
}
