//! tantivy: how small and fast an index is that no browser has to fetch. It is told by the kind of the query what to look for.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use miette::{IntoDiagnostic, Result, WrapErr};

use super::outcome::{Answer, Outcome, forgiven};
use super::{Archive, PAGE, WORKSHOP};
use crate::pack::empty;
use crate::peers::tantivy::{Analyser, Asking, Tantivy, VERSION};
use crate::search::queries::{BEGINNING, MISTYPED, PHRASE};

/// Of the files of a segment; the manual's words for them.
const STRUCTURES: [(&str, &str); 5] =
    [("term", "dictionary"), ("idx", "lists"), ("pos", "positions"), ("fieldnorm", "lengths"), ("fast", "numbers")];

pub(super) fn measure(archive: &Archive) -> Result<Outcome> {
    let folder = Path::new(WORKSHOP).join("tantivy");
    empty(&folder)?;
    std::fs::create_dir_all(&folder).into_diagnostic().wrap_err_with(|| folder.display().to_string())?;
    let texts = archive.articles.iter().map(|article| (article.title.as_str(), article.text.as_str()));
    let started = Instant::now();
    // Words as they are: mistakes are told from them, not from stems.
    let index = Tantivy::build(texts, Analyser::Words, None, Some(&folder))?;
    let build_seconds = started.elapsed().as_secs_f64();
    let structures = structures(&folder)?;
    let mut answers = Vec::new();
    for kind in &archive.kinds {
        let asking = match kind.name {
            BEGINNING => Asking::Beginning,
            MISTYPED => Asking::Mistaken,
            PHRASE => Asking::Phrase,
            _ => Asking::Words,
        };
        for asked in &kind.queries {
            let mut answer = Answer { warm_ms: f64::INFINITY, ..Answer::default() };
            for _ in 0..3 {
                let started = Instant::now();
                answer.hits = index.ask(asking, &asked.text, PAGE)?;
                answer.warm_ms = answer.warm_ms.min(started.elapsed().as_secs_f64() * 1000.0);
            }
            answers.push(answer);
        }
    }
    empty(&folder)?;
    Ok(Outcome {
        engine: format!("tantivy {VERSION}"),
        setting: "native, told what is mistyped",
        code: None,
        index: structures,
        rows: None,
        build_seconds,
        build_memory: None,
        memory: None,
        forgiven: forgiven(archive, &answers),
        answers,
    })
}

/// Bytes on disk, uncompressed as it reads them.
fn structures(folder: &Path) -> Result<Vec<(String, u64)>> {
    let mut bytes: BTreeMap<&str, u64> = BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_diagnostic()? {
        let entry = entry.into_diagnostic()?;
        let path = entry.path();
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        if let Some((_, name)) = STRUCTURES.iter().find(|(known, _)| *known == ending) {
            *bytes.entry(name).or_default() += entry.metadata().into_diagnostic()?.len();
        }
    }
    Ok(bytes.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)).collect())
}
