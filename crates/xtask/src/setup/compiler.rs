//! The compiler's own part: its wasm target and the crates that `Cargo.lock` names.

use crate::progress::Outcome;
use crate::project::Project;
use miette::Result;
use std::path::Path;

const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the wasm target through rustup, unless the compiler in use has it (a distribution's may, without rustup).
pub(super) fn wasm_target(project: &Project) -> Result<Outcome> {
    let rustc = project.job("rustc").args(["--print", "sysroot"]).minutes(1);
    let sysroot = rustc.remedy("install Rust through rustup").read()?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).join("lib").is_dir() {
        return Ok(Outcome::Skipped("already there"));
    }
    project
        .job("rustup")
        .args(["target", "add", TARGET])
        .minutes(15)
        .remedy(
            "check the network and run it again; without rustup, install your distribution's package of this target",
        )
        .run()?;
    Ok(Outcome::Done)
}

/// Downloads every crate of the lock file, so that no later step needs the network.
pub(super) fn crates(project: &Project) -> Result<Outcome> {
    project
        .job("cargo")
        .args(["fetch", "--locked", "--quiet"])
        .minutes(20)
        .remedy(
            "check the network and run it again; if Cargo.lock is out of date, `cargo metadata > /dev/null` renews it",
        )
        .run()?;
    Ok(Outcome::Skipped("complete"))
}
