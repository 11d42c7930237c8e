//! Joins the style sheets into one, since Trunk resolves no `@import`.
//!
//! The order is the cascade's: tokens, base, layout, prose, the parts by name, print. Comments and needless blanks stay behind:
//! they are a seventh of what readers would fetch before the first paint.

use crate::project::{Project, read_text, write_bytes};
use crate::stamp::files_below;
use miette::{Result, miette};
use std::fs;
use std::path::{Path, PathBuf};

/// Writes `target/style/tidings.css`, unless it says the same already.
///
/// # Errors
/// A sheet is missing, or one holds an `@import`.
pub(crate) fn write(project: &Project) -> Result<PathBuf> {
    let output = project.path("target/style/tidings.css");
    let joined = join(&project.path("style"))?;
    if !fs::read_to_string(&output).is_ok_and(|current| current == joined) {
        write_bytes(&output, joined.as_bytes())?;
    }
    Ok(output)
}

fn join(folder: &Path) -> Result<String> {
    let parts = files_below(&folder.join("parts"))?;
    let mut sheets = ["tokens.css", "base.css", "layout.css", "prose.css"].map(|name| folder.join(name)).to_vec();
    sheets.extend(parts.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "css")));
    sheets.push(folder.join("print.css"));

    let mut joined = String::new();
    for sheet in sheets {
        let text = read_text(&sheet)?;
        if text.contains("@import") {
            return Err(miette!(
                help = "put the rules into style/parts/<feature>.css; every sheet there is joined",
                "{} has an @import, which nothing resolves",
                sheet.display()
            ));
        }
        joined.push_str(&without_blanks(&without_comments(&text)));
        joined.push('\n');
    }
    Ok(joined)
}

/// The sheet without blanks that mean nothing: those beside braces, semicolons and commas, and behind a colon (before one, they may stand
/// for "within"). Any other run of blanks is one blank, the last semicolon of a rule goes, and strings stay as they are.
fn without_blanks(sheet: &str) -> String {
    const BREAKS: [char; 4] = ['{', '}', ';', ','];
    let mut kept = String::with_capacity(sheet.len());
    let mut rest = sheet.trim();
    while let Some(letter) = rest.chars().next() {
        let length = match letter {
            '"' | '\'' => string_length(rest),
            _ => letter.len_utf8(),
        };
        let (piece, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        if !letter.is_whitespace() {
            if letter == '}' && kept.ends_with(';') {
                kept.pop();
            }
            kept.push_str(piece);
        } else if !kept.ends_with(BREAKS)
            && !kept.ends_with(':')
            && !behind.trim_start().starts_with(BREAKS)
            && !kept.ends_with(' ')
        {
            kept.push(' ');
        }
        rest = behind;
    }
    kept
}

/// The sheet without its comments; what looks like one inside a string (an icon's data address) is none.
fn without_comments(sheet: &str) -> String {
    let mut kept = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(start) = rest.find(['"', '\'', '/']) {
        let (before, from) = rest.split_at(start);
        kept.push_str(before);
        let length = if from.starts_with("/*") {
            from.find("*/").map_or(from.len(), |end| end + 2)
        } else {
            let length = if from.starts_with('/') { 1 } else { string_length(from) };
            kept.push_str(from.get(..length).unwrap_or(from));
            length
        };
        rest = from.get(length..).unwrap_or("");
    }
    kept.push_str(rest);
    kept
}

/// Bytes of the string that the text begins with, both quotes counted.
fn string_length(text: &str) -> usize {
    let mut letters = text.char_indices();
    let quote = letters.next().map(|(_, quote)| quote);
    while let Some((index, letter)) = letters.next() {
        match letter {
            '\\' => drop(letters.next()),
            _ if Some(letter) == quote => return index + letter.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder_with(sheets: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in sheets {
            write_bytes(&folder.path().join(name), text.as_bytes()).unwrap();
        }
        folder
    }

    const COMPLETE: [(&str, &str); 5] =
        [("print.css", "p5"), ("prose.css", "p4"), ("layout.css", "p3"), ("base.css", "p2"), ("tokens.css", "p1")];

    #[test]
    fn sheets_stand_in_the_order_of_the_cascade() {
        let folder = folder_with(&COMPLETE);
        for part in ["search", "article"] {
            write_bytes(&folder.path().join(format!("parts/{part}.css")), part.as_bytes()).unwrap();
        }
        assert_eq!(join(folder.path()).unwrap(), "p1\np2\np3\np4\narticle\nsearch\np5\n");
    }

    #[test]
    fn comments_go_and_strings_that_look_like_them_stay() {
        let sheet = "/* a */ a { b: url(\"data:x,/*y*/\"); /* it's */ }\nc::after { content: '\\'/* ' } /* end";
        assert_eq!(without_comments(sheet), " a { b: url(\"data:x,/*y*/\");  }\nc::after { content: '\\'/* ' } ");
        assert_eq!(without_comments("a { font: 1px/2 x } 'open"), "a { font: 1px/2 x } 'open");
    }

    #[test]
    fn blanks_go_where_they_mean_nothing() {
        let sheet = "a  b ,\n c :hover { d: e  f; g: \"x ; { y\"; }\n\n@media (h) and (i) { j { k: l } }\n";
        assert_eq!(without_blanks(sheet), "a b,c :hover{d:e f;g:\"x ; { y\"}@media (h) and (i){j{k:l}}");
    }

    #[test]
    fn an_import_is_refused_rather_than_shipped() {
        let folder = folder_with(&COMPLETE);
        write_bytes(&folder.path().join("parts/x.css"), b"@import 'y.css';").unwrap();
        assert!(join(folder.path()).unwrap_err().to_string().contains("@import"));
    }
}
