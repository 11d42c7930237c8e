//! Opening a publication for the first time, on a slow line and a slow processor: ours against docsify with the same articles.
//!
//! 1. [`sites`] packs the source (`--source`) twice: as a plain feed beside the viewer, and as a packed site with written pages.
//!    [`crate::docsify`] makes the peer's site from the plain feed.
//! 2. All are served by the same code ([`crate::server`]).
//! 3. Front page and one article are opened in turn, the peer's and ours, each time in a browser that has never seen
//!    anything ([`visit`]). A page is readable when the words wanted from it are on the screen: the headline of the first
//!    article on the front page, the beginning of the text in the article. The viewer is in charge when it answers a click.
//! 4. [`archive`] opens packed archives of generated articles ([`crate::corpus`]): front page, a filter, and the oldest article by its address.
//! 5. [`report`] prints medians, spread and ratios.

mod archive;
mod report;
mod sites;
mod visit;

use std::path::PathBuf;

use clap::Args;
use miette::{Result, miette};
use report::Column;
use sites::{Form, beginning, first_article, first_words};
use visit::{Page, THROTTLE, visit, waterfall};

use crate::browser::{Driver, PHONE};
use crate::corpus;
use crate::data::Data;
use crate::docsify;
use crate::npm;
use crate::server::{Server, Site};

/// Where all sites are made.
const WORKSHOP: &str = "target/bench";

#[derive(Args)]
pub(crate) struct Choice {
    /// The publication to pack and open
    #[arg(long, default_value = "sample")]
    source: PathBuf,
    /// The command that packs
    #[arg(long, default_value = "target/release/tidings")]
    tidings: PathBuf,
    /// How often each page is opened; the median of an odd number is a run that happened
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// The article to open, by slug; otherwise the first featured one
    #[arg(long)]
    article: Option<String>,
    /// Sizes of the archives to make, pack and open; the first is what the others are compared with
    #[arg(long, value_delimiter = ',', default_value = "1000,100000")]
    archives: Vec<usize>,
    /// An archive that is packed already, in place of those
    #[arg(long)]
    archive: Vec<PathBuf>,
    #[command(flatten)]
    data: Data,
    /// Nothing beside the peer: archives alone
    #[arg(long)]
    archives_only: bool,
    /// No archives
    #[arg(long, conflicts_with = "archives_only")]
    no_archives: bool,
    /// Print when each request of a page began, was answered and had arrived
    #[arg(long)]
    waterfall: bool,
    /// A phone's screen instead of a desk's
    #[arg(long)]
    phone: bool,
}

pub(crate) fn run(choice: &Choice) -> Result<()> {
    let mut driver = Driver::start()?;
    driver.screen = choice.phone.then_some(PHONE);
    println!(
        "{} runs of each page, {:.1} Mbit/s, {} ms round trip, processor slowed {}×, a {} screen\n",
        choice.runs,
        f64::from(THROTTLE.bits_per_second) / 1e6,
        THROTTLE.round_trip_ms,
        THROTTLE.processor,
        if choice.phone { "phone's" } else { "desk's" },
    );
    if !choice.archives_only {
        beside_the_peer(choice, &driver)?;
    }
    if !choice.no_archives {
        let archives = if choice.archive.is_empty() { pack_archives(choice)? } else { choice.archive.clone() };
        archive::run(&archives, choice.runs, &driver)?;
    }
    println!("Median (least–most). Times from the start of the navigation; bytes as sent, brotli.");
    Ok(())
}

/// Makes and packs an archive of each size.
fn pack_archives(choice: &Choice) -> Result<Vec<PathBuf>> {
    let workshop = PathBuf::from(WORKSHOP);
    let pack = |articles: &usize| {
        let corpus = corpus::default_folder(*articles);
        corpus::make(&choice.data, &corpus, *articles, corpus::SEED)?;
        println!("packing {}", corpus.display());
        sites::pack(&choice.tidings, &corpus, Form::Packed, &workshop.join(format!("archive-{articles}")))
    };
    choice.archives.iter().map(pack).collect()
}

/// What is opened of each site, in this order.
const PAGES: [&str; 2] = ["front page", "article"];

/// One site under measurement.
struct Side {
    name: String,
    server: Server,
    pages: [Page; PAGES.len()],
}

fn beside_the_peer(choice: &Choice, driver: &Driver) -> Result<()> {
    let workshop = PathBuf::from(WORKSHOP);
    npm::install(&workshop, &[docsify::PACKAGE])?;
    let pack = |form, name| sites::pack(&choice.tidings, &choice.source, form, &workshop.join(name));
    let (plain, packed) = (pack(Form::Plain, "plain")?, pack(Form::Packed, "packed")?);
    let bundle = sites::read_bundle(&plain)?;
    let first = first_article(&bundle).ok_or_else(|| miette!("the feed holds no article"))?;
    let article = match &choice.article {
        Some(slug) => {
            let found = bundle.by_slug(slug).and_then(|ordinal| bundle.article(ordinal));
            found.ok_or_else(|| miette!("no article is called {slug}"))?
        }
        None => first,
    };
    let peer = workshop.join("docsify");
    docsify::write(&workshop, &bundle, first, &plain, &peer)?;

    let side = |name: &str, folder: PathBuf, article_path: String, has_viewer| -> Result<Side> {
        Ok(Side {
            name: name.to_owned(),
            server: Server::start(Site::new(folder))?,
            pages: [
                Page { path: "/".to_owned(), wanted: beginning(first.headline()), has_viewer },
                Page { path: article_path, wanted: beginning(&first_words(article)), has_viewer },
            ],
        })
    };
    let slug = &article.slug;
    let sides = [
        side(&docsify::PACKAGE.title(), peer, format!("/#/a/{slug}"), false)?,
        side("plain feed", plain, format!("/#/a/{slug}"), true)?,
        side("packed site", packed, format!("/a/{slug}/"), true)?,
    ];
    println!("{} articles of {}", bundle.articles.len(), choice.source.display());
    let columns = || sides.iter().map(|side| Column { name: side.name.clone(), visits: Vec::new() }).collect();
    let mut tables = PAGES.map(|_| -> Vec<Column> { columns() });
    // One more at first: the server compresses what it is asked for the first time.
    for run in 0..=choice.runs {
        for (page, columns) in tables.iter_mut().enumerate() {
            for (side, column) in sides.iter().zip(columns) {
                let Some(page) = side.pages.get(page) else { continue };
                let (visit, session) = visit(driver, &side.server, page)?;
                if run > 0 && choice.waterfall {
                    println!("{}{}\n{}", side.server.origin, page.path, waterfall(&session)?);
                }
                if run > 0 {
                    column.visits.push(visit);
                }
            }
        }
    }
    for (name, columns) in PAGES.iter().zip(&tables) {
        println!("{}", report::table(name, columns));
    }
    println!(
        "docsify's plugin fetches every article for its search after the page is up; that is in \"bytes in all\".\n\
         \"in charge\" is compared with docsify's \"readable\".\n"
    );
    Ok(())
}
