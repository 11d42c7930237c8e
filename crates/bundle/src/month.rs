//! Months, which time is filtered by.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Timestamp;

/// A month of a year from 1 to 9999, in the publication's own time. Written `2024-05`; as a number, and in JSON, 202405.
/// JSON is not checked: only our own worker sends it, and a number that is no month matches no article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Month(u32);

impl Month {
    /// The month of a moment.
    pub fn of(moment: Timestamp) -> Month {
        let (year, month, _) = moment.date();
        Month(year as u32 * 100 + u32::from(month))
    }

    /// The month that a number such as 202405 stands for.
    pub fn from_number(number: u32) -> Option<Month> {
        let is_month = (1..=12).contains(&(number % 100)) && (1..10_000).contains(&(number / 100));
        is_month.then_some(Month(number))
    }

    /// Reads `2024-05`. `None` for anything else.
    pub fn read(text: &str) -> Option<Month> {
        let (year, month) = text.split_once('-')?;
        let digits = |text: &str, count: usize| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return None;
        }
        Month::from_number(year.parse::<u32>().ok()? * 100 + month.parse::<u32>().ok()?)
    }

    pub fn year(self) -> i32 {
        (self.0 / 100) as i32
    }

    /// From 1 to 12.
    pub fn month(self) -> u32 {
        self.0 % 100
    }
}

impl From<Month> for u32 {
    fn from(month: Month) -> u32 {
        month.0
    }
}

impl fmt::Display for Month {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // By hand: padding brings a kilobyte of code into the viewer.
        let digits = |value: u32| char::from_digit(value % 10, 10).unwrap_or('0');
        let (year, month) = (self.0 / 100, self.0 % 100);
        for value in [year / 1000, year / 100, year / 10, year] {
            fmt::Write::write_char(formatter, digits(value))?;
        }
        fmt::Write::write_char(formatter, '-')?;
        fmt::Write::write_char(formatter, digits(month / 10))?;
        fmt::Write::write_char(formatter, digits(month))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for number in [101, 202_405, 999_912] {
            let month = Month::from_number(number).unwrap();
            assert_eq!(Month::read(&month.to_string()), Some(month));
        }
        assert_eq!(Month::read("2024-05").unwrap().to_string(), "2024-05");
        let date = Timestamp::from_date(2024, 5, 31).unwrap();
        assert_eq!((Month::of(date).year(), Month::of(date).month()), (2024, 5));
    }

    #[test]
    fn nothing_else_is_a_month() {
        for text in
            ["2024", "2024-13", "2024-00", "0000-05", "2024-5", "24-05", "2024-05-01", "-024-05", "２０２４-05", ""]
        {
            assert_eq!(Month::read(text), None, "{text}");
        }
        for number in [0, 202_400, 202_413, 1_000_001] {
            assert_eq!(Month::from_number(number), None, "{number}");
        }
    }
}
