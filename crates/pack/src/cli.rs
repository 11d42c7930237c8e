//! The command line: what can be asked, and the way from an answer to an exit code.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use clap_complete::Shell;
use tidings_bundle::Timestamp;

use crate::cmd;
use crate::edition::Pictures;
use crate::packed::Sizes;

/// Packs articles into a site that needs no server.
#[derive(Debug, Parser)]
#[command(name = "tidings", version, about, long_about = None, after_help = "Examples:
  tidings new articles               a folder to begin with
  tidings pack articles -o site      a folder of Markdown into a site
  tidings serve site                 look at it: http://127.0.0.1:4173/
  tidings serve articles             the same while you write: every save shows at once
  tidings check articles             every problem, with file and line
  tidings inspect site               what is in a site, and where its bytes are
  tidings export articles --single-file -o tide.html    everything in one file, to be read from a disk
  tidings search site \"tide mill\"     what readers find

`tidings <command> --help` tells more about each.")]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    New(New),
    Pack(Pack),
    Serve(Serve),
    Check(Check),
    Inspect(Inspect),
    Export(Export),
    Search(Search),
    Completions(Completions),
    Man(Man),
}

/// Begin a publication: settings with comments, two articles, a picture
///
/// What is written packs as it is. Files that are there already are never written over.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tidings new articles
  tidings new articles --title \"The Estuary\" --language fa")]
pub struct New {
    /// Folder; it is made if it is not there
    pub folder: PathBuf,
    /// Name of the publication; default: that of the folder
    #[arg(long)]
    pub title: Option<String>,
    /// Its language, as a tag such as en, fa or pt-BR
    #[arg(long, value_name = "TAG", default_value = "en")]
    pub language: String,
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
    /// Write one feed.json with all articles, however many; default: above 256 KB it is cut into parts
    #[arg(long, conflicts_with = "packed")]
    pub plain: bool,
    /// Cut the feed into parts, however small it is
    #[arg(long)]
    pub packed: bool,
    /// How large parts become, for those who measure that (`cargo xtask bench sizes`)
    #[arg(long, value_name = "KB,ARTICLES,SLUGS", hide = true)]
    pub part_sizes: Option<Sizes>,
    /// Leave out the smaller versions of the pictures (WebP, and a hint of a few bytes), of which browsers load what fits
    #[arg(long)]
    pub no_renditions: bool,
    /// Keep smaller pictures here from pack to pack; default: the folder for caches of your system
    #[arg(long, value_name = "FOLDER", conflicts_with = "no_cache")]
    pub cache: Option<PathBuf>,
    /// Make all smaller pictures anew, and keep none
    #[arg(long)]
    pub no_cache: bool,
}

/// Show a site, or a source while it is being written, in the browsers of this machine
///
/// A source (what `tidings pack` takes) is packed into a folder of its own within the cache, and again whenever it changes; open
/// pages then reload. After an error the site stays as it was until the error is mended. Drafts stay out, as in a pack.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tidings serve articles                  a source: save a file, and the browser shows it
  tidings serve site                      a packed site, as a host would show it
  tidings serve site --port 0             any free port
  tidings serve site --address 0.0.0.0    the whole network may look, too")]
pub struct Serve {
    /// Folder of a site, or a source: folder, .md, .txt or .json
    pub path: PathBuf,
    #[arg(long, default_value_t = 4173)]
    pub port: u16,
    /// Address to listen on; the default answers this machine only
    #[arg(long, default_value = "127.0.0.1")]
    pub address: IpAddr,
    /// Let pages of other origins read the site, as public hosts do
    #[arg(long)]
    pub cors: bool,
    /// Of a source: take the viewer from this folder instead of the one in this command
    #[arg(long, value_name = "FOLDER")]
    pub viewer: Option<PathBuf>,
    /// Of a source: settings elsewhere than in its own tidings.toml
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Of a source: leave out the smaller versions of the pictures, which take the most time at first
    #[arg(long)]
    pub no_renditions: bool,
    /// Of a source: keep its site and its smaller pictures here; default: the folder for caches of your system
    #[arg(long, value_name = "FOLDER")]
    pub cache: Option<PathBuf>,
}

/// List every problem of a source, with file and line
///
/// Everything that packing would report, and what a careful editor looks for besides: pictures without words for readers who
/// cannot see them, links to places that an article does not have, dates nobody meant, categories without articles.
///
/// Prints `file:line: severity: what, remedy`. The exit code is 1 if there are errors, else 0.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tidings check articles
  tidings check articles --json | jq '.problems[] | select(.severity == \"error\")'")]
pub struct Check {
    /// Folder, .md, .txt or .json
    pub source: PathBuf,
    /// For programs: {"articles", "withheld", "problems": [{"file", "line", "severity", "what", "remedy"}]}
    #[arg(long)]
    pub json: bool,
    /// Settings elsewhere than in the source's own tidings.toml
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
}

/// Make an edition that needs no host: one file, or a folder, with the viewer, the articles, their pictures and the search; or a book
///
/// It opens by double click, from a disk, a stick or an e-mail, in any browser, and asks no network. A folder is for what is too large for
/// one file; opening it reads no more than it shows. Drafts, scheduled, expired and private articles stay out, as in a pack.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("kind").required(true), after_help = "Examples:
  tidings export articles --single-file -o tide.html
  tidings export articles --single-file --category city --category country/coast -o coast.html
  tidings export feed.json --single-file --since 2024-01-01 --pictures small -o year.html
  tidings export articles --single-file --largest 10MB -o mail.html
  tidings export articles --folder -o stick/tide       then open stick/tide/index.html
  tidings export articles --epub --category country -o country.epub

Without --pictures they go into a file or a book up to 1080 pixels across, and into a folder in all sizes. A site is no source: name what it was packed from.")]
pub struct Export {
    /// Folder, .md, .txt or .json
    pub source: PathBuf,
    /// The file or folder to write; what is there stays until the new one is complete
    #[arg(short, long, value_name = "PATH")]
    pub output: PathBuf,
    /// One page of HTML that holds everything
    #[arg(long, group = "kind")]
    pub single_file: bool,
    /// A page of HTML with scripts and pictures beside it; it works on a host, too
    #[arg(long, group = "kind")]
    pub folder: bool,
    /// A book for reading devices (EPUB 3); category by category, without the viewer
    #[arg(long, group = "kind")]
    pub epub: bool,
    /// Only this category and those below it, by its path; give it again for a second one
    #[arg(long = "category", value_name = "PATH")]
    pub categories: Vec<String>,
    /// Only articles in this language; give it again for a second one
    #[arg(long = "language", value_name = "TAG")]
    pub languages: Vec<String>,
    /// Only articles of this day and later
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub since: Option<Timestamp>,
    /// Only articles before this day
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub before: Option<Timestamp>,
    /// How large pictures are at most
    #[arg(long, value_enum)]
    pub pictures: Option<Pictures>,
    /// Attached files go along
    #[arg(long)]
    pub attachments: bool,
    /// Make pictures smaller until the file has at most this, as in 800kB or 25MB; a larger folder is an error
    #[arg(long, value_name = "SIZE", value_parser = bytes)]
    pub largest: Option<u64>,
    /// Cut the articles of a file into parts, which a browser reads one by one; default: above 8 MB of text
    #[arg(long)]
    pub packed: bool,
    /// Take the viewer from this folder instead of the one in this command
    #[arg(long, value_name = "FOLDER")]
    pub viewer: Option<PathBuf>,
    /// Settings elsewhere than in the source's own tidings.toml
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Keep smaller pictures here from export to export; default: the folder for caches of your system
    #[arg(long, value_name = "FOLDER")]
    pub cache: Option<PathBuf>,
}

/// A day, which begins at midnight, universal time.
fn day(text: &str) -> Result<Timestamp, &'static str> {
    Timestamp::parse(text).filter(|moment| !moment.has_time()).ok_or("a day is written as 2024-03-31")
}

/// `800kB`, `25MB`, `1GB`, or bytes: thousands, as disks and mail programs count.
fn bytes(text: &str) -> Result<u64, &'static str> {
    const HELP: &str = "a size is written as 800kB, 25MB or 1GB";
    let number = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let factor: u64 = match text.get(number.len()..).unwrap_or_default().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        _ => return Err(HELP),
    };
    number.parse::<u64>().ok().and_then(|number| number.checked_mul(factor)).ok_or(HELP)
}

/// Tell what is in a site, and where its bytes are
///
/// Counts articles, categories, languages and pictures, and weighs the files by what they are for and by type. What they weigh
/// on the wire is an estimate: a sample of each kind is compressed with brotli.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tidings inspect site
  tidings inspect site --largest 50
  tidings inspect site --json | jq .groups")]
pub struct Inspect {
    /// Folder of the site
    pub site: PathBuf,
    /// How many of the largest files to list
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    pub largest: usize,
    /// For programs: {"title", "articles", "pictures", "languages", "categories", "files", "bytes", "groups", "types",
    /// "largest", "problems"}
    #[arg(long)]
    pub json: bool,
}

/// Search a site, a feed or a source as its readers do
///
/// The engine is the viewer's, and so is the order: all words before some, exact words before beginnings before mistyped ones;
/// "words in quotes" must stand together, a word after a minus must not occur, and OR makes alternatives. category:, tag:, author:,
/// lang:, before:, after: and has: say what an article must be (has:gallery, after:2024-05), and sort:newest puts the newest first. Without a
/// query, all articles that the options let through are listed, the newest first.
///
/// The exit code is 1 if nothing is found, else 0.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tidings search site \"tide mill\"
  tidings search feed.json seagrass --limit 3 --year 2024
  tidings search articles --category world --lang fa
  tidings search site 'tide OR mill after:2024 -tag:sport'
  tidings search site --queries queries.tsv > answers.jsonl

Each line of a file of queries is a query, or `id<TAB>query`. Each answer is one line of JSON: {\"id\", \"hits\": [{\"id\",
\"score\"}], \"took_us\", \"bytes\", \"requests\"}. `bytes` and `requests` are the files of the site that a browser fetches for the
first ten hits, as a host sends them, without the engine (`cargo xtask size` weighs that).")]
pub struct Search {
    /// Folder of a site, a feed (.json), or a source: folder, .md or .txt
    pub path: PathBuf,
    /// What a reader would type
    #[arg(required_unless_present_any = ["queries", "category", "tag", "author", "lang", "year"])]
    pub query: Option<String>,
    /// How many hits to show
    #[arg(short, long, value_name = "NUMBER", default_value_t = 10)]
    pub limit: u32,
    /// For programs: {"total", "meant", "hits": [{"id", "slug", "published", "language", "headline", "snippet", "score"}],
    /// "took_us", "bytes", "requests"}
    #[arg(long)]
    pub json: bool,
    /// Answer each line of this file with a line of JSON; - reads standard input
    #[arg(long, value_name = "FILE", conflicts_with = "query")]
    pub queries: Option<PathBuf>,
    /// Only this category and what is below it: world/asia
    #[arg(long, value_name = "PATH")]
    pub category: Option<String>,
    /// Only articles with this tag; again for one with any of several
    #[arg(long)]
    pub tag: Vec<String>,
    /// Only articles by this author; again for any of several
    #[arg(long, value_name = "NAME")]
    pub author: Vec<String>,
    /// Only articles in this language: en takes in en-GB
    #[arg(long, value_name = "TAG")]
    pub lang: Vec<String>,
    /// Only articles of this year; again for any of several
    #[arg(long, allow_hyphen_values = true)]
    pub year: Vec<i32>,
}

/// Print what makes a shell complete the commands and options of tidings
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tidings completions bash > ~/.local/share/bash-completion/completions/tidings
  tidings completions zsh > ~/.zfunc/_tidings
  tidings completions fish > ~/.config/fish/completions/tidings.fish")]
pub struct Completions {
    pub shell: Shell,
}

/// Print the manual, as man reads it
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  tidings man > tidings.1
  tidings man pack | man -l -
  tidings man -o ~/.local/share/man/man1     a page for each command")]
pub struct Man {
    /// The page of one command; default: that of tidings itself
    #[arg(value_name = "COMMAND", conflicts_with = "output")]
    pub about: Option<String>,
    /// Write all pages into this folder instead
    #[arg(short, long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
}

/// Runs the command that was typed.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let result = match &cli.command {
        Command::New(new) => cmd::new::run(new),
        Command::Pack(pack) => cmd::pack::run(pack),
        Command::Serve(serve) => cmd::serve::run(serve),
        Command::Check(check) => cmd::check::run(check),
        Command::Inspect(inspect) => cmd::inspect::run(inspect),
        Command::Export(export) => cmd::export::run(export),
        Command::Search(search) => cmd::search::run(search),
        Command::Completions(completions) => cmd::completions::run(completions),
        Command::Man(man) => cmd::man::run(man),
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
        assert!(!pack.force && !pack.feed_only && !pack.no_renditions);
    }
}
