//! Something that lives elsewhere: a card that says what and where, and asks nobody until it is clicked.

use leptos::prelude::*;
use tidings_bundle::Embed;

use crate::platform::document;
use crate::shell::icon::Icon;
use crate::state::App;

pub fn show(app: App, embed: &Embed) -> AnyView {
    let host = embed.url.as_deref().and_then(document::host).or_else(|| embed.provider.clone()).unwrap_or_default();
    let title = embed.title.clone().unwrap_or_else(|| host.clone());
    let poster = embed.poster.as_deref().and_then(|poster| app.file(poster)).filter(|(_, is_ours)| *is_ours).map(|(address, _)| address);
    let link = |content: AnyView, class: Option<&'static str>, label: Option<String>| match embed.url.clone() {
        Some(url) => view! { <a class=class href=url target="_blank" rel="noopener noreferrer external" aria-label=label>{content}</a> }.into_any(),
        None => view! { <span class=class>{content}</span> }.into_any(),
    };
    let picture = poster.map(|address| {
        let inside = view! {
            <img src=address alt="" loading="lazy"/>
            <span class="embed-play"><Icon name="play"/></span>
        };
        link(inside.into_any(), Some("embed-poster"), Some(title.clone()))
    });
    let opens = view! { {app.words().fill("embed.opens_at", &[("host", &host)])} <Icon name="external"/> };
    view! {
        <figure class="embed">
            {picture}
            <figcaption class="embed-text">
                <p class="embed-provider">{embed.provider.clone().unwrap_or_else(|| host.clone())}</p>
                <p class="embed-title">{title.clone()}</p>
                <p class="embed-note">{link(opens.into_any(), None, None)}</p>
                {embed.transcript.clone().map(|text| view! {
                    <details class="embed-transcript">
                        <summary>{app.label("embed.transcript")}</summary>
                        <p>{text}</p>
                    </details>
                })}
            </figcaption>
        </figure>
    }
    .into_any()
}
