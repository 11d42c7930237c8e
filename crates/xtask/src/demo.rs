//! The sample publication as a site: served for a person, or measured.

use crate::build;
use crate::process::Job;
use crate::project::Project;
use crate::setup::{self, Needs};
use miette::Result;
use std::path::PathBuf;

/// Sets up, builds, packs and serves until Ctrl-C.
pub(crate) fn run(project: &Project, port: u16) -> Result<()> {
    let site = site(project)?;
    println!("\nThe sample publication: http://127.0.0.1:{port}/   (Ctrl-C ends it)\n");
    tidings(project)
        .arg("serve")
        .arg(site)
        .args(["--port", &port.to_string()])
        .remedy(format!("if port {port} is taken: `cargo xtask demo --port {}`", port.wrapping_add(1)))
        .run()
}

/// Hands the rest of the line to the measuring program, which finds the packed demo site in `target/demo`.
pub(crate) fn bench(project: &Project, arguments: &[String]) -> Result<()> {
    // Nothing of ours but the search engine is measured there, and the bench has that inside.
    if arguments.first().is_none_or(|name| name != "relevance") {
        site(project)?;
    }
    if arguments.first().is_some_and(|name| name == "pack") {
        setup::peer(project);
    }
    project
        .job("cargo")
        .args(["run", "--release", "--locked", "--quiet", "--package", "tidings-bench", "--"])
        .args(arguments)
        .remedy("without a name it lists its measurements")
        .run()
}

/// Builds everything and packs the sample publication.
fn site(project: &Project) -> Result<PathBuf> {
    setup::run_quietly(project, &Needs::for_build())?;
    build::run(project)?;
    let site = project.path("target/demo");
    tidings(project).args(["pack", "sample", "-o"]).arg(&site).minutes(5).remedy("see the message above").run()?;
    Ok(site)
}

fn tidings(project: &Project) -> Job {
    let program = project.path("target/release").join(format!("tidings{}", std::env::consts::EXE_SUFFIX));
    project.job(&program.to_string_lossy())
}
