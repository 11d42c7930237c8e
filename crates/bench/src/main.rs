//! `tidings-bench`: measurements with the peer beside us in the same run.
//!
//! Bytes are exact; times on a shared machine are not. So a time is printed as the median of several runs with the smallest and
//! largest beside it, runs of ours and of the peer take turns, and the ratio is what counts.
//!
//! 1. [`startup`]: front page and article, our plain feed and our packed site against a docsify site of the same articles, and packed
//!    archives, in a throttled browser.
//! 2. [`pack`]: time, memory and bytes of packing, and of packing again after one edit; Hugo with the same pages.
//! 3. [`sizes`]: what larger and smaller parts of an archive cost a reader.
//! 4. [`edition`]: how large a publication in one file is, and how soon it can be read from a disk.
//! 5. [`keep`]: what a browser that keeps a whole archive fetches after one edit.
//! 6. [`search`]: what the index weighs and a first query fetches of it, Pagefind, MiniSearch, FlexSearch and tantivy beside us.
//! 7. [`relevance`]: how well we rank on judged collections, tantivy and lunr beside us.
//!
//! What is measured with is real ([`data`]) or made from real pages ([`corpus`]).
//!
//! `cargo xtask bench <name>` builds what a measurement needs and calls it.
#![allow(clippy::print_stdout, reason = "this program speaks to a person")]

mod browser;
mod corpus;
mod data;
mod docsify;
mod edition;
mod keep;
mod npm;
mod pack;
mod peers;
mod random;
mod relevance;
mod search;
mod server;
mod sizes;
mod spread;
mod startup;
mod watch;

use clap::{Parser, Subcommand};
use miette::Result;

#[derive(Parser)]
#[command(name = "tidings-bench", about = "Measure Tidings beside its peers")]
struct Arguments {
    #[command(subcommand)]
    measurement: Measurement,
}

#[derive(Subcommand)]
enum Measurement {
    /// Make a publication of any size out of real pages: the same seed gives the same bytes
    Corpus(corpus::Choice),
    /// Opening the front page and an article, against docsify with the same articles
    Startup(startup::Choice),
    /// Packing a blog, a handbook and 100,000 articles, and each again after one edit; Hugo beside it
    Pack(pack::Choice),
    /// Shards, list pages and look-up files of other sizes: what a reader fetches
    Sizes(sizes::Choice),
    /// Editions in one file: their size, and how soon one can be read from a disk
    Edition(edition::Choice),
    /// What a browser that keeps a whole archive fetches after one edit
    Keep(keep::Choice),
    /// Search: bytes of index and first query, build, memory, times; Pagefind, MiniSearch, FlexSearch and tantivy beside us
    Search(search::Choice),
    /// Ranking on judged collections: nDCG@10, MAP and recall@100; tantivy and lunr beside us
    Relevance(relevance::Choice),
    /// Not for people: runs a program and tells its time and memory
    #[command(hide = true)]
    Watch(watch::Choice),
}

fn main() -> Result<()> {
    match Arguments::parse().measurement {
        Measurement::Corpus(choice) => corpus::run(&choice),
        Measurement::Startup(choice) => startup::run(&choice),
        Measurement::Pack(choice) => pack::run(&choice),
        Measurement::Sizes(choice) => sizes::run(&choice),
        Measurement::Edition(choice) => edition::run(&choice),
        Measurement::Keep(choice) => keep::run(&choice),
        Measurement::Search(choice) => search::run(&choice),
        Measurement::Relevance(choice) => relevance::run(&choice),
        Measurement::Watch(choice) => watch::between(&choice),
    }
}
