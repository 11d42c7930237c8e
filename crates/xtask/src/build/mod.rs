//! Makes the viewer in `dist/` and the command that carries it.
//!
//! 1. [`viewer`]: style sheets, then Trunk: the viewer's wasm, its glue, the sheet, the page that starts them. The wasm becomes two files
//!    ([`split`]): what the first page needs, and the rest. What they and their glue call each other by is made short ([`links`]).
//! 2. [`engine`]: the workers' wasm and scripts: for plain feeds, without Markdown and with it, and for archives.
//! 3. [`assemble`]: the page learns the engine's name and the hashes of its own scripts ([`page`]); the service worker learns
//!    every file and its hash ([`offline`]); `public/` is added; what changed is written, the entry files last ([`dist`]).
//! 4. The command: `target/release/tidings`, with `dist/` inside.
//!
//! Steps whose inputs are the same are skipped; see [`crate::stamp`].

mod dist;
mod engine;
mod glue;
mod links;
mod offline;
mod page;
mod split;
mod viewer;

use crate::progress::{Outcome, Progress};
use crate::project::{Project, read_text, write_bytes};
use dist::Files;
use miette::Result;
use std::path::{Path, PathBuf};
use viewer::Flavour;

/// Builds everything, telling every step.
pub(crate) fn run(project: &Project) -> Result<()> {
    let mut progress = Progress::new("build", VIEWER_STEPS + 1);
    viewer_steps(project, &mut progress)?;
    progress.step("command", || command(project))?;
    progress.table();
    Ok(())
}

/// Builds `dist/` alone: tests call the command's library, and its optimised program would be the longest step of all.
pub(crate) fn without_command(project: &Project) -> Result<()> {
    let mut progress = Progress::new("build", VIEWER_STEPS);
    viewer_steps(project, &mut progress)?;
    progress.table();
    Ok(())
}

const VIEWER_STEPS: usize = 2 + engine::VARIANTS.len();

fn viewer_steps(project: &Project, progress: &mut Progress) -> Result<()> {
    progress.step("viewer", || viewer::build(project, Flavour::Published))?;
    for variant in &engine::VARIANTS {
        progress.step(variant.name, || engine::build(project, variant))?;
    }
    progress.step("dist", || assemble(project, Flavour::Published, &project.path("dist")))
}

/// Builds a viewer whose sanitiser is switched off, for the tests that must then fail, and answers its folder: not `dist/`, and no
/// command carries it.
pub(crate) fn without_sanitiser(project: &Project) -> Result<PathBuf> {
    let flavour = Flavour::WithoutSanitiser;
    let folder = project.workshop("dist-without-sanitiser");
    viewer::build(project, flavour)?;
    assemble(project, flavour, &folder)?;
    Ok(folder)
}

fn assemble(project: &Project, flavour: Flavour, to: &Path) -> Result<Outcome> {
    let mut files = Files::read(&viewer::folder(project, flavour))?;
    // Innermost first: the script names the second wasm, the page names it and the first.
    for (prefix, suffix) in [("lazy-", "_bg.wasm"), ("viewer-", "_bg.wasm"), ("viewer-", ".js"), ("tidings-", ".css")] {
        files.name_by_content(prefix, suffix)?;
    }
    files.add_all(Files::read(&project.path("public"))?)?;
    let mut scripts = Vec::new();
    for variant in &engine::VARIANTS {
        let engine = engine::files(project, variant)?;
        scripts.push((variant.name, engine.script));
        files.add_all(engine.files)?;
    }
    files.edit("index.html", |html| page::finish(html, &scripts, &|script| shortened(project, script, &[])))?;
    let parts = offline::PARTS.iter().map(|part| files.take(part)).collect::<Result<Vec<String>>>()?.concat();
    let lists = offline::lists(&files);
    files.edit("sw.js", |worker| shortened(project, &offline::finish(worker, &parts, &lists)?, &["--toplevel"]))?;
    for name in ["embed.js", "edition.js", "open.js"] {
        files.edit(name, |script| shortened(project, script, &[]))?;
    }
    page::check_names(&files)?;
    let changed = files.write(to)?;
    Ok(Outcome::Noted(match changed {
        0 => "up to date".to_owned(),
        _ => format!("{changed} files changed"),
    }))
}

/// Shortens a script in place. Names at its top stay, since the start scripts use them, unless `--toplevel` is among the options.
fn shorten(project: &Project, script: &Path, options: &[&str]) -> Result<()> {
    project
        .job("terser")
        .arg(script)
        .args(["--compress", "--mangle", "--output"])
        .arg(script)
        .args(options)
        .minutes(5)
        .remedy("`cargo xtask setup` brings the version that is known to work")
        .run()
}

/// A script, shortened.
fn shortened(project: &Project, script: &str, options: &[&str]) -> Result<String> {
    let file = project.workshop("page.js");
    write_bytes(&file, script.as_bytes())?;
    shorten(project, &file, options)?;
    Ok(read_text(&file)?.trim().to_owned())
}

fn command(project: &Project) -> Result<Outcome> {
    project
        .publishing_job("cargo")
        .args(["build", "--release", "--locked", "--package", "tidings-pack"])
        .minutes(30)
        .remedy("the compiler's message above says what to change")
        .run()?;
    Ok(Outcome::Noted("target/release/tidings".to_owned()))
}
