//! Dates that nobody meant: a clock that was never set, a digit too many, a change before the beginning.

use std::path::Path;

use tidings_bundle::Timestamp;

use super::header;
use crate::import::SourceArticle;
use crate::report::Finding;

/// The first page on the web is from this year; 1970 and 1980 are clocks that were never set.
const EARLIEST: i32 = 1990;

const PUBLISHED: &[&str] = &["date", "publishDate", "publish_date", "ms.date", "date_published"];
const MODIFIED: &[&str] = &["updated", "lastmod", "last_modified_at", "modified", "date_modified"];

pub(super) fn look(root: &Path, source: &SourceArticle, now: Timestamp) -> Vec<Finding> {
    let article = &source.article;
    let mut findings = Vec::new();
    let mut warn = |names: &[&str], what: String, remedy: &str| {
        let line = header::line_of(root, &source.origin, names);
        findings.push(Finding::warning(&source.origin.file, line, what).remedy(remedy));
    };
    if let Some(published) = article.published.filter(|published| published.year() < EARLIEST) {
        let what = format!("the article is dated {}", day(published));
        warn(PUBLISHED, what, "correct it if that is not meant: it stands behind everything newer");
    }
    if let Some(modified) = article.modified.filter(|modified| modified.milliseconds() > now.milliseconds()) {
        let what = format!("the article was changed on {}, which is still to come", day(modified));
        warn(MODIFIED, what, "correct it: feed readers would keep it on top until then");
    }
    let dated = article.modified.zip(article.published);
    if let Some((modified, published)) = dated.filter(|(modified, published)| day(*modified) < day(*published)) {
        let what = format!("the article was changed on {}, before it appeared on {}", day(modified), day(published));
        warn(MODIFIED, what, "exchange the two dates, or correct one");
    }
    for date in article.corrections.iter().filter_map(|correction| correction.date) {
        if date.milliseconds() > now.milliseconds() {
            let what = format!("a correction is dated {}, which is still to come", day(date));
            warn(&["corrections", "correction"], what, "correct it");
        }
    }
    findings
}

fn day(moment: Timestamp) -> String {
    let (year, month, day) = moment.date();
    format!("{year:04}-{month:02}-{day:02}")
}
