//! Where things are, and the environment that every tool we start gets.
//!
//! Everything we make lies under `target/`, everything we install under `.tools/`: deleting both is a fresh start.

use crate::process::Job;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The checkout this program was compiled from.
pub(crate) struct Project {
    pub(crate) root: PathBuf,
}

impl Project {
    /// Finds the checkout from where this crate lies in it.
    pub(crate) fn find() -> Result<Project> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
        match root {
            Some(root) if root.join("Cargo.lock").is_file() => Ok(Project { root: root.to_path_buf() }),
            _ => Err(miette!(
                help = "run it through `cargo xtask` inside the checkout",
                "the checkout has moved since this program was compiled"
            )),
        }
    }

    /// A path below the checkout.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// Our corner of `target/`: stamps and half-made files.
    pub(crate) fn workshop(&self, relative: &str) -> PathBuf {
        self.root.join("target/xtask").join(relative)
    }

    /// Reads a text file of the checkout.
    pub(crate) fn read(&self, relative: &str) -> Result<String> {
        read_text(&self.path(relative))
    }

    /// Folders to look for programs in: ours first, then the system's.
    pub(crate) fn search_path(&self) -> Vec<PathBuf> {
        let ours = [self.path(".tools/bin"), self.path(".tools/node/node_modules/.bin")];
        let system = env::var_os("PATH").unwrap_or_default();
        ours.into_iter().chain(env::split_paths(&system)).collect()
    }

    /// The program's full path, if it is installed for us or on this machine.
    pub(crate) fn program(&self, name: &str) -> Option<PathBuf> {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        self.search_path().into_iter().map(|folder| folder.join(&file)).find(|path| path.is_file())
    }

    /// A job in the checkout that finds our tools and builds into `target/`, wherever this program itself was built.
    pub(crate) fn job(&self, program: &str) -> Job {
        // A path that cannot be joined (a folder's name holds the separator) leaves PATH as it was.
        let path = env::join_paths(self.search_path()).or_else(|_| env::var("PATH").map(Into::into));
        let job = Job::new(program).folder(&self.root).env("CARGO_TARGET_DIR", self.path("target"));
        match path {
            Ok(path) => job.env("PATH", path),
            Err(_) => job,
        }
    }

    /// A cargo job whose result tells nothing about this machine: panic messages name the crates' files without the folder they were
    /// fetched into, so that the same sources give the same bytes everywhere. For what is published; checks and tests do without.
    pub(crate) fn publishing_job(&self, program: &str) -> Job {
        let flags: Vec<String> =
            registries().iter().map(|folder| format!("--remap-path-prefix={}=crates", folder.display())).collect();
        // Cargo splits this variable at unit separators, so that a path may hold blanks.
        self.job(program).env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
    }
}

/// The folders that cargo unpacks crates into.
fn registries() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let folders = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    folders.into_iter().flatten().flatten().map(|folder| folder.path()).collect()
}

/// Reads a text file; the error names it.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).into_diagnostic().wrap_err_with(|| format!("cannot read {}", path.display()))
}

/// Reads a file; the error names it.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).into_diagnostic().wrap_err_with(|| format!("cannot read {}", path.display()))
}

/// Writes a file and the folders above it; the error names it.
pub(crate) fn write_bytes(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(path, bytes))
        .into_diagnostic()
        .wrap_err_with(|| format!("cannot write {}", path.display()))
}
