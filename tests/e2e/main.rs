//! The promises the viewer makes to its readers, checked in Chromium, Firefox and WebKit.

mod witnesses;

use std::process::ExitCode;

fn main() -> ExitCode {
    let promises = [witnesses::promises()].concat();
    tidings_tests::run::run(&promises)
}
