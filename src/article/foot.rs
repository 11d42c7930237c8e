//! What follows an article: attachments, corrections, tags, translations, where it was published, related ones, neighbours.

use leptos::prelude::*;
use tidings_bundle::{Article, Bundle, Correction, Filter, Ordinal};

use super::story::{self, Size};
use crate::locale::dir_name;
use crate::platform::intl::{self, DateStyle};
use crate::platform::{clipboard, document};
use crate::route::Route;
use crate::shell::icon::Icon;
use crate::state::App;

const RELATED: usize = 3;

pub fn show(app: App, bundle: &Bundle, ordinal: Ordinal, article: &Article) -> AnyView {
    view! {
        <footer class="article-foot">
            {attachments(app, article)}
            {corrections(app, article)}
            {facts(app, bundle, ordinal, article)}
            {actions(app)}
        </footer>
    }
    .into_any()
}

fn attachments(app: App, article: &Article) -> Option<AnyView> {
    let rows: Vec<AnyView> = article
        .attachments
        .iter()
        .filter_map(|attachment| {
            let (address, is_ours) = app.file(&attachment.url)?;
            let title = attachment.title.clone().or_else(|| attachment.url.rsplit('/').next().map(str::to_owned))?;
            let size = attachment.size.map(|bytes| format!(" · {}", intl::bytes(bytes as f64, app.words().tag())));
            let target = (!is_ours).then_some("_blank");
            Some(
                view! {
                    <li>
                        <a class="attachment" href=address target=target rel="noopener noreferrer">
                            <Icon name="download"/>
                            <span class="attachment-title">{title}</span>
                            " "
                            <span class="attachment-size">{attachment.mime_type.clone()} {size}</span>
                        </a>
                    </li>
                }
                .into_any(),
            )
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="attachments" aria-labelledby="attachments-title">
                <h2 class="foot-title" id="attachments-title">{app.label("article.attachments")}</h2>
                <ul class="attachments-list">{rows}</ul>
            </section>
        }
        .into_any()
    })
}

fn corrections(app: App, article: &Article) -> Option<AnyView> {
    if article.corrections.is_empty() {
        return None;
    }
    let words = app.words();
    let (tag, dir) = (words.tag(), dir_name(words.language().dir));
    let row = |correction: &Correction| {
        let date = correction.date.map(|date| {
            view! { <time datetime=date.to_rfc3339() lang=tag dir=dir>{intl::date(date.milliseconds(), tag, DateStyle::Day)}</time> }
        });
        view! { <p class="correction">{date} " " <span class="correction-text">{correction.text.clone()}</span></p> }.into_any()
    };
    Some(
        view! {
            <section class="corrections" aria-labelledby="corrections-title">
                <h2 class="foot-title" id="corrections-title" lang=tag dir=dir>{words.count("article.corrections", article.corrections.len())}</h2>
                {article.corrections.iter().map(row).collect::<Vec<_>>()}
            </section>
        }
        .into_any(),
    )
}

fn facts(app: App, bundle: &Bundle, ordinal: Ordinal, article: &Article) -> Option<AnyView> {
    let tags: Vec<AnyView> = article.tags.iter().map(|tag| view! { <li><a href=href_tag(app, tag)>{tag.clone()}</a></li> }.into_any()).collect();
    let translations: Vec<AnyView> = bundle.translations(ordinal).into_iter().filter_map(|other| translation(app, bundle, other)).collect();
    let source = article.source.clone().map(|source| match source.url {
        Some(url) => view! { <a href=url rel="noopener external" target="_blank">{source.name}</a> }.into_any(),
        None => source.name.into_any(),
    });
    let origin = article.url.clone().filter(|url| url.contains("://")).and_then(|url| Some((document::host(&url)?, url)));
    let first = source.or_else(|| origin.map(|(host, url)| view! { <a href=url rel="noopener external" target="_blank"><bdi>{host}</bdi></a> }.into_any()));
    let rows = [
        fact(app.label("article.tags"), (!tags.is_empty()).then(|| view! { <ul class="tags">{tags}</ul> }.into_any())),
        fact(app.label("article.translations"), (!translations.is_empty()).then(|| view! { <ul class="translations">{translations}</ul> }.into_any())),
        fact(app.label("article.source"), first),
        fact(app.label("article.rights"), article.rights.clone().map(IntoAny::into_any)),
    ];
    let rows: Vec<AnyView> = rows.into_iter().flatten().collect();
    (!rows.is_empty()).then(|| view! { <dl class="article-facts">{rows}</dl> }.into_any())
}

fn fact(label: String, value: Option<AnyView>) -> Option<AnyView> {
    value.map(|value| view! { <dt>{label}</dt> <dd>{value}</dd> }.into_any())
}

fn href_tag(app: App, tag: &str) -> String {
    app.href(&Route::Category { path: String::new(), filter: Filter { tags: vec![tag.to_owned()], ..Filter::default() } })
}

fn translation(app: App, bundle: &Bundle, other: Ordinal) -> Option<AnyView> {
    let other = bundle.article(other)?;
    let tag = other.language.clone()?;
    let name = language_label(bundle, &tag);
    Some(
        view! {
            <li>
                <a href=app.href_article(other.slug.as_str()) hreflang=tag.clone() lang=tag.clone() dir=dir_name(other.dir)>{name}</a>
            </li>
        }
        .into_any(),
    )
}

/// What a language is called by its own speakers.
pub fn language_label(bundle: &Bundle, tag: &str) -> String {
    let named = bundle.languages.iter().find(|language| language.tag.eq_ignore_ascii_case(tag));
    named.map_or_else(|| intl::language_name(tag, tag), |language| language.label.clone())
}

fn actions(app: App) -> AnyView {
    let is_copied = RwSignal::new(false);
    let copy = move |_| clipboard::copy_address(move |done| is_copied.set(done));
    let label = move || app.label(if is_copied.get() { "article.copied" } else { "article.copy_link" });
    view! {
        <p class="actions">
            <button class="button" type="button" on:click=copy><Icon name="link"/><span role="status">{label}</span></button>
            <button class="button" type="button" on:click=|_| document::print()><Icon name="print"/>{app.label("article.print")}</button>
        </p>
    }
    .into_any()
}

/// Three others, with pictures.
pub fn related(app: App, bundle: &Bundle, ordinal: Ordinal) -> Option<AnyView> {
    let stories: Vec<AnyView> = bundle.related(ordinal, RELATED).into_iter().filter_map(|other| story::show(app, bundle, other, Size::Card)).collect();
    (!stories.is_empty()).then(|| {
        view! {
            <section class="related" aria-labelledby="related-title">
                <h2 class="strip-title" id="related-title">{app.label("article.related")}</h2>
                <div class="related-stories">{stories}</div>
            </section>
        }
        .into_any()
    })
}

/// The articles before and after this one.
pub fn neighbours(app: App, bundle: &Bundle, ordinal: Ordinal) -> Option<AnyView> {
    let (newer, older) = bundle.neighbours(ordinal);
    let link = |to: Option<Ordinal>, name: &'static str, rel: &'static str, label: String| {
        let article = bundle.article(to?)?;
        let icon = view! { <Icon name/> };
        Some(
            view! {
                <a class="neighbour" data-to=name href=app.href_article(article.slug.as_str()) rel=rel>
                    <span class="neighbour-label">{icon}{label}</span>
                    " "
                    <span class="neighbour-headline" lang=article.language.clone() dir=dir_name(article.dir)>{article.headline().to_owned()}</span>
                </a>
            }
            .into_any(),
        )
    };
    let previous = link(newer, "previous", "prev", app.label("article.newer"));
    let next = link(older, "next", "next", app.label("article.older"));
    (previous.is_some() || next.is_some()).then(|| {
        view! { <nav class="neighbours" aria-label=app.label("article.neighbours")>{previous}{next}</nav> }.into_any()
    })
}
