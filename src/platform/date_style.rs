//! What the two ways to write dates have in common: `intl` in a browser, `still/intl` without one.

/// How much of a moment to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DateStyle {
    /// 24 November 2026
    Day,
    /// 24 Nov 2026
    ShortDay,
    /// 24 November 2026, 14:02
    DayAndTime,
    /// Tuesday, 24 November 2026
    LongDay,
    /// 14:02
    Time,
}
