//! A page copied or scraped as plain text, read as the article it was.
//!
//! 1. Lines are put into blocks: what stands between blank lines.
//! 2. **Title.** If the first line ends with a line that follows shortly after (compared without regard to quotation marks,
//!    dashes, case and spaces, since scrapers mix `'` and `’`), that later line is the title and the first line goes.
//!    Else the first line is the title.
//! 3. **Breadcrumb.** What the first line has before the title is a category path: split at separators (`›`, `»`, `>`, `|`, `/`
//!    between spaces) and where a lower-case letter meets an upper-case one ("Iran News NowIran Opposition"). A leading "Home" goes.
//! 4. **Headings.** A single short line without a full stop, with text after it, is a heading.
//! 5. **Paragraphs.** Every other line is a paragraph; lines wrapped at a column are joined, short ones (verse, addresses) keep
//!    their breaks.
//!
//! Nothing is lost and nothing doubled: apart from the breadcrumb and one copy of the title, every word of the text is in the
//! result once, in its order (tested with made-up pages of this shape).

use tidings_markup::escape;

/// Characters of a heading: longer lines are text.
const LONGEST_HEADING: usize = 120;
/// Blocks among which the repeated title is looked for.
const TITLE_WITHIN: usize = 6;
/// Characters a repeated title must have if something stands before it; "Now" at the end of a sentence proves nothing.
const SHORTEST_REPEATED: usize = 8;
/// A column people wrap at: shorter lines are verse, longer ones were never wrapped.
const WRAP_COLUMNS: std::ops::RangeInclusive<usize> = 45..=100;

/// Words for the front page, at the head of breadcrumbs.
const HOME: &[&str] = &[
    "home",
    "homepage",
    "front page",
    "startseite",
    "accueil",
    "inicio",
    "главная",
    "خانه",
    "صفحه اصلی",
    "الرئيسية",
    "הבית",
    "ana sayfa",
    "início",
    "首页",
    "ホーム",
];

/// A plain text, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlainText {
    pub title: String,
    /// Category names from the root down.
    pub breadcrumb: Vec<String>,
    /// The body: `p`, `h2` and `br`, everything escaped.
    pub html: String,
}

/// Reads a text.
///
/// # Example
/// ```
/// use tidings_pack::import::plain_text::read;
///
/// let page = read("HomeRiver NewsDam & LockThe Lock's Gates\n\nThe Lock’s Gates\n\nThey open at six.\n");
/// assert_eq!(page.title, "The Lock’s Gates");
/// assert_eq!(page.breadcrumb, ["River News", "Dam & Lock"]);
/// assert_eq!(page.html, "<p>They open at six.</p>\n");
/// ```
pub fn read(text: &str) -> PlainText {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut blocks = blocks(text);
    if blocks.is_empty() {
        return PlainText::default();
    }
    let (title, breadcrumb) = take_title(&mut blocks);
    PlainText { title, breadcrumb, html: body(&blocks) }
}

/// Non-blank lines, trimmed, in groups between blank lines.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let mut blocks = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        match (line.is_empty(), blocks.last_mut()) {
            (true, Some(last)) if !last.is_empty() => blocks.push(Vec::new()),
            (false, Some(last)) => last.push(line),
            _ => {}
        }
    }
    blocks.retain(|block: &Vec<&str>| !block.is_empty());
    blocks
}

/// Takes the title out of the blocks, and the breadcrumb with it.
fn take_title(blocks: &mut Vec<Vec<&str>>) -> (String, Vec<String>) {
    let Some(first) = blocks.first_mut().filter(|block| !block.is_empty()).map(|block| block.remove(0)) else {
        return (String::new(), Vec::new());
    };
    blocks.retain(|block| !block.is_empty());
    // The longest line that ends the first one: with "Gates" and "The Lock's Gates" the latter is the title.
    let repeated = blocks
        .iter()
        .take(TITLE_WITHIN)
        .enumerate()
        .filter_map(|(index, block)| {
            let line = *block.first()?;
            let before = before_suffix(first, line)?;
            let is_proof = before.is_empty() || line.chars().count() >= SHORTEST_REPEATED;
            is_proof.then_some((index, line, before))
        })
        .max_by_key(|(index, line, _)| (line.len(), std::cmp::Reverse(*index)));
    match repeated {
        Some((index, title, before)) => {
            let breadcrumb = split_breadcrumb(before);
            if let Some(block) = blocks.get_mut(index) {
                block.remove(0);
            }
            blocks.retain(|block| !block.is_empty());
            (title.to_owned(), breadcrumb)
        }
        None => (first.to_owned(), Vec::new()),
    }
}

/// What stands in `line` before `suffix`, if it ends with it when marks and spaces are folded.
fn before_suffix<'t>(line: &'t str, suffix: &str) -> Option<&'t str> {
    let mut of_line = folded(line).rev();
    for (_, expected) in folded(suffix).rev() {
        let (_, found) = of_line.next()?;
        if found != expected {
            return None;
        }
    }
    match of_line.next() {
        None => Some(""),
        Some((at, _)) => {
            let last = line.get(at..)?.chars().next()?;
            line.get(..at + last.len_utf8())
        }
    }
}

/// The letters that two spellings of a title share: no spaces, no case, one kind of quotation mark and dash.
fn folded(text: &str) -> impl DoubleEndedIterator<Item = (usize, char)> {
    text.char_indices().filter_map(|(at, letter)| {
        if letter.is_whitespace() || letter.is_control() || matches!(letter, '\u{200B}' | '\u{FEFF}' | '\u{00AD}') {
            return None;
        }
        let letter = match letter {
            '’' | '‘' | '‛' | 'ʼ' | '`' | '´' | '′' => '\'',
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
            '–' | '—' | '‐' | '‑' | '−' => '-',
            '…' => '.',
            other => other.to_lowercase().next().unwrap_or(other),
        };
        Some((at, letter))
    })
}

/// "HomeIran News NowIran Opposition & Resistance" into its parts, without "Home".
fn split_breadcrumb(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for piece in split_separators(text) {
        let mut start = 0;
        let mut previous: Option<char> = None;
        for (at, letter) in piece.char_indices() {
            if letter.is_uppercase() && previous.is_some_and(char::is_lowercase) {
                parts.extend(piece.get(start..at).map(str::to_owned));
                start = at;
            }
            previous = Some(letter);
        }
        parts.extend(piece.get(start..).map(str::to_owned));
    }
    let is_edge = |letter: char| letter.is_whitespace() || matches!(letter, '>' | '|' | '/' | '-' | '–');
    let mut parts: Vec<String> =
        parts.iter().map(|part| part.trim_matches(is_edge).to_owned()).filter(|part| !part.is_empty()).collect();
    if parts.first().is_some_and(|first| HOME.contains(&first.to_lowercase().as_str())) {
        parts.remove(0);
    }
    parts
}

/// Arrow-like separators anywhere, `>`, `|`, `/` and `-` only between spaces.
fn split_separators(text: &str) -> Vec<&str> {
    let mut pieces = vec![text];
    for separator in ["›", "»", "→", "·", " > ", " | ", " / ", " - ", " – "] {
        pieces = pieces.into_iter().flat_map(|piece| piece.split(separator)).collect();
    }
    pieces
}

fn body(blocks: &[Vec<&str>]) -> String {
    let mut html = String::new();
    for (index, block) in blocks.iter().enumerate() {
        let next = blocks.get(index + 1);
        match block.as_slice() {
            [line] if is_heading(line) && next.is_some_and(|next| !is_standing_line(next)) => {
                html.push_str(&format!("<h2>{}</h2>\n", escape(line)));
            }
            lines => {
                for paragraph in paragraphs(lines) {
                    html.push_str(&format!("<p>{paragraph}</p>\n"));
                }
            }
        }
    }
    html
}

/// A block that would be a heading if text followed it. Of two in a row the first is a line of its own (a byline, a date).
fn is_standing_line(block: &[&str]) -> bool {
    matches!(block, [line] if is_heading(line))
}

fn is_heading(line: &str) -> bool {
    let Some(first) = line.chars().next() else {
        return false;
    };
    let begins_like_one = !first.is_lowercase() && !matches!(first, '-' | '*' | '•' | '–' | '—' | '·');
    line.chars().count() <= LONGEST_HEADING && begins_like_one && !ends_a_sentence(line)
}

/// A full stop or its like in any script, quotation marks and brackets behind it not counted; also `:`, `,` and `;`.
fn ends_a_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '“', '*']);
    line.ends_with(['.', '!', '…', ':', ',', ';', '。', '！', '؟', '۔', '،', '؛', '।', '։', '።'])
        || line.ends_with(['?', '？'])
}

/// Lines of one block into paragraphs, escaped.
fn paragraphs(lines: &[&str]) -> Vec<String> {
    if lines.len() > 1 && is_wrapped(lines) {
        let escaped: Vec<String> = lines.iter().map(|line| escape(line)).collect();
        return vec![escaped.join(" ")];
    }
    let mut paragraphs: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in lines {
        let is_short = line.chars().count() < *WRAP_COLUMNS.start() && !ends_a_sentence(line);
        match paragraphs.last_mut() {
            Some(last) if is_open => {
                last.push_str("<br>");
                last.push_str(&escape(line));
            }
            _ => paragraphs.push(escape(line)),
        }
        is_open = is_short;
    }
    paragraphs
}

/// Whether a column, not the author, broke the lines: all but the last are about equally long, and few end a sentence.
fn is_wrapped(lines: &[&str]) -> bool {
    let Some((_, full)) = lines.split_last() else {
        return false;
    };
    let lengths: Vec<usize> = full.iter().map(|line| line.chars().count()).collect();
    let longest = lengths.iter().max().copied().unwrap_or(0);
    let shortest = lengths.iter().min().copied().unwrap_or(0);
    let sentences = full.iter().filter(|line| ends_a_sentence(line)).count();
    WRAP_COLUMNS.contains(&longest) && shortest + 25 >= longest && sentences * 2 <= full.len()
}

#[cfg(test)]
#[path = "plain_text_tests.rs"]
mod tests;
