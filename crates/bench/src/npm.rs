//! Peers that come from npm, in the exact version they are measured in, below `target/bench/`.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde_json::Value;

/// A package and its version, by exact number.
#[derive(Clone, Copy)]
pub(crate) struct Package {
    pub(crate) name: &'static str,
    pub(crate) version: &'static str,
}

impl Package {
    /// `lunr 2.3.9`.
    pub(crate) fn title(self) -> String {
        format!("{} {}", self.name, self.version)
    }

    fn is_in(self, folder: &Path) -> bool {
        let manifest = fs::read(folder.join("node_modules").join(self.name).join("package.json"));
        let manifest: Option<Value> = manifest.ok().and_then(|bytes| serde_json::from_slice(&bytes).ok());
        manifest.is_some_and(|manifest| manifest.get("version").and_then(Value::as_str) == Some(self.version))
    }
}

/// Installs packages below `folder` with npm, unless those versions are there already.
///
/// # Errors
/// Node is not installed, or npm reached no registry.
pub(crate) fn install(folder: &Path, packages: &[Package]) -> Result<()> {
    let missing: Vec<String> = packages
        .iter()
        .filter(|package| !package.is_in(folder))
        .map(|package| format!("{}@{}", package.name, package.version))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.join(", ");
    println!("installing {names} into {}", folder.display());
    fs::create_dir_all(folder).into_diagnostic().wrap_err_with(|| folder.display().to_string())?;
    // Without a manifest of its own npm installs into the nearest folder above that has one.
    let manifest = folder.join("package.json");
    if !manifest.exists() {
        fs::write(&manifest, "{ \"private\": true }\n").into_diagnostic()?;
    }
    let status = Command::new("npm")
        // Install scripts are for a package's own developers (docsify's fails without their tools).
        .args(["install", "--save-exact", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
        .args(&missing)
        .current_dir(folder)
        .stdin(Stdio::null())
        .status()
        .into_diagnostic()
        .wrap_err("npm does not start: install Node 20 or newer with npm")?;
    if status.success() {
        return Ok(());
    }
    Err(miette!(help = "check the network and run it again", "npm could not install {names}: see above"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_version_counts_as_installed() {
        let folder = tempfile::tempdir().unwrap();
        let package = Package { name: "@some/peer", version: "1.2.3" };
        assert!(!package.is_in(folder.path()));
        let place = folder.path().join("node_modules/@some/peer");
        fs::create_dir_all(&place).unwrap();
        for (version, is_in) in [("1.2.30", false), ("1.2.3", true)] {
            fs::write(place.join("package.json"), format!("{{ \"version\":\"{version}\" }}")).unwrap();
            assert_eq!(package.is_in(folder.path()), is_in, "{version}");
        }
    }
}
