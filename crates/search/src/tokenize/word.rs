//! Reads one word with its joints.

use super::{Kind, MAX_FORM, MAX_PARTS, Part, Unit, inner};
use crate::fold::{self, arabic, digits, latin};
use crate::letters::{is_capital, is_small};
use crate::script::{Class, class};

/// How a character joins what stands before and after it to one word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    /// The next letters are a new part.
    Part,
    /// The next digits belong to the same number, behind a point.
    Point,
    /// Nothing: `10,000` is `10000`, `col·lecció` is `colleccio`.
    Silent,
}

/// Buffers that live from word to word.
#[derive(Default)]
pub(super) struct Reader {
    whole: String,
    parts: Vec<Part>,
    spellings: Vec<String>,
}

impl Reader {
    /// Reads the word that begins at byte `from`, hands it over, and returns where it ends.
    pub(super) fn read(&mut self, text: &str, from: usize, each: &mut dyn FnMut(&Unit<'_>)) -> usize {
        self.whole.clear();
        self.parts.clear();
        self.spellings.clear();
        let mut scan = Scan { part_from: from, end: from, ..Scan::default() };
        let mut at = from;
        let mut before = ' ';
        loop {
            if let Some(run) = self.ascii_run(text, at, &mut scan) {
                at += run.len();
                before = run.chars().next_back().unwrap_or(before);
            }
            let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let next = at + c.len_utf8();
            if let Some(joint) = joint(before, c, text.get(next..).unwrap_or_default(), &scan) {
                if scan.is_full(&self.whole, &self.parts) || scan.joint.is_some() {
                    break;
                }
                scan.joint = Some(joint);
            } else {
                match class(c) {
                    Class::Word => self.letter(c, at, &mut scan),
                    // Zero-width non-joiners may come doubled; behind a letter they are joints.
                    Class::Mark if scan.joint.is_none() => {
                        fold::push(c, &mut self.whole);
                        scan.is_transcribed |= latin::is_transcribed(c);
                        scan.end = next;
                    }
                    Class::Mark => {}
                    _ => break,
                }
                if class(c) == Class::Mark {
                    at = next;
                    continue;
                }
            }
            before = c;
            at = next;
        }
        self.hand_over(text, from, scan, each)
    }

    /// The letters and digits of ASCII from byte `at`, all at once: most text of most languages' articles is faster for it.
    fn ascii_run<'t>(&mut self, text: &'t str, at: usize, scan: &mut Scan) -> Option<&'t str> {
        let rest = text.get(at..).filter(|_| scan.joint.is_none())?;
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let run = rest.get(..length).filter(|run| !run.is_empty())?;
        let behind_first = if at > scan.part_from { run } else { run.get(1..).unwrap_or_default() };
        scan.has_capital_inside |= behind_first.bytes().any(|b| b.is_ascii_uppercase());
        scan.has_small |= run.bytes().any(|b| b.is_ascii_lowercase());
        scan.letters += length;
        scan.end = at + length;
        let from = self.whole.len();
        let room = (scan.form_from + MAX_FORM).saturating_sub(from).min(length);
        scan.is_cut |= room < length;
        self.whole.push_str(run.get(..room).unwrap_or_default());
        if let Some(added) = self.whole.get_mut(from..) {
            added.make_ascii_lowercase();
        }
        Some(run)
    }

    fn letter(&mut self, c: char, at: usize, scan: &mut Scan) {
        match scan.joint.take() {
            Some(Joint::Part) => {
                self.close_part(scan);
                scan.part_from = at;
                scan.form_from = self.whole.len();
                scan.letters = 0;
            }
            Some(Joint::Point) => {
                if scan.is_number {
                    self.parts.push(Part { form: 0..self.whole.len(), range: scan.part_from..scan.end });
                }
                scan.is_number = true;
                self.whole.push('.');
            }
            Some(Joint::Silent) | None => {}
        }
        scan.has_capital_inside |= is_capital(c) && at > scan.part_from;
        scan.has_small |= is_small(c);
        scan.is_transcribed |= latin::is_transcribed(c);
        scan.letters += 1;
        if self.whole.len() < scan.form_from + MAX_FORM {
            fold::push(c, &mut self.whole);
            cut(&mut self.whole, scan.form_from + MAX_FORM);
        } else {
            scan.is_cut = true;
        }
        scan.end = at + c.len_utf8();
    }

    fn close_part(&mut self, scan: &Scan) {
        fold::finish(&mut self.whole, scan.form_from);
        self.parts.push(Part { form: scan.form_from..self.whole.len(), range: scan.part_from..scan.end });
    }

    fn hand_over(&mut self, text: &str, from: usize, scan: Scan, each: &mut dyn FnMut(&Unit<'_>)) -> usize {
        let mut range = from..scan.end;
        let mut kind = Kind::Word;
        if scan.is_number {
            kind = Kind::Exact;
        } else if !self.parts.is_empty() {
            self.close_part(&scan);
            self.parts.retain(|part| !part.form.is_empty());
        } else {
            fold::finish(&mut self.whole, 0);
            if let Some(suffix) = name_suffix(&self.whole, text.get(scan.end..).unwrap_or_default()) {
                kind = Kind::Exact;
                self.parts.push(Part { form: 0..self.whole.len(), range: range.clone() });
                self.whole.push_str(suffix);
                range.end += suffix.len();
            } else if scan.has_capital_inside && scan.has_small && !scan.is_cut {
                inner::parts(text, range.clone(), &self.whole, &mut self.parts);
                if !self.parts.is_empty() {
                    kind = Kind::Inner;
                }
            }
        }
        if scan.is_transcribed {
            self.spell(text, &range, kind);
        }
        let end = range.end;
        if !self.whole.is_empty() {
            let (whole, parts, spellings) = (&self.whole, &self.parts, &self.spellings);
            each(&Unit { kind, range, whole, parts, spellings });
        }
        end
    }

    /// Adds the spelled-out umlauts of the whole, or of each part that has one.
    fn spell(&mut self, text: &str, range: &std::ops::Range<usize>, kind: Kind) {
        let ranges: Vec<_> = match kind {
            Kind::Word if !self.parts.is_empty() => self.parts.iter().map(|part| part.range.clone()).collect(),
            _ => vec![range.clone()],
        };
        for range in ranges {
            let original = text.get(range).unwrap_or_default();
            let mut spelling = String::with_capacity(original.len().min(2 * MAX_FORM));
            for c in original.chars().take_while(|c| class(*c) != Class::Break) {
                latin::push_transcribed(c, &mut spelling);
                if spelling.len() >= MAX_FORM {
                    break;
                }
            }
            cut(&mut spelling, MAX_FORM);
            if original.contains(latin::is_transcribed) && !spelling.is_empty() {
                self.spellings.push(spelling);
            }
        }
    }
}

/// What is known of the word while it is read.
#[derive(Default)]
struct Scan {
    /// Where the current part begins, in the text and in the form.
    part_from: usize,
    form_from: usize,
    /// Where the last letter or its marks end, in the text.
    end: usize,
    /// Letters and digits of the current part.
    letters: usize,
    joint: Option<Joint>,
    is_number: bool,
    has_capital_inside: bool,
    has_small: bool,
    is_transcribed: bool,
    is_cut: bool,
}

impl Scan {
    fn is_full(&self, whole: &str, parts: &[Part]) -> bool {
        parts.len() + 1 >= MAX_PARTS || whole.len() >= 2 * MAX_FORM
    }
}

fn cut(form: &mut String, limit: usize) {
    while form.len() > limit {
        form.pop();
    }
}

/// Whether `c`, between `before` and `rest`, holds a word together.
fn joint(before: char, c: char, rest: &str, scan: &Scan) -> Option<Joint> {
    let mut ahead = rest.chars();
    match c {
        '\u{200c}' if arabic::is_letter(before) => return Some(Joint::Part),
        '\'' | '’' | '\u{2bc}' | '＇' | '_' | '׳' | '״' | '־' => {}
        '"' if is_hebrew(before) && ahead.clone().next().is_some_and(is_hebrew) => {}
        '-' | '\u{2010}' | '\u{2011}' if !is_digit(before) || !is_digit(ahead.clone().next()?) => {}
        '·' if matches!(before, 'l' | 'L') => return Some(Joint::Silent),
        '.' | '\u{66b}' => {
            let next = ahead.next()?;
            if is_digit(before) && is_digit(next) {
                return Some(Joint::Point);
            }
            let is_initial = scan.letters == 1 && class(next) == Class::Word && !scan.is_number;
            return (is_initial && ahead.next().is_none_or(|c| class(c) == Class::Break)).then_some(Joint::Part);
        }
        ',' | '\u{66c}' if is_digit(before) => {
            let is_group = ahead.by_ref().take(3).filter(|c| is_digit(*c)).count() == 3;
            return (is_group && !ahead.next().is_some_and(is_digit)).then_some(Joint::Silent);
        }
        _ => return None,
    }
    (ahead.next().map(class) == Some(Class::Word)).then_some(Joint::Part)
}

fn is_digit(c: char) -> bool {
    digits::value(c).is_some() || c.is_ascii_digit()
}

fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5f2}')
}

/// The symbols of `C++`, `g++`, `C#`, `F#` behind the form of the word.
fn name_suffix(whole: &str, rest: &str) -> Option<&'static str> {
    const LONGEST_NAME: usize = 12;
    if !whole.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let ends = |rest: &str| rest.chars().next().is_none_or(|c| matches!(class(c), Class::Break | Class::Run(_)));
    if whole.len() <= LONGEST_NAME && rest.starts_with("++") && !rest.starts_with("+++") {
        return Some("++");
    }
    let behind = rest.strip_prefix('#')?;
    (whole.len() == 1 && ends(behind)).then_some("#")
}
