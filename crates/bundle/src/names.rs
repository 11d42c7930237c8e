//! The one map of this crate: words to numbers.
//!
//! Everything that looks a word up (ids, slugs, paths, tags) uses this type, so that the browser downloads the code of one map
//! only. It is a B-tree: no choice of keys can blow up its cost, while a hash table in the browser has no secret seed.

use serde_json::{Map, Value};

/// The map of `serde_json` underneath, since the parser brings it along in any case: a map of `u32` would say the same in 3 KB
/// more of WebAssembly.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Names(Map<String, Value>);

impl Names {
    /// Names by position; of equal ones the first counts.
    pub(crate) fn of(names: impl Iterator<Item = String>) -> Names {
        let mut index = Names::default();
        for (name, number) in names.zip(0..) {
            index.insert_first(name, number);
        }
        index
    }

    pub(crate) fn get(&self, name: &str) -> Option<u32> {
        self.0.get(name)?.as_u64().map(|number| number as u32)
    }

    pub(crate) fn insert(&mut self, name: String, number: u32) {
        self.0.insert(name, number.into());
    }

    /// The number the name has afterwards: its own if it had one.
    pub(crate) fn insert_first(&mut self, name: String, number: u32) -> u32 {
        self.get(&name).unwrap_or_else(|| {
            self.insert(name, number);
            number
        })
    }

    /// In the order of the alphabet's bytes.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Numbers in the order of their names.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.0.values().filter_map(Value::as_u64).map(|number| number as u32)
    }
}

/// The form in which two spellings of a name are one: without blanks around, in small letters. Letter by letter, and with a
/// single small sigma, so that a word folds alike wherever it stands.
pub(crate) fn folded(text: &str) -> String {
    let text = text.trim();
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        push_lowercase(character, &mut folded);
    }
    folded
}

pub(crate) fn push_lowercase(character: char, text: &mut String) {
    if character.is_ascii() {
        text.push(character.to_ascii_lowercase());
    } else if character == 'ς' {
        text.push('σ');
    } else {
        character.to_lowercase().for_each(|small| text.push(small));
    }
}

/// Gives names out, each once.
pub(crate) struct Register {
    taken: Names,
    ignores_case: bool,
}

impl Register {
    pub(crate) fn exact() -> Register {
        Register { taken: Names::default(), ignores_case: false }
    }

    /// For names that become folders: some file systems take upper and lower case for one.
    pub(crate) fn ignoring_case() -> Register {
        Register { taken: Names::default(), ignores_case: true }
    }

    /// Takes a name; false if somebody has it.
    pub(crate) fn claim(&mut self, name: &str) -> bool {
        let key = self.key(name);
        let is_free = self.taken.get(&key).is_none();
        if is_free {
            self.taken.insert(key, 1);
        }
        is_free
    }

    /// Takes the first free one of `make(2)`, `make(3)`…, for a `name` that somebody else has. Each `name` remembers how far it
    /// got: a hundred thousand equal names cost a hundred thousand steps, not their square.
    pub(crate) fn claim_numbered<T: AsRef<str>>(&mut self, name: &str, make: impl Fn(u32) -> T) -> T {
        let key = self.key(name);
        let mut number = self.taken.get(&key).unwrap_or(1);
        loop {
            number = number.saturating_add(1);
            let candidate = make(number);
            if self.claim(candidate.as_ref()) {
                self.taken.insert(key, number);
                return candidate;
            }
        }
    }

    fn key(&self, name: &str) -> String {
        if self.ignores_case { folded(name) } else { name.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_number_is_skipped() {
        let mut register = Register::ignoring_case();
        assert!(register.claim("news") && register.claim("news-2") && !register.claim("News"));
        assert_eq!(register.claim_numbered("news", |n| format!("news-{n}")), "news-3");
        assert_eq!(register.claim_numbered("news", |n| format!("news-{n}")), "news-4");
        assert!(!register.claim("NEWS-4"));
    }
}
