//! `tidings completions`: the script that a shell reads to complete what is typed.

use std::io::{self, Write};
use std::process::ExitCode;

use clap::CommandFactory;
use miette::{IntoDiagnostic, WrapErr};

use crate::cli;

/// Prints the script.
///
/// # Errors
/// When nobody reads it any more.
pub fn run(arguments: &cli::Completions) -> miette::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut cli::Cli::command(), "tidings", &mut script);
    io::stdout().write_all(&script).into_diagnostic().wrap_err("cannot print the script")?;
    Ok(ExitCode::SUCCESS)
}
