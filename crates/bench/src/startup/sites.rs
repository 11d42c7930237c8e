//! The sites that are opened: packed by the command, as a publisher would.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use tidings_bundle::{Article, Bundle, Content};
use tidings_markup::{Options, markdown_to_html, plain_text, text_to_html};

/// Letters of the text that must be on the screen. Enough to stand nowhere else, short enough to stand in one piece.
const WANTED_LETTERS: usize = 24;

/// How a publication is packed.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// One feed beside the viewer, no written pages: what a host shows that has nothing else.
    Plain,
    /// In parts, with a written page for each address.
    Packed,
}

/// Packs `source` into the folder `site` and answers that.
pub(super) fn pack(tidings: &Path, source: &Path, form: Form, site: &Path) -> Result<PathBuf> {
    let options: &[&str] = match form {
        Form::Plain => &["--plain", "--no-pages"],
        Form::Packed => &["--packed"],
    };
    let program = tidings.canonicalize().into_diagnostic().wrap_err_with(|| tidings.display().to_string())?;
    let mut command = Command::new(program);
    command.arg("pack").arg(source).arg("-o").arg(site).args(options);
    let output = command.stdin(Stdio::null()).output().into_diagnostic()?;
    if output.status.success() {
        return Ok(site.to_owned());
    }
    Err(miette!("{}: {}", source.display(), String::from_utf8_lossy(&output.stderr).trim()))
}

pub(super) fn read_bundle(site: &Path) -> Result<Bundle> {
    read_feed(&site.join("feed.json"))
}

pub(super) fn read_feed(path: &Path) -> Result<Bundle> {
    let bytes = fs::read(path).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
    tidings_bundle::decode(&bytes).map_err(|error| miette!("{}: {error}", path.display()))
}

/// The article that the front page puts first.
pub(super) fn first_article(bundle: &Bundle) -> Option<&Article> {
    let featured = bundle.home.featured.iter().find_map(|id| bundle.by_id(id).or_else(|| bundle.by_slug(id)));
    featured.and_then(|ordinal| bundle.article(ordinal)).or(bundle.articles.first())
}

/// The first run of text in the article's body that no markup interrupts before [`WANTED_LETTERS`].
pub(super) fn first_words(article: &Article) -> String {
    let html = match &article.content {
        Content::Html(html) => html.clone(),
        Content::Markdown(markdown) => markdown_to_html(markdown, &Options::default()).html,
        Content::Text(text) => text_to_html(text),
    };
    let runs = html.split("<p").skip(1).flat_map(|paragraph| paragraph.split('>').skip(1));
    let mut runs = runs.map(|run| plain_text(run.split('<').next().unwrap_or_default()));
    runs.find(|run| run.chars().count() >= WANTED_LETTERS).unwrap_or_else(|| article.headline().to_owned())
}

pub(super) fn beginning(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(WANTED_LETTERS).collect::<String>().trim_end().to_owned()
}
