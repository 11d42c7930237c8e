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
            ("Home", _) => Some(Step::First),
            ("End", _) => Some(Step::Last),
            _ => None,
        }
    }

    /// The step that a swipe means, in CSS pixels moved to the right and down; content follows the finger.
    pub fn of_swipe(right: i32, down: i32, is_right_to_left: bool) -> Option<Step> {
        // A thumb's width: shorter moves are taps, steeper ones scrolling.
        const SHORTEST: i32 = 40;
        if right.abs() < SHORTEST || right.abs() * 2 < down.abs() * 3 {
            return None;
        }
        Some(if (right < 0) != is_right_to_left { Step::Next } else { Step::Previous })
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
    fn arrows_and_swipes_are_mirrored_from_right_to_left() {
        assert_eq!(Step::of_key("ArrowRight", false), Some(Step::Next));
        assert_eq!(Step::of_key("ArrowRight", true), Some(Step::Previous));
        assert_eq!(Step::of_swipe(-80, 5, false), Some(Step::Next));
        assert_eq!(Step::of_swipe(-80, 5, true), Some(Step::Previous));
    }

    #[test]
    fn taps_and_scrolling_are_no_swipes() {
        assert_eq!(Step::of_swipe(-20, 0, false), None);
        assert_eq!(Step::of_swipe(-60, 90, false), None);
    }
}
