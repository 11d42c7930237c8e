//! `[!INCLUDE [title](../includes/note.md)]`, DocFX's way of putting one file into many.
//!
//! 1. [`Fragments::take`] looks which files are included. Those in a folder called `includes` are no articles of their own.
//! 2. [`expand`] puts a fragment where it is named, once: a fragment's own includes stay as they are.
//!
//! Only files that are published can be included, so a draft cannot come in by this door.

use std::collections::{BTreeMap, BTreeSet};

use super::code::Code;
use super::lines::{Rewriter, Text};
use crate::address;
use crate::import::SourceArticle;
use crate::memory::Print;
use crate::report::Finding;

/// Bytes that includes may add to one article: a note has some hundred, and a thousand of them would be no article.
const MOST_ADDED: usize = 1 << 20;

const SIGNS: &[&str] = &["[!INCLUDE", "[!include", "[!Include"];

/// Bodies of files that others include, by their path below the root.
#[derive(Debug, Default)]
pub struct Fragments {
    bodies: BTreeMap<String, String>,
}

impl Fragments {
    /// Finds the fragments among the articles, and takes those away that are nothing else. `body` reads one.
    pub fn take(articles: &mut Vec<SourceArticle>, body: impl Fn(&SourceArticle) -> String) -> Fragments {
        let wanted: BTreeSet<String> = articles.iter().flat_map(|article| &article.traces.includes).cloned().collect();
        let mut fragments = Fragments::default();
        if wanted.is_empty() {
            return fragments;
        }
        articles.retain(|article| {
            let file = &article.origin.file;
            if !wanted.contains(file) {
                return true;
            }
            fragments.bodies.insert(file.clone(), body(article).trim().to_owned());
            !file.split('/').rev().skip(1).any(|folder| folder.eq_ignore_ascii_case("includes"))
        });
        fragments
    }

    /// Of all of them.
    pub fn print(&self) -> Print {
        Print::of_value(&self.bodies)
    }
}

/// The files that a body includes.
pub(crate) fn targets(body: &str, file: &str) -> Vec<String> {
    let places = SIGNS.iter().flat_map(|sign| body.match_indices(sign));
    places.filter_map(|(at, sign)| target(body.get(at + sign.len()..)?, file)).map(|(file, _)| file).collect()
}

/// The file that `[title](path)]` names and the length up to the last bracket.
fn target(rest: &str, file: &str) -> Option<(String, usize)> {
    let line = rest.lines().next()?;
    let open = line.find("](")?;
    let path = line.get(open + 2..)?;
    let close = path.find(')')?;
    let end = open + 2 + close + 1;
    let end = end + line.get(end..)?.find(']')? + 1;
    let path = path.get(..close)?.trim();
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = path.strip_prefix("~/").map_or_else(|| address::join(folder, path), |path| address::join("", path))?;
    Some((path, end))
}

/// Puts the fragments into a text.
pub fn expand(text: Text, file: &str, fragments: &Fragments, findings: &mut Vec<Finding>) -> Text {
    if !SIGNS.iter().any(|sign| text.text.contains(sign)) {
        return text;
    }
    let code = Code::find(&text.text);
    let mut rewriter = Rewriter::new(&text);
    let mut places: Vec<usize> =
        SIGNS.iter().flat_map(|sign| text.text.match_indices(sign)).map(|(at, _)| at).collect();
    places.sort_unstable();
    let mut added = 0;
    for at in places.into_iter().filter(|at| code.end_at(*at).is_none()) {
        let rest = text.text.get(at + "[!INCLUDE".len()..).unwrap_or_default();
        rewriter.copy_to(at);
        let line = rewriter.line();
        let Some((path, length)) = target(rest, file) else {
            continue;
        };
        let Some(body) = fragments.bodies.get(&path) else {
            let what = format!("\"{path}\" is to be included here and is no file of the source that is published");
            findings.push(Finding::warning(file, Some(line), what).remedy("put it there, or remove the line"));
            rewriter.skip_to(at + "[!INCLUDE".len() + length);
            continue;
        };
        added += body.len();
        if added > MOST_ADDED {
            let what = format!("includes more than {} MB", MOST_ADDED >> 20);
            findings.push(Finding::warning(file, Some(line), what).remedy("the rest is left out; split the article"));
            break;
        }
        // First on its line it is a block, within a line it is a phrase.
        let before = rewriter.written().rsplit('\n').next().unwrap_or_default();
        let piece = match before.trim().is_empty() {
            true => body.replace('\n', &format!("\n{before}")) + "\n\n" + before,
            false => body.split_whitespace().collect::<Vec<_>>().join(" "),
        };
        rewriter.insert(&piece);
        rewriter.skip_to(at + "[!INCLUDE".len() + length);
    }
    rewriter.finish()
}
