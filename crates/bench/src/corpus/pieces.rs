//! Real pages, taken apart into what can stand anywhere.
//!
//! A block is kept only if it means the same in any other place: links to other pages become their text, pictures their words;
//! with raw HTML, reference links, footnotes, templates or directives in it, it is left out. So whatever is put together from
//! pieces is good Markdown.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use miette::{IntoDiagnostic, Result, WrapErr};

/// Words of titles that are no tags.
const NO_TAGS: &[&str] =
    &["and", "for", "from", "into", "its", "not", "that", "the", "this", "what", "when", "with", "your"];

/// How many of the most frequent words of titles are tags.
const TAGS: usize = 800;

/// What articles are made of.
#[derive(Default)]
pub(crate) struct Pieces {
    pub(super) titles: Vec<String>,
    pub(super) sentences: Vec<String>,
    pub(super) paragraphs: Vec<String>,
    pub(super) headings: Vec<String>,
    pub(super) lists: Vec<String>,
    pub(super) tables: Vec<String>,
    pub(super) quotes: Vec<String>,
    pub(super) code: Vec<String>,
    /// Words of titles, the most frequent first.
    pub(super) tags: Vec<String>,
    /// Names of the folders that pages lie in.
    pub(super) folders: Vec<String>,
}

impl Pieces {
    /// Takes every Markdown file below the folders apart, in a fixed order.
    pub(crate) fn read(folders: &[PathBuf]) -> Result<Pieces> {
        let mut pages = Vec::new();
        for folder in folders {
            for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
                let entry = entry.into_diagnostic()?;
                let path = entry.path();
                if entry.file_type().is_file() && path.extension().is_some_and(|extension| extension == "md") {
                    let text =
                        fs::read_to_string(path).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
                    let parent = path.parent().and_then(|parent| parent.strip_prefix(folder).ok());
                    let name = parent.and_then(|parent| parent.file_name()).unwrap_or_default();
                    pages.push((name.to_string_lossy().into_owned(), text));
                }
            }
        }
        Ok(Pieces::of(pages.iter().map(|(folder, text)| (folder.as_str(), text.as_str()))))
    }

    /// Takes pages apart that come with the name of their folder.
    pub(crate) fn of<'a>(pages: impl Iterator<Item = (&'a str, &'a str)>) -> Pieces {
        let mut pieces = Pieces::default();
        let (mut folders, mut words) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
        for (folder, text) in pages {
            // Longer ones are pages with pictures of their own.
            if (1..=16).contains(&folder.len()) && folder.bytes().all(|byte| byte.is_ascii_lowercase()) {
                folders.insert(folder.to_owned());
            }
            let (title, body) = title_and_body(text);
            if let Some(title) = title.filter(|title| (8..=100).contains(&title.len())) {
                for word in title.split(|letter: char| !letter.is_ascii_alphabetic()).map(str::to_ascii_lowercase) {
                    if word.len() > 2 && !NO_TAGS.contains(&word.as_str()) {
                        *words.entry(word).or_default() += 1;
                    }
                }
                pieces.titles.push(title);
            }
            pieces.take_apart(body);
        }
        let mut words: Vec<(String, usize)> = words.into_iter().collect();
        words.sort_by(|(one, ones), (other, others)| others.cmp(ones).then_with(|| one.cmp(other)));
        pieces.tags = words.into_iter().take(TAGS).map(|(word, _)| word).collect();
        pieces.folders = folders.into_iter().collect();
        pieces
    }

    fn take_apart(&mut self, body: &str) {
        for block in blocks(body) {
            let first = block.first().copied().unwrap_or_default();
            let all = |is: fn(&str) -> bool| block.iter().all(|line| is(line));
            if first.starts_with("```") {
                if block.len() <= 40 && !block.iter().any(|line| line.contains("{{") || line.contains("{%")) {
                    self.code.push(block.join("\n"));
                }
                continue;
            }
            let Some(text) = tidy(&block.join("\n")) else { continue };
            if let Some(heading) = first.strip_prefix("## ").or_else(|| first.strip_prefix("### ")) {
                if block.len() == 1 && heading.len() <= 80 {
                    self.headings.push(text.trim_start_matches('#').trim().to_owned());
                }
            } else if first.starts_with('|') {
                let is_rule = |line: &str| line.bytes().all(|byte| b"|-: ".contains(&byte)) && line.contains('-');
                if (3..=30).contains(&block.len())
                    && all(|line| line.starts_with('|'))
                    && block.get(1).is_some_and(|line| is_rule(line))
                {
                    self.tables.push(text);
                }
            } else if first.starts_with("> ") {
                if block.len() <= 20 && all(|line| line.starts_with("> ")) {
                    self.quotes.push(text);
                }
            } else if is_item(first) {
                if block.len() <= 20 && all(|line| is_item(line) || line.starts_with("  ")) {
                    self.lists.push(text);
                }
            } else if all(is_prose) && first.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
                let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.sentences.extend(sentences(&line));
                self.paragraphs.push(text);
            }
        }
    }
}

/// The title in a page's front matter, and what follows it.
pub(crate) fn title_and_body(text: &str) -> (Option<String>, &str) {
    let text = text.trim_start_matches('\u{feff}');
    let fence = ["---", "+++"].into_iter().find(|fence| text.starts_with(fence));
    let Some((header, body)) = fence.and_then(|fence| text.get(3..)?.split_once(&format!("\n{fence}"))) else {
        return (None, text);
    };
    let title = header.lines().find_map(|line| {
        let value = line.strip_prefix("title")?.trim_start().strip_prefix([':', '='])?;
        Some(value.trim().trim_matches(['"', '\'']).replace('\\', "")).filter(|title| !title.is_empty())
    });
    (title, body)
}

/// Runs of lines without a blank one between them; a fence of code keeps its blank lines, and goes with nothing else.
fn blocks(body: &str) -> Vec<Vec<&str>> {
    let mut blocks: Vec<Vec<&str>> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut fence = false;
    for line in body.lines().map(str::trim_end) {
        if fence {
            open.push(line);
            if line == "```" {
                fence = false;
                blocks.push(std::mem::take(&mut open));
            }
            continue;
        }
        let starts_fence = line
            .strip_prefix("```")
            .is_some_and(|language| language.trim().bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'+'));
        if (line.is_empty() || starts_fence || line.starts_with('#')) && !open.is_empty() {
            blocks.push(std::mem::take(&mut open));
        }
        if starts_fence {
            fence = true;
        }
        if !line.is_empty() {
            open.push(line);
        }
        if line.starts_with('#') {
            blocks.push(std::mem::take(&mut open));
        }
    }
    // A fence that never closes is nothing to put anywhere.
    if !fence && !open.is_empty() {
        blocks.push(open);
    }
    blocks
}

fn is_item(line: &str) -> bool {
    let digits = line.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let is_numbered = digits.len() < line.len() && digits.len() + 3 > line.len() && digits.starts_with(". ");
    is_numbered || line.starts_with("- ") || line.starts_with("* ")
}

/// Whether a line in a paragraph stays what it is wherever the paragraph stands.
fn is_prose(line: &str) -> bool {
    let starts = |letter: char| letter.is_alphanumeric() || "`*(\"'“‘".contains(letter);
    line.starts_with(starts) && !is_item(line) && !line.contains('|')
}

/// Text whose meaning does not depend on its page; none where that cannot be had.
fn tidy(text: &str) -> Option<String> {
    if text.contains("{{") || text.contains("{%") || text.contains(":::") {
        return None;
    }
    let mut tidy = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.find(['`', '[', ']', '<', '!']) {
        let (before, from) = rest.split_at(next);
        tidy.push_str(before);
        if from.starts_with('`') {
            let ticks = from.len() - from.trim_start_matches('`').len();
            let (open, inner) = from.split_at(ticks);
            let inside = inner.split_once(open).map(|(inside, _)| inside)?;
            // Another run of ticks, or a span over two lines of a list, is too clever to be moved.
            if inside.contains('\n') || ticks > 2 {
                return None;
            }
            let (span, after) = from.split_at(ticks + inside.len() + ticks);
            if after.starts_with('`') {
                return None;
            }
            tidy.push_str(span);
            rest = after;
            continue;
        }
        let (is_picture, link) = match from.strip_prefix('!') {
            Some(after) if after.starts_with('[') => (true, after),
            Some(after) => {
                tidy.push('!');
                rest = after;
                continue;
            }
            None => (false, from),
        };
        // Here `<` and a bracket that opens no link end it.
        let (words, target, after) = inline_link(link)?;
        if is_picture || !(target.starts_with("https://") || target.starts_with("http://")) {
            tidy.push_str(words);
        } else {
            tidy.push_str(link.get(..link.len() - after.len())?);
        }
        rest = after;
    }
    tidy.push_str(rest);
    (!tidy.trim().is_empty()).then_some(tidy)
}

/// The words and the target of `[words](target)`, and what follows.
fn inline_link(text: &str) -> Option<(&str, &str, &str)> {
    let (words, rest) = text.strip_prefix('[')?.split_once(']')?;
    let rest = rest.strip_prefix('(')?;
    let mut depth = 1;
    for (index, letter) in rest.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
        if depth == 0 {
            let is_plain = !words.contains(['[', '`', '\n', '!']);
            return is_plain.then_some((words, rest.get(..index)?, rest.get(index + 1..)?));
        }
    }
    None
}

/// The sentences of a paragraph on one line that can stand alone.
fn sentences(line: &str) -> Vec<String> {
    let ends = line.match_indices(". ").map(|(index, _)| index + 1).chain([line.len()]);
    let mut start = 0;
    let mut found = Vec::new();
    for end in ends {
        let sentence = line.get(start..end).unwrap_or_default().trim();
        let is_even = |mark: &str| sentence.matches(mark).count() % 2 == 0;
        let is_whole =
            sentence.ends_with('.') && is_even("`") && is_even("**") && is_even("*") && is_even("_") && is_even("\"");
        let same = |open: char, close: char| sentence.matches(open).count() == sentence.matches(close).count();
        let next_is_capital =
            line.get(end..).unwrap_or_default().trim_start().starts_with(|letter: char| letter.is_uppercase());
        if end < line.len() && !next_is_capital {
            continue;
        }
        let begins = sentence.starts_with(|letter: char| letter.is_uppercase());
        if begins && is_whole && same('(', ')') && same('[', ']') && (40..=300).contains(&sentence.len()) {
            found.push(sentence.to_owned());
        }
        start = end;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_that_lead_nowhere_else_become_their_words() {
        assert_eq!(
            tidy("See [the page](page.md#a), ![a plan](plan.png) and [this](https://a.example/b_(c)).").as_deref(),
            Some("See the page, a plan and [this](https://a.example/b_(c)).")
        );
        assert_eq!(tidy("`a[0] < b`, no!").as_deref(), Some("`a[0] < b`, no!"));
        for moved in
            ["see [this]", "a <br> b", "[a][b]", "text[^1]", "{{ page.title }}", "an `open span", ":::image:::"]
        {
            assert_eq!(tidy(moved), None, "{moved}");
        }
    }

    #[test]
    fn a_page_comes_apart_into_what_it_consists_of() {
        let page = "---\ntitle: \"Using the lock\"\n---\n# Using the lock\nThe first lock is made of oak and was built in one winter. \
            The second one, of iron, came a good deal later.\n\n## In use\n\n- one\n- two\n\n```c\nint a;\n\nint b;\n```\n\n\
            | a | b |\n|---|---|\n| 1 | 2 |\n\n> Somebody said it.\n\n<p>raw</p>\n\n```\nnever closed\n";
        let pieces = Pieces::of([("locks", page)].into_iter());
        assert_eq!(pieces.titles, ["Using the lock"]);
        assert_eq!(pieces.tags, ["lock", "using"]);
        assert_eq!(pieces.folders, ["locks"]);
        assert_eq!(pieces.sentences.len(), 2);
        assert_eq!(pieces.paragraphs.len(), 1);
        assert_eq!(pieces.headings, ["In use"]);
        assert_eq!(pieces.lists, ["- one\n- two"]);
        assert_eq!(pieces.code, ["```c\nint a;\n\nint b;\n```"]);
        assert_eq!(pieces.tables.len(), 1);
        assert_eq!(pieces.quotes, ["> Somebody said it."]);
    }
}
