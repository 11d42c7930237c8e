//! lunr with its languages, through `peers/lunr.mjs`.

use std::path::Path;

use miette::Result;
use serde::Deserialize;

use super::node::Script;
use crate::npm::Package;

pub(crate) const PACKAGE: Package = Package { name: "lunr", version: "2.3.9" };
const LANGUAGES: Package = Package { name: "lunr-languages", version: "1.22.0" };

/// The rankings of one setting.
#[derive(Deserialize)]
pub(crate) struct Answers {
    pub(crate) setting: String,
    /// Of each file of questions: of each question the places of documents, best first.
    pub(crate) rankings: Vec<Vec<Vec<usize>>>,
}

/// Asks the questions of these files (JSON lines with a `text`) of the documents in `documents` (`title`, `text`), in every setting that lunr
/// has for the language.
pub(crate) fn rank(documents: &Path, questions: &[&Path], language: &str, depth: usize) -> Result<Vec<Answers>> {
    let script = Script::install("lunr.mjs", include_str!("../../peers/lunr.mjs"), &[PACKAGE, LANGUAGES])?;
    let (documents, depth) = (documents.to_string_lossy(), depth.to_string());
    let questions: Vec<_> = questions.iter().map(|path| path.to_string_lossy()).collect();
    let mut arguments = vec![&*documents, language, &depth];
    arguments.extend(questions.iter().map(|path| &**path));
    script.run(&[], &arguments)
}
