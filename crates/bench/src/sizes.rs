//! How large the parts of an archive should be: the handbook packed with parts of several sizes, and what each costs a reader.
//!
//! A part is fetched whole for the one thing that is wanted of it, so large parts cost bytes; small parts compress worse and are many,
//! and every one of them has its line in the manifest, which an update fetches. Counted are bytes as a good host sends them (brotli 9).
//!
//! The command is the released `tidings` with its hidden `--part-sizes`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use miette::{IntoDiagnostic, Result, WrapErr, miette};

use crate::data::Data;
use crate::pack::source::Source;
use crate::pack::update::{Manifest, Update, brotli_9};
use crate::pack::{empty, timed, weigh};
use crate::spread::{kb, quantile};

#[derive(Args)]
pub(crate) struct Choice {
    #[command(flatten)]
    data: Data,
    /// Kilobytes of a shard, articles of a list page, slugs of a look-up file; give it again for a second setting
    #[arg(long, value_name = "KB,ARTICLES,SLUGS")]
    sizes: Vec<String>,
    /// The command that packs
    #[arg(long, value_name = "PROGRAM", default_value = "target/release/tidings")]
    tidings: PathBuf,
}

/// One of the three is varied at a time.
const SETTINGS: &[&str] = &[
    "32,50,50",
    "8,50,50",
    "16,50,50",
    "64,50,50",
    "128,50,50",
    "32,20,50",
    "32,100,50",
    "32,200,50",
    "32,50,25",
    "32,50,100",
    "32,50,400",
];

const WORKSHOP: &str = "target/bench/sizes";

pub(crate) fn run(choice: &Choice) -> Result<()> {
    let source = Source::read(&choice.data.unpacked("msdocs")?)?;
    let site = Path::new(WORKSHOP).join("site");
    let settings: Vec<&str> = match choice.sizes.as_slice() {
        [] => SETTINGS.to_vec(),
        chosen => chosen.iter().map(String::as_str).collect(),
    };
    fs::create_dir_all(WORKSHOP).into_diagnostic().wrap_err(WORKSHOP)?;
    println!("kilobytes with brotli 9\n");
    println!(
        "| shard KB, articles, slugs | shard: median, largest tenth | look-up | list page | update | of it manifest | files | MB on disk |"
    );
    println!("|---|---|---|---|---|---|---|---|");
    for sizes in settings {
        empty(&site)?;
        let command = command(choice, &source, &site, sizes);
        timed(&command, Path::new(WORKSHOP))?;
        let before = Manifest::read(&site)?;
        let (files, bytes) = weigh(&site)?;
        let sent = sent(&site, &before)?;
        let update = {
            let _edit = source.edit(0, 1)?;
            timed(&command, Path::new(WORKSHOP))?;
            Update::since(&before, &site)?
        };
        let of = |group: &str, part: usize| sent.get(group).and_then(|sent| quantile(sent, part)).unwrap_or_default();
        let manifest = update.groups.get("manifest").map(|weight| weight.sent).unwrap_or_default();
        println!(
            "| {sizes} | {:.1}, {:.1} | {:.1} | {:.1} | {:.1} | {:.1} | {files} | {:.1} |",
            kb(of("articles", 50)),
            kb(of("articles", 90)),
            kb(of("lookup", 50)),
            kb(of("lists", 50)),
            kb(update.by_files().sent),
            kb(manifest),
            bytes as f64 / 1e6,
        );
    }
    empty(&site)
}

/// Without viewer, pages, pictures in sizes and memory: none of them has anything to do with the parts.
fn command(choice: &Choice, source: &Source, site: &Path, sizes: &str) -> Vec<String> {
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let mut command = vec![text(&choice.tidings), "pack".to_owned(), text(&source.folder)];
    command.extend(["--output".to_owned(), text(site), "--part-sizes".to_owned(), sizes.to_owned()]);
    command.extend(["--feed-only", "--packed", "--no-renditions", "--no-cache"].map(str::to_owned));
    command
}

/// By group, the bytes of its files as they are sent, smallest first. Of the list pages those of the publication, which are full
/// but for the newest.
fn sent(site: &Path, manifest: &Manifest) -> Result<BTreeMap<String, Vec<u64>>> {
    let mut sent: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for file in &manifest.files {
        let is_part = match file.group.as_str() {
            "lists" => !file.path.contains('/') && file.path != "feed.json",
            group => group == "articles" || group == "lookup",
        };
        if is_part {
            let bytes = fs::read(site.join(&file.path)).into_diagnostic().wrap_err_with(|| file.path.clone())?;
            sent.entry(file.group.clone()).or_default().push(brotli_9(&bytes)?.min(bytes.len()) as u64);
        }
    }
    if sent.is_empty() {
        return Err(miette!("{} lists no parts", site.display()));
    }
    sent.values_mut().for_each(|sizes| sizes.sort_unstable());
    Ok(sent)
}
