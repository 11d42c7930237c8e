//! `cargo xtask`: what the README and CI call, in the order a checkout goes through it.
//!
//! 1. [`setup`] brings the tools that the project pins, and the browsers where the system has a package for them.
//! 2. [`build`] makes the viewer, its engine and its service worker in `dist/`, then the command that carries them.
//! 3. [`demo`] packs the sample publication and serves it; [`bench`](demo::bench) measures it.
//! 4. [`test`] is CI: format, lints, native tests, build, browser tests, [`size`].
//!
//! Every step may be repeated: what is there already is left alone, what was interrupted goes on. Cargo does the
//! compiling; nothing here knows how an article looks.
#![allow(clippy::print_stdout, reason = "this program speaks to a person")]

mod build;
mod demo;
mod process;
mod progress;
mod project;
mod setup;
mod size;
mod stamp;
mod style;
mod test;

use clap::{Parser, Subcommand, ValueEnum};
use miette::Result;
use project::Project;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Set up, build, show, test and measure Tidings")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Bring the pinned tools into .tools/ and, on Debian as root, the browsers
    Setup {
        /// Only what `build` needs: no browsers, no drivers
        #[arg(long)]
        build_only: bool,
    },
    /// Join style/*.css into target/style/tidings.css (Trunk calls this)
    Style,
    /// Build the viewer into dist/ and the command into target/release/tidings
    Build,
    /// Set up, build, pack the sample publication and serve it
    Demo {
        /// The port to serve on, on this machine only
        #[arg(long, default_value_t = 4173)]
        port: u16,
    },
    /// Everything CI checks; or a part of it
    Test(test::Choice),
    /// Weigh dist/ against budgets.toml; over budget fails
    Size,
    /// Run a measurement: `cargo xtask bench startup`, `… pack`, `… sizes`, `… edition`, `… keep`, `… search`, `… relevance`
    Bench {
        /// The measurement's name and its own options
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

/// A browser engine to test in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Engine {
    Chromium,
    Firefox,
    Webkit,
}

impl Engine {
    const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::Webkit];

    fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::Webkit => "webkit",
        }
    }
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let project = Project::find()?;
    process::stop_children_on_interrupt()?;
    match arguments.command {
        Command::Setup { build_only: true } => setup::run(&project, &setup::Needs::for_build()),
        Command::Setup { build_only: false } => setup::run(&project, &setup::Needs::for_tests(&Engine::ALL)),
        Command::Style => style::write(&project).map(drop),
        Command::Build => {
            setup::run_quietly(&project, &setup::Needs::for_build())?;
            build::run(&project)
        }
        Command::Demo { port } => demo::run(&project, port),
        Command::Test(choice) => test::run(&project, &choice),
        Command::Size => size::run(&project),
        Command::Bench { arguments } => demo::bench(&project, &arguments),
    }
}
