//! A moment as feeds write it: RFC 3339, with the offset the publication used.

use std::cmp::Ordering;
use std::fmt;

const MINUTE_MS: i64 = 60_000;
const DAY_MS: i64 = 86_400_000;

/// A moment in the years 1 to 9999, with its distance from UTC. Ordered by instant; of two equal instants the one with the
/// smaller offset comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Timestamp {
    /// Unix milliseconds, UTC.
    instant: i64,
    /// Minutes east of UTC.
    offset: i16,
}

impl Timestamp {
    /// Reads RFC 3339. Also what newsrooms write beside it: a day alone (`2024-05-01`), no seconds, no offset (taken as UTC), a
    /// blank for the `T`, an offset without colon. Fractions beyond milliseconds are dropped; a leap second becomes the next one.
    ///
    /// # Example
    /// ```
    /// use tidings_bundle::Timestamp;
    /// let moment = Timestamp::parse("2024-05-01T23:30:00+03:30").unwrap();
    /// assert_eq!(moment.milliseconds(), 1_714_593_600_000);
    /// assert_eq!(moment.date(), (2024, 5, 1));
    /// assert!(Timestamp::parse("yesterday").is_none());
    /// ```
    pub fn parse(text: &str) -> Option<Timestamp> {
        let mut digits = Reader(text.trim().as_bytes());
        let year = digits.number(4)?;
        digits.expect(b"-")?;
        let month = digits.number(2)?;
        digits.expect(b"-")?;
        let day = digits.number(2)?;
        let midnight = day_number(year, month, day)? * DAY_MS;
        if digits.is_at_end() {
            return Timestamp::new(midnight, 0);
        }
        digits.expect(b"Tt ")?;
        let clock = digits.clock()?;
        let offset = digits.offset()?;
        if !digits.is_at_end() {
            return None;
        }
        Timestamp::new(midnight + clock - offset * MINUTE_MS, offset)
    }

    /// Midnight UTC of a day in the Gregorian calendar; `None` if there is no such day.
    pub fn from_date(year: i32, month: u8, day: u8) -> Option<Timestamp> {
        Timestamp::new(day_number(year.into(), month.into(), day.into())? * DAY_MS, 0)
    }

    /// `offset` in minutes, within ±23:59. `None` if the local date leaves the years 1 to 9999.
    fn new(instant: i64, offset: i64) -> Option<Timestamp> {
        let stamp = Timestamp { instant, offset: i16::try_from(offset).ok()? };
        (1..=9999).contains(&stamp.year()).then_some(stamp)
    }

    /// Year in the publication's own offset.
    pub fn year(self) -> i32 {
        self.date().0
    }

    /// Unix time in milliseconds, UTC.
    pub fn milliseconds(self) -> i64 {
        self.instant
    }

    /// Minutes east of UTC.
    pub fn offset_minutes(self) -> i16 {
        self.offset
    }

    /// Year, month and day in the publication's own offset.
    pub fn date(self) -> (i32, u8, u8) {
        civil(self.local().div_euclid(DAY_MS))
    }

    /// Whether it says more than the day: publications that only know the day write midnight.
    pub fn has_time(self) -> bool {
        self.local().rem_euclid(DAY_MS) != 0
    }

    /// `2024-05-01T23:30:00+03:30`; `Z` for UTC, milliseconds only if there are any.
    pub fn to_rfc3339(self) -> String {
        let (year, month, day) = self.date();
        let clock = self.local().rem_euclid(DAY_MS);
        let (minutes, thousandths) = (clock / MINUTE_MS, clock % 1000);
        let mut text = String::new();
        let mut push = |before: &str, number: i64, width: u32| {
            text.push_str(before);
            let digits = (0..width).rev().map(|place| number / 10i64.pow(place) % 10);
            text.extend(digits.map(|digit| char::from(b'0' + digit as u8)));
        };
        push("", year.into(), 4);
        push("-", month.into(), 2);
        push("-", day.into(), 2);
        push("T", minutes / 60, 2);
        push(":", minutes % 60, 2);
        push(":", clock / 1000 % 60, 2);
        if thousandths != 0 {
            push(".", thousandths, 3);
        }
        if self.offset == 0 {
            text.push('Z');
        } else {
            let minutes = i64::from(self.offset.unsigned_abs());
            push(if self.offset < 0 { "-" } else { "+" }, minutes / 60, 2);
            push(":", minutes % 60, 2);
        }
        text
    }

    fn local(self) -> i64 {
        self.instant + i64::from(self.offset) * MINUTE_MS
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.to_rfc3339())
    }
}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.instant, self.offset).cmp(&(other.instant, other.offset))
    }
}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What is left of the text; every method takes from its front or answers `None`.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// One byte out of `wanted`.
    fn expect(&mut self, wanted: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        if !wanted.contains(first) {
            return None;
        }
        self.0 = rest;
        Some(*first)
    }

    /// Exactly `length` digits.
    fn number(&mut self, length: usize) -> Option<i64> {
        let mut number = 0;
        for _ in 0..length {
            number = number * 10 + i64::from(self.expect(b"0123456789")? - b'0');
        }
        Some(number)
    }

    /// `HH:MM`, `HH:MM:SS` or `HH:MM:SS.fff…` as milliseconds after midnight.
    fn clock(&mut self) -> Option<i64> {
        let hour = self.number(2)?;
        self.expect(b":")?;
        let minute = self.number(2)?;
        let mut second = 0;
        let mut thousandths = 0;
        if self.expect(b":").is_some() {
            second = self.number(2)?;
            if self.expect(b".,").is_some() {
                let mut weight = 100;
                thousandths = self.number(1)? * weight;
                while let Some(digit) = self.number(1) {
                    weight /= 10;
                    thousandths += digit * weight;
                }
            }
        }
        let is_valid = hour < 24 && minute < 60 && second <= 60;
        is_valid.then_some(((hour * 60 + minute) * 60 + second) * 1000 + thousandths)
    }

    /// `Z`, `±HH:MM`, `±HHMM` or nothing, in minutes.
    fn offset(&mut self) -> Option<i64> {
        if self.is_at_end() || self.expect(b"Zz").is_some() {
            return Some(0);
        }
        let sign = if self.expect(b"+-")? == b'-' { -1 } else { 1 };
        let hours = self.number(2)?;
        self.expect(b":");
        let minutes = self.number(2)?;
        (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes))
    }
}

/// Days since 1970-01-01; `None` if the calendar has no such day.
///
/// # Source
/// Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`: years begin in March, so that the leap day
/// is the last of its year.
fn day_number(year: i64, month: i64, day: i64) -> Option<i64> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days_in_month = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=9999).contains(&year) || !(1..=days_in_month).contains(&day) {
        return None;
    }
    let march_year = if month <= 2 { year - 1 } else { year };
    let era = march_year.div_euclid(400);
    let year_of_era = march_year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// The inverse of [`day_number`].
///
/// # Source
/// As above, `civil_from_days`.
fn civil(day_number: i64) -> (i32, u8, u8) {
    let shifted = day_number + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year as i32, month as u8, day as u8)
}
