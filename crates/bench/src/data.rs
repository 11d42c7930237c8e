//! The real content to measure with. It does not belong to the project and is not in it.
//!
//! The archives lie in `shared/data` beside the project (or beside a folder above it), or where `--data` says; what is measured
//! is unpacked into `target/data`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use clap::Args;
use miette::{IntoDiagnostic, Result, WrapErr, miette};

/// Where everything is unpacked and generated.
pub(crate) const FOLDER: &str = "target/data";

#[derive(Args)]
pub(crate) struct Data {
    /// Folder of rustblog.tar.xz, msdocs.tar.xz and judged/; default: the nearest shared/data beside the project
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
}

impl Data {
    /// The folder of a collection's pages; unpacks it where that has not been done.
    pub(crate) fn unpacked(&self, name: &str) -> Result<PathBuf> {
        let folder = Path::new(FOLDER).join(name);
        // Beside the pages and last of all, so that half of them do not count.
        let done = Path::new(FOLDER).join(format!(".{name}"));
        if done.is_file() && folder.is_dir() {
            return Ok(folder);
        }
        let archive = self.archive(name)?;
        println!("unpacking {} into {}", archive.display(), folder.display());
        if folder.exists() {
            fs::remove_dir_all(&folder).into_diagnostic().wrap_err_with(|| folder.display().to_string())?;
        }
        fs::create_dir_all(FOLDER).into_diagnostic().wrap_err(FOLDER)?;
        let tar = Command::new("tar").arg("-xf").arg(&archive).args(["-C", FOLDER]).stdin(Stdio::null()).status();
        let status = tar.into_diagnostic().wrap_err("tar does not start: install it")?;
        if !status.success() || !folder.is_dir() {
            return Err(miette!(help = "tar needs xz for it", "{} cannot be unpacked", archive.display()));
        }
        fs::write(&done, "").into_diagnostic()?;
        Ok(folder)
    }

    fn archive(&self, name: &str) -> Result<PathBuf> {
        let file = format!("{name}.tar.xz");
        let here = std::env::current_dir().into_diagnostic()?;
        let folders = match &self.data {
            Some(folder) => vec![folder.clone()],
            None => here.ancestors().skip(1).map(|folder| folder.join("shared/data")).collect(),
        };
        let places = folders.iter().flat_map(|folder| [folder.join(&file), folder.join("judged").join(&file)]);
        let found = places.into_iter().find(|archive| archive.is_file());
        found.ok_or_else(|| {
            miette!(help = "say where it is with --data", "{file} is in no shared/data beside the project")
        })
    }
}
