//! Categories that are declared and hold nothing, and parents that nobody declared.

use std::collections::HashSet;
use std::path::Path;

use tidings_bundle::{Bundle, CategoryDraft};

use crate::import::settings::FILE_NAME;
use crate::report::{Finding, Report};

/// Looks at the finished tree with what the settings declared. `settings`: the file they stand in.
pub fn of_categories(declared: &[CategoryDraft], bundle: &Bundle, settings: &Path, report: &mut Report) {
    if declared.is_empty() {
        return;
    }
    let name = settings.file_name().map_or_else(|| FILE_NAME.to_owned(), |name| name.to_string_lossy().into_owned());
    let text = std::fs::read_to_string(settings).unwrap_or_default();
    let counts = bundle.categories.counts(&bundle.articles);
    let count = |id: &str| bundle.categories.by_id(id).and_then(|index| counts.get(index)).copied().unwrap_or(0);
    let ids: HashSet<&str> = declared.iter().map(|draft| draft.id.as_str()).collect();
    let used: HashSet<usize> = bundle.articles.iter().flat_map(|article| article.categories.iter().copied()).collect();
    for draft in declared {
        let line = line_of(&text, &draft.id);
        if count(&draft.id) == 0 {
            let what = format!("the category \"{}\" has no articles", draft.id);
            report.add(Finding::warning(&name, line, what).remedy("put some into its folder, or remove it"));
        }
        let orphaned = draft.parent.as_deref().filter(|parent| {
            let has_own = bundle.categories.by_id(parent).is_some_and(|index| used.contains(&index));
            !ids.contains(parent) && !has_own
        });
        if let Some(parent) = orphaned {
            let what = format!("\"{}\" lies in \"{parent}\", which nobody declared and no article is in", draft.id);
            report.add(Finding::warning(&name, line, what).remedy("correct the parent, or declare it, too"));
        }
    }
}

/// The line that declares the category.
fn line_of(text: &str, id: &str) -> Option<u32> {
    let is_meant = |line: &str| {
        let value = line.trim_start().strip_prefix("id").map(str::trim_start).and_then(|rest| rest.strip_prefix('='));
        let value = value.map(|value| value.trim_start());
        value.is_some_and(|value| {
            ['"', '\''].iter().any(|quote| {
                value.strip_prefix(*quote).and_then(|rest| rest.split(*quote).next()).is_some_and(|found| found == id)
            })
        })
    };
    text.lines().zip(1..).find(|(line, _)| is_meant(line)).map(|(_, number)| number)
}
