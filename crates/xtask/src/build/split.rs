//! Two wasm files where the compiler made one: what the first page needs, and the rest (`src/lazy.rs`).
//!
//! 1. `wasm_split_cli_support` reads the linker's notes and moves what only one function leads to (`src/app/lazy_entry.rs`)
//!    into a file of its own, its data too. The two share the memory and the table of functions, through which they call each other.
//! 2. wasm-bindgen binds the first file. The second needs nothing of it: whatever speaks to the browser stays in the first.
//! 3. wasm-opt shrinks both, as `index.html` tells Trunk to where it makes one file.

use crate::project::{Project, read_bytes, read_text};
use miette::{Result, miette};
use std::path::{Path, PathBuf};

/// What the second file is called in `src/app/lazy_entry.rs`.
const NAME: &str = "lazy";

/// The two files, and the glue of the first as wasm-bindgen wrote it.
pub(super) struct Halves {
    pub(super) first: Vec<u8>,
    pub(super) second: Vec<u8>,
    pub(super) glue: String,
}

/// Cuts a wasm file that was linked with `--emit-relocs`; `workshop` is a folder for what comes in between.
///
/// # Errors
/// There is nothing to cut off: then the file was built without the feature `split`, or the entrance has other names.
pub(super) fn split(project: &Project, wasm: &Path, workshop: &Path) -> Result<Halves> {
    let first = workshop.join("viewer.wasm");
    let second = cut(&read_bytes(wasm)?, &first, workshop)?;
    project
        .job("wasm-bindgen")
        // The table of functions is one of the linker's exports.
        .args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", "viewer", "--out-dir"])
        .arg(workshop.join("bound"))
        .arg(&first)
        .minutes(5)
        .remedy("`cargo xtask setup` brings the version that Cargo.lock asks for")
        .run()?;
    let options = options(&project.read("index.html")?)?;
    let shrink = |wasm: PathBuf| -> Result<Vec<u8>> {
        let small = workshop.join("small.wasm");
        project
            .job("wasm-opt")
            .args(options.iter())
            .arg(wasm)
            .arg("-o")
            .arg(&small)
            .minutes(15)
            .remedy("`cargo xtask setup` brings the version that is known to work")
            .run()?;
        read_bytes(&small)
    };
    Ok(Halves {
        first: shrink(workshop.join("bound/viewer_bg.wasm"))?,
        second: shrink(second)?,
        glue: read_text(&workshop.join("bound/viewer.js"))?,
    })
}

/// Writes the first file to `first`, and answers where the second is.
fn cut(wasm: &[u8], first: &Path, folder: &Path) -> Result<PathBuf> {
    let mut options = wasm_split_cli_support::Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = first;
    let cut = wasm_split_cli_support::transform(options).map_err(|error| {
        miette!(help = "this file was written for wasm_split_cli_support 0.2.4", "cannot split the viewer: {error:#}")
    })?;
    match &cut.split_modules[..] {
        [second] if second.file_stem().is_some_and(|name| name.to_string_lossy().ends_with(NAME)) => Ok(second.clone()),
        others => Err(miette!(
            help = "src/app/lazy_entry.rs names the two functions between which the viewer is cut",
            "the viewer should come apart into two files, and came apart into {}",
            others.len() + 1
        )),
    }
}

/// What `index.html` says about wasm-opt: its level and what follows it.
fn options(html: &str) -> Result<Vec<String>> {
    let value =
        |attribute: &str| html.split_once(&format!(" {attribute}=\"")).and_then(|(_, rest)| rest.split('"').next());
    match (value("data-wasm-opt"), value("data-wasm-opt-params")) {
        (Some(level), Some(others)) => {
            Ok(std::iter::once(format!("-O{level}")).chain(others.split_whitespace().map(str::to_owned)).collect())
        }
        _ => Err(miette!("index.html does not tell Trunk how to call wasm-opt")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wasm_opt_does_what_the_page_tells_trunk() {
        let html = "<link data-trunk data-wasm-opt=\"2\" data-wasm-opt-params=\"--converge --low-memory-unused\">";
        assert_eq!(options(html).unwrap(), ["-O2", "--converge", "--low-memory-unused"]);
        assert!(options("<link data-trunk data-wasm-opt=\"2\">").is_err());
    }

    #[test]
    fn a_file_without_an_entrance_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let wasm = wasm_encoder::Module::new().finish();
        assert!(cut(&wasm, &folder.path().join("viewer.wasm"), folder.path()).is_err());
    }
}
