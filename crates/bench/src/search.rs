//! What the index of an archive weighs, and what a first query fetches of it.
//!
//! 1. Articles are read from a collection; title and text, as they stand in Markdown.
//! 2. The index is built with and without positions and written in parts of several sizes ([`tidings_search::Sizes`]); structures are weighed
//!    with brotli 9.
//! 3. Queries of five kinds are drawn from the articles, the same for every size. Each is asked of an index of which nothing is there but
//!    its root, as in a browser that has never been here; what it asks for is given to it and counted.
//!
//! Counted is the index alone: no code, no rows of results.

mod site;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use sha2::{Digest, Sha256};
use tidings_search::{Document, Index, IndexBuilder, Name, Part, Query, Sizes, Written, tokens};

use crate::corpus;
use crate::data::Data;
use crate::pack::source::Source;
use crate::pack::update::brotli_9;
use crate::random::Random;
use crate::spread::{kb, quantile};

#[derive(Args)]
pub(crate) struct Choice {
    #[command(flatten)]
    data: Data,
    /// A collection of the data folder, or a folder of Markdown; give it again for a second one [default: rustblog and msdocs]
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
    /// The command that searches the site
    #[arg(long, value_name = "PROGRAM", default_value = "target/release/tidings")]
    tidings: PathBuf,
}

const SETTINGS: &[Sizes] = &[
    Sizes { dictionary: 4 << 10, lists: 4 << 10, positions: 8 << 10 },
    Sizes { dictionary: 8 << 10, lists: 4 << 10, positions: 8 << 10 },
    Sizes { dictionary: 8 << 10, lists: 8 << 10, positions: 16 << 10 },
    Sizes { dictionary: 16 << 10, lists: 8 << 10, positions: 16 << 10 },
    Sizes { dictionary: 16 << 10, lists: 16 << 10, positions: 32 << 10 },
];

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
    let names = match choice.only.as_slice() {
        [] => vec!["rustblog".to_owned(), "msdocs".to_owned()],
        chosen => chosen.to_vec(),
    };
    for name in names {
        let given = Path::new(&name);
        let folder = if given.is_dir() { given.to_owned() } else { choice.data.unpacked(&name)? };
        measure(choice, &name, &articles(&folder)?)?;
    }
    Ok(())
}

struct Article {
    title: String,
    text: String,
}

fn articles(folder: &Path) -> Result<Vec<Article>> {
    let files = Source::read(folder)?.files;
    let article = |path: &Path| {
        let bytes = fs::read(path).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
        let page = String::from_utf8_lossy(&bytes);
        let (title, text) = corpus::title_and_body(&page);
        Ok(Article { title: title.unwrap_or_default(), text: text.to_owned() })
    };
    let articles: Result<Vec<Article>> = files.iter().map(|path| article(path)).collect();
    articles.and_then(|articles| match articles.len() {
        0 => Err(miette!("{} holds no Markdown", folder.display())),
        _ => Ok(articles),
    })
}

fn measure(choice: &Choice, name: &str, articles: &[Article]) -> Result<()> {
    let bytes: usize = articles.iter().map(|article| article.title.len() + article.text.len()).sum();
    let megabytes = bytes as f64 / 1e6;
    println!("\n{name}: {} articles, {megabytes:.1} MB of text", articles.len());
    let build = |what: &str, mut builder: IndexBuilder| {
        let started = Instant::now();
        for Article { title, text } in articles {
            builder.add(Document { title, body: text, extra: "", facts: "" });
        }
        let index = builder.finish();
        let seconds = started.elapsed().as_secs_f64();
        println!("indexed {what} positions in {seconds:.2} s ({:.0} MB/s, one core)", megabytes / seconds);
        index
    };
    let plain = build("without", IndexBuilder::new());
    let index = build("with", IndexBuilder::new().with_positions());
    let kinds = queries(articles, choice.queries);
    println!("warm, milliseconds, median and largest hundredth: {}", warm(&index, &kinds));
    println!(
        "\nKB with brotli 9, (+ what positions add); each kind of query, of the index with positions: median, largest twentieth,"
    );
    println!("parts fetched, rounds\n");
    println!(
        "| dictionary, lists, positions | root | dictionary | reversed | lists | positions | % of text | {} |",
        kinds.iter().map(|(kind, _)| *kind).collect::<Vec<_>>().join(" | ")
    );
    println!("|---|---|---|---|---|---|---|{}", "---|".repeat(kinds.len()));
    let settings = if choice.sizes.is_empty() { SETTINGS } else { &choice.sizes };
    for sizes in settings {
        let (without, cold) = (Cold::new(plain.write(*sizes, &name_of))?, Cold::new(index.write(*sizes, &name_of))?);
        let costs = kinds.iter().map(|(_, queries)| cold.costs(queries)).collect::<Result<Vec<_>>>()?;
        let grown = |of: fn(&Cold) -> &[u64]| {
            let (before, after) = (of(&without).iter().sum(), of(&cold).iter().sum());
            format!("{:.1} (+ {:.1}) in {}", kb(before), kb(after) - kb(before), of(&cold).len())
        };
        println!(
            "| {}, {}, {} | {:.1} | {} | {} | {} | {} | {:.1}, with positions {:.1} | {} |",
            sizes.dictionary,
            sizes.lists,
            sizes.positions,
            kb(cold.root),
            grown(|cold| &cold.dictionary),
            grown(|cold| &cold.reversed),
            grown(|cold| &cold.lists),
            grown(|cold| &cold.positions),
            without.all() as f64 * 100.0 / bytes as f64,
            cold.all() as f64 * 100.0 / bytes as f64,
            costs.join(" | "),
        );
    }
    Ok(())
}

/// Queries by kind. A space at the end: complete.
fn queries(articles: &[Article], count: usize) -> Vec<(&'static str, Vec<String>)> {
    let mut random = Random::of(4, 1);
    let mut words = |least: usize| {
        let mut found = Vec::new();
        while found.len() < count {
            let Some(article) = articles.get(random.below(articles.len())) else { break };
            let long: Vec<String> = tokens(&article.text)
                .map(|token| token.text)
                .filter(|word| word.chars().count() >= least && word.chars().all(char::is_alphabetic))
                .collect();
            found.extend(random.pick(&long).map(str::to_owned));
        }
        found
    };
    let (whole, begun, mistyped) = (words(4), words(6), words(5));
    let mut random = Random::of(4, 2);
    let begun = begun.iter().map(|word| word.chars().take(4).collect()).collect();
    let mistyped = mistyped.iter().map(|word| mistaken(word, &mut random) + " ").collect();
    let titled: Vec<&Article> = articles.iter().filter(|article| tokens(&article.title).count() > 2).collect();
    let titles = (0..count).filter_map(|_| {
        let words: Vec<String> =
            tokens(&titled.get(random.below(titled.len()))?.title).map(|token| token.text).collect();
        Some(words.get(..3)?.join(" ") + " ")
    });
    let titles = titles.collect();
    let mut random = Random::of(4, 3);
    let mut phrases = Vec::new();
    while phrases.len() < count {
        let Some(article) = articles.get(random.below(articles.len())) else { break };
        let words: Vec<&str> = article.text.split_whitespace().collect();
        let is_plain = |three: &&[&str]| three.iter().all(|word| word.chars().all(char::is_alphabetic));
        let rows: Vec<String> = words.windows(3).filter(is_plain).map(|three| three.join(" ")).collect();
        phrases.extend(random.pick(&rows).map(|three| format!("\"{three}\"")));
    }
    vec![
        ("word", whole.into_iter().map(|word| word + " ").collect()),
        ("beginning", begun),
        ("mistyped", mistyped),
        ("three words of a title", titles),
        ("phrase", phrases),
    ]
}

/// The word with one letter wrong, missing or swapped with its neighbour.
fn mistaken(word: &str, random: &mut Random) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = random.below(letters.len().saturating_sub(1));
    match random.below(3) {
        0 => drop(letters.remove(at)),
        1 => letters.swap(at, at + 1),
        _ => letters.splice(at..=at, ['q']).for_each(drop),
    }
    letters.into_iter().collect()
}

fn warm(index: &Index, kinds: &[(&'static str, Vec<String>)]) -> String {
    let one = |(kind, queries): &(&'static str, Vec<String>)| {
        let mut times: Vec<f64> = queries
            .iter()
            .map(|query| {
                let query = Query::parse(query);
                let once = |_| {
                    let started = Instant::now();
                    std::hint::black_box(index.score(&query));
                    started.elapsed().as_secs_f64() * 1000.0
                };
                (0..3).map(once).fold(f64::MAX, f64::min)
            })
            .collect();
        times.sort_by(f64::total_cmp);
        format!(
            "{kind} {:.2}, {:.2}",
            quantile(&times, 50).unwrap_or_default(),
            quantile(&times, 99).unwrap_or_default()
        )
    };
    kinds.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn name_of(part: &[u8]) -> Name {
    let mut name = Name::default();
    Sha256::digest(part).iter().zip(&mut name).for_each(|(byte, place)| *place = *byte);
    name
}

/// An index in parts, and what each weighs on the wire.
struct Cold {
    written: Written,
    root: u64,
    dictionary: Vec<u64>,
    reversed_root: u64,
    reversed: Vec<u64>,
    lists: Vec<u64>,
    positions: Vec<u64>,
}

impl Cold {
    fn new(written: Written) -> Result<Cold> {
        let weigh = |parts: &[Vec<u8>]| parts.iter().map(|part| Ok(brotli_9(part)? as u64)).collect::<Result<Vec<_>>>();
        let [root, reversed_root] =
            [&written.root, &written.reversed_root].map(|root| brotli_9(root).map(|bytes| bytes as u64));
        let (root, reversed_root) = (root?, reversed_root?);
        let (dictionary, reversed) = (weigh(&written.dictionary)?, weigh(&written.reversed)?);
        let (lists, positions) = (weigh(&written.lists)?, weigh(&written.positions)?);
        Ok(Cold { written, root, dictionary, reversed_root, reversed, lists, positions })
    }

    fn all(&self) -> u64 {
        let parts = [&self.dictionary, &self.reversed, &self.lists, &self.positions];
        self.root + self.reversed_root + parts.into_iter().flatten().sum::<u64>()
    }

    /// Median and largest twentieth of what the queries fetch, root included; medians of parts and rounds.
    fn costs(&self, queries: &[String]) -> Result<String> {
        let (mut bytes, mut parts, mut rounds) = (Vec::new(), Vec::new(), Vec::new());
        for query in queries {
            let (sent, fetched, turns) = self.cost(&Query::parse(query).sparing())?;
            bytes.push(kb(sent));
            parts.push(fetched as f64);
            rounds.push(f64::from(turns));
        }
        [&mut bytes, &mut parts, &mut rounds].into_iter().for_each(|values| values.sort_by(f64::total_cmp));
        Ok(format!(
            "{:.1}, {:.1}, {:.0}, {:.0}",
            quantile(&bytes, 50).unwrap_or_default(),
            quantile(&bytes, 95).unwrap_or_default(),
            quantile(&parts, 50).unwrap_or_default(),
            quantile(&rounds, 50).unwrap_or_default()
        ))
    }

    fn weight(&self, part: Part) -> u64 {
        let (weights, number) = match part {
            Part::Dictionary(number) => (&self.dictionary, number),
            Part::ReversedRoot => return self.reversed_root,
            Part::Reversed(number) => (&self.reversed, number),
            Part::Lists(number) => (&self.lists, number),
            Part::Positions(number) => (&self.positions, number),
        };
        weights.get(number as usize).copied().unwrap_or_default()
    }

    fn cost(&self, query: &Query) -> Result<(u64, usize, u32)> {
        let corrupt = |_| miette!("the index does not read what it wrote");
        let mut index = Index::open(&self.written.root).map_err(corrupt)?;
        let (mut sent, mut fetched, mut rounds) = (self.root, 0, 0);
        while let Err(wanted) = index.ask(query) {
            rounds += 1;
            fetched += wanted.len();
            for part in wanted {
                sent += self.weight(part);
                let bytes = self.written.part(part).cloned().unwrap_or_default();
                index.give(part, bytes).map_err(corrupt)?;
            }
        }
        Ok((sent, fetched, rounds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_one() {
        let mut random = Random::of(1, 1);
        for _ in 0..99 {
            let word = mistaken("harbour", &mut random);
            assert!((6..=7).contains(&word.chars().count()), "{word}");
        }
    }
}
