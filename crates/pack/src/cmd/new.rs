//! `tidings new`: a folder that packs as it is, with a word about everything that may stand in it.

use std::process::ExitCode;

use miette::miette;

use crate::cli;
use crate::import::language;
use crate::skeleton::{self, Beginning};

/// Writes the folder.
///
/// # Errors
/// When one of its files is there already, or the folder cannot be written.
pub fn run(arguments: &cli::New) -> miette::Result<ExitCode> {
    if !language::is_well_formed(&arguments.language) {
        let help = "write a language tag such as en, fa or pt-BR";
        return Err(miette!(help = help, "\"{}\" is no language tag", arguments.language));
    }
    let beginning = Beginning {
        title: arguments.title.clone().unwrap_or_else(|| skeleton::title_of(&arguments.folder)),
        language: arguments.language.clone(),
        today: super::now(),
    };
    let names = skeleton::write(&arguments.folder, &beginning)?;
    let folder = arguments.folder.display();
    for name in &names {
        println!("{folder}/{name}");
    }
    eprintln!("now: tidings pack {folder} -o site && tidings serve site");
    Ok(ExitCode::SUCCESS)
}
