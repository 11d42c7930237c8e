//! Moving through a gallery.

/// Which way a reader wants to go, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Previous,
    Next,
    First,
    Last,
}

impl Step {
    /// The step that a key means; arrows follow the direction of the interface.
    pub fn of_key(key: &str, is_right_to_left: bool) -> Option<Step> {
        match (key, is_right_to_left) {
            ("ArrowRight", false) | ("ArrowLeft", true) => Some(Step::Next),
            ("ArrowLeft", false) | ("ArrowRight", true) => Some(Step::Previous),
            ("PageDown", _) => Some(Step::Next),
            ("PageUp", _) => Some(Step::Previous),
            ("Home", _) => Some(Step::First),
            ("End", _) => Some(Step::Last),
            _ => None,
        }
    }

    /// The number (from 1) that this step leads to; `None` at either end.
    pub fn from(self, number: usize, count: usize) -> Option<usize> {
        let to = match self {
            Step::Previous => number.checked_sub(1)?,
            Step::Next => number + 1,
            Step::First => 1,
            Step::Last => count,
        };
        (to >= 1 && to <= count && to != number).then_some(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_stay_within_the_gallery() {
        assert_eq!(Step::Next.from(1, 3), Some(2));
        assert_eq!(Step::Next.from(3, 3), None);
        assert_eq!(Step::Previous.from(1, 3), None);
        assert_eq!(Step::Last.from(1, 3), Some(3));
        assert_eq!(Step::First.from(1, 3), None);
        assert_eq!(Step::Next.from(0, 0), None);
    }

    #[test]
    fn arrows_are_mirrored_from_right_to_left() {
        assert_eq!(Step::of_key("ArrowRight", false), Some(Step::Next));
        assert_eq!(Step::of_key("ArrowRight", true), Some(Step::Previous));
        assert_eq!(Step::of_key("PageDown", true), Some(Step::Next));
    }
}
