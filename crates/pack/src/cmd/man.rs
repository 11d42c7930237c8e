//! `tidings man`: the manual, made from the same words as `--help`.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use miette::{IntoDiagnostic, WrapErr, miette};

use crate::cli;
use crate::error::PackError;

/// Prints a page, or writes all of them.
///
/// # Errors
/// When there is no such command, or the folder cannot be written.
pub fn run(arguments: &cli::Man) -> miette::Result<ExitCode> {
    let mut tidings = cli::Cli::command();
    // Only now does every command know its full name and version.
    tidings.build();
    if let Some(folder) = &arguments.output {
        write_all(&tidings, folder)?;
        return Ok(ExitCode::SUCCESS);
    }
    let page = match &arguments.about {
        None => page(&tidings)?,
        Some(name) => page(tidings.find_subcommand(name).ok_or_else(|| unknown(&tidings, name))?)?,
    };
    io::stdout().write_all(&page).into_diagnostic().wrap_err("cannot print the manual")?;
    Ok(ExitCode::SUCCESS)
}

/// `tidings.1`, `tidings-pack.1`…
fn write_all(tidings: &Command, folder: &Path) -> miette::Result<()> {
    std::fs::create_dir_all(folder).map_err(PackError::unwritable(folder))?;
    let commands = tidings.get_subcommands().filter(|command| command.get_name() != "help");
    let pages = commands.map(|command| (format!("tidings-{}.1", command.get_name()), command));
    for (name, command) in pages.chain([("tidings.1".to_owned(), tidings)]) {
        let path = folder.join(name);
        std::fs::write(&path, page(command)?).map_err(PackError::unwritable(&path))?;
    }
    Ok(())
}

fn page(command: &Command) -> miette::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page).into_diagnostic()?;
    Ok(page)
}

fn unknown(tidings: &Command, name: &str) -> miette::Report {
    let names: Vec<&str> = tidings.get_subcommands().map(Command::get_name).collect();
    miette!(help = format!("the commands are {}", names.join(", ")), "there is no command \"{name}\"")
}
