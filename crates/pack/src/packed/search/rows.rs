//! `rows/<n>.json`: what a list of results shows of the articles 2n and 2n+1, the oldest first.

use rayon::prelude::*;
use serde::Serialize;
use tidings_engine::archive::{ROWS, rows_file};
use tidings_engine::worker::fields;

use super::Numbered;
use crate::error::PackError;
use crate::memory::Printer;
use crate::packed::Archive;
use crate::site::{SiteFile, Take};

/// Characters of a summary, about what a passage has.
const LONGEST: usize = 200;

#[derive(Clone, Serialize)]
struct Row<'a> {
    /// Left out where the slug says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    slug: &'a str,
    headline: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    summary: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    dir: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    /// The place of the main category in the entry's list.
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<usize>,
}

pub(super) fn write(archive: &Archive<'_>, articles: &[Numbered<'_>], take: Take<'_>) -> Result<(), PackError> {
    articles.par_chunks(ROWS as usize).enumerate().try_for_each(|(number, group)| {
        let name = rows_file(number as u32);
        let rows: Vec<Row<'_>> = group.iter().map(row).collect();
        let print = Printer::default().text(&name).bytes(&serde_json::to_vec(&rows).unwrap_or_default());
        // Only of those without a summary does anything more matter.
        let bodies = rows.iter().zip(group).filter(|(row, _)| row.summary.is_empty());
        let print = print.prints(bodies.map(|(_, article)| archive.prints.whole(article.ordinal))).finish();
        let make = || {
            let mut rows = rows.clone();
            for (row, article) in rows.iter_mut().zip(group).filter(|(row, _)| row.summary.is_empty()) {
                row.summary = beginning(&fields(archive.bundle, article.article).body);
            }
            SiteFile { name: name.clone(), bytes: serde_json::to_vec(&rows).unwrap_or_default() }
        };
        take.made(print, &make).map(drop)
    })
}

/// All but a summary that nobody wrote.
fn row<'a>(numbered: &Numbered<'a>) -> Row<'a> {
    let article = numbered.article;
    let standing = [&article.subtitle, &article.summary].into_iter().flatten();
    Row {
        id: Some(article.id.as_str()).filter(|id| *id != article.slug.as_str()),
        slug: article.slug.as_str(),
        headline: article.headline(),
        summary: standing.map(|text| beginning(text)).find(|text| !text.is_empty()).unwrap_or_default(),
        language: article.language.as_deref(),
        dir: article.dir.as_str(),
        published: article.published.map(|moment| moment.to_rfc3339()),
        category: article.main_category(),
    }
}

/// On one line, cut behind a word; where words are longer than half of it, or not parted by spaces, within one.
fn beginning(text: &str) -> String {
    let mut line = String::new();
    let mut letters = 0;
    for word in text.split_whitespace() {
        line.extend((letters > 0).then_some(' '));
        line.push_str(word);
        letters = line.chars().count();
        if letters > LONGEST {
            break;
        }
    }
    let Some((end, _)) = line.char_indices().nth(LONGEST - 1).filter(|_| letters > LONGEST) else { return line };
    // Up to here, and the space that may follow.
    let cut = line.get(..=end).and_then(|cut| cut.rfind(' ')).filter(|space| *space > end / 2).unwrap_or(end);
    line.truncate(cut);
    line.push('…');
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_one_line_and_ends_with_a_word() {
        assert_eq!(beginning(" The tide\n\nturns. "), "The tide turns.");
        assert_eq!(beginning(&"x".repeat(LONGEST)), "x".repeat(LONGEST));
        let long = beginning(&"tide mill ".repeat(40));
        assert!(long.ends_with("tide…") || long.ends_with("mill…"), "{long}");
        for text in ["tide mill ".repeat(40), "水".repeat(300), format!("水 {}", "路".repeat(300)), "é ".repeat(150)]
        {
            let long = beginning(&text);
            assert!((LONGEST / 2..=LONGEST).contains(&long.chars().count()) && long.ends_with('…'), "{long}");
        }
    }
}
