//! Brings what building and testing need, and leaves alone what is there.
//!
//! 1. The compiler's wasm target, and the crates of `Cargo.lock` ([`compiler`]).
//! 2. Pinned tools into `.tools/`: Trunk and wasm-bindgen's command, and for Firefox its driver ([`tools`]); wasm-opt, terser
//!    and, for the tests, axe and html-validate ([`node`]). The right version on the PATH will do too.
//! 3. Meanwhile browsers and their drivers: by apt on Debian as root ([`debian`]), elsewhere a list of what to install ([`browsers`]).
//!
//! An interrupted compilation goes on where it stopped, since it has a target folder of its own (`target/tools`).

mod browsers;
mod compiler;
mod debian;
mod node;
mod tools;

use crate::Engine;
use crate::progress::Progress;
use crate::project::Project;
use miette::{Result, miette};

/// What the setup is for.
pub(crate) struct Needs {
    engines: Vec<Engine>,
}

impl Needs {
    /// Compiling and shrinking, no browser.
    pub(crate) fn for_build() -> Needs {
        Needs { engines: Vec::new() }
    }

    /// The same, and running the result in these engines.
    pub(crate) fn for_tests(engines: &[Engine]) -> Needs {
        Needs { engines: engines.to_vec() }
    }

    fn browser_tests(&self) -> bool {
        !self.engines.is_empty()
    }
}

/// Brings what is missing, telling every step.
pub(crate) fn run(project: &Project, needs: &Needs) -> Result<()> {
    let mut progress = Progress::new("setup", count(needs));
    steps(project, needs, &mut progress)?;
    progress.table();
    Ok(())
}

/// Brings what is missing, silent where nothing is.
pub(crate) fn run_quietly(project: &Project, needs: &Needs) -> Result<()> {
    steps(project, needs, &mut Progress::new("setup", count(needs)).quietly())
}

/// Brings the peer that packing is measured beside. Where it cannot be installed, the measurement does without and says so.
pub(crate) fn peer(project: &Project) {
    if project.program("hugo").is_none()
        && debian::may_install(project)
        && let Err(report) = debian::install(project, &["hugo"])
    {
        println!("{report}");
    }
}

fn count(needs: &Needs) -> usize {
    let driver = usize::from(needs.engines.contains(&Engine::Firefox));
    if needs.browser_tests() { 9 + driver } else { 6 }
}

/// Packages are fetched and unpacked while the compiler works on the tools.
fn steps(project: &Project, needs: &Needs, progress: &mut Progress) -> Result<()> {
    std::thread::scope(|scope| {
        let browsers = needs.browser_tests().then(|| scope.spawn(|| browsers::install(project, &needs.engines)));
        bring_tools(project, needs, progress)?;
        let Some(browsers) = browsers else { return Ok(()) };
        progress.step("browsers", || browsers.join().unwrap_or_else(|_| Err(miette!("the packages were given up"))))
    })
}

fn bring_tools(project: &Project, needs: &Needs, progress: &mut Progress) -> Result<()> {
    progress.step("wasm target", || compiler::wasm_target(project))?;
    progress.step("crates", || compiler::crates(project))?;
    progress.step("trunk", || tools::trunk(project))?;
    progress.step("wasm-bindgen", || tools::wasm_bindgen(project))?;
    progress.step("wasm-opt", || node::wasm_opt(project))?;
    progress.step("terser", || node::terser(project))?;
    if needs.browser_tests() {
        progress.step("axe", || node::axe(project))?;
        progress.step("html-validate", || node::html_validate(project))?;
        if needs.engines.contains(&Engine::Firefox) {
            progress.step("geckodriver", || tools::geckodriver(project))?;
        }
    }
    Ok(())
}
