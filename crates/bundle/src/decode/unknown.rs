//! Members that nobody took: kept for the way back with the feature `lossless`, else forgotten.

use super::fields::Fields;
use crate::Extensions;

#[cfg(not(feature = "lossless"))]
impl Fields<'_> {
    pub(super) fn rest(&mut self) -> Extensions {
        Extensions::default()
    }

    pub(super) fn rest_with(&mut self, _name: &str, _inner: &mut Fields<'_>) -> Extensions {
        Extensions::default()
    }
}

#[cfg(feature = "lossless")]
impl Fields<'_> {
    /// The members nobody took. One that cannot be kept is listed: nested too deep, a number out of range.
    pub(super) fn rest(&mut self) -> Extensions {
        let mut rest = Extensions::new();
        for (name, value) in std::mem::take(&mut self.members) {
            let Some(text) = value.map(crate::json::Json::as_written) else { continue };
            if text.len() > crate::limits::MAX_ITEM_BYTES {
                self.problem(&name, format_args!("{} bytes", text.len()), "left out");
                continue;
            }
            match serde_json::from_str(text) {
                Ok(value) => {
                    rest.insert(name.into_owned(), value);
                }
                Err(error) => self.problem(&name, format_args!("{}", reason(&error)), "left out"),
            }
        }
        rest
    }

    /// As [`Self::rest`], and under `name` what is left of an object that stands there.
    pub(super) fn rest_with(&mut self, name: &str, inner: &mut Fields<'_>) -> Extensions {
        let (mut rest, inner) = (self.rest(), inner.rest());
        if !inner.is_empty() {
            rest.insert(name.to_owned(), inner.into());
        }
        rest
    }
}

/// What the parser says, without the position: here it counts from the beginning of the piece.
#[cfg(feature = "lossless")]
fn reason(error: &serde_json::Error) -> String {
    let mut text = error.to_string();
    if let Some(end) = text.find(" at line ") {
        text.truncate(end);
    }
    text
}
