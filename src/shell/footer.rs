//! The foot of every page: whose publication this is, its rights, and what was wrong with its feed.

use super::icon::icon;
use crate::platform::document;
use crate::platform::view::{View, link, live, tag};
use crate::route::Route;
use crate::state::App;

pub fn footer(app: App) -> View {
    live(Box::new(move || {
        app.load.track();
        let is_embedded = app.config.with_untracked(|config| config.is_embedded);
        if is_embedded { origin(app) } else { colophon(app) }
    }))
}

fn colophon(app: App) -> View {
    let Some(loaded) = app.loaded() else { return View::Nothing };
    let bundle = loaded.bundle;
    let words = app.words();
    let rights = bundle.rights.as_ref().and_then(|rights| rights.notice.as_deref().or(rights.license.as_deref()));
    let home = bundle.home_page_url.as_deref().and_then(|url| Some((document::host(url)?, url)));
    let problems = bundle.problems.len();
    let links = tag("ul")
        .class("colophon-links")
        .child(tag("li").child(link(&app.href_category("")).text(&words.count("footer.articles", bundle.count()))))
        .child(
            tag("li").class("colophon-saved").child(link(&app.href(&Route::Saved)).text(words.text("library.title"))),
        )
        .child(rights.map(|text| tag("li").attr("dir", "auto").text(text)))
        .child(home.map(|(host, url)| tag("li").child(abroad(url).child(tag("bdi").text(&host)))))
        .child((problems > 0).then(|| {
            tag("li").child(link(&app.href(&Route::Problems)).text(&words.count("footer.problems", problems)))
        }))
        .child(tag("li").text(words.text("footer.shown_by")));
    tag("footer")
        .class("colophon")
        .child(tag("p").class("colophon-name").child(link(&app.href(&Route::Front)).text(&bundle.title)))
        .child(
            bundle.description.as_deref().map(|text| tag("p").class("colophon-about").attr("dir", "auto").text(text)),
        )
        .child(links)
        .into()
}

/// A link that leaves the publication: it opens apart and tells the other side nothing.
pub fn abroad(url: &str) -> crate::platform::view::Tag {
    link(url).attr("target", "_blank").attr("rel", "noopener noreferrer external")
}

/// In somebody else's page one line says where this comes from.
fn origin(app: App) -> View {
    let Some(loaded) = app.loaded() else { return View::Nothing };
    let here = move || Some(document::address_outside_frame(&app.route.with(|route| app.href(route))));
    let open = tag("a")
        .attr_live("href", here)
        .attr("target", "_blank")
        .attr("rel", "noopener")
        .text(app.label("embed.open"))
        .child(icon("external"));
    tag("footer")
        .class("origin")
        .child(tag("p").class("origin-text").text(&loaded.bundle.title))
        .child(tag("p").class("origin-link").child(open))
        .into()
}
