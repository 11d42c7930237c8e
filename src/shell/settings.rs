//! The settings menu: theme and interface language. Both are kept on the device.

use super::icon::icon;
use super::lazy_region::region;
use super::masthead::tool_label;
use super::theme::Theme;
use crate::locale::{LANGUAGES, Language, Locale};
use crate::platform::view::{Tag, View, button, tag};
use crate::platform::{storage, task};
use crate::state::App;

/// Where the chosen interface language is kept.
pub const LANGUAGE_KEPT: &str = "language";

/// The menu; what stands in it is [`panel`], in the second wasm file.
pub fn settings(app: App) -> View {
    let panel = region(app, move |lazy| (lazy.settings)(app));
    tag("details")
        .class("menu")
        .attr("data-menu", "settings")
        .attr("name", "masthead")
        .child(tag("summary").class("tool").child(icon("settings")).child(tool_label(app.label("settings.title"))))
        .child(tag("div").class("menu-panel").child(panel))
        .into()
}

/// What can be set.
pub fn panel(app: App) -> View {
    let themes = tag("div")
        .class("choice")
        .attr("role", "group")
        .attr("aria-labelledby", "theme-label")
        .children(Theme::ALL.map(|theme| theme_button(app, theme)));
    let languages = LANGUAGES.iter().map(|language| {
        let option = tag("option").attr("value", language.tag).attr("lang", language.tag).text(language.name);
        option.flag("selected", language.tag == app.words().tag())
    });
    let language = tag("select")
        .class("select")
        .attr("id", "interface-language")
        .children(languages)
        .on("change", move |event| choose_language(app, &event.value()));
    let title = |tag: Tag, key: &str| tag.class("menu-label").text(app.label(key));
    View::Many(vec![
        title(tag("p").attr("id", "theme-label"), "settings.theme").into(),
        themes.into(),
        title(tag("label").attr("for", "interface-language"), "settings.language").into(),
        language.into(),
    ])
}

fn theme_button(app: App, theme: Theme) -> View {
    let choose = move || {
        theme.apply();
        theme.keep();
        app.theme.set(theme);
    };
    button("choice-option", choose)
        .attr_live("aria-pressed", move || Some((app.theme.get() == theme).to_string()))
        .text(app.label(&format!("theme.{}", theme.name())))
        .into()
}

fn choose_language(app: App, tag: &str) {
    storage::write(LANGUAGE_KEPT, Some(tag));
    let language = Language::choose([tag]);
    let root = app.config.with_untracked(|config| config.root.clone());
    task::spawn(Box::pin(async move { app.locale.set(Locale::load(language, &root).await) }));
}
