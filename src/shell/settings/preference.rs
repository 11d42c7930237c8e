//! How a reader likes to read: what of it the style sheet follows.
//!
//! 1. A preference is a number or a word of `<html>`: `style="--reader-size: 125"`, `data-face="sans"`. None is what the publication
//!    looks like by itself.
//! 2. All are kept in one line on the device, `face=sans&size=125`, which the page's first script puts back before anything is painted.
//! 3. The element is where they stand; nothing else remembers them.

use crate::platform::{document, storage};

/// Where the line is kept; `index.html` reads it.
const KEPT: &str = "reading";

/// Something that a reader may prefer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Preference {
    /// In the line.
    name: &'static str,
    /// On the element: a custom property, or an attribute.
    stands: &'static str,
}

/// Of the letters, and with them of all that is measured by them; per cent.
pub(super) const SIZE: Preference = Preference { name: "size", stands: "--reader-size" };
/// Of lines of text; a factor.
pub(super) const MEASURE: Preference = Preference { name: "measure", stands: "--reader-measure" };
/// Between lines of text; a factor.
pub(super) const LEADING: Preference = Preference { name: "leading", stands: "--reader-leading" };
/// `serif`, `sans` or `clear`.
pub(super) const FACE: Preference = Preference { name: "face", stands: "data-face" };
/// `on`: lines of text end below each other.
pub(super) const JUSTIFY: Preference = Preference { name: "justify", stands: "data-justify" };
/// `less`: as for readers whose system asks for less motion.
pub(super) const MOTION: Preference = Preference { name: "motion", stands: "data-motion" };
/// `off`: no key does something by itself (WCAG 2.2, 2.1.4).
pub(super) const KEYS: Preference = Preference { name: "keys", stands: "data-keys" };

const ALL: [Preference; 7] = [FACE, JUSTIFY, KEYS, LEADING, MEASURE, MOTION, SIZE];

impl Preference {
    /// What is in force.
    pub(super) fn value(self) -> Option<String> {
        match self.is_property() {
            true => document::root_property(self.stands),
            false => document::root_attribute(self.stands),
        }
    }

    /// Puts it in force, and keeps it. `None` goes back to what the publication looks like.
    pub(super) fn set(self, value: Option<&str>) {
        self.put(value);
        storage::write(KEPT, line(ALL.map(|preference| (preference.name, preference.value()))).as_deref());
    }

    fn put(self, value: Option<&str>) {
        match self.is_property() {
            true => document::set_root_property(self.stands, value),
            false => document::set_root_attribute(self.stands, value),
        }
    }

    fn is_property(self) -> bool {
        self.stands.starts_with("--")
    }
}

/// Goes back to what the publication looks like, in everything.
pub(super) fn reset() {
    ALL.iter().for_each(|preference| preference.put(None));
    storage::write(KEPT, None);
}

/// `name=value&…`, if there is a value. Values are ours, numbers and plain words.
fn line<const N: usize>(values: [(&str, Option<String>); N]) -> Option<String> {
    let pairs: Vec<String> =
        values.iter().filter_map(|(name, value)| Some([name, value.as_deref()?].join("="))).collect();
    (!pairs.is_empty()).then(|| pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_holds_what_was_chosen_and_is_none_for_nothing() {
        let values = [("face", Some("sans".to_owned())), ("keys", None), ("size", Some("125".to_owned()))];
        assert_eq!(line(values).as_deref(), Some("face=sans&size=125"));
        assert_eq!(line([("face", None), ("keys", None)]), None);
    }

    #[test]
    fn the_first_script_of_the_page_knows_every_preference() {
        let page = include_str!("../../../index.html");
        for Preference { name, stands } in ALL {
            let list = page.lines().find(|line| line.contains("const preferences = ")).unwrap();
            assert!(list.contains(&format!("{name}: \"{stands}\"")), "{name}: {list}");
        }
    }
}
