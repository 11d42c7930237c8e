//! Dates as people write them into front matter, file names and paths.
//!
//! Everything is brought into RFC 3339's order and then checked in one place, [`Timestamp::parse`]. A time without an
//! offset is read as UTC: the packer must say the same on every machine, so it asks nobody's clock for a zone.

use tidings_bundle::Timestamp;

/// What [`parse`] accepts, for messages.
pub const EXAMPLES: &str = "write it as 2024-05-31 or 2024-05-31T18:00:00+02:00";

/// Reads a date, or a date and a time.
///
/// Accepted: RFC 3339; TOML's date-times; `2024-05-31`, also with `/` and single digits; `2024-05-31 18:00[:30] [+0200|Z|UTC]`;
/// `05/31/2024`, which is month, day, year (the habit of the Microsoft documentation; other orders are not guessed); English
/// names of months (`May 31, 2024`, `Fri, 31 May 2024 18:00:00 GMT`), as Astro's templates and mail have them.
///
/// # Example
/// ```
/// use tidings_pack::import::dates::parse;
///
/// assert_eq!(parse("05/31/2024"), parse("2024-5-31"));
/// assert_eq!(parse("2024-05-31 18:00 +0200"), parse("2024-05-31T18:00:00+02:00"));
/// assert_eq!(parse("31/05/2024"), None);
/// assert_eq!(parse("tomorrow"), None);
/// ```
pub fn parse(text: &str) -> Option<Timestamp> {
    let text = text.trim();
    if text.len() > 64 || !text.is_ascii() {
        return None;
    }
    if let Some(numeric) = without_names(text) {
        return parse(&numeric);
    }
    let end = text.find(|letter: char| letter == 'T' || letter == 't' || letter.is_whitespace()).unwrap_or(text.len());
    let (date, rest) = text.split_at(end);
    let (year, month, day) = parse_date(date)?;
    let rest = rest.trim_start_matches(['T', 't']).trim();
    if rest.is_empty() {
        return Timestamp::from_date(year, month, day);
    }
    let time_end =
        rest.find(|letter: char| !(letter.is_ascii_digit() || letter == ':' || letter == '.')).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(time_end);
    let time = match time.bytes().filter(|byte| *byte == b':').count() {
        1 => format!("{time}:00"),
        _ => time.to_owned(),
    };
    let time = if time.find(':') == Some(1) { format!("0{time}") } else { time };
    let zone = parse_zone(zone.trim())?;
    Timestamp::parse(&format!("{year:04}-{month:02}-{day:02}T{time}{zone}"))
}

/// A date in front of a name, as Jekyll and Zola have it: `2024-05-31-title` or `2024-05-31_title`.
pub fn split_prefix(name: &str) -> Option<(Timestamp, &str)> {
    let (date, rest) = name.split_at_checked(10)?;
    let rest = rest.strip_prefix(['-', '_'])?;
    let (year, month, day) = parse_date(date).filter(|_| date.bytes().filter(|byte| *byte == b'-').count() == 2)?;
    Some((Timestamp::from_date(year, month, day)?, rest)).filter(|_| !rest.is_empty())
}

/// A date in the folders of a path: `2025/09/18/Rust-1.90.0`, also behind other folders.
pub fn in_path(path: &str) -> Option<Timestamp> {
    let segments: Vec<&str> = path.split('/').filter(|segment| !segment.is_empty()).collect();
    segments.windows(3).find_map(|window| match window {
        [year, month, day] if year.len() == 4 && month.len() == 2 && day.len() == 2 => {
            Timestamp::from_date(number(year)?, small(month)?, small(day)?)
        }
        _ => None,
    })
}

fn parse_date(date: &str) -> Option<(i32, u8, u8)> {
    let parts: Vec<&str> = date.split(['-', '/']).collect();
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => Some((number(year)?, small(month)?, small(day)?)),
        [month, day, year] if year.len() == 4 && date.contains('/') => {
            Some((number(year)?, small(month)?, small(day)?))
        }
        _ => None,
    }
}

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// `Fri, 31 May 2024 18:00 GMT` or `May 31st, 2024` with digits only; `None` if no month's name is in it.
fn without_names(text: &str) -> Option<String> {
    let mut words = text.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
    words.next_if(|word| {
        word.len() >= 3 && ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| starts(word, day))
    });
    let (first, second, year) = (words.next()?, words.next()?, words.next()?);
    let month_of = |word: &str| MONTHS.iter().position(|month| starts(word, month)).map(|at| at + 1);
    let (month, day) = match (month_of(first), month_of(second)) {
        (Some(month), None) => (month, second),
        (None, Some(month)) => (month, first),
        _ => return None,
    };
    let day = day.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let rest: Vec<&str> = words.collect();
    let numeric = format!("{year}-{month:02}-{day} {}", rest.join(" "));
    // Digits only from here on, so that this is asked once.
    year.bytes().all(|byte| byte.is_ascii_digit()).then_some(numeric)
}

fn starts(word: &str, name: &str) -> bool {
    word.get(..name.len()).is_some_and(|head| head.eq_ignore_ascii_case(name))
        && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'.')
}

fn parse_zone(zone: &str) -> Option<String> {
    match zone {
        "" | "Z" | "z" | "UTC" | "GMT" => return Some("Z".to_owned()),
        _ => {}
    }
    let (sign, digits) = zone.split_at_checked(1)?;
    let digits: String = digits.chars().filter(|letter| *letter != ':').collect();
    let is_offset = matches!(sign, "+" | "-") && digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (hours, minutes) = digits.split_at_checked(2)?;
    is_offset.then(|| format!("{sign}{hours}:{minutes}"))
}

fn number(text: &str) -> Option<i32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn small(text: &str) -> Option<u8> {
    if !(1..=2).contains(&text.len()) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        parse(text).map_or("(none)".to_owned(), |date| date.to_rfc3339())
    }

    #[test]
    fn the_habits_of_the_generators_are_understood() {
        let noon = parse("2024-05-31T12:00:00Z").unwrap();
        for text in [
            "2024-05-31T12:00:00Z",
            "2024-05-31T12:00:00.000Z",
            "2024-05-31t12:00:00z",
            "2024-05-31T12:00:00",
            "2024-05-31 12:00:00",
            "2024-05-31 12:00",
            "2024-05-31 12:00:00 UTC",
            "2024-05-31 14:00:00 +0200",
            "2024-05-31 14:00:00+02:00",
            "2024/05/31 08:00:00 -0400",
            "Fri, 31 May 2024 12:00:00 GMT",
            "May 31, 2024 12:00",
        ] {
            assert_eq!(parse(text).map(Timestamp::milliseconds), Some(noon.milliseconds()), "{text}");
        }
        for text in [
            "May 31, 2024",
            "31 May 2024",
            "May 31st 2024",
            "Fri, 31 May 2024",
            "2024-05-31",
            "2024-5-31",
            "2024/05/31",
            "05/31/2024",
            "5/31/2024",
        ] {
            assert_eq!(parse(text), Timestamp::from_date(2024, 5, 31), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "soon",
            "2024",
            "2024-05",
            "2024-13-01",
            "2024-02-30",
            "0000-01-01",
            "99999-01-01",
            "31/05/2024",
            "May 2024",
            "Marchers 3 2024x",
            "May June 2024",
            "2024-05-31 25:00",
            "2024-05-31 12:00 EST",
        ] {
            assert_eq!(read(text), "(none)", "{text}");
        }
    }

    #[test]
    fn dates_in_names_and_paths_are_found() {
        assert_eq!(split_prefix("2024-05-31-water"), Timestamp::from_date(2024, 5, 31).map(|date| (date, "water")));
        assert_eq!(split_prefix("2024-05-31_water").map(|(_, rest)| rest), Some("water"));
        assert_eq!(split_prefix("2024-05-31"), None);
        assert_eq!(split_prefix("1.88.0-prerelease"), None);
        assert_eq!(in_path("2025/09/18/Rust-1.90.0"), Timestamp::from_date(2025, 9, 18));
        assert_eq!(in_path("inside-rust/2025/09/18/x"), Timestamp::from_date(2025, 9, 18));
        assert_eq!(in_path("docs/2025/guide"), None);
    }
}
