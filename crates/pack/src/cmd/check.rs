//! `tidings check`: everything `pack` would do, without writing, and every problem at once.

use std::process::ExitCode;

use serde::Serialize;

use crate::cli;
use crate::import::Request;
use crate::pipeline;
use crate::report::{Finding, Report, tally};

#[derive(Serialize)]
struct Answer<'a> {
    articles: usize,
    withheld: usize,
    problems: Vec<&'a Finding>,
}

/// Checks and reports.
///
/// # Errors
/// When there is nothing to check.
pub fn run(arguments: &cli::Check) -> miette::Result<ExitCode> {
    let request = Request {
        source: arguments.source.clone(),
        settings: arguments.settings.clone(),
        output: None,
        now: super::now(),
    };
    let mut report = Report::default();
    let checked = pipeline::check(&request, &mut report)?;
    if arguments.json {
        let answer = Answer { articles: checked.articles, withheld: checked.withheld, problems: report.sorted() };
        println!("{}", serde_json::to_string_pretty(&answer).unwrap_or_default());
    } else {
        for finding in report.sorted() {
            println!("{finding}");
        }
        let found = tally(&report).unwrap_or_else(|| "no problems".to_owned());
        eprintln!("{}: {found}", super::count(checked.articles, "article"));
    }
    Ok(if report.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
