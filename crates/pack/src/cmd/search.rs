//! `tidings search`: hits for people, or JSON for programs.

use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;
use tidings_bundle::Filter;
use tidings_engine::Hit;

use super::{colour, count};
use crate::cli;
use crate::error::PackError;
use crate::search::{Answered, Searcher, Stretch};

/// What `--json` prints.
#[derive(Serialize)]
struct Told<'a> {
    total: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    meant: Option<&'a str>,
    hits: Vec<ToldHit<'a>>,
    took_us: u64,
    bytes: u64,
    requests: u32,
}

#[derive(Serialize)]
struct ToldHit<'a> {
    id: &'a str,
    slug: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    headline: String,
    snippet: String,
    score: f32,
}

/// A line of what `--queries` prints.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    hits: Vec<Scored<'a>>,
    took_us: u64,
    bytes: u64,
    requests: u32,
}

#[derive(Serialize)]
struct Scored<'a> {
    id: &'a str,
    score: f32,
}

/// Searches and tells.
///
/// # Errors
/// When there is nothing to search, or the queries cannot be read.
pub fn run(arguments: &cli::Search) -> miette::Result<ExitCode> {
    let filter = Filter {
        category: arguments.category.clone(),
        tags: arguments.tag.clone(),
        authors: arguments.author.clone(),
        languages: arguments.lang.clone(),
        years: arguments.year.clone(),
        months: Vec::new(),
    };
    let mut searcher = Searcher::open(&arguments.path, super::now())?;
    searcher.problems.iter().for_each(|problem| eprintln!("{problem}"));
    if let Some(file) = &arguments.queries {
        let unreadable = |error| PackError::source(file, &error);
        let queries = lines(file).map_err(unreadable)?;
        let mut out = io::BufWriter::new(io::stdout().lock());
        for (number, line) in (1..).zip(queries.lines()) {
            let answer = answer_line(number, &line.map_err(unreadable)?, &filter, arguments.limit, &mut searcher)?;
            if let Err(error) = writeln!(out, "{answer}") {
                return Ok(ended(error).map_err(unreadable)?);
            }
        }
        return Ok(out.flush().map(|()| ExitCode::SUCCESS).or_else(ended).map_err(unreadable)?);
    }
    let query = arguments.query.as_deref().unwrap_or_default();
    let answered = searcher.answer(query, &filter, arguments.limit)?;
    tell_lost(&answered);
    let found = !answered.hits.is_empty();
    if arguments.json {
        let hits = answered.hits.iter().map(told).collect();
        let (meant, Answered { total, took_us, bytes, requests, .. }) = (answered.meant.as_deref(), &answered);
        let told = Told { total: *total, meant, hits, took_us: *took_us, bytes: *bytes, requests: *requests };
        println!("{}", serde_json::to_string_pretty(&told).unwrap_or_default());
    } else {
        print!("{}", for_people(&answered, colour::are_wanted()));
    }
    // As grep does it.
    Ok(if found { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn lines(file: &Path) -> io::Result<Box<dyn BufRead>> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    Ok(Box::new(BufReader::new(std::fs::File::open(file)?)))
}

/// Whoever reads the answers has enough of them: no error.
fn ended(error: io::Error) -> io::Result<ExitCode> {
    if error.kind() == io::ErrorKind::BrokenPipe { Ok(ExitCode::SUCCESS) } else { Err(error) }
}

fn tell_lost(answered: &Answered) {
    answered
        .lost
        .iter()
        .for_each(|file| eprintln!("{}: cannot be read; what it knows is not searched", file.display()));
}

/// The answer to one line; without a tab its number is its id.
fn answer_line(
    number: u32,
    line: &str,
    filter: &Filter,
    limit: u32,
    searcher: &mut Searcher,
) -> Result<String, PackError> {
    let number = number.to_string();
    let (id, text) = line.split_once('\t').unwrap_or((&number, line));
    let answered = searcher.answer(text, filter, limit)?;
    tell_lost(&answered);
    let hits = answered.hits.iter().map(|hit| Scored { id: &hit.row.id, score: hit.score }).collect();
    let Answered { took_us, bytes, requests, .. } = answered;
    Ok(serde_json::to_string(&Line { id, hits, took_us, bytes, requests }).unwrap_or_default())
}

fn told(hit: &Hit) -> ToldHit<'_> {
    ToldHit {
        id: &hit.row.id,
        slug: &hit.row.slug,
        published: hit.row.published.as_deref(),
        language: hit.row.language.as_deref(),
        headline: plain(&hit.headline),
        snippet: plain(&hit.snippet),
        score: hit.score,
    }
}

fn plain(stretches: &[Stretch]) -> String {
    stretches.iter().map(|stretch| stretch.text.as_str()).collect()
}

/// Control characters of an article must not steer a terminal.
fn clean(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ")
}

/// What was asked for is bold on a terminal.
fn marked(stretches: &[Stretch], in_colour: bool) -> String {
    let one = |stretch: &Stretch| match stretch.marked && in_colour {
        true => format!("\u{1b}[1m{}\u{1b}[22m", clean(&stretch.text)),
        false => clean(&stretch.text),
    };
    stretches.iter().map(one).collect()
}

fn for_people(answered: &Answered, in_colour: bool) -> String {
    let mut text = String::new();
    for hit in &answered.hits {
        let date = hit.row.published.iter().map(|published| published.chars().take(10).collect::<String>());
        let place: Vec<String> = std::iter::once(hit.row.slug.clone()).chain(date).collect();
        let place = Stretch { text: place.join(" · "), marked: false };
        text.push_str(&format!("{}\n  {}\n", marked(&hit.headline, in_colour), marked(&[place], false)));
        if !hit.snippet.is_empty() {
            text.push_str(&format!("  {}\n", marked(&hit.snippet, in_colour)));
        }
        text.push('\n');
    }
    let mut total = count(answered.total as usize, "article");
    if let Some(meant) = &answered.meant {
        total.push_str(&format!(" for “{}”", clean(meant).trim()));
    }
    match answered.hits.len() {
        shown if shown < answered.total as usize => {
            text.push_str(&format!("{total}; {shown} shown, --limit shows more\n"))
        }
        _ => text.push_str(&format!("{total}\n")),
    }
    text
}

#[cfg(test)]
mod tests {
    use tidings_engine::Row;

    use super::*;

    fn stretches(words: &[(&str, bool)]) -> Vec<Stretch> {
        words.iter().map(|(text, marked)| Stretch { text: (*text).to_owned(), marked: *marked }).collect()
    }

    #[test]
    fn an_article_cannot_steer_the_terminal() {
        let hostile = stretches(&[("a\u{1b}[2Jb\n", false), ("tide\u{7}", true)]);
        assert_eq!(marked(&hostile, false), "a [2Jb tide ");
        assert_eq!(marked(&hostile, true), "a [2Jb \u{1b}[1mtide \u{1b}[22m");
    }

    #[test]
    fn a_hit_tells_what_it_is_and_where() {
        let (headline, snippet) = (stretches(&[("The ", false), ("tide", true)]), stretches(&[("It turns.", false)]));
        let row = Row { slug: "tide".to_owned(), ..Row::default() };
        let hit = Hit { ordinal: 0, headline, snippet, score: 1.5, row };
        let meant = Some("tide\u{7} ".to_owned());
        let answered =
            Answered { total: 3, hits: vec![hit], meant, took_us: 7, bytes: 0, requests: 1, lost: Vec::new() };
        assert_eq!(
            for_people(&answered, false),
            "The tide\n  tide\n  It turns.\n\n3 articles for “tide”; 1 shown, --limit shows more\n"
        );
    }
}
