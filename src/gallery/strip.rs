//! A gallery in its article: a justified strip with the first few pictures, or a grid with all of them and their captions.

use tidings_bundle::{Article, Bundle, Gallery, Kind, Picture};

use crate::locale::dir_name;
use crate::picture::{self, Place, Source};
use crate::platform::view::{Tag, View, link, tag};
use crate::route::Route;
use crate::state::App;

/// Pictures a strip shows; the last one says how many more there are.
const STRIP: usize = 6;

pub fn show(app: App, bundle: &Bundle, article: &Article, gallery: &Gallery) -> View {
    let words = app.words();
    let count = gallery.items.len();
    let is_grid = article.kind == Kind::Gallery || count <= 3;
    let shown = if is_grid { count } else { count.min(STRIP) };
    let title = gallery.title.as_deref().unwrap_or(words.text("gallery.title"));
    let title_id = format!("gallery-{}", gallery.id);
    let items = gallery.items.iter().take(shown).enumerate().map(|(index, picture)| {
        let number = index + 1;
        let hidden = count - shown;
        let badge = if number == shown && hidden > 0 {
            tag("span").class("gallery-rest").text(&format!("+{}", words.number(hidden + 1)))
        } else {
            tag("span").class("gallery-position").text(&format!("{}/{}", words.number(number), words.number(count)))
        };
        let route = Route::Photo { slug: article.slug.to_string(), gallery: gallery.id.clone(), number };
        let open =
            link(&app.href(&route)).class("gallery-item").child(thumbnail(app, bundle, picture, number)).child(badge);
        let caption =
            picture.caption.as_deref().filter(|_| is_grid).map(|text| tag("p").class("gallery-caption").text(text));
        tag("li").child(open).child(caption)
    });
    let head = tag("header")
        .class("gallery-head")
        .child(tag("h2").class("gallery-title").attr("id", &title_id).text(title))
        .child(
            tag("p")
                .class("gallery-count")
                .attr("lang", words.tag())
                .attr("dir", dir_name(words.language().dir))
                .text(&words.count("gallery.count", count)),
        );
    tag("section")
        .class("gallery")
        .attr("data-layout", if is_grid { "grid" } else { "strip" })
        .attr("aria-labelledby", &title_id)
        .child(head)
        .child(tag("ul").class("gallery-items").children(items))
        .into()
}

fn thumbnail(app: App, bundle: &Bundle, picture: &Picture, number: usize) -> Tag {
    // The link needs a name even where nobody described the picture.
    let written = picture.alt.as_deref().filter(|alt| !alt.is_empty()).or(picture.caption.as_deref());
    let name = written
        .map_or_else(|| app.words().fill("gallery.picture", &[("n", &app.words().number(number))]), str::to_owned);
    match picture::source(app, picture) {
        Some(Source::Ours(address)) => picture::image(app, bundle, picture, &address, Place::Cell).attr("alt", &name),
        _ => tag("span").class("foreign-picture").child(tag("span").class("foreign-picture-alt").text(&name)),
    }
}
