//! A source in the browser: packed, watched, packed again, and a line about each time.
//!
//! 1. The port is taken first and the source watched next, so that neither is found out after a long pack, and no change is missed.
//! 2. A thread packs, and goes on packing whenever something has changed; this one waits for Ctrl-C. A pack that is cut off leaves
//!    the site whole, so nobody waits for its end.

use std::process::ExitCode;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

use super::{announce, on_end, place};
use crate::cli;
use crate::cmd::pack::print_problems;
use crate::cmd::progress::Line;
use crate::import::Request;
use crate::pipeline::Packed;
use crate::preview::{Preview, watch};
use crate::report::Report;
use crate::serve::{Changes, serve_live};
use crate::viewer_files::Viewer;
use crate::write::{Options, Shape};

/// What the waiting thread hears of.
enum Word {
    /// The first pack is over.
    Packed(miette::Result<String>),
    End,
}

/// Shows a source until the person has seen enough.
///
/// # Errors
/// When it cannot be packed the first time, or not be watched, or the port cannot be had.
pub(super) fn run(arguments: &cli::Serve) -> miette::Result<ExitCode> {
    let (sender, words) = channel();
    on_end(sender.clone(), || Word::End)?;
    // Goes at the end, if there is no other place for the site.
    let (_temporary, cache) = cache(arguments)?;
    let preview = Preview::new(request(arguments), options(arguments)?, &cache)?;
    let changes = Changes::default();
    let (address, options) = place(arguments);
    let server = serve_live(preview.site(), address, options, &changes)?;
    let (changed, receiver) = channel();
    let watch = watch::start(&preview.scope(), move || {
        // Nobody listens any more once we end.
        let _ = changed.send(());
    })?;
    let source = arguments.path.display().to_string();
    std::thread::spawn(move || pack_again_and_again(&preview, &source, &changes, &receiver, &sender));
    let summary = match words.recv() {
        Ok(Word::Packed(summary)) => summary?,
        Ok(Word::End) | Err(_) => return end(server),
    };
    println!("{summary}");
    if let Some(why) = &watch.polled {
        eprintln!("changes are looked for every two seconds, since the system cannot tell of them ({why})");
    }
    announce(arguments, &server, "packed again on every change; Ctrl-C ends it");
    while !matches!(words.recv(), Ok(Word::End) | Err(_)) {}
    end(server)
}

fn end(server: crate::serve::Server) -> miette::Result<ExitCode> {
    server.stop();
    println!("ended");
    Ok(ExitCode::SUCCESS)
}

fn cache(arguments: &cli::Serve) -> miette::Result<(Option<tempfile::TempDir>, std::path::PathBuf)> {
    if let Some(folder) = crate::cmd::cache_folder(arguments.cache.as_deref())? {
        return Ok((None, folder));
    }
    let folder = tempfile::Builder::new().prefix("tidings-").tempdir();
    let folder = folder.map_err(crate::error::PackError::unwritable(&std::env::temp_dir()))?;
    let path = folder.path().to_owned();
    Ok((Some(folder), path))
}

fn request(arguments: &cli::Serve) -> Request {
    let (source, settings) = (arguments.path.clone(), arguments.settings.clone());
    Request { source, settings, output: None, now: crate::cmd::now() }
}

fn options(arguments: &cli::Serve) -> miette::Result<Options> {
    let viewer = match &arguments.viewer {
        Some(folder) => Some(Viewer::from_folder(folder)?),
        None => Viewer::embedded(),
    };
    if viewer.is_none() {
        eprintln!("{}", crate::cmd::pack::NO_VIEWER);
    }
    Ok(Options { viewer, renditions: !arguments.no_renditions, shape: Shape::BySize, ..Options::default() })
}

fn pack_again_and_again(
    preview: &Preview,
    source: &str,
    changes: &Changes,
    changed: &Receiver<()>,
    sender: &Sender<Word>,
) {
    let mut known = String::new();
    let started = Instant::now();
    let first = pack(preview, source, &mut known).map(|packed| summary(&packed, started));
    let has_failed = first.is_err();
    changes.tell();
    if sender.send(Word::Packed(first)).is_err() || has_failed {
        return;
    }
    while watch::settle(changed) {
        let started = Instant::now();
        match pack(preview, source, &mut known) {
            Ok(packed) => {
                let seconds = started.elapsed().as_secs_f64();
                let files = crate::cmd::count(packed.written.changed, "file");
                println!("packed again in {seconds:.2} s, {files} written or removed");
                if packed.written.changed > 0 {
                    changes.tell();
                }
            }
            Err(error) => {
                eprintln!("{error:?}");
                eprintln!("not packed: the site is as it was until this is mended");
            }
        }
    }
}

/// Packs, and prints the problems unless they are those of the time before.
fn pack(preview: &Preview, source: &str, known: &mut String) -> miette::Result<Packed> {
    let mut report = Report::default();
    let line = Line::new();
    let packed = preview.pack(crate::cmd::now(), &line.progress(), &mut report);
    line.end();
    let problems = report.sorted().iter().map(|finding| format!("{finding}\n")).collect::<String>();
    if problems != *known {
        print_problems(&report, source);
        *known = problems;
    }
    Ok(packed?)
}

fn summary(packed: &Packed, started: Instant) -> String {
    let articles = crate::cmd::count(packed.articles, "article");
    let withheld = match packed.withheld {
        0 => String::new(),
        withheld => format!(", {withheld} kept back as drafts, scheduled or expired"),
    };
    format!("{articles}{withheld}, packed in {:.2} s", started.elapsed().as_secs_f64())
}
