//! Weighs `dist/`: raw, gzip and brotli for each file and each group, against the budgets in `budgets.toml`.
//!
//! KB is 1000 bytes. Brotli is quality 11, as static hosts store it; gzip is level 9.

use crate::project;
use crate::project::Project;
use crate::stamp::files_below;
use flate2::Compression;
use flate2::write::GzEncoder;
use glob::Pattern;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde::Deserialize;
use std::io::Write;

/// `budgets.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Budgets {
    group: Vec<Group>,
}

/// Files that a reader fetches together, and the most they may weigh.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    /// What the group is for, shown when it is over.
    about: String,
    /// Patterns of file names in `dist/`; `*` stands for anything but `/`.
    files: Vec<String>,
    /// The most it may weigh with brotli, in KB.
    brotli_kb: f64,
}

/// A file's weights in bytes.
#[derive(Clone, Copy, Default)]
struct Weight {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Weight {
    fn of(bytes: &[u8]) -> Result<Weight> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes).into_diagnostic()?;
        let mut small = Vec::new();
        let settings = brotli::enc::BrotliEncoderParams { quality: 11, size_hint: bytes.len(), ..Default::default() };
        brotli::BrotliCompress(&mut &*bytes, &mut small, &settings).into_diagnostic()?;
        Ok(Weight { raw: bytes.len(), gzip: gzip.finish().into_diagnostic()?.len(), brotli: small.len() })
    }

    fn plus(self, other: Weight) -> Weight {
        Weight { raw: self.raw + other.raw, gzip: self.gzip + other.gzip, brotli: self.brotli + other.brotli }
    }
}

/// Prints the tables.
///
/// # Errors
/// A group is over its budget, or none of its files is there.
pub(crate) fn run(project: &Project) -> Result<()> {
    let budgets: Budgets =
        toml::from_str(&project.read("budgets.toml")?).into_diagnostic().wrap_err("in budgets.toml")?;
    let weights = weigh(project)?;
    println!("{:<40} {:>9} {:>9} {:>9}   KB, of 1000 bytes", "file", "raw", "gzip 9", "brotli 11");
    weights.iter().for_each(|(name, weight)| row(name, *weight, ""));
    println!();
    let mut over = Vec::new();
    for group in &budgets.group {
        let total = group.total(&weights)?;
        let used = kilobytes(total.brotli) / group.brotli_kb;
        row(&group.name, total, &format!("   {:>3.0} % of {} KB", used * 100.0, group.brotli_kb));
        if used > 1.0 {
            over.push(format!(
                "{}: {:.2} KB of {} KB ({})",
                group.name,
                kilobytes(total.brotli),
                group.brotli_kb,
                group.about
            ));
        }
    }
    if over.is_empty() {
        return Ok(());
    }
    Err(miette!(
        help = "`cargo tree` and `twiggy` tell where the bytes come from; a budget is raised only with a reason in budgets.toml",
        "over budget:\n{}",
        over.join("\n")
    ))
}

/// Every file of `dist/` with its weights, by name.
fn weigh(project: &Project) -> Result<Vec<(String, Weight)>> {
    let dist = project.path("dist");
    let mut weights = Vec::new();
    for path in files_below(&dist)? {
        let name = path.strip_prefix(&dist).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        weights.push((name, Weight::of(&project::read_bytes(&path)?)?));
    }
    if weights.is_empty() {
        return Err(miette!(help = "`cargo xtask build` makes it", "dist/ is empty"));
    }
    Ok(weights)
}

impl Group {
    fn total(&self, weights: &[(String, Weight)]) -> Result<Weight> {
        let options = glob::MatchOptions { require_literal_separator: true, ..Default::default() };
        let mut total = Weight::default();
        for pattern in &self.files {
            let pattern = Pattern::new(pattern).into_diagnostic().wrap_err("in budgets.toml")?;
            let mut matching = weights.iter().filter(|(name, _)| pattern.matches_with(name, options)).peekable();
            if matching.peek().is_none() {
                return Err(miette!(
                    help = "a file was renamed: mend the pattern, or its weight would go unnoticed",
                    "budgets.toml, group {}: no file in dist/ is called {pattern}",
                    self.name
                ));
            }
            total = matching.fold(total, |total, (_, weight)| total.plus(*weight));
        }
        Ok(total)
    }
}

fn row(name: &str, weight: Weight, remark: &str) {
    let [raw, gzip, brotli] = [weight.raw, weight.gzip, weight.brotli].map(kilobytes);
    println!("{name:<40} {raw:>9.2} {gzip:>9.2} {brotli:>9.2}{remark}");
}

fn kilobytes(bytes: usize) -> f64 {
    bytes as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project_with(brotli_kb: &str, files: &[(&str, Vec<u8>)]) -> (tempfile::TempDir, Project) {
        let folder = tempfile::tempdir().unwrap();
        let project = Project { root: folder.path().to_path_buf() };
        let budgets = format!(
            "[[group]]\nname = \"shell\"\nabout = \"first screen\"\nfiles = [\"*.js\"]\nbrotli_kb = {brotli_kb}\n"
        );
        project::write_bytes(&project.path("budgets.toml"), budgets.as_bytes()).unwrap();
        for (name, bytes) in files {
            project::write_bytes(&project.path(name), bytes).unwrap();
        }
        (folder, project)
    }

    /// Bytes that no compression makes smaller.
    fn noise(length: u32) -> Vec<u8> {
        (0..length).map(|n| (n.wrapping_mul(2_654_435_761).rotate_left(7) ^ n.wrapping_mul(40_503)) as u8).collect()
    }

    #[test]
    fn over_budget_fails_and_says_by_how_much() {
        let (_folder, project) = project_with("0.1", &[("dist/a.js", noise(2000)), ("dist/icons/b.js", noise(9000))]);
        let message = run(&project).unwrap_err().to_string();
        assert!(message.starts_with("over budget:\nshell: ") && message.contains("first screen"), "{message}");
        let (_folder, project) = project_with("4", &[("dist/a.js", noise(2000)), ("dist/icons/b.js", noise(9000))]);
        assert!(run(&project).is_ok(), "a folder's files are not the pattern's");
    }

    #[test]
    fn a_group_whose_file_was_renamed_fails_instead_of_weighing_nothing() {
        let (_folder, project) = project_with("4", &[("dist/a.mjs", noise(10))]);
        assert!(run(&project).unwrap_err().to_string().contains("no file in dist/"));
    }
}
