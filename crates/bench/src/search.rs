//! Search: what the index of an archive weighs, what a first query fetches of it, and how the peers do.
//!
//! 1. [`beside`], unless anything else is asked for: archives of several sizes, searched by us, Pagefind, MiniSearch, FlexSearch and tantivy.
//! 2. [`weigh`] (`--only`, `--sizes`): the index of a blog and of a handbook in parts of several sizes, structure by structure.
//! 3. [`site`] (`--site`): what a first search of a site that is there fetches.
//!
//! [`queries`] of five kinds are drawn from the articles, the same for every engine and every size of parts.

mod beside;
mod queries;
mod site;
mod weigh;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use tidings_search::Sizes;

use crate::corpus;
use crate::data::Data;
use crate::pack::source::Source;

#[derive(Args)]
pub(crate) struct Choice {
    #[command(flatten)]
    data: Data,
    /// Articles of the archives that are searched beside the peers [default: 1000,10000]
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',', conflicts_with_all = ["only", "sizes", "site"])]
    articles: Vec<usize>,
    /// An archive of 100,000 articles as well, which takes the better part of an hour
    #[arg(long, conflicts_with_all = ["only", "sizes", "site"])]
    all: bool,
    /// No peers: a collection of the data folder, or a folder of Markdown; give it again for a second one [default with --sizes: rustblog, msdocs]
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Bytes of a piece of the dictionary, of a part with lists, and of one with positions; give it again for a second setting
    #[arg(long, value_name = "DICTIONARY,LISTS,POSITIONS", value_parser = sizes)]
    sizes: Vec<Sizes>,
    /// Queries of each kind
    #[arg(long, default_value_t = 85)]
    queries: usize,
    /// A site in parts, in place of collections: what a first search of it fetches
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["only", "sizes"])]
    site: Option<PathBuf>,
    /// The command that packs and searches
    #[arg(long, value_name = "PROGRAM", default_value = "target/release/tidings")]
    tidings: PathBuf,
}

fn sizes(text: &str) -> Result<Sizes, String> {
    let numbers: Result<Vec<usize>, _> = text.split(',').map(str::parse).collect();
    match numbers.as_deref() {
        Ok(&[dictionary, lists, positions]) => Ok(Sizes { dictionary, lists, positions }),
        _ => Err("three numbers with commas between them, such as 8192,4096,8192".to_owned()),
    }
}

pub(crate) fn run(choice: &Choice) -> Result<()> {
    if let Some(site) = &choice.site {
        return site::measure(site, &choice.tidings, choice.queries);
    }
    if choice.only.is_empty() && choice.sizes.is_empty() {
        let mut sizes = if choice.articles.is_empty() { vec![1_000, 10_000] } else { choice.articles.clone() };
        sizes.extend(choice.all.then_some(100_000));
        return beside::run(&choice.data, &choice.tidings, &sizes, choice.queries);
    }
    let names = match choice.only.as_slice() {
        [] => vec!["rustblog".to_owned(), "msdocs".to_owned()],
        chosen => chosen.to_vec(),
    };
    for name in names {
        let given = Path::new(&name);
        let folder = if given.is_dir() { given.to_owned() } else { choice.data.unpacked(&name)? };
        weigh::measure(&choice.sizes, choice.queries, &name, &articles(&folder)?)?;
    }
    Ok(())
}

struct Article {
    /// What a hit calls it; empty where nothing does.
    id: String,
    title: String,
    text: String,
}

fn articles(folder: &Path) -> Result<Vec<Article>> {
    let files = Source::read(folder)?.files;
    let article = |path: &Path| {
        let bytes = fs::read(path).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
        let page = String::from_utf8_lossy(&bytes);
        let (title, text) = corpus::title_and_body(&page);
        Ok(Article { id: String::new(), title: title.unwrap_or_default(), text: text.to_owned() })
    };
    let articles: Result<Vec<Article>> = files.iter().map(|path| article(path)).collect();
    articles.and_then(|articles| match articles.len() {
        0 => Err(miette!("{} holds no Markdown", folder.display())),
        _ => Ok(articles),
    })
}
