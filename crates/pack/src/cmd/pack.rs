//! `tidings pack`: source in, site out, and a few lines about it.

use std::process::ExitCode;
use std::time::Instant;

use super::progress::Line;
use crate::cli;
use crate::import::Request;
use crate::media::workshop::Workshop;
use crate::pipeline::{self, Packed};
use crate::report::{Report, Severity, tally};
use crate::viewer_files::Viewer;
use crate::write::{Options, Shape};

/// Problems printed before the rest is only counted.
const MOST_PRINTED: usize = 20;
/// Told where a site is made without what shows it.
pub(super) const NO_VIEWER: &str =
    "built without a viewer: the site is a feed with its pictures; run `cargo xtask build` for the whole";

/// Packs and reports.
///
/// # Errors
/// When no site could be made.
pub fn run(arguments: &cli::Pack) -> miette::Result<ExitCode> {
    let started = Instant::now();
    let viewer = match (&arguments.viewer, arguments.feed_only) {
        (_, true) => None,
        (Some(folder), false) => Some(Viewer::from_folder(folder)?),
        (None, false) => Viewer::embedded(),
    };
    let has_viewer = viewer.is_some();
    let request = Request {
        source: arguments.source.clone(),
        settings: arguments.settings.clone(),
        output: Some(arguments.output.clone()),
        now: super::now(),
    };
    let shape = match (arguments.plain, arguments.packed) {
        (true, _) => Shape::Plain,
        (_, true) => Shape::Packed,
        _ => Shape::BySize,
    };
    let options = Options {
        viewer,
        force: arguments.force,
        no_pages: arguments.no_pages,
        renditions: !arguments.no_renditions,
        shape,
        sizes: arguments.part_sizes.unwrap_or_default(),
    };
    let mut report = Report::default();
    let workshop = workshop(arguments)?;
    let line = Line::new();
    let progress = line.progress();
    let packed = pipeline::pack_watched(&request, &arguments.output, &options, workshop, &progress, &mut report);
    line.end();
    print_problems(&report, &arguments.source.display().to_string());
    let packed = packed?;
    print_summary(&packed, arguments, started);
    if !has_viewer && !arguments.feed_only {
        eprintln!("{NO_VIEWER}");
    }
    Ok(ExitCode::SUCCESS)
}

/// Where smaller pictures are kept.
fn workshop(arguments: &cli::Pack) -> miette::Result<Workshop> {
    if arguments.no_cache {
        return Ok(Workshop::default());
    }
    let folder = super::cache_folder(arguments.cache.as_deref())?;
    Ok(folder.map_or_else(Workshop::default, |folder| Workshop::in_folder(&folder)))
}

/// The most important problems, and how many there are.
pub(super) fn print_problems(report: &Report, source: &str) {
    let mut worth_saying: Vec<_> =
        report.sorted().into_iter().filter(|finding| finding.severity != Severity::Note).collect();
    // Errors first when not everything is shown.
    worth_saying.sort_by_key(|finding| finding.severity);
    for finding in worth_saying.iter().take(MOST_PRINTED) {
        eprintln!("{finding}");
    }
    if worth_saying.len() > MOST_PRINTED {
        eprintln!("… and {} more: tidings check {source}", worth_saying.len() - MOST_PRINTED);
    }
    if let Some(tally) = tally(report) {
        eprintln!("{tally}");
    }
}

fn print_summary(packed: &Packed, arguments: &cli::Pack, started: Instant) {
    let mut parts = vec![
        super::count(packed.articles, "article"),
        super::count(packed.written.pictures, "picture"),
        format!("{} (feed {})", super::size(packed.written.bytes), super::size(packed.written.feed_bytes)),
    ];
    if packed.withheld > 0 {
        parts.push(format!("{} kept back as drafts, scheduled or expired", packed.withheld));
    }
    println!("{}: {} in {:.2} s", arguments.output.display(), parts.join(", "), started.elapsed().as_secs_f64());
}
