//! Whether the tests of hostile content can fail: they are run with a viewer that takes content as it comes.
//!
//! A test that passes whatever the viewer does protects nobody. Here the sanitiser is the one thing that is missing, and each of
//! [`MUST_FAIL`] has to notice in each engine.

use super::checks::promises_job;
use crate::process::Counts;
use crate::project::Project;
use crate::{Engine, build};
use miette::{Result, miette};

/// Promises that only the sanitiser keeps: the page's policy is taken out in them. With the policy in place most content is harmless
/// even so, which is what the policy is for.
/// With each stands on how many shapes of a site it is tested.
const MUST_FAIL: [(&str, u32); 2] = [
    ("hostile_html_does_nothing_even_without_the_policy", 2),
    ("hostile_markdown_does_nothing_even_without_the_policy", 1),
];

/// A promise that has nothing to do with the sanitiser: kept, it shows that the others failed of content and not of a viewer that does
/// not start. Of a plain feed: what takes a body in also makes its addresses whole, which pages below the root need.
const MUST_HOLD: (&str, u32) = ("plain::an_article_shows_everything_about_itself", 1);

pub(super) fn run(project: &Project, engines: &[Engine]) -> Result<()> {
    build::without_command(project)?;
    let folder = build::without_sanitiser(project)?;
    let mut unnoticed = Vec::new();
    for engine in engines {
        let expected = MUST_FAIL.map(|(promise, tests)| (promise, Counts { passed: 0, failed: tests }));
        for (promise, expected) in
            expected.into_iter().chain([(MUST_HOLD.0, Counts { passed: MUST_HOLD.1, failed: 0 })])
        {
            let job = promises_job(project, &[*engine], &[promise]).env("TIDINGS_DIST", &folder).minutes(15);
            let (found, _) = job.run_tests();
            if found != expected {
                let Counts { passed, failed } = found;
                unnoticed.push(format!("{promise} in {}: {passed} passed, {failed} failed", engine.name()));
            }
        }
    }
    if unnoticed.is_empty() {
        println!(
            "\nwithout the sanitiser all {} promises failed, as they must, and the others held",
            MUST_FAIL.len() * engines.len()
        );
        return Ok(());
    }
    let help = "the snippets in tests/fixtures/hostile or tests/e2e/hostile_examine.js no longer see what gets through";
    Err(miette!(help = help, "without the sanitiser these did not come out as they must:\n{}", unnoticed.join("\n")))
}
