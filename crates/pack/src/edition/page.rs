//! The page of an edition: the viewer's own page with everything it would fetch written into it.
//!
//! 1. The style sheet and the viewer's script stand in the page; the policy allows them, and nothing else, by their hashes.
//! 2. All other files follow the page's own elements, each in an element of its own that browsers do not run: `<script type="text/plain"
//!    id="held:<name>">`, in Base64. What shrinks is gzip first: of what browsers inflate by themselves it is the one that checks
//!    what it read.
//! 3. `held.js` stands before all other scripts and answers for the network.
//!
//! A reader makes a smaller edition of a site or of an edition by the same form (`public/edition.js`), out of [`template`] or of the edition
//! itself; so the page names the files that belong to the viewer.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::PathBuf;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use tidings_markup::escape;

use crate::error::PackError;
use crate::media::icons::Purpose;
use crate::media::{MediaStore, Stored};
use crate::viewer_files::{Viewer, replace_tag, splice};

const HELD: &str = include_str!("held.js");

/// A file in the page.
#[derive(Clone, Debug)]
pub(super) struct Held {
    /// Relative to where the site would be.
    pub name: String,
    pub mime: String,
    pub content: Content,
}

/// What a file holds, or where that is.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Bytes(Vec<u8>),
    /// On this machine.
    At(PathBuf),
}

impl Held {
    /// A file that says by its name what it is.
    pub(super) fn file(name: &str, bytes: Vec<u8>) -> Held {
        let mime = match name.rsplit('.').next() {
            Some("json") => "application/json",
            Some("wasm") => "application/wasm",
            Some("js") => "text/javascript",
            Some("txt" | "properties") => "text/plain",
            _ => "application/octet-stream",
        };
        Held { name: name.to_owned(), mime: mime.to_owned(), content: Content::Bytes(bytes) }
    }

    /// Pictures are packed already and loaded by their addresses; a worker's script is needed at once; pieces of an index are packed.
    fn shrinks(&self) -> bool {
        matches!(self.mime.as_str(), "application/json" | "application/wasm" | "text/plain")
    }

    /// A picture, or something attached.
    pub(super) fn stored(file: &Stored) -> Held {
        let content = Content::At(file.source.clone());
        Held { name: file.name.clone(), mime: file.mime.clone().into_owned(), content }
    }

    fn bytes(&self) -> Result<Cow<'_, [u8]>, PackError> {
        match &self.content {
            Content::Bytes(bytes) => Ok(Cow::Borrowed(bytes)),
            Content::At(path) => std::fs::read(path).map(Cow::Owned).map_err(|error| PackError::source(path, &error)),
        }
    }

    /// In Base64, and whether it is gzip below that.
    pub(super) fn encoded(&self) -> Result<(String, bool), PackError> {
        let bytes = self.bytes()?;
        Ok(match self.shrinks() {
            true => (BASE64_STANDARD.encode(gzip(&bytes)), true),
            false => (BASE64_STANDARD.encode(bytes), false),
        })
    }

    fn write(&self, page: &mut String) -> Result<(), PackError> {
        let (text, is_packed) = self.encoded()?;
        let mark = if is_packed { " data-packed" } else { "" };
        let (name, mime) = (escape(&self.name), escape(&self.mime));
        // Memory does not refuse to be written.
        let _ =
            writeln!(page, "<script type=\"text/plain\" id=\"held:{name}\" data-type=\"{mime}\"{mark}>{text}</script>");
        Ok(())
    }
}

/// What a page is made of.
pub(super) struct Parts<'a> {
    pub viewer: &'a Viewer,
    pub media: &'a MediaStore,
    /// Whether the articles are in parts.
    pub is_packed: bool,
    /// The files that stand in the page itself, besides the viewer's.
    pub files: &'a [Held],
    /// Under what name, and in how many scripts beside the page all other files are; `None` without any.
    pub buckets: Option<(&'a str, u32)>,
}

/// What the viewer asks for to know whether it can make editions ([`template`]).
pub(super) const OFFER: &str = "<meta name=\"tidings-edition\" content=\"edition.html\">\n";

/// Writes the page out of `index`, the viewer's page as it is for this publication.
///
/// # Errors
/// When the viewer is another than this was written for.
pub(super) fn write(index: &str, parts: &Parts<'_>) -> Result<String, PackError> {
    let (mut page, shell) = frame(index, parts)?;
    let end = page.rfind("</body>").unwrap_or(page.len());
    let rest = page.split_off(end);
    shell.iter().chain(parts.files).try_for_each(|file| file.write(&mut page))?;
    page.push_str(&rest);
    Ok(page)
}

/// The page of an edition without any file in it.
///
/// # Errors
/// As [`write`].
pub(super) fn template(index: &str, viewer: &Viewer, media: &MediaStore) -> Result<String, PackError> {
    let parts = Parts { viewer, media, is_packed: false, files: &[], buckets: None };
    frame(index, &parts).map(|(page, _)| page)
}

/// The page, and the files of the viewer that belong into it.
fn frame(index: &str, parts: &Parts<'_>) -> Result<(String, Vec<Held>), PackError> {
    let Parts { viewer, media, is_packed, buckets, .. } = *parts;
    let strange = |what: &str| PackError::StrangeViewer { what: what.to_owned() };
    let meta = |name: &str| content_of(index, name).ok_or_else(|| strange(&format!("it names no {name}")));
    let text = |name: &str| {
        let bytes = viewer.file(name.trim_start_matches("./")).ok_or_else(|| strange(&format!("it has no {name}")))?;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    };
    let glue_name = meta("tidings-viewer")?;
    let glue = text(&glue_name)?;
    // What a reader takes out of an archive is small, and searched by the other engine.
    let engines: &[&str] = if is_packed { &["tidings-archive", "tidings-engine"] } else { &["tidings-engine"] };
    let mut shell: Vec<Held> = Vec::new();
    let mut wasm: Vec<String> = attribute_of(index, "data-wasm").into_iter().chain(wasm_in(&glue)).collect();
    for engine in engines {
        let name = meta(engine)?;
        let engine = text(&name)?;
        wasm.extend(wasm_in(&engine));
        shell.push(Held::file(&name, engine.into_bytes()));
    }
    for name in wasm.iter().map(|name| name.trim_start_matches("./").to_owned()) {
        let bytes = viewer.file(&name).ok_or_else(|| strange(&format!("it has no {name}")))?;
        shell.push(Held::file(&name, bytes.to_vec()));
    }
    let words = viewer.files().filter(|(name, _)| name.starts_with("locales/") && name.ends_with(".properties"));
    shell.extend(words.map(|(name, bytes)| Held::file(name, bytes.to_vec())));

    let start = between(index, "<script>", "</script>").ok_or_else(|| strange("its page starts nothing"))?;
    let scripts = [
        HELD.to_owned(),
        with_held_glue(start).ok_or_else(|| strange("its page starts it in another way"))?,
        glue.replacen("export default", "globalThis.tidingsStart =", 1),
        text("edition.js")?,
    ];
    if !glue.contains("export default") || scripts.iter().any(|script| script.contains("</") || script.contains("<!--"))
    {
        return Err(strange("its script cannot stand in a page"));
    }
    let style = viewer.style(index).into_owned();
    if style.contains("</") {
        return Err(strange("its style sheet cannot stand in a page"));
    }
    let hashes: Vec<String> = scripts.iter().map(|script| hash(script)).collect();
    // Scripts beside the page are run by one that is known by its hash; pictures beside it have no origin on a disk.
    let (trust, pictures) = if buckets.is_some() { (" 'strict-dynamic'", " 'self' file:") } else { ("", "") };
    let policy = format!(
        "default-src 'none'; script-src 'wasm-unsafe-eval'{trust} {}; style-src {}; img-src data: blob:{pictures}; worker-src blob:; \
         base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types tidings tidings-held",
        hashes.join(" "),
        hash(&style)
    );
    let names: Vec<&str> = shell.iter().map(|file| file.name.as_str()).collect();
    let mut told = format!("{OFFER}<meta name=\"tidings-shell\" content=\"{}\">\n", escape(&names.join(" ")));
    if let Some((name, number)) = buckets {
        // Memory does not refuse to be written.
        let _ = writeln!(told, "<meta name=\"tidings-buckets\" content=\"{number}\" data-edition=\"{name}\">");
    }

    let [held, start_script, glue, edition] = &scripts;
    let mut page = replace_tag(
        index,
        "<meta http-equiv=\"Content-Security-Policy\"",
        &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">"),
    );
    page = page.replacen(
        &format!("<script>{start}</script>"),
        &format!(
            "{told}<script>{held}</script>\n<script>{start_script}</script>\n<script type=\"module\">{glue}</script>\n\
             <script type=\"module\">{edition}</script>"
        ),
        1,
    );
    page = replace_tag(&page, "<link rel=\"preload\"", "");
    page = replace_tag(&page, "<link rel=\"manifest\"", "");
    page = replace_tag(&page, "<link rel=\"icon\"", &icon(viewer, media));
    page = replace_tag(&page, "<link rel=\"stylesheet\"", &format!("<style>{style}</style>"));
    // What would fetch the feed has nothing to fetch.
    if let Some(at) = page.find(" Any feed reader reads <a href=\"feed.json\">the articles</a>.") {
        let end = page.get(at..).and_then(|rest| rest.find("</p>")).map_or(at, |length| at + length);
        page = splice(&page, at, end, "");
    }
    if !page.contains("</body>") {
        return Err(strange("its page has no end"));
    }
    Ok((page, shell))
}

/// The publication's icon, or the viewer's, in its own address.
fn icon(viewer: &Viewer, media: &MediaStore) -> String {
    let made = media.icons().and_then(|icons| icons.of(Purpose::Tab).next());
    let stored = made.and_then(|made| media.renditions().into_iter().find(|stored| stored.name == made.name));
    let own = stored.and_then(|stored| Some((stored.mime.clone().into_owned(), std::fs::read(&stored.source).ok()?)));
    let viewers = || Some(("image/svg+xml".to_owned(), viewer.file("icons/icon.svg")?.to_vec()));
    own.or_else(viewers).map_or_else(String::new, |(mime, bytes)| {
        format!("<link rel=\"icon\" href=\"data:{mime};base64,{}\">", BASE64_STANDARD.encode(bytes))
    })
}

/// The start script, with the viewer's script out of the page where it would be imported.
fn with_held_glue(start: &str) -> Option<String> {
    const IMPORT: &str = "import(";
    const ENDS: &str = ".content)";
    let at = start.find(IMPORT)?;
    let end = at + start.get(at..)?.find(ENDS)? + ENDS.len();
    let name = start.get(at + IMPORT.len()..end - ENDS.len())?;
    name.chars().all(|letter| letter.is_ascii_alphanumeric()).then(|| splice(start, at, end, "tidingsGlue"))
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

/// The content of `<meta name="…">`.
fn content_of(index: &str, name: &str) -> Option<String> {
    let tag = between(index, &format!("<meta name=\"{name}\""), ">")?;
    between(tag, "content=\"", "\"").map(str::to_owned)
}

fn attribute_of(index: &str, name: &str) -> Option<String> {
    between(index, &format!("{name}=\""), "\"").map(str::to_owned)
}

/// The wasm files that a script names.
fn wasm_in(script: &str) -> Vec<String> {
    script.split('"').filter(|text| text.ends_with("_bg.wasm")).map(str::to_owned).collect()
}

fn hash(text: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Memory does not refuse to be written.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}
