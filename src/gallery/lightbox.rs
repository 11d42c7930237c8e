//! One photo at a time, over its article.
//!
//! 1. The route says which photo; an effect opens or closes the native `<dialog>` to match, and the browser keeps the focus
//!    inside and gives it back afterwards.
//! 2. Next and previous replace the address, so that Back always closes.
//! 3. Closing goes back to the article's entry if the reader came from there, and replaces the address if the photo's link was
//!    opened directly.

use leptos::html;
use leptos::prelude::*;
use tidings_bundle::{Article, Picture};

use super::steps::Step;
use crate::article::picture::{self, Source};
use crate::locale::dir_name;
use crate::platform::dialog;
use crate::route::Route;
use crate::shell::icon::Icon;
use crate::state::App;

/// The photo on show: which gallery of the article, and the index of the photo in it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Shown {
    gallery: usize,
    index: usize,
}

pub fn show(app: App, article: &Article) -> Option<AnyView> {
    if article.galleries.is_empty() {
        return None;
    }
    let article = StoredValue::new(article.clone());
    let shown = Memo::new(move |_| app.route.with(|route| article.with_value(|article| shown_by(route, article))));
    let dialog: dialog::Dialog = NodeRef::<html::Dialog>::new();
    let came_from_article = StoredValue::new(false);
    Effect::new(move |before: Option<bool>| {
        let is_open = shown.with(Option::is_some);
        if is_open {
            if let Some(was_open) = before {
                came_from_article.update_value(|came| *came |= !was_open);
            }
            dialog::open(dialog);
        } else {
            came_from_article.set_value(false);
            dialog::close(dialog);
        }
        is_open
    });
    let leave = move || {
        // A dialog that the browser closed by itself comes here too; then there may be nothing left to leave.
        if shown.with_untracked(Option::is_some) {
            if came_from_article.get_value() {
                app.back();
            } else {
                app.replace(Route::Article { slug: article.with_value(|article| article.slug.to_string()), at: None });
            }
        }
    };
    let is_right_to_left = app.words().language().dir == tidings_bundle::Direction::RightToLeft;
    let go = move |step: Step| {
        let Some(at) = shown.get_untracked() else { return };
        let next = article.with_value(|article| {
            let gallery = article.galleries.get(at.gallery)?;
            let number = step.from(at.index + 1, gallery.items.len())?;
            Some(Route::Photo { slug: article.slug.to_string(), gallery: gallery.id.clone(), number })
        });
        if let Some(route) = next {
            app.replace(route);
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if let Some(step) = Step::of_key(&event.key(), is_right_to_left) {
            event.prevent_default();
            go(step);
        }
    };
    let pressed = StoredValue::new(None::<(f64, f64)>);
    let on_down = move |event: leptos::ev::PointerEvent| {
        pressed.set_value((event.pointer_type() == "touch").then(|| (f64::from(event.client_x()), f64::from(event.client_y()))));
    };
    let on_up = move |event: leptos::ev::PointerEvent| {
        if let Some((x, y)) = pressed.get_value() {
            pressed.set_value(None);
            let step = Step::of_swipe(f64::from(event.client_x()) - x, f64::from(event.client_y()) - y, is_right_to_left);
            step.into_iter().for_each(go);
        }
    };
    let on_cancel = move |event: leptos::ev::Event| {
        event.prevent_default();
        leave();
    };
    let words = app.words();
    let title = move || {
        let titled = shown.get().and_then(|at| article.with_value(|article| article.galleries.get(at.gallery)?.title.clone()));
        titled.unwrap_or_else(|| app.label("gallery.title"))
    };
    Some(
        view! {
            <dialog
                class="lightbox"
                lang=words.tag()
                dir=dir_name(words.language().dir)
                aria-label=title
                node_ref=dialog
                on:keydown=on_key
                on:pointerdown=on_down
                on:pointerup=on_up
                on:cancel=on_cancel
                on:close=move |_| leave()
            >
                {move || shown.get().and_then(|at| article.with_value(|article| stage(app, article, at)))}
                <div class="lightbox-tools">
                    <button class="lightbox-button" type="button" data-to="close" autofocus=true aria-label=app.label("gallery.close") on:click=move |_| leave()>
                        <Icon name="close"/>
                    </button>
                </div>
                {step_button(app, "previous", "gallery.previous", Step::Previous, article, shown, go)}
                {step_button(app, "next", "gallery.next", Step::Next, article, shown, go)}
            </dialog>
        }
        .into_any(),
    )
}

fn shown_by(route: &Route, article: &Article) -> Option<Shown> {
    let Route::Photo { gallery, number, .. } = route else { return None };
    let position = article.galleries.iter().position(|candidate| candidate.id == *gallery)?;
    let count = article.galleries.get(position)?.items.len();
    // A link to a photo that is no longer there shows the last one rather than nothing.
    Some(Shown { gallery: position, index: (*number).min(count).checked_sub(1)? })
}

fn step_button(
    app: App,
    to: &'static str,
    label: &'static str,
    step: Step,
    article: StoredValue<Article>,
    shown: Memo<Option<Shown>>,
    go: impl Fn(Step) + Copy + 'static,
) -> AnyView {
    let leads_nowhere = move || {
        shown.get().is_none_or(|at| {
            let count = article.with_value(|article| article.galleries.get(at.gallery).map_or(0, |gallery| gallery.items.len()));
            step.from(at.index + 1, count).is_none()
        })
    };
    // `aria-disabled` rather than `disabled`, which would drop the focus of someone who steps through by keyboard.
    let is_disabled = move || if leads_nowhere() { "true" } else { "false" };
    view! {
        <button class="lightbox-button" type="button" data-to=to aria-label=app.label(label) aria-disabled=is_disabled on:click=move |_| go(step)>
            <Icon name=to/>
        </button>
    }
    .into_any()
}

fn stage(app: App, article: &Article, at: Shown) -> Option<AnyView> {
    let gallery = article.galleries.get(at.gallery)?;
    let photo = gallery.items.get(at.index)?;
    let words = app.words();
    let places = [("n", words.number(at.index + 1)), ("count", words.number(gallery.items.len()))];
    let places: Vec<(&str, &str)> = places.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(
        view! {
            <figure class="lightbox-stage">
                {image(app, photo)}
                <figcaption class="lightbox-caption" lang=article.language.clone() dir=dir_name(article.dir)>
                    {photo.caption.clone().map(|text| view! { <p class="lightbox-text">{text}</p> })}
                    {picture::credit(photo).map(|text| view! { <p class="lightbox-credit">{text}</p> })}
                </figcaption>
            </figure>
            <p class="lightbox-counter" role="status">{words.fill("gallery.counter", &places)}</p>
        }
        .into_any(),
    )
}

fn image(app: App, photo: &Picture) -> Option<AnyView> {
    let view = match picture::source(app, photo)? {
        Source::Ours(address) => {
            let alt = photo.alt.clone().unwrap_or_default();
            view! { <img class="lightbox-picture" src=address alt=alt width=photo.width height=photo.height/> }.into_any()
        }
        Source::Foreign(address) => picture::foreign(app, &address, photo.alt.clone()),
    };
    Some(view)
}
