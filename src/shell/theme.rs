//! Light, sepia, dark, high contrast, or as the system says.

use crate::platform::{document, storage};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Theme {
    #[default]
    Automatic,
    Light,
    Sepia,
    Dark,
    Contrast,
}

const KEPT: &str = "theme";

impl Theme {
    pub const ALL: [Theme; 5] = [Theme::Automatic, Theme::Light, Theme::Sepia, Theme::Dark, Theme::Contrast];

    /// The value of `html[data-theme]`, and the last part of its key in the locale files.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Automatic => "automatic",
            Theme::Light => "light",
            Theme::Sepia => "sepia",
            Theme::Dark => "dark",
            Theme::Contrast => "contrast",
        }
    }

    pub fn from_name(name: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.name() == name)
    }

    /// The reader's choice from an earlier visit.
    pub fn kept() -> Option<Theme> {
        storage::read(KEPT).and_then(|name| Theme::from_name(&name))
    }

    pub fn keep(self) {
        storage::write(KEPT, Some(self.name()).filter(|_| self != Theme::Automatic));
    }

    pub fn apply(self) {
        document::set_root_attribute("data-theme", Some(self.name()).filter(|_| self != Theme::Automatic));
    }
}
