//! Ours: the packed site's index, built once more by itself to be timed and weighed by structure.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde_json::Value;
use tidings_search::{Document, IndexBuilder, Written};

use super::outcome::{Answer, Outcome, forgiven};
use super::{Archive, PAGE, brotli_11, site};
use crate::pack::update::brotli_9;
use crate::search::weigh::name_of;

pub(super) fn measure(archive: &Archive, tidings: &Path) -> Result<Outcome> {
    let started = Instant::now();
    let mut builder = IndexBuilder::new().with_positions();
    for article in &archive.articles {
        builder.add(Document { title: &article.title, body: &article.text, extra: "", facts: "" });
    }
    let index = builder.finish();
    let written = index.write(index.sizes(), &name_of);
    let structures = structures(&written)?;
    let build_seconds = started.elapsed().as_secs_f64();
    let code = code(&archive.site)?;
    let answers = answers(archive, tidings, code)?;
    Ok(Outcome {
        engine: "tidings".to_owned(),
        setting: "with positions",
        code: Some(code.0),
        index: structures,
        rows: Some(rows(&archive.site.join("bundle/search"))?),
        build_seconds,
        build_memory: archive.packed.memory,
        memory: Some(index.size() as u64),
        forgiven: forgiven(archive, &answers),
        answers,
    })
}

/// The structures as they are sent: raw DEFLATE.
fn structures(written: &Written) -> Result<Vec<(String, u64)>> {
    let packed = |part: &Vec<u8>| -> Result<u64> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(part).into_diagnostic()?;
        Ok(encoder.finish().into_diagnostic()?.len() as u64)
    };
    let all = |parts: &[Vec<u8>]| parts.iter().map(packed).sum::<Result<u64>>();
    Ok(vec![
        ("root".to_owned(), packed(&written.root)?),
        ("dictionary".to_owned(), all(&written.dictionary)?),
        ("reversed".to_owned(), packed(&written.reversed_root)? + all(&written.reversed)?),
        ("lists".to_owned(), all(&written.lists)?),
        ("positions".to_owned(), all(&written.positions)?),
    ])
}

/// Bytes and files of the engine that searches archives, as a good host sends them.
fn code(site: &Path) -> Result<(u64, u32)> {
    let (mut bytes, mut files) = (0, 0);
    for entry in fs::read_dir(site).into_diagnostic().wrap_err_with(|| site.display().to_string())? {
        let path = entry.into_diagnostic()?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with("archive-") && (name.ends_with(".js") || name.ends_with(".wasm")) {
            bytes += brotli_11(&fs::read(&path).into_diagnostic()?)?;
            files += 1;
        }
    }
    match files {
        0 => Err(miette!(help = "`cargo xtask build` puts it into the command", "{} has no engine", site.display())),
        _ => Ok((bytes, files)),
    }
}

/// Rows of results and the texts that passages come from.
fn rows(folder: &Path) -> Result<u64> {
    let mut sum = 0;
    for kind in ["rows", "text"] {
        for entry in walkdir::WalkDir::new(folder.join(kind)).into_iter().flatten() {
            if entry.file_type().is_file() {
                let bytes = fs::read(entry.path()).into_diagnostic()?;
                sum += brotli_9(&bytes)?.min(bytes.len()) as u64;
            }
        }
    }
    Ok(sum)
}

fn answers(archive: &Archive, tidings: &Path, (code, files): (u64, u32)) -> Result<Vec<Answer>> {
    let places: HashMap<&str, usize> =
        archive.articles.iter().enumerate().map(|(place, article)| (article.id.as_str(), place)).collect();
    let runs = [(); 3].map(|()| site::answers(&archive.site, tidings, &archive.kinds));
    let [first, others @ ..] = runs;
    let mut answers = first?.iter().map(|answer| read(answer, &places, code, files)).collect::<Result<Vec<_>>>()?;
    for run in others {
        for (answer, again) in answers.iter_mut().zip(run?) {
            answer.warm_ms = answer.warm_ms.min(took(&again));
        }
    }
    Ok(answers)
}

fn read(answer: &Value, places: &HashMap<&str, usize>, code: u64, files: u32) -> Result<Answer> {
    let number = |name: &str| answer.get(name).and_then(Value::as_u64);
    let hits = answer.get("hits").and_then(Value::as_array).into_iter().flatten().take(PAGE);
    let hits = hits.map(|hit| {
        let id = hit.get("id").and_then(Value::as_str).unwrap_or_default();
        places.get(id).copied().ok_or_else(|| miette!("the command found {id:?}, which no row names"))
    });
    let (Some(bytes), Some(requests)) = (number("bytes"), number("requests")) else {
        return Err(miette!("the command does not tell bytes and requests: {answer}"));
    };
    let requests = u32::try_from(requests).into_diagnostic()?;
    Ok(Answer {
        hits: hits.collect::<Result<_>>()?,
        cold: Some((bytes + code, requests + files)),
        warm_ms: took(answer),
    })
}

fn took(answer: &Value) -> f64 {
    answer.get("took_us").and_then(Value::as_f64).unwrap_or(f64::NAN) / 1000.0
}
