//! What the index weighs in parts of several sizes, and what a first query fetches of it.
//!
//! 1. The index is built with and without positions and written in parts of several sizes ([`tidings_search::Sizes`]); structures are weighed
//!    with brotli 9.
//! 2. Each query is asked of an index of which nothing is there but its root, as in a browser that has never been here; what it asks for is given
//!    to it and counted.
//!
//! Counted is the index alone: no code, no rows of results.

use std::time::Instant;

use miette::{Result, miette};
use sha2::{Digest, Sha256};
use tidings_search::{Document, Index, IndexBuilder, Name, Part, Query, Sizes, Written};

use super::Article;
use super::queries::{Asked, Kind, queries};
use crate::pack::update::brotli_9;
use crate::spread::{kb, quantile};

const SETTINGS: &[Sizes] = &[
    Sizes { dictionary: 4 << 10, lists: 4 << 10, positions: 8 << 10 },
    Sizes { dictionary: 8 << 10, lists: 4 << 10, positions: 8 << 10 },
    Sizes { dictionary: 8 << 10, lists: 8 << 10, positions: 16 << 10 },
    Sizes { dictionary: 16 << 10, lists: 8 << 10, positions: 16 << 10 },
    Sizes { dictionary: 16 << 10, lists: 16 << 10, positions: 32 << 10 },
];

/// Prints the table for one collection; `settings` in place of the usual ones unless empty, `count` queries of each kind.
pub(super) fn measure(settings: &[Sizes], count: usize, name: &str, articles: &[Article]) -> Result<()> {
    let bytes: usize = articles.iter().map(|article| article.title.len() + article.text.len()).sum();
    let megabytes = bytes as f64 / 1e6;
    println!("\n{name}: {} articles, {megabytes:.1} MB of text", articles.len());
    let build = |what: &str, mut builder: IndexBuilder| {
        let started = Instant::now();
        for Article { title, text, .. } in articles {
            builder.add(Document { title, body: text, extra: "", facts: "" });
        }
        let index = builder.finish();
        let seconds = started.elapsed().as_secs_f64();
        println!("indexed {what} positions in {seconds:.2} s ({:.0} MB/s, one core)", megabytes / seconds);
        index
    };
    let plain = build("without", IndexBuilder::new());
    let index = build("with", IndexBuilder::new().with_positions());
    let kinds = queries(articles, count);
    println!("warm, milliseconds, median and largest hundredth: {}", warm(&index, &kinds));
    println!(
        "\nKB with brotli 9, (+ what positions add); each kind of query, of the index with positions: median, largest twentieth,"
    );
    println!("parts fetched, rounds\n");
    println!(
        "| dictionary, lists, positions | root | dictionary | reversed | lists | positions | % of text | {} |",
        kinds.iter().map(|kind| kind.name).collect::<Vec<_>>().join(" | ")
    );
    println!("|---|---|---|---|---|---|---|{}", "---|".repeat(kinds.len()));
    let settings = if settings.is_empty() { SETTINGS } else { settings };
    for sizes in settings {
        let (without, cold) = (Cold::new(plain.write(*sizes, &name_of))?, Cold::new(index.write(*sizes, &name_of))?);
        let costs = kinds.iter().map(|kind| cold.costs(&kind.queries)).collect::<Result<Vec<_>>>()?;
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

fn warm(index: &Index, kinds: &[Kind]) -> String {
    let one = |kind: &Kind| {
        let mut times: Vec<f64> = kind
            .queries
            .iter()
            .map(|query| {
                let query = Query::parse(&query.text);
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
            "{} {:.2}, {:.2}",
            kind.name,
            quantile(&times, 50).unwrap_or_default(),
            quantile(&times, 99).unwrap_or_default()
        )
    };
    kinds.iter().map(one).collect::<Vec<_>>().join("; ")
}

pub(super) fn name_of(part: &[u8]) -> Name {
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
    fn costs(&self, queries: &[Asked]) -> Result<String> {
        let (mut bytes, mut parts, mut rounds) = (Vec::new(), Vec::new(), Vec::new());
        for query in queries {
            let (sent, fetched, turns) = self.cost(&Query::parse(&query.text).sparing())?;
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
