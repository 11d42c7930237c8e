//! Three browser engines and the drivers that speak WebDriver for them.
//!
//! 1. What is on the PATH already is left alone.
//! 2. On Debian as root the missing ones come as packages.
//! 3. Elsewhere the error lists what to install, and how to test without.

use super::debian;
use crate::Engine;
use crate::progress::Outcome;
use crate::project::Project;
use miette::{Result, miette};

/// A program the tests start, or a file that one of them reads.
struct Program {
    engine: Engine,
    /// Names it may have, or paths; the first that is there is used.
    names: &'static [&'static str],
    debian: &'static str,
}

const PROGRAMS: [Program; 7] = [
    Program { engine: Engine::Chromium, names: &["chromium", "chromium-browser", "google-chrome"], debian: "chromium" },
    Program { engine: Engine::Chromium, names: &["chromedriver"], debian: "chromium-driver" },
    Program { engine: Engine::Firefox, names: &["firefox", "firefox-esr"], debian: "firefox-esr" },
    Program { engine: Engine::Webkit, names: &["WebKitWebDriver"], debian: "webkit2gtk-driver" },
    // WebKitGTK has no headless mode of its own, so it gets a screen in memory.
    Program { engine: Engine::Webkit, names: &["Xvfb"], debian: "xvfb" },
    // Its MiniBrowser keeps no profile, so one of some lines does (tests/support/lasting_webkit.py).
    Program { engine: Engine::Webkit, names: &["/usr/lib/python3/dist-packages/gi/__init__.py"], debian: "python3-gi" },
    Program {
        engine: Engine::Webkit,
        names: &[
            "/usr/lib/x86_64-linux-gnu/girepository-1.0/WebKit2-4.1.typelib",
            "/usr/lib/aarch64-linux-gnu/girepository-1.0/WebKit2-4.1.typelib",
            "/usr/lib64/girepository-1.0/WebKit2-4.1.typelib",
            "/usr/lib/girepository-1.0/WebKit2-4.1.typelib",
        ],
        debian: "gir1.2-webkit2-4.1",
    },
];

/// Brings the browsers of these engines.
///
/// # Errors
/// Not on Debian as root: the list of what a person installs.
pub(super) fn install(project: &Project, engines: &[Engine]) -> Result<Outcome> {
    let missing = missing(project, engines);
    if missing.is_empty() {
        return Ok(Outcome::Skipped("already there"));
    }
    let packages: Vec<&str> = missing.iter().map(|program| program.debian).collect();
    if !debian::may_install(project) {
        return Err(by_hand(&missing));
    }
    debian::install(project, &packages)?;
    match self::missing(project, engines).first() {
        None => Ok(Outcome::Noted(format!("installed {}", packages.join(", ")))),
        Some(program) => Err(miette!("apt-get installed {}, but there is no {:?}", program.debian, program.names)),
    }
}

fn missing(project: &Project, engines: &[Engine]) -> Vec<&'static Program> {
    PROGRAMS
        .iter()
        .filter(|program| engines.contains(&program.engine))
        .filter(|program| !program.names.iter().any(|name| project.program(name).is_some()))
        .collect()
}

fn by_hand(missing: &[&Program]) -> miette::Report {
    let list: Vec<String> = missing
        .iter()
        .map(|program| {
            let names = program.names.join(" or ");
            format!("  {names}, for {} (Debian's package: {})", program.engine.name(), program.debian)
        })
        .collect();
    let hint = if cfg!(target_os = "macos") {
        "with Homebrew: `brew install --cask chromium firefox` and `brew install chromedriver`; WebKitGTK does not run here, so \
         test with `cargo xtask test --engine chromium --engine firefox`"
    } else if cfg!(target_os = "windows") {
        "install Chrome with its chromedriver, and Firefox; WebKitGTK does not run here, so test with `cargo xtask test \
         --engine chromium --engine firefox`"
    } else {
        "install them with your system's packages (as root on Debian this is done for you), or test with the engines you have: \
         `cargo xtask test --engine chromium`, or none: `cargo xtask test --quick`"
    };
    miette!(help = hint, "these programs are not on the PATH:\n{}", list.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_for_a_person_names_each_program_and_a_way_around_it() {
        let report = by_hand(&PROGRAMS.iter().collect::<Vec<_>>());
        let text = report.to_string();
        for program in &PROGRAMS {
            assert!(text.contains(program.debian), "{text}");
        }
        assert!(report.help().unwrap().to_string().contains("--engine"));
    }
}
