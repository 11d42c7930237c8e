//! What a page said to its console, failed at or was forbidden: recorded inside the page, read at the end of every test.
//!
//! The script ([`SCRIPT`]) comes from the page's own origin, so it runs under the viewer's policy as it stands. It cannot see what
//! the browser itself prints (a failed request's line); for that Chromium's own log is read as well ([`crate::browser`]).

use serde_json::Value;

/// Where the test server offers the script.
pub const PATH: &str = "/__probe.js";

pub const SCRIPT: &str = include_str!("probe.js");

/// Reads the list in the current frame; a page without a witness gives `null`.
pub const READ: &str = "return window.__probe ? window.__probe() : null";

/// One thing a page said.
#[derive(Clone, Debug, PartialEq)]
pub struct Remark {
    /// `console.error`, `error`, `rejection`, `policy`, `resource`, …
    pub kind: String,
    pub text: String,
    /// Address of the page.
    pub at: String,
}

impl std::fmt::Display for Remark {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: {} (on {})", self.kind, self.text, self.at)
    }
}

/// Reads what [`READ`] returned.
pub fn remarks(value: &Value) -> Vec<Remark> {
    let text = |entry: &Value, name: &str| entry.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    value
        .as_array()
        .into_iter()
        .flatten()
        .map(|entry| Remark { kind: text(entry, "kind"), text: text(entry, "text"), at: text(entry, "at") })
        .collect()
}
