//! Runs a peer's script with Node and reads what it prints: one JSON value a line.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde::de::DeserializeOwned;

use crate::npm::{self, Package};

/// Where the packages lie and the scripts run, so that the scripts find the packages.
pub(crate) const FOLDER: &str = "target/bench/peers";

/// A script beside the packages it names.
pub(crate) struct Script {
    path: PathBuf,
}

impl Script {
    /// Installs what the script needs and puts it beside that.
    pub(crate) fn install(name: &str, text: &str, packages: &[Package]) -> Result<Script> {
        let folder = Path::new(FOLDER);
        npm::install(folder, packages)?;
        let path = folder.join(name);
        fs::write(&path, text).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
        Ok(Script { path })
    }

    /// Runs it with these arguments and Node's own `options`.
    ///
    /// # Errors
    /// It does not start, fails (with what it said), or prints something else.
    pub(crate) fn run<T: DeserializeOwned>(&self, options: &[&str], arguments: &[&str]) -> Result<Vec<T>> {
        let name = self.path.display();
        let output = Command::new("node")
            .args(options)
            .arg(&self.path)
            .args(arguments)
            .stdin(Stdio::null())
            .output()
            .into_diagnostic()
            .wrap_err("node does not start: install Node 20 or newer")?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(miette!("{name} failed:\n{}", said.trim()));
        }
        let lines = String::from_utf8_lossy(&output.stdout);
        let value =
            |line: &str| serde_json::from_str(line).into_diagnostic().wrap_err_with(|| format!("{name}: {line}"));
        lines.lines().map(value).collect()
    }
}
