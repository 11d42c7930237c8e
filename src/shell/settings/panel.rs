//! What stands in the settings menu.

use super::LANGUAGE_KEPT;
use super::preference::{self, FACE, JUSTIFY, KEYS, LEADING, MEASURE, MOTION, Preference, SIZE};
use crate::live::Live;
use crate::locale::{LANGUAGES, Language, Locale};
use crate::platform::view::{View, button, follow, tag};
use crate::platform::{field, storage, task};
use crate::shell::choice::{self, choice, label_of};
use crate::shell::icon::icon;
use crate::shell::theme::Theme;
use crate::state::App;

/// Sizes of letters in per cent.
const SMALLEST: u32 = 80;
const LARGEST: u32 = 200;
const STEP: u32 = 5;

/// A preference with its current value, which the menu follows.
#[derive(Clone, Copy)]
struct Chosen {
    preference: Preference,
    value: Live<Option<String>>,
}

impl Chosen {
    fn new(preference: Preference) -> Chosen {
        Chosen { preference, value: Live::new(preference.value()) }
    }

    fn choose(self, value: Option<&str>) {
        self.preference.set(value);
        self.value.set(value.map(str::to_owned));
    }
}

/// What can be set.
pub fn panel(app: App) -> View {
    let [size, face, measure, leading] = [SIZE, FACE, MEASURE, LEADING].map(Chosen::new);
    let [justify, motion, keys] = [JUSTIFY, MOTION, KEYS].map(Chosen::new);
    let reset = move || {
        preference::reset();
        for chosen in [size, face, measure, leading, justify, motion, keys] {
            chosen.value.set(None);
        }
    };
    let themes = Theme::ALL.map(|theme| theme_button(app, theme)).to_vec();
    let faces = [("serif", "prefer.face.serif"), ("sans", "prefer.face.sans"), ("clear", "prefer.face.clear")];
    let [serif, sans, clear] = faces.map(|(value, key)| option(app, face, Some(value), key));
    let faces = vec![option(app, face, None, "prefer.face.own"), serif, sans, clear];
    let measures = vec![
        option(app, measure, Some("0.8"), "prefer.width.short"),
        option(app, measure, None, "prefer.width.own"),
        option(app, measure, Some("1.25"), "prefer.width.wide"),
    ];
    let leadings = vec![
        option(app, leading, Some("0.9"), "prefer.spacing.tight"),
        option(app, leading, None, "prefer.spacing.own"),
        option(app, leading, Some("1.2"), "prefer.spacing.loose"),
    ];
    View::Many(vec![
        choice("theme-label", app.label("settings.theme"), themes),
        letters(app, size),
        choice("face-label", app.label("prefer.face"), faces),
        choice("measure-label", app.label("prefer.width"), measures),
        choice("leading-label", app.label("prefer.spacing"), leadings),
        switch(app, justify, (None, Some("on")), "prefer.justify"),
        switch(app, motion, (None, Some("less")), "prefer.motion"),
        switch(app, keys, (Some("off"), None), "prefer.keys"),
        button("button", reset).child(icon("retry")).text(app.label("prefer.reset")).into(),
        languages(app),
    ])
}

fn theme_button(app: App, theme: Theme) -> View {
    let choose = move || {
        theme.apply();
        theme.keep();
        app.theme.set(theme);
    };
    choice::option(app.label(&format!("theme.{}", theme.name())), move || app.theme.get() == theme, choose)
}

fn option(app: App, chosen: Chosen, value: Option<&'static str>, key: &str) -> View {
    let is_chosen = move || chosen.value.with(|now| now.as_deref() == value);
    choice::option(app.label(key), is_chosen, move || chosen.choose(value))
}

/// A slider for the size of the letters, which says it in per cent.
fn letters(app: App, size: Chosen) -> View {
    let percent = move || size.value.get().and_then(|value| value.parse::<u32>().ok()).unwrap_or(100);
    let told = move || app.words().fill("prefer.size_now", &[("n", &app.words().number(percent() as usize))]);
    let slider = tag("input")
        .class("slider")
        .attr("id", "reader-size")
        .attr("type", "range")
        .attr("min", &SMALLEST.to_string())
        .attr("max", &LARGEST.to_string())
        .attr("step", &STEP.to_string())
        .attr_live("aria-valuetext", move || Some(told()))
        .on("input", move |event| {
            let percent = event.value().parse::<u32>().unwrap_or(100).clamp(SMALLEST, LARGEST);
            size.choose((percent != 100).then(|| percent.to_string()).as_deref());
        });
    let moved = slider.clone();
    follow(Box::new(move || field::set_value(&moved, &percent().to_string())));
    let label = label_of("label", app.label("prefer.size")).attr("for", "reader-size");
    let output = tag("span").class("menu-value").attr("aria-hidden", "true").text_live(told);
    View::Many(vec![tag("p").class("menu-row").child(label).text(" ").child(output).into(), slider.into()])
}

/// A switch between two values, off and on.
fn switch(app: App, chosen: Chosen, (off, on): (Option<&'static str>, Option<&'static str>), key: &str) -> View {
    let is_on = move || chosen.value.get().as_deref() == on;
    button("switch", move || chosen.choose(if chosen.value.get_untracked().as_deref() == on { off } else { on }))
        .attr("role", "switch")
        .attr_live("aria-checked", move || Some(is_on().to_string()))
        .child(tag("span").text(app.label(key)))
        .text(" ")
        .child(tag("span").class("switch-track").attr("aria-hidden", "true"))
        .into()
}

fn languages(app: App) -> View {
    let languages = LANGUAGES.iter().map(|language| {
        let option = tag("option").attr("value", language.tag).attr("lang", language.tag).text(language.name);
        option.flag("selected", language.tag == app.words().tag())
    });
    let select = tag("select")
        .class("select")
        .attr("id", "interface-language")
        .children(languages)
        .on("change", move |event| choose_language(app, &event.value()));
    let label = label_of("label", app.label("settings.language")).attr("for", "interface-language");
    View::Many(vec![label.into(), select.into()])
}

fn choose_language(app: App, tag: &str) {
    storage::write(LANGUAGE_KEPT, Some(tag));
    let language = Language::choose([tag]);
    let root = app.config.with_untracked(|config| config.root.clone());
    task::spawn(Box::pin(async move { app.locale.set(Locale::load(language, &root).await) }));
}
