//! The commands, one file each: they speak to the person and leave the work to the library.
#![allow(clippy::print_stdout, reason = "a command's answer goes to standard output")]

pub mod check;
mod colour;
pub mod completions;
pub mod export;
pub mod inspect;
pub mod man;
pub mod new;
pub mod pack;
mod progress;
pub mod search;
pub mod serve;

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use tidings_bundle::Timestamp;

use crate::error::PackError;

/// The moment that decides what is scheduled and what has expired. `SOURCE_DATE_EPOCH` (seconds since 1970) stands in for the
/// clock where a build must come out the same later on.
fn now() -> Timestamp {
    let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.trim().parse().ok());
    let moment =
        fixed.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok()).unwrap_or_else(jiff::Timestamp::now);
    let text = moment.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    // A clock outside of the years 1 to 9999 schedules everything: nothing is published too early.
    Timestamp::parse(&text)
        .or_else(|| Timestamp::from_date(1, 1, 1))
        .unwrap_or_else(|| unreachable!("1 January 1 is a date"))
}

/// Where things are kept from pack to pack. A folder that was asked for must be writable; the system's own is a convenience.
fn cache_folder(asked: Option<&Path>) -> Result<Option<PathBuf>, PackError> {
    if let Some(folder) = asked {
        std::fs::create_dir_all(folder).map_err(PackError::unwritable(folder))?;
        return Ok(Some(folder.to_owned()));
    }
    let folder = etcetera::choose_base_strategy().ok().map(|strategy| strategy.cache_dir().join("tidings"));
    Ok(folder.filter(|folder| std::fs::create_dir_all(folder).is_ok()))
}

/// `1 article`, `24 articles`.
fn count(number: usize, thing: &str) -> String {
    if number == 1 { format!("1 {thing}") } else { format!("{number} {thing}s") }
}

/// `840 bytes`, `4.2 MB`.
fn size(bytes: u64) -> String {
    // Exact enough: the result has two digits.
    #[allow(clippy::cast_precision_loss)]
    let thousands = bytes as f64 / 1_000.0;
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{thousands:.0} kB"),
        1_000_000..1_000_000_000 => format!("{:.1} MB", thousands / 1_000.0),
        _ => format!("{:.2} GB", thousands / 1_000_000.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_as_people_write_them() {
        assert_eq!((count(1, "article"), count(0, "picture")), ("1 article".to_owned(), "0 pictures".to_owned()));
        assert_eq!(
            [size(840), size(4_200), size(4_230_000), size(1_500_000_000)],
            ["840 bytes", "4 kB", "4.2 MB", "1.50 GB"]
        );
    }
}
