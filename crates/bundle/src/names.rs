//! The one map of this crate: words to numbers.
//!
//! Everything that looks a word up (ids, slugs, paths, tags) uses this type, so that the browser downloads the code of one map
//! only. A B-tree, because its cost cannot be blown up by chosen keys, and the viewer's clockless host has no random seed to
//! protect a hash table with.

use std::collections::BTreeMap;

pub(crate) type Names = BTreeMap<String, u32>;

/// The form in which two spellings of a name are one.
pub(crate) fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

/// Gives names out, each once.
pub(crate) struct Register {
    taken: Names,
    ignores_case: bool,
}

impl Register {
    pub(crate) fn exact() -> Register {
        Register { taken: Names::new(), ignores_case: false }
    }

    /// For names that become folders: some file systems take upper and lower case for one.
    pub(crate) fn ignoring_case() -> Register {
        Register { taken: Names::new(), ignores_case: true }
    }

    /// Takes a name; false if somebody has it.
    pub(crate) fn claim(&mut self, name: &str) -> bool {
        let key = self.key(name);
        if self.taken.contains_key(&key) {
            return false;
        }
        self.taken.insert(key, 1);
        true
    }

    /// Takes the first free one of `make(2)`, `make(3)`…, for a `name` that somebody else has. Each `name` remembers how far it
    /// got: a hundred thousand equal names cost a hundred thousand steps, not their square.
    pub(crate) fn claim_numbered<T: AsRef<str>>(&mut self, name: &str, make: impl Fn(u32) -> T) -> T {
        let key = self.key(name);
        let mut number = self.taken.get(&key).copied().unwrap_or(1);
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
