//! Moments and slugs, against rules that fit in a line.

use proptest::prelude::*;
use tidings_bundle::{MAX_SLUG_BYTES, Slug, Timestamp};

fn is_leap(year: i32) -> bool {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
}

/// Counts days one year and one month at a time.
fn simple_days(year: i32, month: u8, day: u8) -> i64 {
    let before = |year: i32| -> i64 { (1..year).map(|year| if is_leap(year) { 366 } else { 365 }).sum() };
    let february = if is_leap(year) { 29 } else { 28 };
    let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    before(year) - before(1970) + months.iter().take(usize::from(month) - 1).sum::<i64>() + i64::from(day) - 1
}

#[test]
fn every_day_of_four_centuries_is_where_the_calendar_has_it() {
    let mut days = simple_days(1890, 1, 1);
    for year in 1890..2300 {
        for month in 1..=12 {
            for day in 1..=31 {
                let Some(stamp) = Timestamp::from_date(year, month, day) else { continue };
                assert_eq!(stamp.milliseconds(), days * 86_400_000, "{year}-{month}-{day}");
                assert_eq!(stamp.date(), (year, month, day));
                days += 1;
            }
        }
    }
    assert_eq!(days, simple_days(2300, 1, 1), "neither a day too many nor one too few");
}

#[test]
fn what_newsrooms_write_is_read() {
    for (text, written) in [
        ("2024-05-01", "2024-05-01T00:00:00Z"),
        (" 2024-05-01T10:20Z ", "2024-05-01T10:20:00Z"),
        ("2024-05-01 10:20:30", "2024-05-01T10:20:30Z"),
        ("2024-05-01t10:20:30.5z", "2024-05-01T10:20:30.500Z"),
        ("2024-05-01T10:20:30.123987654321-0530", "2024-05-01T10:20:30.123-05:30"),
        ("2024-05-01T10:20+03:30", "2024-05-01T10:20:00+03:30"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
        ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59-12:00"),
        ("2024-02-29T00:00:00-00:00", "2024-02-29T00:00:00Z"),
    ] {
        let stamp = Timestamp::parse(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(stamp.to_rfc3339(), written);
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "2024",
        "2024-05",
        "0000-01-01",
        "10000-01-01",
        "99999-01-01",
        "2023-02-29",
        "1900-02-29",
        "2024-00-01",
        "2024-13-01",
        "2024-04-31",
        "2024-05-01T",
        "2024-05-01T24:00Z",
        "2024-05-01T10:60Z",
        "2024-05-01T10:00:61Z",
        "2024-05-01T10:00Zx",
        "2024-05-01T10:00+24:00",
        "2024-05-01T10:00:00.Z",
        "2024-5-1",
        "Wed, 01 May 2024 10:00:00 GMT",
        "٢٠٢٤-٠٥-٠١",
        "2024-05-01T10:00:é",
        "9999-12-31T23:59:60Z",
        "+2024-05-01",
        "2024-05-01T10:00:00+3",
    ] {
        assert_eq!(Timestamp::parse(text), None, "{text}");
    }
    assert_eq!(Timestamp::from_date(0, 1, 1), None);
    assert_eq!(Timestamp::from_date(2023, 2, 29), None);
}

#[test]
fn moments_are_ordered_by_instant() {
    let parse = |text| Timestamp::parse(text).unwrap();
    assert!(parse("2024-05-01T10:00:00+02:00") < parse("2024-05-01T09:00:00Z"));
    assert!(parse("2024-05-01T23:00:00-05:00") > parse("2024-05-02T03:00:00Z"));
    assert_eq!(parse("2024-01-01T01:00:00+03:00").year(), 2024, "in its own offset");
    assert!(!parse("2024-05-01").has_time() && parse("2024-05-01T10:00Z").has_time());
}

proptest! {
    #[test]
    fn any_moment_is_written_as_it_is_read(
        (year, month, day) in (1i32..=9999, 1u8..=12, 1u8..=28), clock in 0i64..86_400_000, offset in -1439i64..1440
    ) {
        let sign = if offset < 0 { '-' } else { '+' };
        let (hour, minute, second, thousandths) = (clock / 3_600_000, clock / 60_000 % 60, clock / 1000 % 60, clock % 1000);
        let text = format!(
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{thousandths:03}{sign}{:02}:{:02}",
            offset.abs() / 60, offset.abs() % 60
        );
        let stamp = Timestamp::parse(&text).unwrap();
        prop_assert_eq!(stamp.milliseconds(), simple_days(year, month, day) * 86_400_000 + clock - offset * 60_000);
        prop_assert_eq!(stamp.date(), (year, month, day));
        prop_assert_eq!(Timestamp::parse(&stamp.to_rfc3339()), Some(stamp));
    }

    #[test]
    fn no_text_makes_the_date_reader_panic(text in "[0-9TZ:+. -]{0,30}|\\PC{0,12}") {
        if let Some(stamp) = Timestamp::parse(&text) {
            prop_assert_eq!(Timestamp::parse(&stamp.to_rfc3339()), Some(stamp));
        }
    }

    #[test]
    fn any_text_makes_a_valid_slug_that_makes_itself(text in any::<String>()) {
        let slug = Slug::from_text(&text);
        prop_assert!(!slug.as_str().is_empty() && slug.as_str().len() <= MAX_SLUG_BYTES);
        prop_assert!(!slug.as_str().contains(['/', '\\', '?', '#', '%', ' ', '.']));
        prop_assert_eq!(Slug::new(slug.as_str()), Some(slug.clone()));
        prop_assert_eq!(Slug::from_text(slug.as_str()), slug);
    }

    #[test]
    fn words_stay_in_their_order(words in proptest::collection::vec("[a-z0-9ء-غف-ي]{1,6}", 1..9)) {
        prop_assert_eq!(Slug::from_text(&words.join(" — ")), Slug::new(&words.join("-")).unwrap());
    }
}
