//! Prints what decoding, filtering and counting cost:
//! `cargo run --release -p tidings-bundle --example decode_speed [feed.json]`. Without a file, over a made-up archive of 20,000
//! articles.

#![allow(clippy::print_stdout, reason = "prints measurements")]

use std::error::Error;
use std::time::{Duration, Instant};

use tidings_bundle::{Facets, Filter, decode, encode};

fn main() -> Result<(), Box<dyn Error>> {
    let bytes = match std::env::args().nth(1) {
        Some(path) => std::fs::read(path)?,
        None => archive(20_000).into_bytes(),
    };
    let megabytes = bytes.len() as f64 / 1e6;
    let (bundle, decoding) = best_of_five(|| decode(&bytes));
    let bundle = bundle?;
    println!("{} articles, {megabytes:.1} MB, {} problems", bundle.articles.len(), bundle.problems.len());
    println!("decode             {decoding:>10.1?}  {:.0} MB/s", megabytes / decoding.as_secs_f64());
    println!("encode             {:>10.1?}", best_of_five(|| encode(&bundle)).1);

    let filter = Filter { tags: vec!["tag 7".into()], years: vec![2020, 2021], ..Filter::default() };
    let started = Instant::now();
    let selected = filter.select(&bundle);
    println!("first filter       {:>10.1?}  {} articles, tables built", started.elapsed(), selected.len());
    println!("filter             {:>10.1?}", best_of_five(|| filter.select(&bundle)).1);
    let all: Vec<_> = bundle.ordinals().collect();
    println!("facets             {:>10.1?}", best_of_five(|| Facets::count(&bundle, &all, &filter)).1);
    let (_, related) = best_of_five(|| bundle.related(all[all.len() / 2], 5));
    println!("related            {related:>10.1?}");
    Ok(())
}

fn best_of_five<T>(mut work: impl FnMut() -> T) -> (T, Duration) {
    let mut best = Duration::MAX;
    let mut timed = || {
        let started = Instant::now();
        let result = work();
        best = best.min(started.elapsed());
        result
    };
    for _ in 0..4 {
        timed();
    }
    let result = timed();
    (result, best)
}

/// About 4 KB per article, as in a newsroom's archive.
fn archive(articles: usize) -> String {
    let paragraph =
        "<p>The harbour woke early, and \\\"early\\\" here means before the first ferry; دریا آرام بود.</p>";
    let items: Vec<String> = (0..articles)
        .map(|n| {
            format!(
                r#"{{"id": "https://paper.example/{n}", "url": "https://paper.example/a/{n}-story", "title": "Story number {n}",
                "content_html": "{}", "date_published": "{}-{:02}-{:02}T10:00:00+02:00", "tags": ["tag {}", "tag {}"],
                "authors": [{{"name": "Author {}"}}], "summary": "In short, number {n}.", "image": "media/{n}.jpg",
                "_tidings": {{"slug": "story-{n}", "categories": ["c{}"], "words": 600}}}}"#,
                paragraph.repeat(40),
                2010 + n % 15,
                1 + n % 12,
                1 + n % 28,
                n % 97,
                n % 1013,
                n % 41,
                1 + n % 30,
            )
        })
        .collect();
    let categories: Vec<String> = (0..30)
        .map(|n| {
            format!(
                r#"{{"id": "c{}", "parent": "{}"}}"#,
                n + 1,
                if n < 3 { String::new() } else { format!("c{}", n / 3) }
            )
        })
        .collect();
    format!(
        r#"{{"version": "https://jsonfeed.org/version/1.1", "title": "Archive", "_tidings": {{"spec": 1, "categories": [{}]}}, "items": [{}]}}"#,
        categories.join(","),
        items.join(",")
    )
}
