//! A row of buttons of which one is pressed.

use crate::platform::view::{Tag, View, button, tag};

/// The row under its label, which has the id.
pub fn choice(id: &str, label: &str, options: Vec<View>) -> View {
    let group = tag("div").class("choice").attr("role", "group").attr("aria-labelledby", id).children(options);
    View::Many(vec![label_of("p", label).attr("id", id).into(), group.into()])
}

/// One of the buttons.
pub fn option(label: &str, is_chosen: impl Fn() -> bool + 'static, choose: impl Fn() + 'static) -> View {
    button("choice-option", choose).attr_live("aria-pressed", move || Some(is_chosen().to_string())).text(label).into()
}

/// What names a setting.
pub fn label_of(name: &str, text: &str) -> Tag {
    tag(name).class("menu-label").text(text)
}
