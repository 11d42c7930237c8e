//! What was wrong with the input, said so that a person can act on it: `file:line: what, remedy`.
//!
//! 1. Every stage adds [`Finding`]s to a [`Report`] and goes on with what is good.
//! 2. The command prints them all at once, sorted by file and line ([`Report::sorted`]).
//! 3. Only what makes the whole run impossible is an error of its own ([`crate::error::PackError`]).

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much a finding costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something the publisher wrote is lost or left out.
    Error,
    /// Everything is kept, yet a reader will notice.
    Warning,
    /// Worth knowing; nothing to do.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        })
    }
}

/// One thing to tell the publisher.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// Path below the source, with `/` on every system.
    pub file: String,
    /// 1-based; `None` when the whole file is meant.
    pub line: Option<u32>,
    pub severity: Severity,
    pub what: String,
    pub remedy: Option<String>,
}

impl Finding {
    pub fn new(severity: Severity, file: &str, line: Option<u32>, what: impl Into<String>) -> Finding {
        Finding { file: file.to_owned(), line, severity, what: what.into(), remedy: None }
    }

    pub fn error(file: &str, line: Option<u32>, what: impl Into<String>) -> Finding {
        Finding::new(Severity::Error, file, line, what)
    }

    pub fn warning(file: &str, line: Option<u32>, what: impl Into<String>) -> Finding {
        Finding::new(Severity::Warning, file, line, what)
    }

    pub fn note(file: &str, line: Option<u32>, what: impl Into<String>) -> Finding {
        Finding::new(Severity::Note, file, line, what)
    }

    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Finding {
        self.remedy = Some(remedy.into());
        self
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(formatter, "{}:{line}: ", self.file)?,
            None => write!(formatter, "{}: ", self.file)?,
        }
        write!(formatter, "{}: {}", self.severity, self.what)?;
        match &self.remedy {
            Some(remedy) => write!(formatter, ", {remedy}"),
            None => Ok(()),
        }
    }
}

/// All findings of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    findings: Vec<Finding>,
}

impl Report {
    pub fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// By file, then line, without doubles: the same input reads the same, however the threads ran.
    pub fn sorted(&self) -> Vec<&Finding> {
        let mut sorted: Vec<&Finding> = self.findings.iter().collect();
        sorted.sort();
        sorted.dedup();
        sorted
    }

    pub fn count(&self, severity: Severity) -> usize {
        self.sorted().iter().filter(|finding| finding.severity == severity).count()
    }

    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
    }

    pub fn is_empty(&self) -> bool {
        self.findings.is_empty()
    }
}

/// `1 error, 3 warnings`, or nothing at all.
pub fn tally(report: &Report) -> Option<String> {
    let parts: Vec<String> = [Severity::Error, Severity::Warning, Severity::Note]
        .into_iter()
        .filter_map(|severity| match report.count(severity) {
            0 => None,
            1 => Some(format!("1 {severity}")),
            many => Some(format!("{many} {severity}s")),
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_reads_as_file_line_what_remedy() {
        let finding =
            Finding::error("news/a.md", Some(7), "the date \"soon\" cannot be read").remedy("write it as 2024-05-31");
        assert_eq!(finding.to_string(), "news/a.md:7: error: the date \"soon\" cannot be read, write it as 2024-05-31");
    }

    #[test]
    fn findings_come_sorted_by_file_and_line_and_once() {
        let mut report = Report::default();
        report.add(Finding::warning("b.md", Some(2), "x"));
        report.add(Finding::error("a.md", Some(9), "x"));
        report.add(Finding::error("a.md", Some(2), "x"));
        report.add(Finding::error("a.md", Some(2), "x"));
        let places: Vec<_> = report.sorted().iter().map(|finding| (finding.file.as_str(), finding.line)).collect();
        assert_eq!(places, [("a.md", Some(2)), ("a.md", Some(9)), ("b.md", Some(2))]);
        assert_eq!(tally(&report).as_deref(), Some("2 errors, 1 warning"));
    }
}
