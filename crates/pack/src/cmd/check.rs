//! `tidings check`: everything `pack` would do, without writing, and every problem at once; then what [`advice`] has to say.

use std::process::ExitCode;

use serde::Serialize;

use super::colour;
use crate::import::settings::FILE_NAME;
use crate::import::{self, Request};
use crate::media::MediaStore;
use crate::report::{Finding, Report, tally};
use crate::{advice, assemble, cli};

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
    let publication = import::read(&request, &mut report)?;
    advice::of_sources(&publication, request.now, &mut report);
    let (withheld, declared) = (publication.withheld, publication.categories.clone());
    let settings = request.settings.clone().unwrap_or_else(|| publication.root.join(FILE_NAME));
    let bundle = assemble::assemble(publication, MediaStore::default(), &mut report).bundle;
    advice::of_categories(&declared, &bundle, &settings, &mut report);
    let articles = bundle.articles.len();
    if arguments.json {
        let answer = Answer { articles, withheld, problems: report.sorted() };
        println!("{}", serde_json::to_string_pretty(&answer).unwrap_or_default());
    } else {
        let in_colour = colour::are_wanted();
        for finding in report.sorted() {
            println!("{}", colour::finding(finding, in_colour));
        }
        let found = tally(&report).unwrap_or_else(|| "no problems".to_owned());
        eprintln!("{}: {found}", super::count(articles, "article"));
    }
    Ok(if report.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
