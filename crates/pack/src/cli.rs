//! The command line: what can be asked, and the way from an answer to an exit code.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::cmd;

/// Packs articles into a site that needs no server.
#[derive(Debug, Parser)]
#[command(name = "tidings", version, about, long_about = None, after_help = "Examples:
  tidings pack articles -o site      a folder of Markdown into a site
  tidings serve site                 look at it: http://127.0.0.1:4173/
  tidings check articles             every problem, with file and line

`tidings <command> --help` tells more about each.")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Pack(Pack),
    Serve(Serve),
    Check(Check),
}

/// Make a site: the feed, its pictures and the viewer
///
/// A source is a folder of Markdown (.md, with YAML or TOML front matter) and plain text (.txt), a single such file, or a JSON
/// Feed (.json) with its pictures beside it. A `tidings.toml` at the root of a folder says title, languages and categories.
/// Drafts, scheduled, expired and private articles are never packed, nor are pictures only they use.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tidings pack articles -o site
  tidings pack feed.json -o site
  tidings pack page.txt -o site --feed-only
  tidings pack content -o site --settings blog.toml

The site that was there stays whole until the new one is complete. Files that tidings did not write are left alone.")]
pub struct Pack {
    /// Folder, .md, .txt or .json
    pub source: PathBuf,
    /// Folder of the site; it is made if it is not there
    #[arg(short, long, value_name = "FOLDER")]
    pub output: PathBuf,
    /// Write the feed and its pictures, without the viewer
    #[arg(long)]
    pub feed_only: bool,
    /// Leave out the pages that can be read without JavaScript
    #[arg(long)]
    pub no_pages: bool,
    /// Take the viewer from this folder instead of the one in this command
    #[arg(long, value_name = "FOLDER", conflicts_with = "feed_only")]
    pub viewer: Option<PathBuf>,
    /// Settings elsewhere than in the source's own tidings.toml
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Write into a folder that has other files in it
    #[arg(long)]
    pub force: bool,
    /// Keep smaller pictures here from pack to pack; default: the folder for caches of your system
    #[arg(long, value_name = "FOLDER", conflicts_with = "no_cache")]
    pub cache: Option<PathBuf>,
    /// Make all smaller pictures anew, and keep none
    #[arg(long)]
    pub no_cache: bool,
}

/// Show a site in the browsers of this machine
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tidings serve site
  tidings serve site --port 0             any free port
  tidings serve site --address 0.0.0.0    the whole network may look, too")]
pub struct Serve {
    /// Folder of the site
    pub site: PathBuf,
    #[arg(long, default_value_t = 4173)]
    pub port: u16,
    /// Address to listen on; the default answers this machine only
    #[arg(long, default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// Let pages of other origins read the site, as public hosts do
    #[arg(long)]
    pub cors: bool,
}

/// List every problem of a source, with file and line
///
/// Prints `file:line: severity: what, remedy`. The exit code is 1 if there are errors, else 0.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tidings check articles
  tidings check articles --json | jq '.problems[] | select(.severity == \"error\")'")]
pub struct Check {
    /// Folder, .md, .txt or .json
    pub source: PathBuf,
    /// For programs: {\"articles\", \"withheld\", \"problems\": [{\"file\", \"line\", \"severity\", \"what\", \"remedy\"}]}
    #[arg(long)]
    pub json: bool,
    /// Settings elsewhere than in the source's own tidings.toml
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let result = match &cli.command {
        Command::Pack(pack) => cmd::pack::run(pack),
        Command::Serve(serve) => cmd::serve::run(serve),
        Command::Check(check) => cmd::check::run(check),
    };
    result.unwrap_or_else(|error| {
        eprintln!("{error:?}");
        ExitCode::FAILURE
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_defaults_are_careful() {
        let cli = Cli::parse_from(["tidings", "serve", "site"]);
        let Command::Serve(serve) = cli.command else { panic!("{cli:?}") };
        assert!(serve.address.is_loopback() && !serve.cors);
        let cli = Cli::parse_from(["tidings", "pack", "articles", "-o", "site"]);
        let Command::Pack(pack) = cli.command else { panic!("{cli:?}") };
        assert!(!pack.force && !pack.feed_only);
    }
}
