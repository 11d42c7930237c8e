//! Opening a publication for the first time, on a slow phone: our packed site against docsify with the same articles.
//!
//! 1. The feed of the packed site (`--site`) is decoded; [`docsify`] makes the peer's site from it.
//! 2. Both are served by the same code from memory ([`crate::server`]).
//! 3. Front page and one article are opened in turn, ours and the peer's, each time in a browser that has never seen
//!    anything ([`visit`]). A page is readable when the words wanted from it are on the screen: the headline of the first
//!    article on the front page, the beginning of the text in the article.
//! 4. [`report`] prints medians, spread and ratios.

mod report;
mod visit;

use std::fs;
use std::path::PathBuf;

use clap::Args;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use tidings_bundle::{Article, Bundle, Content};
use tidings_markup::{Options, markdown_to_html, plain_text, text_to_html};
use visit::{THROTTLE, Visit, visit};

use crate::browser::Driver;
use crate::docsify;
use crate::server::{Server, Site};

#[derive(Args)]
pub(crate) struct Choice {
    /// The packed site to measure
    #[arg(long, default_value = "target/demo")]
    site: PathBuf,
    /// How often each page is opened; the median of an odd number is a run that happened
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// The article to open, by slug; otherwise the first featured one
    #[arg(long)]
    article: Option<String>,
}

/// Letters of the text that must be on the screen. Enough to stand nowhere else, short enough to stand in one piece.
const WANTED_LETTERS: usize = 24;

pub(crate) fn run(choice: &Choice) -> Result<()> {
    let bundle = read_bundle(choice)?;
    let first = first_article(&bundle).ok_or_else(|| miette!("the feed holds no article"))?;
    let article = match &choice.article {
        Some(slug) => {
            let found = bundle.by_slug(slug).and_then(|ordinal| bundle.article(ordinal));
            found.ok_or_else(|| miette!("no article is called {slug}"))?
        }
        None => first,
    };
    let workshop = PathBuf::from("target/bench");
    docsify::install(&workshop)?;
    let peer_site = workshop.join("docsify");
    docsify::write(&workshop, &bundle, first, &choice.site, &peer_site)?;

    println!("compressing both sites");
    let ours = Server::start(Site::read(&choice.site)?)?;
    let peer = Server::start(Site::read(&peer_site)?)?;
    let driver = Driver::start()?;

    let path = format!("a/{}", article.slug);
    let is_page = choice.site.join(&path).join("index.html").is_file();
    let pages = [
        Page { name: "front page", ours: "/".to_owned(), peer: "/".to_owned(), wanted: beginning(first.headline()) },
        Page {
            name: "article",
            ours: if is_page { format!("/{path}/") } else { format!("/#/{path}") },
            peer: format!("/#/{path}"),
            wanted: beginning(&first_words(article)),
        },
    ];
    println!(
        "{} articles, {} runs of each page, {:.1} Mbit/s, {} ms round trip, processor slowed {}×",
        bundle.articles.len(),
        choice.runs,
        f64::from(THROTTLE.bits_per_second) / 1e6,
        THROTTLE.round_trip_ms,
        THROTTLE.processor
    );
    let mut visits: [(Vec<Visit>, Vec<Visit>); 2] = Default::default();
    for run in 1..=choice.runs {
        println!("run {run}");
        for (page, (our_visits, peer_visits)) in pages.iter().zip(&mut visits) {
            our_visits.push(visit(&driver, &ours, &page.ours, &page.wanted)?);
            peer_visits.push(visit(&driver, &peer, &page.peer, &page.wanted)?);
        }
    }
    println!();
    for (page, (our_visits, peer_visits)) in pages.iter().zip(&visits) {
        println!("{}", report::table(page.name, our_visits, peer_visits, &format!("docsify {}", docsify::VERSION)));
    }
    println!("Median (least–most). Times from the start of the navigation; bytes as sent, brotli.");
    println!(
        "docsify's plugin fetches every article for its search after the page is up; that is in \"bytes in all\"."
    );
    Ok(())
}

struct Page {
    name: &'static str,
    ours: String,
    peer: String,
    wanted: String,
}

fn read_bundle(choice: &Choice) -> Result<Bundle> {
    let path = choice.site.join("feed.json");
    let bytes = fs::read(&path)
        .into_diagnostic()
        .wrap_err_with(|| format!("{}: pack a site there, as `cargo xtask bench startup` does", path.display()))?;
    tidings_bundle::decode(&bytes).map_err(|error| miette!("{}: {error}", path.display()))
}

/// The article that the front page puts first.
fn first_article(bundle: &Bundle) -> Option<&Article> {
    let featured = bundle.home.featured.iter().find_map(|id| bundle.by_id(id).or_else(|| bundle.by_slug(id)));
    featured.and_then(|ordinal| bundle.article(ordinal)).or(bundle.articles.first())
}

/// The first run of text in the article's body that no markup interrupts before [`WANTED_LETTERS`].
fn first_words(article: &Article) -> String {
    let html = match &article.content {
        Content::Html(html) => html.clone(),
        Content::Markdown(markdown) => markdown_to_html(markdown, &Options::default()).html,
        Content::Text(text) => text_to_html(text),
    };
    let runs = html.split("<p").skip(1).flat_map(|paragraph| paragraph.split('>').skip(1));
    let mut runs = runs.map(|run| plain_text(run.split('<').next().unwrap_or_default()));
    runs.find(|run| run.chars().count() >= WANTED_LETTERS).unwrap_or_else(|| article.headline().to_owned())
}

fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(WANTED_LETTERS).collect::<String>().trim_end().to_owned()
}
