//! Passages as messages carry them.

use crate::message::Segment;

/// Characters of a snippet: two lines of the result list, three on a telephone.
pub(crate) const SNIPPET_CHARS: usize = 180;

pub(crate) fn segments(segments: Vec<tidings_search::Segment>) -> Vec<Segment> {
    segments.into_iter().map(|segment| Segment { text: segment.text, marked: segment.marked }).collect()
}

pub(crate) fn is_marked(passage: &[Segment]) -> bool {
    passage.iter().any(|segment| segment.marked)
}
