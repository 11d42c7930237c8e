//! JSON, read in place: a value is its stretch of the text.
//!
//! 1. [`Json::parse`] checks a whole text once, without recursion, so no depth of nesting can break it ([`scan`]);
//! 2. afterwards a value is taken apart only where somebody asks: [`Json::entries`], [`Json::members`], [`Json::text`]…; what nobody
//!    asks for is stepped over.
//!
//! There is no tree of values to build, to hold in memory and to tear down again, and no code for it to download. What is not done
//! here: writing, and numbers beyond the range of their types.

mod scan;
mod text;

use std::borrow::Cow;

use scan::Scanner;
pub(crate) use text::digits;

/// A checked value, without blanks around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Json<'a>(&'a str);

/// Why a text is not JSON, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// From 1.
    pub line: usize,
    /// Bytes from the beginning of the line.
    pub column: usize,
    pub message: &'static str,
    /// The text ends too early.
    pub truncated: bool,
}

impl<'a> Json<'a> {
    /// Checks that a text is one JSON value and nothing else.
    ///
    /// # Errors
    /// The place of the first byte that does not fit.
    ///
    /// # Example
    /// ```
    /// use tidings_bundle::json::Json;
    /// let item = Json::parse(r#"{"id": 7, "tags": ["sea", "\u0633"]}"#).unwrap();
    /// assert_eq!(item.get("id").and_then(Json::unsigned), Some(7));
    /// let tags: Vec<_> = item.get("tags").unwrap().entries().filter_map(Json::text).collect();
    /// assert_eq!(tags, ["sea", "س"]);
    /// assert!(Json::parse("[1, 2").unwrap_err().truncated);
    /// ```
    pub fn parse(text: &'a str) -> Result<Json<'a>, Malformed> {
        let mut scanner = Scanner::new(text, 0);
        match scanner.document() {
            Ok(()) => Ok(Json(text.trim_ascii())),
            Err(message) => Err(scanner.malformed(message)),
        }
    }

    /// The value as it stands in the text.
    pub fn as_written(self) -> &'a str {
        self.0
    }

    pub fn is_null(self) -> bool {
        self.0 == "null"
    }

    pub fn is_object(self) -> bool {
        self.0.starts_with('{')
    }

    pub fn is_list(self) -> bool {
        self.0.starts_with('[')
    }

    pub fn is_text(self) -> bool {
        self.0.starts_with('"')
    }

    pub fn boolean(self) -> Option<bool> {
        match self.0 {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    /// A whole number without fraction or exponent, `-3`; for [`u64`] see [`Self::unsigned`].
    pub fn integer(self) -> Option<i64> {
        match self.0.strip_prefix('-') {
            None => i64::try_from(digits(self.0)?).ok(),
            Some(distance) => 0i64.checked_sub_unsigned(digits(distance)?),
        }
    }

    pub fn unsigned(self) -> Option<u64> {
        digits(self.0)
    }

    /// A number; exact if it has up to 15 digits and no great exponent, else off by some units in the last place.
    pub fn number(self) -> Option<f64> {
        text::number(self.0)
    }

    /// A text with its escapes resolved; `None` also for half a surrogate pair.
    pub fn text(self) -> Option<Cow<'a, str>> {
        text::unescaped(self.0.strip_prefix('"')?.strip_suffix('"')?)
    }

    /// The entries of a list; none for anything else.
    pub fn entries(self) -> impl Iterator<Item = Json<'a>> {
        Parts::of(self, '[').map(|(_, entry)| entry)
    }

    /// As [`Self::entries`]; what is no list counts as a list of one.
    pub(crate) fn entries_or_itself(self) -> impl Iterator<Item = Json<'a>> {
        let scanner = Scanner::new(self.0, usize::from(self.is_list()));
        Parts { scanner, has_names: false }.map(|(_, entry)| entry)
    }

    /// Names, still escaped and in quotes, and values of an object, in the order written; none for anything else.
    pub fn members(self) -> impl Iterator<Item = (Json<'a>, Json<'a>)> {
        Parts::of(self, '{')
    }

    /// A member of an object; of equal names the last one counts, as in browsers.
    pub fn get(self, name: &str) -> Option<Json<'a>> {
        self.members()
            .filter(|(member, _)| member.text().is_some_and(|member| member == name))
            .map(|(_, value)| value)
            .last()
    }
}

/// Members of an object, or entries of a list with the list's own brackets for names.
struct Parts<'a> {
    scanner: Scanner<'a>,
    has_names: bool,
}

impl<'a> Parts<'a> {
    fn of(json: Json<'a>, bracket: char) -> Parts<'a> {
        let text = if json.0.starts_with(bracket) { json.0 } else { "" };
        Parts { scanner: Scanner::new(text, 1), has_names: bracket == '{' }
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = (Json<'a>, Json<'a>);

    #[inline(never)]
    fn next(&mut self) -> Option<Self::Item> {
        // Everything was checked before, so the first mistake is the end.
        let scanner = &mut self.scanner;
        if !scanner.is_at_value() {
            return None;
        }
        let mut name = Json("");
        if self.has_names {
            let start = scanner.position();
            scanner.name().ok()?;
            name = Json(scanner.since(start).trim_end_matches(':').trim_ascii_end());
            scanner.blanks();
        }
        let start = scanner.position();
        scanner.value().ok()?;
        let value = Json(scanner.since(start));
        scanner.comma();
        Some((name, value))
    }
}

#[cfg(test)]
mod tests;
