//! Dates, numbers and plurals without a browser, for pages that are written before anybody reads them.
//!
//! Numbers and lists come out as `Intl` writes them in the languages of the interface. Dates stay in the form of their `datetime`
//! (2026-11-24): which calendar and which zone a reader has is known to the reader's browser alone, and the viewer writes them anew
//! there.

/// How much of a moment to say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum DateStyle {
    Day,
    ShortDay,
    DayAndTime,
    LongDay,
    Time,
}

/// The day of a moment (milliseconds since 1970, UTC). Nothing for today's date: the page has no today.
pub fn date(milliseconds: i64, _locale: &str, style: DateStyle) -> String {
    if style == DateStyle::LongDay {
        return String::new();
    }
    let (year, month, day) = civil(milliseconds.div_euclid(86_400_000));
    format!("{year:04}-{month:02}-{day:02}")
}

/// Year, month and day of a day counted from 1970 (H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days).
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

pub fn is_today(_milliseconds: i64) -> bool {
    false
}

pub fn number(value: f64, locale: &str) -> String {
    let plain = (value.max(0.0) as u64).to_string();
    let mut grouped = String::new();
    for (index, digit) in plain.chars().enumerate() {
        if index > 0 && (plain.len() - index).is_multiple_of(3) {
            grouped.push(if is_persian(locale) { '٬' } else { ',' });
        }
        grouped.push(digit);
    }
    digits(&grouped, locale)
}

pub fn year(value: i32, locale: &str) -> String {
    digits(&value.to_string(), locale)
}

/// The plural category, by the rules of CLDR for the languages of the interface.
pub fn plural(count: f64, locale: &str) -> String {
    let is_one = if is_persian(locale) { count <= 1.0 } else { count == 1.0 };
    if is_one { "one" } else { "other" }.to_owned()
}

pub fn language_name(tag: &str, _locale: &str) -> String {
    tag.to_owned()
}

/// The page has no now.
pub fn now() -> i64 {
    0
}

/// Names joined as a sentence would.
pub fn list(names: &[&str], locale: &str) -> String {
    let (comma, last, two) = if is_persian(locale) { ("، ", "، و ", " و ") } else { (", ", ", and ", " and ") };
    match names {
        [] => String::new(),
        [name] => (*name).to_owned(),
        [one, other] => format!("{one}{two}{other}"),
        [first @ .., end] => format!("{}{last}{end}", first.join(comma)),
    }
}

/// A size of a file, such as 2.4 MB.
pub fn bytes(value: u64, locale: &str) -> String {
    let value = value as f64;
    let (value, unit) = if value < 1e6 { (value / 1e3, "kB") } else { (value / 1e6, "MB") };
    let tenths = (value * 10.0).round() / 10.0;
    format!("{} {unit}", digits(&tenths.to_string(), locale))
}

fn is_persian(locale: &str) -> bool {
    locale == "fa" || locale.starts_with("fa-")
}

fn digits(text: &str, locale: &str) -> String {
    if !is_persian(locale) {
        return text.to_owned();
    }
    let persian = |letter: char| letter.to_digit(10).and_then(|digit| char::from_u32('۰' as u32 + digit));
    text.chars().map(|letter| if letter == '.' { '٫' } else { persian(letter).unwrap_or(letter) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_lists_read_as_intl_writes_them() {
        assert_eq!(number(1_234_567.0, "en"), "1,234,567");
        assert_eq!(number(1_234.0, "fa"), "۱٬۲۳۴");
        assert_eq!(list(&["A", "B", "C"], "en"), "A, B, and C");
        assert_eq!(list(&["الف", "ب"], "fa"), "الف و ب");
        assert_eq!((plural(0.0, "fa"), plural(0.0, "en")), ("one".to_owned(), "other".to_owned()));
        assert_eq!(date(1_795_478_400_000, "en", DateStyle::Day), "2026-11-24");
        assert_eq!((civil(0), civil(-1), civil(11_016)), ((1970, 1, 1), (1969, 12, 31), (2000, 2, 29)));
    }
}
