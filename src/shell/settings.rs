//! The settings menu: theme and interface language. Both are kept on the device.

use leptos::prelude::*;

use super::icon::Icon;
use super::theme::Theme;
use crate::locale::{LANGUAGES, Locale};
use crate::platform::{menu, storage};
use crate::state::{App, app};

/// Where the chosen interface language is kept.
pub const LANGUAGE_KEPT: &str = "language";

#[component]
pub fn Settings() -> impl IntoView {
    let app = app();
    view! {
        <details class="menu" data-menu="settings" name="masthead">
            <summary class="tool">
                <Icon name="settings"/>
                <span class="tool-label">{app.label("settings.title")}</span>
            </summary>
            <div class="menu-panel">
                <p class="menu-label" id="theme-label">{app.label("settings.theme")}</p>
                <div class="choice" role="group" aria-labelledby="theme-label">
                    {Theme::ALL.map(|theme| theme_button(app, theme)).into_iter().collect::<Vec<_>>()}
                </div>
                <label class="menu-label" for="interface-language">{app.label("settings.language")}</label>
                <select class="select" id="interface-language" on:change=move |event| choose_language(app, &event_target_value(&event))>
                    {LANGUAGES.iter().map(|language| {
                        let is_shown = language.tag == app.words().tag();
                        view! { <option value=language.tag lang=language.tag selected=is_shown>{language.name}</option> }
                    }).collect::<Vec<_>>()}
                </select>
            </div>
        </details>
    }
}

fn theme_button(app: App, theme: Theme) -> AnyView {
    let choose = move |_| {
        theme.apply();
        theme.keep();
        app.theme.set(theme);
    };
    let is_chosen = move || if app.theme.get() == theme { "true" } else { "false" };
    view! {
        <button class="choice-option" type="button" aria-pressed=is_chosen on:click=choose>
            {app.label(&format!("theme.{}", theme.name()))}
        </button>
    }
    .into_any()
}

fn choose_language(app: App, tag: &str) {
    storage::write(LANGUAGE_KEPT, Some(tag));
    app.locale.set(Locale::choose([tag]));
}

/// A menu has done its work once a link in it was followed.
pub fn close_after_link(event: leptos::ev::MouseEvent) {
    menu::close_after_link(&event);
}
