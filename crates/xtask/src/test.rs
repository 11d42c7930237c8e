//! Everything that CI checks, cheapest first, each with a limit on its time.
//!
//! 1. Tools and browsers ([`crate::setup`]).
//! 2. Format; lints for the machine and for the browser, warnings denied.
//! 3. Native tests: every crate, the arrows between them, the README's journeys.
//! 4. The build; the viewer's own tests inside a browser; every promise in every engine ([`browser_tests`]).
//! 5. The budgets.
//!
//! `--quick` ends after 3 and wants no browser. `--filter` goes straight to the promises whose name holds the text.

use crate::process::{Counts, Job};
use crate::progress::{Outcome, Progress};
use crate::project::Project;
use crate::setup::{self, Needs};
use crate::{Engine, build, size};
use clap::Args;
use miette::Result;

/// What to test.
#[derive(Args)]
pub(crate) struct Choice {
    /// A browser engine to test in; give it again for a second one. All three otherwise
    #[arg(long = "engine")]
    engines: Vec<Engine>,
    /// Only the browser tests whose name holds this text, and nothing else
    #[arg(long)]
    filter: Option<String>,
    /// Format, lints and native tests only: no build, no browser
    #[arg(long, conflicts_with_all = ["engines", "filter"])]
    quick: bool,
}

impl Choice {
    fn engines(&self) -> Vec<Engine> {
        Engine::ALL
            .into_iter()
            .filter(|engine| self.engines.is_empty() || self.engines.contains(engine))
            .collect()
    }
}

/// Runs the chosen checks, then prints how long each took.
pub(crate) fn run(project: &Project, choice: &Choice) -> Result<()> {
    let engines = choice.engines();
    let needs = if choice.quick {
        Needs::for_build()
    } else {
        Needs::for_tests(&engines)
    };
    setup::run_quietly(project, &needs)?;

    let checks = checks(project, choice);
    let mut progress = Progress::new("test", checks.len());
    let mut counts = Counts::default();
    let mut result = Ok(());
    for check in checks {
        result = {
            let title = check.title.clone();
            progress.step(&title, || check.run(project, &mut counts))
        };
        if result.is_err() {
            break;
        }
    }
    progress.table();
    println!("\n{} passed, {} failed", counts.passed, counts.failed);
    result
}

/// One line of the table.
struct Check {
    title: String,
    work: Work,
}

enum Work {
    /// A cargo command whose success is all there is to it.
    Cargo(Job),
    /// A cargo command that runs tests.
    Tests(Job),
    Build,
    Size,
}

impl Check {
    fn run(self, project: &Project, counts: &mut Counts) -> Result<Outcome> {
        match self.work {
            Work::Cargo(job) => job.run().map(|()| Outcome::Done),
            Work::Tests(job) => {
                let (counted, ended) = job.run_tests();
                counts.add(counted);
                ended.map(|()| Outcome::Noted(format!("{} passed", counted.passed)))
            }
            Work::Build => build::run(project).map(|()| Outcome::Done),
            Work::Size => size::run(project).map(|()| Outcome::Done),
        }
    }
}

/// The checks that the choice asks for, in their order.
fn checks(project: &Project, choice: &Choice) -> Vec<Check> {
    let engines = choice.engines();
    let build = || Check {
        title: "build".to_owned(),
        work: Work::Build,
    };
    if let Some(filter) = &choice.filter {
        return vec![build(), promises(project, &engines, Some(filter))];
    }
    let mut checks = native_checks(project);
    if !choice.quick {
        checks.push(build());
        checks.extend(
            engines
                .iter()
                .filter_map(|engine| unit_tests_in(project, *engine)),
        );
        checks.push(promises(project, &engines, None));
        checks.push(Check {
            title: "size".to_owned(),
            work: Work::Size,
        });
    }
    checks
}

fn native_checks(project: &Project) -> Vec<Check> {
    const LINTS: &str = "mend what the lint says; an exception is written `#[expect(…, reason = \"…\")]`";
    const TESTS: &str = "the failed tests are listed above; `cargo test -p <crate> <name>` runs one again";
    const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];
    let cargo =
        |title: &str, work: fn(Job) -> Work, minutes: u64, remedy: &str, arguments: &[&[&str]]| Check {
            title: title.to_owned(),
            work: work(
                project
                    .job("cargo")
                    .args(arguments.concat())
                    .minutes(minutes)
                    .remedy(remedy),
            ),
        };
    vec![
        cargo(
            "format",
            Work::Cargo,
            3,
            "run `cargo fmt`",
            &[&["fmt", "--all", "--check"]],
        ),
        cargo(
            "lints",
            Work::Cargo,
            30,
            LINTS,
            &[&["clippy", "--locked", "--workspace", "--all-targets"], &DENY],
        ),
        cargo(
            "lints, viewer in the browser",
            Work::Cargo,
            20,
            LINTS,
            &[
                &[
                    "clippy",
                    "--locked",
                    "--package",
                    "tidings",
                    "--lib",
                    "--bins",
                    "--tests",
                ],
                &WASM,
                &DENY,
            ],
        ),
        cargo(
            "lints, engine in the browser",
            Work::Cargo,
            20,
            LINTS,
            &[
                &[
                    "clippy",
                    "--locked",
                    "--package",
                    "tidings-engine",
                    "--features",
                    "worker",
                ],
                &WASM,
                &DENY,
            ],
        ),
        // The browser tests live in a package of their own; its other two programs come next.
        cargo(
            "tests of the crates",
            Work::Tests,
            30,
            TESTS,
            &[&[
                "test",
                "--locked",
                "--no-fail-fast",
                "--workspace",
                "--exclude",
                "tidings-tests",
            ]],
        ),
        cargo(
            "arrows and journeys",
            Work::Tests,
            15,
            TESTS,
            &[
                &[
                    "test",
                    "--locked",
                    "--no-fail-fast",
                    "--package",
                    "tidings-tests",
                    "--lib",
                ],
                &["--test", "architecture", "--test", "journeys"],
            ],
        ),
    ]
}

/// The viewer's own tests inside a browser, where wasm-bindgen's runner can drive it.
fn unit_tests_in(project: &Project, engine: Engine) -> Option<Check> {
    let (variable, driver) = match engine {
        Engine::Chromium => ("CHROMEDRIVER", "chromedriver"),
        Engine::Firefox => ("GECKODRIVER", "geckodriver"),
        // The runner knows Apple's driver, not WebKitGTK's.
        Engine::Webkit => return None,
    };
    let job = project
        .job("cargo")
        .args([
            "test",
            "--locked",
            "--target",
            "wasm32-unknown-unknown",
            "--package",
            "tidings",
            "--test",
            "web",
        ])
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env(variable, project.program(driver)?)
        .minutes(20)
        .remedy("the failed tests are listed above; the browser's own words are in the log beside them");
    Some(Check {
        title: format!("viewer inside {}", engine.name()),
        work: Work::Tests(job),
    })
}

/// The promises to readers, in real browsers.
fn promises(project: &Project, engines: &[Engine], filter: Option<&str>) -> Check {
    let mut job = project
        .job("cargo")
        .args([
            "test",
            "--locked",
            "--package",
            "tidings-tests",
            "--test",
            "e2e",
            "--",
        ])
        .minutes(40)
        .remedy(
            "each failed promise is told above, with where its screenshot lies; \
             `cargo xtask test --engine <name> --filter <promise>` runs one again",
        );
    for engine in engines {
        job = job.args(["--engine", engine.name()]);
    }
    if let Some(filter) = filter {
        job = job.arg(filter);
    }
    let names: Vec<&str> = engines.iter().map(|engine| engine.name()).collect();
    Check {
        title: format!("promises in {}", names.join(", ")),
        work: Work::Tests(job),
    }
}

const DENY: [&str; 3] = ["--", "--deny", "warnings"];

#[cfg(test)]
mod tests {
    use super::*;

    fn titles(choice: &Choice) -> Vec<String> {
        let project = Project::find().unwrap();
        checks(&project, choice)
            .into_iter()
            .map(|check| check.title)
            .collect()
    }

    #[test]
    fn without_a_choice_all_three_engines_are_tested_and_the_size_comes_last() {
        let titles = titles(&Choice {
            engines: vec![],
            filter: None,
            quick: false,
        });
        assert!(
            titles
                .iter()
                .any(|title| title == "promises in chromium, firefox, webkit"),
            "{titles:?}"
        );
        assert_eq!(titles.last().map(String::as_str), Some("size"));
    }

    #[test]
    fn a_filter_goes_straight_to_the_promises_and_quick_to_none() {
        let filtered = Choice {
            engines: vec![Engine::Firefox],
            filter: Some("gallery".into()),
            quick: false,
        };
        assert_eq!(titles(&filtered), ["build", "promises in firefox"]);
        let quick = titles(&Choice {
            engines: vec![],
            filter: None,
            quick: true,
        });
        assert!(
            !quick
                .iter()
                .any(|title| title.contains("promises") || title == "build"),
            "{quick:?}"
        );
    }
}
