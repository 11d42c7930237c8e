//! Dates, numbers and plurals without a browser, for pages that are written before anybody reads them.
//!
//! ICU4X stands for the browser's `Intl`: both speak from the same locale data (CLDR). Moments are told in UTC, since only the reader's
//! browser knows the reader's zone; the viewer writes them anew there. Formatters are made once for each thread, language and style: to
//! make one takes a hundred times as long as to use it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use icu_datetime::DateTimeFormatter;
use icu_datetime::fieldsets::enums::{CompositeDateTimeFieldSet, DateAndTimeFieldSet, DateFieldSet, TimeFieldSet};
use icu_datetime::fieldsets::{T, YM, YMD, YMDE};
use icu_datetime::input::Date;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::{Locale, locale};
use icu_plurals::{PluralCategory, PluralRules};
use icu_time::ZonedDateTime;
use icu_time::zone::UtcOffset;

use tidings_bundle::Month;

pub use super::date_style::DateStyle;

/// What one language needs; `None` where the locale data have nothing.
struct Formats {
    dates: RefCell<BTreeMap<DateStyle, Option<DateTimeFormatter<CompositeDateTimeFieldSet>>>>,
    numbers: Option<DecimalFormatter>,
    years: Option<DecimalFormatter>,
    plurals: Option<PluralRules>,
    lists: Option<ListFormatter>,
    locale: Locale,
}

impl Formats {
    fn new(name: &str) -> Formats {
        let locale = name.parse().unwrap_or(locale!("en"));
        let decimal = |grouping| {
            let mut options = DecimalFormatterOptions::default();
            options.grouping_strategy = Some(grouping);
            DecimalFormatter::try_new((&locale).into(), options).ok()
        };
        Formats {
            dates: RefCell::default(),
            numbers: decimal(GroupingStrategy::Auto),
            years: decimal(GroupingStrategy::Never),
            plurals: PluralRules::try_new_cardinal((&locale).into()).ok(),
            lists: ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default()).ok(),
            locale,
        }
    }

    fn date(&self, milliseconds: i64, style: DateStyle) -> String {
        use CompositeDateTimeFieldSet::{Date, DateTime, Time};
        let mut dates = self.dates.borrow_mut();
        let formatter = dates.entry(style).or_insert_with(|| {
            let fields = match style {
                DateStyle::Day => Date(DateFieldSet::YMD(YMD::long())),
                DateStyle::ShortDay => Date(DateFieldSet::YMD(YMD::medium())),
                DateStyle::DayAndTime => DateTime(DateAndTimeFieldSet::YMDT(YMD::long().with_time_hm())),
                DateStyle::LongDay => Date(DateFieldSet::YMDE(YMDE::long())),
                DateStyle::Time => Time(TimeFieldSet::T(T::hm())),
            };
            DateTimeFormatter::try_new((&self.locale).into(), fields).ok()
        });
        let moment = ZonedDateTime::from_epoch_milliseconds_and_utc_offset(milliseconds, UtcOffset::zero());
        formatter.as_ref().map(|formatter| formatter.format(&moment).to_string()).unwrap_or_default()
    }
}

fn formats(locale: &str) -> Rc<Formats> {
    thread_local! {
        static MADE: RefCell<BTreeMap<String, Rc<Formats>>> = RefCell::default();
    }
    MADE.with_borrow_mut(|made| match made.get(locale) {
        Some(formats) => Rc::clone(formats),
        None => Rc::clone(made.entry(locale.to_owned()).or_insert(Rc::new(Formats::new(locale)))),
    })
}

/// A moment (milliseconds since 1970, UTC) for readers of `locale` (BCP 47), in UTC. Nothing for today's date: the page has no today.
pub fn date(milliseconds: i64, locale: &str, style: DateStyle) -> String {
    if style == DateStyle::LongDay {
        return String::new();
    }
    formats(locale).date(milliseconds, style)
}

pub fn is_today(_milliseconds: i64) -> bool {
    false
}

pub fn number(value: f64, locale: &str) -> String {
    written(formats(locale).numbers.as_ref(), value.max(0.0) as i64)
}

/// A year is a name, not a quantity: no thousands separator.
pub fn year(value: i32, locale: &str) -> String {
    written(formats(locale).years.as_ref(), i64::from(value))
}

/// A month of a year, "May 2024", in the calendar that it is a month of.
pub fn month(month: Month, locale: &str) -> String {
    let formats = formats(&[locale, "-u-ca-gregory"].concat());
    let formatter = DateTimeFormatter::try_new((&formats.locale).into(), YM::long()).ok();
    let date = Date::try_new_gregorian(month.year(), month.month() as u8, 1).ok();
    formatter.zip(date).map_or_else(|| month.to_string(), |(formatter, date)| formatter.format(&date).to_string())
}

fn written(formatter: Option<&DecimalFormatter>, value: i64) -> String {
    formatter.map_or_else(|| value.to_string(), |formatter| formatter.format(&Decimal::from(value)).to_string())
}

/// The plural category of a count: `zero`, `one`, `two`, `few`, `many` or `other`.
pub fn plural(count: f64, locale: &str) -> String {
    let category = formats(locale).plurals.as_ref().map(|rules| rules.category_for(count.max(0.0) as u64));
    match category {
        Some(PluralCategory::Zero) => "zero",
        Some(PluralCategory::One) => "one",
        Some(PluralCategory::Two) => "two",
        Some(PluralCategory::Few) => "few",
        Some(PluralCategory::Many) => "many",
        Some(PluralCategory::Other) | None => "other",
    }
    .to_owned()
}

/// The tag: what languages call each other is no part of ICU4X's settled interface yet.
pub fn language_name(tag: &str, _locale: &str) -> String {
    tag.to_owned()
}

/// The page has no now.
pub fn now() -> i64 {
    0
}

/// Names joined as a sentence would: "A, B and C".
pub fn list(names: &[&str], locale: &str) -> String {
    match formats(locale).lists.as_ref() {
        Some(formatter) => formatter.format(names.iter()).to_string(),
        None => names.join(", "),
    }
}

/// A size of a file, such as 2.4 MB.
pub fn bytes(value: u64, locale: &str) -> String {
    let value = value as f64;
    let (value, unit) = match value {
        small if small < 1e6 => (small / 1e3, "kB"),
        large if large < 1e9 => (large / 1e6, "MB"),
        huge => (huge / 1e9, "GB"),
    };
    let mut tenths = Decimal::from((value * 10.0).round() as i64);
    tenths.multiply_pow10(-1);
    tenths.trim_end();
    let number = formats(locale).numbers.as_ref().map(|formatter| formatter.format(&tenths).to_string());
    format!("{} {unit}", number.unwrap_or_else(|| tenths.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFTERNOON: i64 = 1_795_478_520_000; // 2026-11-24T00:02:00Z

    #[test]
    fn numbers_and_lists_read_as_intl_writes_them() {
        assert_eq!(number(1_234_567.0, "en"), "1,234,567");
        assert_eq!(number(1_234.0, "fa"), "۱٬۲۳۴");
        assert_eq!((year(2026, "en"), year(2026, "fa")), ("2026".to_owned(), "۲۰۲۶".to_owned()));
        assert_eq!(list(&["A", "B", "C"], "en"), "A, B, and C");
        assert_eq!(list(&["الف", "ب"], "fa"), "الف و ب");
        assert_eq!((plural(0.0, "fa"), plural(0.0, "en")), ("one".to_owned(), "other".to_owned()));
        assert_eq!((bytes(2_430_000, "en"), bytes(12_000, "fa")), ("2.4 MB".to_owned(), "۱۲ kB".to_owned()));
        assert_eq!(bytes(10_738_700_000, "en"), "10.7 GB");
    }

    #[test]
    fn dates_are_told_in_the_calendar_of_the_language() {
        assert_eq!(date(AFTERNOON, "en", DateStyle::Day), "November 24, 2026");
        assert_eq!(date(AFTERNOON, "en", DateStyle::ShortDay), "Nov 24, 2026");
        assert_eq!(date(AFTERNOON, "en", DateStyle::DayAndTime), "November 24, 2026 at 12:02\u{202f}AM");
        assert_eq!(date(AFTERNOON, "fa", DateStyle::Day), "۳ آذر ۱۴۰۵");
        assert_eq!(date(-1, "en", DateStyle::Day), "December 31, 1969");
        let may = Month::read("2024-05").unwrap();
        assert_eq!((month(may, "en"), month(may, "fa")), ("May 2024".to_owned(), "مه ۲۰۲۴".to_owned()));
        assert_eq!(date(AFTERNOON, "no such tag", DateStyle::Day), "November 24, 2026");
    }
}
