//! Keeps HTML away from the parser that would cost it more than its length.
//!
//! An HTML5 parser looks through its stack of open elements at nearly every tag, and puts unclosed formatting (`<b>`, `<font>`)
//! back into every block that follows. Honest pages nest some twenty deep; a page that nests 100,000 deep took the parser
//! minutes, and 20,000 open `<i>` with paragraphs after them all the memory there was.
//!
//! 1. One linear pass splits the text into tags and text, as the tokenizer of the HTML standard does.
//! 2. A stack like the parser's is kept, never shorter than the real one: where the parser's rules are intricate (tables,
//!    selects, SVG), elements stay on it rather than not. Formatting that a block closed over is kept beside it, and copied
//!    back when text follows, as the parser does ("reconstruct the active formatting elements").
//! 3. Nothing is built, and the pass ends at the first limit.
//!
//! A test holds this against the real parser with made-up tag soup: what passes here is never nested deeper there.

mod elements;

use elements::{BLOCKS, CELLS, FORMATTING, INLINE, RAW, ROW_GROUPS, ROWS, VOID, WALLS};

/// Elements open at the same time. Browsers flatten what nests deeper than 512 (Chromium, WebKit).
const DEEPEST: usize = 400;
/// Copies of unclosed formatting that a parser would make, in all.
const MOST_COPIES: usize = 1_000_000;
/// Attributes of one tag: each is compared with all before it.
const MOST_ATTRIBUTES: usize = 500;
/// Characters in one run of text that the parser takes one by one (`&`, a lone `<`); 400,000 took it eight seconds.
const MOST_MARKS: usize = 20_000;

/// Whether the parser can be trusted with this.
///
/// # Errors
/// What there is too much of, in words for a finding.
pub fn check(html: &str) -> Result<(), &'static str> {
    let mut scan = Scan::new(html);
    loop {
        scan.text()?;
        if scan.rest.is_empty() {
            return Ok(());
        }
        scan.markup()?;
    }
}

struct Scan<'t> {
    rest: &'t str,
    stack: Vec<Open>,
    /// Formatting that a block's end took off the stack, and that the next text puts back.
    detached: Vec<Open>,
    copies: usize,
    /// An element whose content is text: until its end tag, end tags of others mean nothing.
    raw: Option<String>,
}

/// An open element.
struct Open {
    name: String,
    /// Of formatting: the whole start tag, hashed. The parser keeps three alike at most ("Noah's Ark clause").
    formatting: Option<u64>,
}

impl<'t> Scan<'t> {
    fn new(html: &'t str) -> Scan<'t> {
        Scan { rest: html, stack: Vec::new(), detached: Vec::new(), copies: 0, raw: None }
    }

    /// Skips text up to the next `<` that may begin a tag.
    fn text(&mut self) -> Result<(), &'static str> {
        let bytes = self.rest.as_bytes();
        let mut marks = 0;
        let mut end = bytes.len();
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'&' | 0 | b'\r' => marks += 1,
                b'<' => match bytes.get(at + 1) {
                    Some(next) if next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?') => {
                        end = at;
                        break;
                    }
                    _ => marks += 1,
                },
                _ => {}
            }
            if marks > MOST_MARKS {
                return Err("more & and < in one piece of text than a parser can bear");
            }
        }
        if end > 0 {
            self.reconstruct()?;
        }
        self.rest = self.rest.get(end..).unwrap_or_default();
        Ok(())
    }

    /// Puts detached formatting back, each a copy in the real parser.
    fn reconstruct(&mut self) -> Result<(), &'static str> {
        self.copies += self.detached.len();
        self.stack.append(&mut self.detached);
        if self.copies > MOST_COPIES { Err("formatting that is opened and never closed") } else { self.depth() }
    }

    fn depth(&self) -> Result<(), &'static str> {
        let depth = self.stack.len() + self.detached.len();
        if depth > DEEPEST { Err("elements nested deeper than any page needs") } else { Ok(()) }
    }

    /// Closes everything from `place` on; formatting in it is not over by that.
    fn truncate(&mut self, place: usize) {
        let closed = self.stack.drain(place..).filter(|open| open.formatting.is_some());
        self.detached.extend(closed);
    }

    fn skip_to(&mut self, ends: &[&str]) {
        let end = ends.iter().filter_map(|end| self.rest.find(end).map(|at| at + end.len())).min();
        self.rest = end.and_then(|end| self.rest.get(end..)).unwrap_or_default();
    }

    fn markup(&mut self) -> Result<(), &'static str> {
        let after = self.rest.get(1..).unwrap_or_default();
        if let Some(comment) = after.strip_prefix("!--") {
            // `<!-->` and `<!--->` are whole comments.
            self.rest = if comment.starts_with('>') || comment.starts_with("->") { comment } else { after };
            let is_short = comment.starts_with('>') || comment.starts_with("->");
            self.skip_to(if is_short { &[">"] } else { &["-->", "--!>"] });
            return Ok(());
        }
        let is_end = after.starts_with('/');
        let name_start = if is_end { after.get(1..).unwrap_or_default() } else { after };
        if !name_start.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            if after.starts_with("![CDATA[") {
                // Text within SVG, a comment elsewhere; either way no end tag in it counts.
                self.raw.get_or_insert_with(|| "]]>".to_owned());
            }
            self.skip_to(&[">"]);
            return Ok(());
        }
        let is_name = |letter: char| !(letter.is_whitespace() || matches!(letter, '/' | '>'));
        let length = name_start.find(|letter| !is_name(letter)).unwrap_or(name_start.len());
        let (name, attributes) = name_start.split_at(length);
        let name = name.to_ascii_lowercase();
        let (rest, closes_itself) = skip_attributes(attributes)?;
        self.rest = rest;
        if is_end {
            self.end(&name);
            return Ok(());
        }
        let tag = name_start.get(..name_start.len() - rest.len()).unwrap_or(name_start);
        self.start(name, tag, closes_itself)
    }

    fn start(&mut self, name: String, tag: &str, closes_itself: bool) -> Result<(), &'static str> {
        let is = |list: &[&str]| list.contains(&name.as_str());
        let in_foreign = self.stack.iter().any(|open| open.name == "svg" || open.name == "math");
        if RAW.contains(&name.as_str()) && self.raw.is_none() {
            self.raw = Some(name.clone());
        }
        let is_of_table = is(CELLS) || is(ROWS) || is(ROW_GROUPS);
        if is_of_table && !in_foreign && !self.stack.iter().any(|open| open.name == "table" || open.name == "template")
        {
            // Outside of tables the parser passes over them.
            return Ok(());
        }
        if !in_foreign {
            self.close_before(&name);
        }
        if !is(BLOCKS) {
            self.reconstruct()?;
        }
        let is_leaf = if in_foreign { closes_itself } else { is(VOID) };
        if !is_leaf {
            let formatting = is(FORMATTING).then(|| hash(tag));
            if let Some(hash) = formatting {
                self.forget_fourth(hash);
            }
            self.stack.push(Open { name, formatting });
        }
        self.depth()
    }

    /// Of formatting elements alike the parser remembers the last three.
    fn forget_fourth(&mut self, hash: u64) {
        let alike = self.stack.iter().filter(|open| open.formatting == Some(hash)).count();
        if alike >= 3
            && let Some(first) = self.stack.iter_mut().find(|open| open.formatting == Some(hash))
        {
            first.formatting = None;
        }
    }

    /// Start tags that imply end tags.
    fn close_before(&mut self, name: &str) {
        let is = |list: &[&str]| list.contains(&name);
        let is_table = |open: &str| matches!(open, "table" | "template" | "svg" | "math");
        let is_wall = |open: &str| WALLS.contains(&open);
        // A list item closes the one before, unless a block stands between; `div`, `p` and `address` do not count.
        let stops_items =
            |open: &str| is_wall(open) || (BLOCKS.contains(&open) && !matches!(open, "address" | "div" | "p"));
        match name {
            "li" => self.close(&["li"], stops_items),
            "dd" | "dt" => self.close(&["dd", "dt"], stops_items),
            "a" | "nobr" => {
                // A second link closes the first, and leaves open what was opened in it.
                let place = self.stack.iter().rposition(|open| open.name == name || is_wall(&open.name));
                if let Some(place) = place.filter(|place| self.stack.get(*place).is_some_and(|open| open.name == name))
                {
                    self.stack.remove(place);
                }
                self.detached.retain(|open| open.name != name);
            }
            _ if is(CELLS) => self.close(CELLS, is_table),
            _ if is(ROWS) => self.close(ROWS, is_table),
            _ if is(ROW_GROUPS) => self.close(ROW_GROUPS, is_table),
            _ => {}
        }
        if is(BLOCKS) {
            self.close(&["p"], is_wall);
        }
    }

    /// Closes the innermost of `names` and what is in it, if none that `stops` comes first.
    fn close(&mut self, names: &[&str], stops: impl Fn(&str) -> bool) {
        for (place, open) in self.stack.iter().enumerate().rev() {
            if names.contains(&open.name.as_str()) {
                self.truncate(place);
                return;
            }
            if stops(&open.name) {
                return;
            }
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(raw) = &self.raw {
            let ends = raw == name || (raw == "]]>" && name == "svg");
            if !ends {
                return;
            }
            self.raw = None;
        }
        let is_formatting = FORMATTING.contains(&name);
        let is_inline = INLINE.contains(&name);
        if is_formatting && let Some(place) = self.detached.iter().rposition(|open| open.name == name) {
            self.detached.remove(place);
            return;
        }
        let mut found = None;
        for (place, open) in self.stack.iter().enumerate().rev() {
            let open = open.name.as_str();
            if open == name {
                found = Some(place);
                break;
            }
            let is_block = !INLINE.contains(&open) && !FORMATTING.contains(&open);
            let is_wall = WALLS.contains(&open) && name != "table";
            let is_list = name == "li" && matches!(open, "ul" | "ol");
            if is_wall || is_list || open == "template" || (is_inline && is_block) {
                break;
            }
        }
        match found {
            // What was opened inside stays open.
            Some(place) if is_formatting || name == "form" => {
                self.stack.remove(place);
            }
            Some(place) => self.truncate(place),
            None => {}
        }
    }
}

/// Tells tags apart; nobody gains anything by making two meet.
fn hash(tag: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    tag.hash(&mut hasher);
    hasher.finish()
}

/// Behind the tag's `>`, and whether it ended with `/>`. Quotes count in a value's place only, as the tokenizer has it.
fn skip_attributes(text: &str) -> Result<(&str, bool), &'static str> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut attributes = 0;
    loop {
        while bytes.get(at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/') {
            at += 1;
        }
        match bytes.get(at) {
            None => return Ok(("", false)),
            Some(b'>') => {
                let closes_itself = at > 0 && bytes.get(at - 1) == Some(&b'/');
                return Ok((text.get(at + 1..).unwrap_or_default(), closes_itself));
            }
            Some(_) => {}
        }
        attributes += 1;
        if attributes > MOST_ATTRIBUTES {
            return Err("more attributes on one element than a parser can bear");
        }
        // A name may begin with `=`.
        at += 1;
        while bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b'/' | b'>' | b'=')) {
            at += 1;
        }
        let mut value = at;
        while bytes.get(value).is_some_and(u8::is_ascii_whitespace) {
            value += 1;
        }
        if bytes.get(value) != Some(&b'=') {
            continue;
        }
        at = value + 1;
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        let is_over: &dyn Fn(u8) -> bool = match bytes.get(at) {
            Some(b'"') => &|byte| byte == b'"',
            Some(b'\'') => &|byte| byte == b'\'',
            _ => &|byte| byte.is_ascii_whitespace() || byte == b'>',
        };
        let is_quoted = matches!(bytes.get(at), Some(b'"' | b'\''));
        at += usize::from(is_quoted);
        while bytes.get(at).is_some_and(|byte| !is_over(*byte)) {
            at += 1;
        }
        at += usize::from(is_quoted);
    }
}

#[cfg(test)]
#[path = "complexity_tests.rs"]
mod tests;
