//! `tidings export`: source in, one file out.

use std::process::ExitCode;
use std::time::Instant;

use super::pack::print_problems;
use super::progress::Line;
use crate::cli;
use crate::edition::{self, Exported, Form, Options, Pictures, Selection};
use crate::import::Request;
use crate::media::workshop::Workshop;
use crate::report::Report;
use crate::viewer_files::Viewer;

/// Exports and reports.
///
/// # Errors
/// When no file could be made.
pub fn run(arguments: &cli::Export) -> miette::Result<ExitCode> {
    let started = Instant::now();
    let viewer = match &arguments.viewer {
        Some(folder) => Some(Viewer::from_folder(folder)?),
        None => Viewer::embedded(),
    };
    let request = Request {
        source: arguments.source.clone(),
        settings: arguments.settings.clone(),
        output: Some(arguments.output.clone()),
        now: super::now(),
    };
    let options = Options {
        selection: Selection {
            categories: arguments.categories.clone(),
            since: arguments.since,
            before: arguments.before,
            languages: arguments.languages.clone(),
        },
        form: match (arguments.folder, arguments.epub) {
            (true, _) => Form::Folder,
            (_, true) => Form::Book,
            _ => Form::SingleFile,
        },
        pictures: arguments.pictures,
        attachments: arguments.attachments,
        largest: arguments.largest,
        parts_above: if arguments.packed { 0 } else { Options::default().parts_above },
    };
    let folder = super::cache_folder(arguments.cache.as_deref())?;
    let workshop = folder.map_or_else(Workshop::default, |folder| Workshop::in_folder(&folder));
    let mut report = Report::default();
    let line = Line::new();
    let progress = line.progress();
    let exported =
        edition::export(&request, &arguments.output, viewer.as_ref(), &options, (workshop, &progress), &mut report);
    line.end();
    print_problems(&report, &arguments.source.display().to_string());
    print_summary(&exported?, &options, arguments, started);
    Ok(ExitCode::SUCCESS)
}

fn print_summary(exported: &Exported, options: &Options, arguments: &cli::Export, started: Instant) {
    let mut parts = vec![
        super::count(exported.articles, "article"),
        super::count(exported.pictures, "picture"),
        super::size(exported.bytes),
    ];
    if exported.size != options.size() {
        parts.push(match exported.size {
            Pictures::None => "without pictures, to be small enough".to_owned(),
            _ => "pictures smaller than asked for, to be small enough".to_owned(),
        });
    }
    if exported.left_out > 0 {
        let files = super::count(exported.left_out, "attached file");
        parts.push(format!("{files} left out (--attachments takes them along)"));
    }
    println!("{}: {} in {:.2} s", arguments.output.display(), parts.join(", "), started.elapsed().as_secs_f64());
}
