//! Each check: its title, the command one would type, its limit in minutes, and what to do when it fails.

use super::Choice;
use crate::process::{Counts, Job};
use crate::progress::Outcome;
use crate::project::Project;
use crate::{Engine, build, size};
use miette::{Result, miette};

/// One line of the table.
pub(super) struct Check {
    pub(super) title: String,
    work: Work,
}

enum Work {
    /// A command whose success is all there is to it.
    Command(Job),
    /// A command that runs tests.
    Tests(Job),
    Viewer,
    Size,
}

impl Check {
    fn new(title: impl Into<String>, work: Work) -> Check {
        let title = title.into();
        Check { title, work }
    }

    /// Runs it and adds the tests it ran.
    pub(super) fn run(self, project: &Project, counts: &mut Counts) -> Result<Outcome> {
        match self.work {
            Work::Command(job) => job.run().map(|()| Outcome::Done),
            Work::Tests(job) => {
                let (counted, ended) = job.run_tests();
                counts.add(counted);
                ended?;
                match counted.passed {
                    0 => Err(miette!(help = "does the filter match any name?", "no test was run")),
                    passed => Ok(Outcome::Noted(format!("{passed} passed"))),
                }
            }
            Work::Viewer => build::without_command(project).map(|()| Outcome::Done),
            Work::Size => size::run(project).map(|()| Outcome::Done),
        }
    }
}

/// The checks that the choice asks for, in their order.
pub(super) fn chosen(project: &Project, choice: &Choice) -> Vec<Check> {
    let engines = choice.engines();
    if let Some(filter) = &choice.filter {
        return vec![Check::new("viewer", Work::Viewer), promises(project, &engines, &[filter])];
    }
    let mut checks = Vec::from(native(project));
    if !choice.quick {
        checks.push(Check::new("viewer", Work::Viewer));
        checks.push(conformance(project));
        checks.extend(engines.iter().filter_map(|engine| inside(project, *engine)));
        let options: &[&str] = if choice.thorough { &["--thorough"] } else { &[] };
        checks.push(promises(project, &engines, options));
        checks.push(Check::new("size", Work::Size));
    }
    checks
}

fn native(project: &Project) -> [Check; 6] {
    const LINTS: &str = "mend what the lint says; an exception is written `#[expect(…, reason = \"…\")]`";
    const TESTS: &str = "the failed tests are listed above; `cargo test -p <crate> <name>` runs one again";
    let cargo = |arguments: &str, minutes: u64, remedy: &str| {
        project.job("cargo").args(arguments.split_whitespace()).minutes(minutes).remedy(remedy)
    };
    let command = |title: &str, arguments: &str, minutes, remedy| {
        Check::new(title, Work::Command(cargo(arguments, minutes, remedy)))
    };
    let tests = |title: &str, arguments: &str| Check::new(title, Work::Tests(cargo(arguments, 30, TESTS)));
    [
        command("format", "fmt --all --check", 3, "run `cargo fmt --all`"),
        command(
            "lints",
            "clippy --locked --workspace --all-targets --features tidings-engine/archive,tidings-engine/worker -- --deny warnings",
            30,
            LINTS,
        ),
        command(
            "lints of the viewer for the browser",
            "clippy --locked --package tidings --lib --bins --tests --target wasm32-unknown-unknown -- --deny warnings",
            20,
            LINTS,
        ),
        command(
            "lints of the engine for the browser",
            "clippy --locked --package tidings-engine --features archive,worker --target wasm32-unknown-unknown -- --deny warnings",
            20,
            LINTS,
        ),
        // The package of the browser tests is left out here; its other programs come next.
        tests(
            "tests of the crates",
            "test --locked --no-fail-fast --workspace --exclude tidings-tests --features tidings-engine/archive,tidings-engine/worker",
        ),
        tests(
            "arrows and journeys",
            "test --locked --no-fail-fast --package tidings-tests --lib --test architecture --test journeys",
        ),
    ]
}

/// What is written, against the specifications of others.
fn conformance(project: &Project) -> Check {
    let job = project
        .job("cargo")
        .args("test --locked --package tidings-tests --test conformance".split(' '))
        .minutes(20)
        .remedy(
            "each complaint names its file and rule; `cargo test -p tidings-tests --test conformance` runs it again",
        );
    Check::new("specifications", Work::Tests(job))
}

/// The viewer's own tests inside a browser, where wasm-bindgen's runner can drive it.
fn inside(project: &Project, engine: Engine) -> Option<Check> {
    let (variable, driver) = match engine {
        Engine::Chromium => ("CHROMEDRIVER", "chromedriver"),
        Engine::Firefox => ("GECKODRIVER", "geckodriver"),
        // The runner knows Apple's driver, not WebKitGTK's.
        Engine::Webkit => return None,
    };
    let job = project
        .job("cargo")
        .args("test --locked --target wasm32-unknown-unknown --package tidings --test web".split(' '))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        // Seconds; a cold browser on a busy machine takes more than the usual 5 and 20.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180")
        .env(variable, project.program(driver).unwrap_or_else(|| driver.into()))
        .minutes(20)
        .remedy("the failed tests are listed above; the browser's own words are in the log beside them");
    Some(Check::new(format!("viewer inside {}", engine.name()), Work::Tests(job)))
}

/// The promises to readers, in real browsers.
fn promises(project: &Project, engines: &[Engine], options: &[&str]) -> Check {
    let names: Vec<&str> = engines.iter().map(|engine| engine.name()).collect();
    let job = promises_job(project, engines, options).minutes(55).remedy(
        "each failed promise is told above, with where its screenshot lies; \
         `cargo xtask test --engine <name> --filter <promise>` runs one again",
    );
    Check::new(format!("promises in {}", names.join(", ")), Work::Tests(job))
}

/// The command that runs promises, with more options for it: part of a name, or `--thorough`.
pub(super) fn promises_job(project: &Project, engines: &[Engine], options: &[&str]) -> Job {
    project
        .job("cargo")
        .args("test --locked --package tidings-tests --test e2e --".split(' '))
        .args(engines.iter().flat_map(|engine| ["--engine", engine.name()]))
        .args(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(choice: &Choice) -> Vec<String> {
        let project = Project::find().unwrap();
        chosen(&project, choice).into_iter().map(|check| check.title).collect()
    }

    #[test]
    fn without_a_choice_all_three_engines_are_tested_and_the_size_comes_last() {
        let titles =
            titles(&Choice { engines: vec![], filter: None, thorough: false, quick: false, without_sanitiser: false });
        assert!(titles.iter().any(|title| title == "promises in chromium, firefox, webkit"), "{titles:?}");
        assert_eq!(titles.last().map(String::as_str), Some("size"));
    }

    #[test]
    fn a_filter_goes_straight_to_the_promises_and_quick_to_none() {
        let filtered = Choice {
            engines: vec![Engine::Firefox],
            filter: Some("gallery".into()),
            thorough: false,
            quick: false,
            without_sanitiser: false,
        };
        assert_eq!(titles(&filtered), ["viewer", "promises in firefox"]);
        let quick =
            titles(&Choice { engines: vec![], filter: None, thorough: false, quick: true, without_sanitiser: false });
        assert!(!quick.iter().any(|title| title.contains("promises") || title == "viewer"), "{quick:?}");
    }
}
