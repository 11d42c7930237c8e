//! The tools that cargo compiles: a version each, and why that one.

use crate::progress::Outcome;
use crate::project::Project;
use miette::{IntoDiagnostic, Result, miette};

/// The last Trunk that Rust 1.95 compiles (0.22 wants 1.96).
const TRUNK: &str = "0.21.14";

/// Any recent geckodriver drives any supported Firefox; this one is what was tested.
const GECKODRIVER: &str = "0.37.1";

pub(super) fn trunk(project: &Project) -> Result<Outcome> {
    let installed = version(project, "trunk").as_deref() == Some(TRUNK);
    install(project, installed, Tool { name: "trunk", version: TRUNK, optimisation: "0", options: &["--locked"] })
}

/// Exactly the version of the library in `Cargo.lock`: the two speak a private format that changes with each release.
pub(super) fn wasm_bindgen(project: &Project) -> Result<Outcome> {
    let wanted = locked_version(&project.read("Cargo.lock")?, "wasm-bindgen")?;
    let installed = ["wasm-bindgen", "wasm-bindgen-test-runner"]
        .iter()
        .all(|program| version(project, program).is_some_and(|found| found == wanted));
    // Tested without `--locked`, so installed without it.
    let tool = Tool { name: "wasm-bindgen-cli", version: &wanted, optimisation: "1", options: &[] };
    install(project, installed, tool)
}

pub(super) fn geckodriver(project: &Project) -> Result<Outcome> {
    let installed = version(project, "geckodriver").is_some();
    let tool = Tool { name: "geckodriver", version: GECKODRIVER, optimisation: "0", options: &["--locked"] };
    install(project, installed, tool)
}

/// A program that cargo compiles here. It runs for seconds and is compiled on every new machine, so what only moves files or requests about
/// is not optimised at all, and what takes a viewer apart a little.
struct Tool<'a> {
    name: &'a str,
    version: &'a str,
    /// As the compiler's `opt-level`.
    optimisation: &'static str,
    options: &'static [&'static str],
}

fn install(project: &Project, is_there: bool, tool: Tool) -> Result<Outcome> {
    if is_there {
        return Ok(Outcome::Skipped("already there"));
    }
    let Tool { name, version, optimisation, options } = tool;
    println!("compiling {name} {version}, a few minutes");
    project
        .job("cargo")
        .args(["install", "--quiet", "--root", ".tools", "--version", &format!("={version}")])
        .args(options)
        .arg(name)
        // One target folder for all: shared dependencies compile once, and an interrupted compilation goes on.
        .env("CARGO_TARGET_DIR", project.path("target/tools"))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", optimisation)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .minutes(40)
        .remedy(format!(
            "run it again, it goes on where it stopped; or put {name} {version} on your PATH yourself. A C compiler is needed: \
             on Debian `apt-get install build-essential`"
        ))
        .run()?;
    Ok(Outcome::Noted(format!("installed {version} into .tools/")))
}

/// The version a program says it has, if it runs at all.
fn version(project: &Project, program: &str) -> Option<String> {
    let path = project.program(program)?;
    let text = project.job(path.to_str()?).arg("--version").minutes(1).read().ok()?;
    version_in(&text).map(str::to_owned)
}

/// The first word of a program's `--version` that looks like one: `trunk 0.21.14`, `geckodriver 0.37.1 (…)`.
fn version_in(text: &str) -> Option<&str> {
    text.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

/// The version of a package in the text of a lock file.
fn locked_version(lock: &str, package: &str) -> Result<String> {
    let lock: toml::Table = lock.parse().into_diagnostic()?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let field = |entry: &toml::Value, name: &str| entry.get(name).and_then(toml::Value::as_str).map(str::to_owned);
    packages
        .into_iter()
        .flatten()
        .find(|entry| field(entry, "name").as_deref() == Some(package))
        .and_then(|entry| field(entry, "version"))
        .ok_or_else(|| miette!("Cargo.lock names no {package}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_programs_print() {
        assert_eq!(version_in("wasm-bindgen 0.2.130\n"), Some("0.2.130"));
        assert_eq!(version_in("geckodriver 0.37.1\n\nThe source code"), Some("0.37.1"));
        assert_eq!(version_in("command not found"), None);
    }

    #[test]
    fn the_locked_version_is_that_of_the_very_package() {
        let lock = "version = 4\n[[package]]\nname = \"wasm-bindgen-test\"\nversion = \"0.3.80\"\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").unwrap(), "0.2.130");
        assert!(locked_version(lock, "trunk").is_err());
    }
}
