//! Marked passages.
use crate::query::Query;
/// A stretch of text in its original spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    pub text: String,
    pub marked: bool,
}
pub fn highlight(text: &str, _query: &Query) -> Vec<Segment> {
    vec![Segment { text: text.to_owned(), marked: false }]
}
pub fn snippet(text: &str, _query: &Query, max_chars: usize) -> Vec<Segment> {
    vec![Segment { text: text.chars().take(max_chars).collect(), marked: false }]
}
