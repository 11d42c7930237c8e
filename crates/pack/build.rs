//! Puts the built viewer into the command, if there is one.
//!
//! 1. The viewer lies in `dist/` at the root of the workspace, or where `TIDINGS_EMBED_DIST` says.
//! 2. Every file of it is named in a generated list of `include_bytes!`, sorted, so that the same viewer gives the same command.
//! 3. Without a viewer the list is empty: the command still builds, and says so when it is asked to pack.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=TIDINGS_EMBED_DIST");
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let dist = env::var_os("TIDINGS_EMBED_DIST").map_or_else(|| root.join("../../dist"), PathBuf::from);
    // While there is none this runs every time, and so notices the first one.
    println!("cargo::rerun-if-changed={}", dist.display());
    let mut files = Vec::new();
    if dist.join("index.html").is_file() {
        collect(&dist, "", &mut files)?;
    }
    files.sort();
    let mut list = String::from("&[\n");
    for (name, path) in &files {
        list.push_str(&format!("    ({name:?}, include_bytes!({:?})),\n", path.display().to_string()));
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("viewer_files.rs"), list)
}

/// Files below `folder` with their names relative to the viewer, `/` between parts.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let path = entry.path().canonicalize()?;
        let relative = format!("{prefix}{name}");
        if path.is_dir() {
            collect(&path, &format!("{relative}/"), files)?;
        } else {
            files.push((relative, path));
        }
    }
    Ok(())
}
