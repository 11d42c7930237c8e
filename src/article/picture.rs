//! One picture with what is said about it. A picture on another host is not fetched: it stands as a link.

use leptos::prelude::*;
use tidings_bundle::Picture;

use crate::platform::document;
use crate::shell::icon::Icon;
use crate::state::App;

/// Where a picture comes from.
pub enum Source {
    /// Our own origin.
    Ours(String),
    /// Another host, which only a click may ask.
    Foreign(String),
}

pub fn source(app: App, picture: &Picture) -> Option<Source> {
    app.file(&picture.src).map(|(address, is_ours)| if is_ours || address.starts_with("data:") { Source::Ours(address) } else { Source::Foreign(address) })
}

/// Credit and licence in one line.
pub fn credit(picture: &Picture) -> Option<String> {
    let parts: Vec<&str> = [&picture.credit, &picture.license].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// `width` is `column`, `wide` or `full`.
pub fn figure(app: App, picture: &Picture, width: &'static str) -> Option<AnyView> {
    let image = match source(app, picture)? {
        Source::Ours(address) => {
            let alt = picture.alt.clone().unwrap_or_default();
            view! { <img src=address alt=alt width=picture.width height=picture.height fetchpriority="high"/> }.into_any()
        }
        Source::Foreign(address) => foreign(app, &address, picture.alt.clone()),
    };
    let has_caption = picture.caption.is_some() || picture.credit.is_some();
    let caption = has_caption.then(|| {
        view! {
            <figcaption class="picture-caption">
                {picture.caption.clone().map(|text| view! { <span class="picture-text">{text}</span> })}
                " "
                {credit(picture).map(|text| view! { <span class="picture-credit">{text}</span> })}
            </figcaption>
        }
    });
    Some(view! { <figure class="picture" data-width=width>{image}{caption}</figure> }.into_any())
}

/// The placeholder of `platform::adopt`, for pictures that components show.
pub fn foreign(app: App, address: &str, alt: Option<String>) -> AnyView {
    let host = document::host(address).unwrap_or_default();
    let (tag, dir) = (app.words().tag(), crate::locale::dir_name(app.words().language().dir));
    view! {
        <span class="foreign-picture">
            {alt.filter(|text| !text.is_empty()).map(|text| view! { <span class="foreign-picture-alt">{text}</span> })}
            <span class="foreign-picture-note" lang=tag dir=dir>
                <Icon name="picture"/>
                {app.words().fill("picture.foreign", &[("host", &host)])}
            </span>
            <a class="foreign-picture-link" href=address.to_owned() target="_blank" rel="noopener noreferrer external" lang=tag dir=dir>
                {app.label("picture.open")}
                <Icon name="external"/>
            </a>
        </span>
    }
    .into_any()
}
