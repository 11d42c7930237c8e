//! Dates, numbers and plurals by the browser's own `Intl`, in the reader's calendar and time zone.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use tidings_bundle::Month;

pub use super::date_style::DateStyle;

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        let _ = Reflect::set(&object, &(*name).into(), &(*value).into());
    }
    object
}

/// A moment (milliseconds since 1970, UTC) for readers of `locale` (BCP 47).
pub fn date(milliseconds: i64, locale: &str, style: DateStyle) -> String {
    const DAY: i64 = 86_400_000;
    let wanted = match style {
        DateStyle::Day => options(&[("dateStyle", "long")]),
        DateStyle::ShortDay => options(&[("dateStyle", "medium")]),
        DateStyle::DayAndTime => options(&[("dateStyle", "long"), ("timeStyle", "short")]),
        DateStyle::LongDay => options(&[("dateStyle", "full")]),
        DateStyle::Time => options(&[("timeStyle", "short")]),
    };
    // A date without a time was read as midnight UTC; in the reader's own zone it could become the day before.
    if milliseconds % DAY == 0 {
        let _ = Reflect::set(&wanted, &"timeZone".into(), &"UTC".into());
    }
    let format = Intl::DateTimeFormat::new(&locales(locale), &wanted);
    let moment = Date::new(&JsValue::from_f64(milliseconds as f64));
    call(&format.format(), &moment)
}

/// Whether a moment lies within the reader's last day, so that its time says more than its date.
pub fn is_today(milliseconds: i64) -> bool {
    if milliseconds % 86_400_000 == 0 {
        return false;
    }
    let (moment, now) = (Date::new(&JsValue::from_f64(milliseconds as f64)), Date::new_0());
    moment.get_date() == now.get_date()
        && moment.get_month() == now.get_month()
        && moment.get_full_year() == now.get_full_year()
}

pub fn number(value: f64, locale: &str) -> String {
    let format = Intl::NumberFormat::new(&locales(locale), &Object::new());
    call(&format.format(), &JsValue::from_f64(value))
}

/// A year is a name, not a quantity: no thousands separator.
pub fn year(value: i32, locale: &str) -> String {
    let plain = Object::new();
    let _ = Reflect::set(&plain, &"useGrouping".into(), &JsValue::FALSE);
    let format = Intl::NumberFormat::new(&locales(locale), &plain);
    call(&format.format(), &JsValue::from_f64(f64::from(value)))
}

/// A month of a year, "May 2024", in the calendar that it is a month of.
pub fn month(month: Month, locale: &str) -> String {
    let wanted = options(&[("month", "long"), ("year", "numeric"), ("timeZone", "UTC"), ("calendar", "gregory")]);
    let format = Intl::DateTimeFormat::new(&locales(locale), &wanted);
    // A year below 100 would be one of the last century.
    let moment = Date::new(&JsValue::from_f64(0.0));
    moment.set_utc_full_year_with_month_date(month.year() as u32, month.month() as i32 - 1, 1);
    call(&format.format(), &moment)
}

/// The plural category of a count: `zero`, `one`, `two`, `few`, `many` or `other`.
pub fn plural(count: f64, locale: &str) -> String {
    let rules = Intl::PluralRules::new(&locales(locale), &Object::new());
    rules.select(count).as_string().unwrap_or_else(|| "other".to_owned())
}

/// What readers of `locale` call the language `tag`; the tag itself when the browser does not know.
pub fn language_name(tag: &str, locale: &str) -> String {
    let name = || -> Option<String> {
        // A tag that is no language tag throws.
        method(&construct("DisplayNames", locale, &options(&[("type", "language")]))?, "of", &tag.into())
    };
    name().unwrap_or_else(|| tag.to_owned())
}

fn locales(locale: &str) -> Array {
    Array::of1(&locale.into())
}

fn call(function: &Function, value: &JsValue) -> String {
    function.call1(&JsValue::UNDEFINED, value).ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// Milliseconds since 1970, UTC.
pub fn now() -> i64 {
    Date::now() as i64
}

/// Names joined as a sentence would: "A, B and C".
pub fn list(names: &[&str], locale: &str) -> String {
    if let [name] = names {
        return (*name).to_owned();
    }
    let joined = || -> Option<String> {
        let formatter = construct("ListFormat", locale, &options(&[("type", "conjunction")]))?;
        let list: Array = names.iter().map(|name| JsValue::from_str(name)).collect();
        method(&formatter, "format", &list)
    };
    joined().unwrap_or_else(|| names.join(", "))
}

/// `new Intl.<name>(locale, options)`, for what js-sys does not name.
fn construct(name: &str, locale: &str, options: &Object) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor = Reflect::get(&intl, &name.into()).ok()?.dyn_into::<Function>().ok()?;
    Reflect::construct(&constructor, &Array::of2(&locales(locale), options)).ok()
}

fn method(object: &JsValue, name: &str, argument: &JsValue) -> Option<String> {
    let function = Reflect::get(object, &name.into()).ok()?.dyn_into::<Function>().ok()?;
    function.call1(object, argument).ok()?.as_string()
}

/// A size of a file, such as 2.4 MB.
pub fn bytes(value: u64, locale: &str) -> String {
    let value = value as f64;
    let (value, unit) = match value {
        small if small < 1e6 => (small / 1e3, "kilobyte"),
        large if large < 1e9 => (large / 1e6, "megabyte"),
        huge => (huge / 1e9, "gigabyte"),
    };
    let style = options(&[("style", "unit"), ("unit", unit), ("unitDisplay", "short")]);
    let _ = Reflect::set(&style, &"maximumFractionDigits".into(), &JsValue::from(1));
    construct("NumberFormat", locale, &style)
        .and_then(|format| method(&format, "format", &value.into()))
        .unwrap_or_default()
}
