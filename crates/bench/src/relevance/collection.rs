//! A judged collection: documents, questions, and which documents people found to answer them.
//!
//! A folder with `docs.jsonl` (`id`, `title`, `text`), `queries.jsonl` (`id`, `text`), `qrels.tsv` (question, document, grade) and, of
//! some, `queries_typo.jsonl`: the same questions, one word of each mistyped.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::measures::{Grades, Measures};

#[derive(Deserialize)]
pub(crate) struct Document {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) title: String,
    #[serde(default)]
    pub(crate) text: String,
}

#[derive(Deserialize)]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) text: String,
}

pub(crate) struct Collection {
    pub(crate) folder: PathBuf,
    pub(crate) documents: Vec<Document>,
    pub(crate) questions: Vec<Question>,
    /// The same with one word of each mistyped; empty where the collection has none.
    pub(crate) mistyped: Vec<Question>,
    grades: HashMap<String, Grades>,
}

/// Documents that answer a question, best first, as places in [`Collection::documents`].
pub(crate) type Ranking = Vec<usize>;

impl Collection {
    /// # Errors
    /// A file of the collection is missing, or not as told above.
    pub(crate) fn read(folder: &Path) -> Result<Collection> {
        let mistyped = folder.join("queries_typo.jsonl");
        let collection = Collection {
            folder: folder.to_owned(),
            documents: rows(&folder.join("docs.jsonl"))?,
            questions: rows(&folder.join("queries.jsonl"))?,
            mistyped: if mistyped.is_file() { rows(&mistyped)? } else { Vec::new() },
            grades: grades(&folder.join("qrels.tsv"))?,
        };
        if collection.documents.is_empty() || collection.questions.is_empty() {
            return Err(miette!("{} has no documents or no questions", folder.display()));
        }
        Ok(collection)
    }

    /// The mean over all questions with a relevant document; the rankings are those of `questions`, in their order.
    pub(crate) fn measure(&self, questions: &[Question], rankings: &[Ranking]) -> Measures {
        let one = |(question, ranking): (&Question, &Ranking)| {
            let ids = ranking.iter().filter_map(|place| self.documents.get(*place));
            let ids: Vec<&str> = ids.map(|document| document.id.as_str()).collect();
            Measures::of(&ids, self.grades.get(&question.id)?)
        };
        Measures::mean(&questions.iter().zip(rankings).filter_map(one).collect::<Vec<_>>())
    }
}

fn rows<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let lines = text(path)?;
    let row = |(number, line): (usize, &str)| {
        serde_json::from_str(line)
            .into_diagnostic()
            .wrap_err_with(|| format!("{}, line {}", path.display(), number + 1))
    };
    lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(row).collect()
}

fn grades(path: &Path) -> Result<HashMap<String, Grades>> {
    let mut grades: HashMap<String, Grades> = HashMap::new();
    for (number, line) in text(path)?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let mut columns = line.split('\t');
        let judged = (columns.next(), columns.next(), columns.next().and_then(|grade| grade.trim().parse().ok()));
        let (Some(question), Some(document), Some(grade)) = judged else {
            return Err(miette!("{}, line {}: not a question, a document and a grade", path.display(), number + 1));
        };
        grades.entry(question.to_owned()).or_default().insert(document.to_owned(), grade);
    }
    Ok(grades)
}

fn text(path: &Path) -> Result<String> {
    let help = "remove the folder, so that it is unpacked again";
    fs::read_to_string(path).map_err(|error| miette!(help = help, "{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(grades: &str) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        put("docs.jsonl", "{\"id\":\"a\",\"title\":\"A\",\"text\":\"one\"}\n{\"id\":\"b\",\"text\":\"two\"}\n");
        put("queries.jsonl", "{\"id\":\"1\",\"text\":\"one\"}\n{\"id\":\"2\",\"text\":\"nothing\"}\n");
        put("qrels.tsv", grades);
        folder
    }

    #[test]
    fn questions_that_nobody_judged_do_not_count() {
        let folder = written("1\ta\t2\n1\tb\t0\n");
        let collection = Collection::read(folder.path()).unwrap();
        let measure = |rankings: &[Ranking]| collection.measure(&collection.questions, rankings).ndcg;
        assert_eq!(measure(&[vec![0, 1], vec![]]), 1.0);
        assert_eq!(measure(&[vec![1], vec![0]]), 0.0);
        assert!(collection.mistyped.is_empty());
    }

    #[test]
    fn what_is_not_there_or_not_readable_is_named() {
        let folder = written("1\ta\n");
        assert!(Collection::read(folder.path()).err().unwrap().to_string().contains("qrels.tsv, line 1"));
        fs::remove_file(folder.path().join("docs.jsonl")).unwrap();
        assert!(Collection::read(folder.path()).err().unwrap().to_string().contains("docs.jsonl"));
    }
}
