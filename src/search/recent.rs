//! What the reader looked for before: kept on this device, for nobody else, and forgotten on demand.

use tidings_bundle::folded;

use crate::platform::storage;

const KEPT: &str = "searches";
/// More would be a list to search in.
const MOST: usize = 6;
/// Characters; what is longer was pasted, not looked for.
const LONGEST: usize = 100;

/// The newest first.
pub fn kept() -> Vec<String> {
    storage::read(KEPT).map(|kept| kept.lines().map(str::to_owned).take(MOST).collect()).unwrap_or_default()
}

/// Puts a text in front of the kept ones, and keeps them.
pub fn remember(text: &str) -> Vec<String> {
    let searches = with(kept(), text);
    storage::write(KEPT, (!searches.is_empty()).then(|| searches.join("\n")).as_deref());
    searches
}

pub fn forget() {
    storage::write(KEPT, None);
}

/// The kept ones that begin as what is typed does, which is not offered itself.
pub fn fitting(kept: &[String], typed: &str) -> Vec<String> {
    let typed = folded(typed);
    let fits = |text: &String| {
        let text = folded(text);
        text.starts_with(&typed) && text != typed
    };
    kept.iter().filter(|text| fits(text)).cloned().collect()
}

fn with(mut searches: Vec<String>, text: &str) -> Vec<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if !text.is_empty() && text.chars().count() <= LONGEST {
        searches.retain(|kept| folded(kept) != folded(&text));
        searches.insert(0, text);
        searches.truncate(MOST);
    }
    searches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn the_newest_stands_first_and_once() {
        assert_eq!(with(kept(&["fog", "tide"]), "  Tide \n table "), ["Tide table", "fog", "tide"]);
        assert_eq!(with(kept(&["fog", "tide"]), "TIDE"), ["TIDE", "fog"]);
        assert_eq!(with(kept(&["a", "b", "c", "d", "e", "f"]), "g"), ["g", "a", "b", "c", "d", "e"]);
        assert_eq!(with(kept(&["fog"]), " "), ["fog"]);
        assert_eq!(with(kept(&["fog"]), &"x".repeat(LONGEST + 1)), ["fog"]);
    }

    #[test]
    fn offered_is_what_begins_so_and_is_not_there_yet() {
        let searches = kept(&["Tide", "tide tables", "fog", "نان"]);
        assert_eq!(fitting(&searches, ""), searches);
        assert_eq!(fitting(&searches, "TIDE"), ["tide tables"]);
        assert_eq!(fitting(&searches, "نا"), ["نان"]);
        assert!(fitting(&searches, "ide").is_empty());
    }
}
