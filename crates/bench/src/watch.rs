//! One run of another program: how long it took, and the most memory it held.
//!
//! The system tells the largest memory only of all children together. So each run has a process of its own between us and it:
//! this program again, with the hidden name `watch`, which waits for one child and prints what it has seen.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use clap::Args;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde::{Deserialize, Serialize};

#[derive(Args)]
pub(crate) struct Choice {
    /// The program and its arguments
    #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    command: Vec<String>,
}

/// What was seen of a run that went well.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub(crate) struct Seen {
    pub(crate) seconds: f64,
    /// Bytes in memory when there were most of them, where the system tells.
    pub(crate) memory: Option<u64>,
}

/// Runs a program, what it says going to the file `log`.
///
/// # Errors
/// It does not start, or ends with anything but success; with the end of what it said.
pub(crate) fn run(command: &[&str], log: &Path) -> Result<Seen> {
    let this = std::env::current_exe().into_diagnostic()?;
    let file = std::fs::File::create(log).into_diagnostic().wrap_err_with(|| log.display().to_string())?;
    let output = Command::new(this).arg("watch").arg("--").args(command).stdin(Stdio::null()).stderr(file).output();
    let output = output.into_diagnostic()?;
    if !output.status.success() {
        let said = std::fs::read_to_string(log).unwrap_or_default();
        let lines: Vec<&str> = said.lines().collect();
        let last = lines.iter().skip(lines.len().saturating_sub(12)).copied().collect::<Vec<_>>().join("\n");
        return Err(miette!("`{}` failed:\n{last}", command.join(" ")));
    }
    serde_json::from_slice(&output.stdout).into_diagnostic().wrap_err_with(|| command.join(" "))
}

/// The process between: runs the command with its output on standard error, and prints a line of JSON.
pub(crate) fn between(choice: &Choice) -> Result<()> {
    let (program, arguments) = choice.command.split_first().ok_or_else(|| miette!("no command"))?;
    let started = Instant::now();
    let status = Command::new(program).args(arguments).stdin(Stdio::null()).stdout(std::io::stderr()).status();
    let seconds = started.elapsed().as_secs_f64();
    let status = status.into_diagnostic().wrap_err_with(|| format!("{program} does not start"))?;
    if !status.success() {
        return Err(miette!("{program} ended with {status}"));
    }
    let seen = Seen { seconds, memory: largest_memory_of_children() };
    println!("{}", serde_json::to_string(&seen).into_diagnostic()?);
    Ok(())
}

#[cfg(unix)]
fn largest_memory_of_children() -> Option<u64> {
    use nix::sys::resource::{UsageWho, getrusage};
    let most = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?.max_rss();
    // Kilobytes everywhere but on Apple's systems.
    let unit = if cfg!(target_vendor = "apple") { 1 } else { 1_024 };
    u64::try_from(most).ok()?.checked_mul(unit)
}

#[cfg(not(unix))]
fn largest_memory_of_children() -> Option<u64> {
    None
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_memory_of_a_child_is_seen() {
        // 64 MB in one shell variable, doubled until it has them.
        let script = "a=0123456789abcdef; i=0; while [ $i -lt 22 ]; do a=$a$a; i=$((i+1)); done";
        assert!(Command::new("sh").args(["-c", script]).status().unwrap().success());
        let seen = largest_memory_of_children().unwrap();
        assert!((64_000_000..2_000_000_000).contains(&seen), "{seen}");
    }
}
