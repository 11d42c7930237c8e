//! Everything that CI checks, cheapest first, each with a limit on its time.
//!
//! 1. Tools and browsers ([`crate::setup`]).
//! 2. Format; lints for the machine and for the browser, warnings denied.
//! 3. Native tests: every crate, the arrows between them, the README's journeys.
//! 4. The viewer; pages and lists against their specifications; the viewer's own tests inside a browser; every promise in every
//!    engine ([`checks`]).
//! 5. The budgets.
//!
//! `--without-sanitiser` asks the opposite question: whether the tests of hostile content can fail ([`proof`]).
//!
//! `--quick` ends after 3 and wants no browser. `--filter` goes straight to the promises whose name holds the text.

mod checks;
mod proof;

use crate::Engine;
use crate::process::Counts;
use crate::progress::Progress;
use crate::project::Project;
use crate::setup::{self, Needs};
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
    /// Every promise in every engine on every shape of a site, where otherwise Firefox and WebKit share the shapes by turns
    #[arg(long, conflicts_with_all = ["quick", "without_sanitiser"])]
    thorough: bool,
    /// Format, lints and native tests only: no build, no browser
    #[arg(long, conflicts_with_all = ["engines", "filter"])]
    quick: bool,
    /// Whether the tests of hostile content would notice: runs them with a viewer whose sanitiser is switched off, and passes if
    /// every one of them fails
    #[arg(long, conflicts_with_all = ["filter", "quick"])]
    without_sanitiser: bool,
}

impl Choice {
    fn engines(&self) -> Vec<Engine> {
        Engine::ALL.into_iter().filter(|engine| self.engines.is_empty() || self.engines.contains(engine)).collect()
    }
}

/// Runs the chosen checks, then prints how long each took.
pub(crate) fn run(project: &Project, choice: &Choice) -> Result<()> {
    let engines = choice.engines();
    let needs = if choice.quick { Needs::for_build() } else { Needs::for_tests(&engines) };
    setup::run_quietly(project, &needs)?;

    if choice.without_sanitiser {
        return proof::run(project, &engines);
    }
    let checks = checks::chosen(project, choice);
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
