//! Joins the style sheets into one, since Trunk resolves no `@import`.
//!
//! The order is the cascade's: tokens, base, layout, prose, the parts by name, print.

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
        joined.push_str(text.trim_end());
        joined.push('\n');
    }
    Ok(joined)
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
    fn an_import_is_refused_rather_than_shipped() {
        let folder = folder_with(&COMPLETE);
        write_bytes(&folder.path().join("parts/x.css"), b"@import 'y.css';").unwrap();
        assert!(join(folder.path()).unwrap_err().to_string().contains("@import"));
    }
}
