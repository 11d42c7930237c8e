//! Where in a file's header a field stands, for the few fields that have something to be said about.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use crate::import::Origin;

/// Lines of a header that are looked through; the longest of the 15,000 we measured with has 60.
const MOST_LINES: u32 = 1_000;
/// Bytes of a line; beyond it somebody keeps data in a header.
const LONGEST_LINE: usize = 4_096;

/// The line of the first of `names` that is there: `date: 1970-01-01`, `"date": …`, `date = …`.
pub(super) fn line_of(root: &Path, origin: &Origin, names: &[&str]) -> Option<u32> {
    let file = File::open(root.join(&origin.file)).ok()?;
    let limit = origin.body_line.min(MOST_LINES);
    let lines = BufReader::new(file).split(b'\n').map_while(Result::ok);
    for (line, number) in lines.zip(1..limit.saturating_add(1)) {
        let line = String::from_utf8_lossy(line.get(..line.len().min(LONGEST_LINE)).unwrap_or_default()).to_lowercase();
        let line = line.trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, '"' | '{' | '-'));
        let is_meant = |name: &str| {
            let rest = line.strip_prefix(name.to_lowercase().as_str());
            rest.is_some_and(|rest| rest.trim_start_matches('"').trim_start().starts_with([':', '=']))
        };
        if names.iter().any(|name| is_meant(name)) {
            return Some(number);
        }
    }
    None
}
