//! Galleries written in the text: pictures between two tags, or all pictures of a folder beside the article.
//!
//! | written | means |
//! |---|---|
//! | `{{< gallery lock >}}` | the gallery `lock` of the header |
//! | `{{< gallery >}} ![…](a.jpg) {{< figure src="b.jpg" >}} {{< /gallery >}}` | these pictures |
//! | `{{< gallery match="photos/*" >}}`, `dir="photos"`, Zola's `{{ gallery() }}` | the pictures in that folder, by name |

use std::path::Path;

use tidings_bundle::{Extensions, Gallery, Picture};

use super::known::one_line;
use super::shortcodes::{Meaning, Place, Tag, tags};
use crate::address;
use crate::import::walk::Pattern;
use crate::import::{SourceArticle, extension, inline};
use crate::report::Finding;

/// Pictures of one gallery: what a person looks through, and far below what a folder of a camera holds.
const MOST_PICTURES: usize = 500;

/// What a gallery's tag means; the article gets the gallery.
pub fn meaning(place: &Place<'_>, index: usize, article: &mut SourceArticle, findings: &mut Vec<Finding>) -> Meaning {
    let Some(tag) = place.tags.get(index).filter(|tag| !tag.is_closing) else {
        return Meaning::Unknown;
    };
    if let Some(id) = tag.arguments.only().or_else(|| tag.arguments.named(&["id"]))
        && place.inside(index).is_none()
    {
        return declared(id, place.line, article, findings);
    }
    let (last, items) = match (folder_of(tag), place.inside(index)) {
        (Some((folder, pattern)), inside) => {
            let items = in_folder(place.root, &article.origin.folder, &folder, &pattern);
            if items.is_empty() {
                let what = format!("there is no picture in \"{folder}\" for the gallery");
                findings.push(
                    Finding::warning(&article.origin.file, Some(place.line), what)
                        .remedy("correct the path, which begins beside the article"),
                );
            }
            (inside.map_or(index, |(last, _)| last), items)
        }
        (None, Some((last, inside))) => (last, written(inside)),
        (None, None) => return Meaning::Unknown,
    };
    if items.is_empty() {
        return Meaning::Whole(last, String::new());
    }
    let mut id = format!("gallery-{}", article.article.galleries.len() + 1);
    while article.article.galleries.iter().any(|gallery| gallery.id == id) {
        id.push_str("-x");
    }
    let block = format!("<div data-tidings-gallery=\"{id}\"></div>");
    let title = tag.arguments.named(&["title", "caption"]).map(one_line);
    article.article.galleries.push(Gallery { id, title, items, extensions: Extensions::new() });
    Meaning::Whole(last, block)
}

fn declared(id: &str, line: u32, article: &SourceArticle, findings: &mut Vec<Finding>) -> Meaning {
    if !article.article.galleries.iter().any(|gallery| gallery.id == id) {
        let what = format!("there is no gallery \"{id}\" in the front matter");
        findings.push(
            Finding::warning(&article.origin.file, Some(line), what)
                .remedy("describe it under `galleries`, or correct the id"),
        );
    }
    Meaning::Stay
}

/// The folder and the glob of names that a tag asks for.
fn folder_of(tag: &Tag) -> Option<(String, String)> {
    if let Some(pattern) = tag.arguments.named(&["match", "glob"]) {
        let (folder, name) = pattern.rsplit_once('/').unwrap_or((".", pattern));
        return Some((folder.trim_end_matches("**").trim_end_matches('/').to_owned(), name.to_owned()));
    }
    if let Some(folder) = tag.arguments.named(&["dir", "folder", "path"]) {
        return Some((folder.to_owned(), "*".to_owned()));
    }
    let is_zola = tag.style == super::shortcodes::Style::Zola && tag.arguments.is_empty();
    is_zola.then(|| (".".to_owned(), "*".to_owned()))
}

fn in_folder(root: &Path, beside: &Path, folder: &str, pattern: &str) -> Vec<Picture> {
    let from_root = folder.starts_with('/');
    let bare = folder.trim_matches('/');
    let candidates = match from_root {
        true => vec![root.join(bare), root.join("static").join(bare), root.join("assets").join(bare)],
        false => vec![beside.join(bare)],
    };
    let found = candidates
        .iter()
        .filter_map(|path| path.canonicalize().ok())
        .find(|path| path.is_dir() && path.starts_with(root));
    let Some(found) = found else {
        return Vec::new();
    };
    let pattern = Pattern::new(pattern);
    let entries = std::fs::read_dir(&found).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| is_picture(name) && pattern.matches(name))
        .collect();
    names.sort();
    names.truncate(MOST_PICTURES);
    let prefix = match (bare, from_root) {
        ("" | ".", false) => String::new(),
        (bare, false) => format!("{bare}/"),
        (bare, true) => format!("/{bare}/"),
    };
    names.iter().map(|name| picture(format!("{prefix}{}", encoded(name)), None, None)).collect()
}

/// A file's name as an address.
fn encoded(name: &str) -> String {
    name.replace('%', "%25").replace('#', "%23").replace('?', "%3F").replace(' ', "%20")
}

fn is_picture(name: &str) -> bool {
    matches!(extension(Path::new(name)).as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg")
}

fn picture(src: String, alt: Option<String>, caption: Option<String>) -> Picture {
    Picture { src, alt, caption, ..Picture::default() }
}

/// Figures and Markdown pictures, in their order.
fn written(inside: &str) -> Vec<Picture> {
    let mut found: Vec<(usize, Picture)> = Vec::new();
    for tag in tags(inside).iter().filter(|tag| !tag.is_closing) {
        if let Some(src) = tag.arguments.either(&["src", "path", "image", "link"], 0) {
            let text = |names: &[&str]| tag.arguments.named(names).map(inline::plain);
            found.push((
                tag.range.start,
                picture(src.to_owned(), text(&["alt"]), text(&["caption", "caption-text", "title"])),
            ));
        }
    }
    for (at, _) in inside.match_indices("![") {
        found.extend(markdown_picture(inside.get(at + 2..).unwrap_or_default()).map(|picture| (at, picture)));
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, picture)| picture).take(MOST_PICTURES).collect()
}

/// `alt](src "title")`.
fn markdown_picture(rest: &str) -> Option<Picture> {
    let line = rest.lines().next()?;
    let (alt, rest) = line.split_once("](")?;
    let (inner, _) = rest.split_once(')')?;
    let (src, title) = inner.split_once([' ', '\t']).unwrap_or((inner, ""));
    let src = src.trim_matches(['<', '>']);
    let title = title.trim().trim_matches(['"', '\'']);
    let is_usable = !src.is_empty() && address::scheme(src).is_none_or(|scheme| scheme.starts_with("http"));
    is_usable.then(|| {
        let caption = (!title.is_empty()).then(|| title.to_owned());
        picture(src.to_owned(), (!alt.is_empty()).then(|| inline::plain(alt)), caption)
    })
}
