//! A gallery in its article: a justified strip with the first few pictures, or a grid with all of them and their captions.

use leptos::prelude::*;
use tidings_bundle::{Article, Gallery, Kind, Picture};

use crate::article::picture::{self, Source};
use crate::locale::dir_name;
use crate::route::Route;
use crate::state::App;

/// Pictures a strip shows; the last one says how many more there are.
const STRIP: usize = 6;

pub fn show(app: App, article: &Article, gallery: &Gallery) -> AnyView {
    let words = app.words();
    let (tag, dir) = (words.tag(), dir_name(words.language().dir));
    let count = gallery.items.len();
    let is_grid = article.kind == Kind::Gallery || count <= 3;
    let shown = if is_grid { count } else { count.min(STRIP) };
    let title = gallery.title.clone().unwrap_or_else(|| words.text("gallery.title"));
    let title_id = format!("gallery-{}", gallery.id);
    let labelled_by = title_id.clone();
    let items: Vec<AnyView> = gallery
        .items
        .iter()
        .take(shown)
        .enumerate()
        .map(|(index, picture)| {
            let rest = count - shown;
            let badge = if index + 1 == shown && rest > 0 {
                view! { <span class="gallery-rest">{format!("+{}", words.number(rest + 1))}</span> }.into_any()
            } else {
                view! { <span class="gallery-position">{format!("{}/{}", words.number(index + 1), words.number(count))}</span> }.into_any()
            };
            item(app, article, gallery, index + 1, picture, badge, is_grid)
        })
        .collect();
    view! {
        <section class="gallery" data-layout=if is_grid { "grid" } else { "strip" } aria-labelledby=labelled_by>
            <header class="gallery-head">
                <h2 class="gallery-title" id=title_id>{title}</h2>
                <p class="gallery-count" lang=tag dir=dir>{words.count("gallery.count", count)}</p>
            </header>
            <ul class="gallery-items">{items}</ul>
        </section>
    }
    .into_any()
}

fn item(app: App, article: &Article, gallery: &Gallery, number: usize, picture: &Picture, badge: AnyView, is_grid: bool) -> AnyView {
    let route = Route::Photo { slug: article.slug.to_string(), gallery: gallery.id.clone(), number };
    let caption = is_grid.then(|| picture.caption.clone()).flatten();
    let image = match picture::source(app, picture) {
        Some(Source::Ours(address)) => {
            // The link needs a name even where nobody described the picture.
            let alt = picture.alt.clone().filter(|alt| !alt.is_empty()).or_else(|| picture.caption.clone());
            let alt = alt.unwrap_or_else(|| app.words().fill("gallery.picture", &[("n", &app.words().number(number))]));
            view! { <img src=address alt=alt width=picture.width height=picture.height loading="lazy" decoding="async"/> }.into_any()
        }
        Some(Source::Foreign(_)) | None => {
            let alt = picture.alt.clone().unwrap_or_default();
            view! { <span class="foreign-picture"><span class="foreign-picture-alt">{alt}</span></span> }.into_any()
        }
    };
    view! {
        <li>
            <a class="gallery-item" href=app.href(&route)>{image}{badge}</a>
            {caption.map(|text| view! { <p class="gallery-caption">{text}</p> })}
        </li>
    }
    .into_any()
}
