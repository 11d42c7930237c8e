//! `tidings inspect`: a table for people, the same as JSON for programs.

use std::process::ExitCode;

use super::{count, size};
use crate::cli;
use crate::inspect::{Inspection, Weight, inspect};

/// Categories printed before the rest is only counted.
const MOST_CATEGORIES: usize = 30;

/// Looks and tells.
///
/// # Errors
/// When there is no site.
pub fn run(arguments: &cli::Inspect) -> miette::Result<ExitCode> {
    let found = inspect(&arguments.site, arguments.largest)?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&found).unwrap_or_default());
    } else {
        print!("{}", told(&found));
        for problem in &found.problems {
            eprintln!("{problem}");
        }
    }
    Ok(if found.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn told(found: &Inspection) -> String {
    let title = if found.title.is_empty() { "A site without a title" } else { &found.title };
    let mut text = format!(
        "{title}\n{}, {}, {}, {} in {}\n",
        count(found.articles, "article"),
        plural(found.categories.len(), "category", "categories"),
        count(found.pictures, "picture"),
        size(found.bytes),
        count(found.files, "file"),
    );
    let languages: Vec<String> = found.languages.iter().map(|(tag, articles)| format!("{tag} {articles}")).collect();
    if !languages.is_empty() {
        text.push_str(&format!("languages: {}\n", languages.join(", ")));
    }
    if !found.categories.is_empty() {
        text.push_str("\narticles   category\n");
        for category in found.categories.iter().take(MOST_CATEGORIES) {
            text.push_str(&format!("{:>8}   {} ({})\n", category.articles, category.path, category.name));
        }
        if let Some(more) = found.categories.len().checked_sub(MOST_CATEGORIES).filter(|more| *more > 0) {
            text.push_str(&format!("           … and {more} more: --json\n"));
        }
    }
    table(&mut text, "for", &found.groups);
    table(&mut text, "type", &found.types);
    text.push_str("\n   bytes   largest files\n");
    for file in &found.largest {
        text.push_str(&format!("{:>8}   {}\n", size(file.bytes), file.file));
    }
    text
}

fn table(text: &mut String, heading: &str, weights: &[Weight]) {
    text.push_str(&format!("\n   files       bytes    on the wire   {heading}\n"));
    for weight in weights {
        let wire = format!("≈ {}", size(weight.wire_bytes));
        text.push_str(&format!("{:>8}   {:>9}   {wire:>12}   {}\n", weight.files, size(weight.bytes), weight.name));
    }
}

fn plural(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}
