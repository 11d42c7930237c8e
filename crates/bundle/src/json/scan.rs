//! Steps over JSON, and says where it is none.

use super::Malformed;

pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

/// What is wrong at the place the scanner has reached.
type Step = Result<(), &'static str>;

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Scanner { text, at }
    }

    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// The text from `start` to here.
    pub(super) fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The next byte; 0, which JSON has no use for, at the end.
    fn next(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or_default()
    }

    pub(super) fn malformed(&self, message: &'static str) -> Malformed {
        let read = self.text.as_bytes().get(..self.at).unwrap_or(self.text.as_bytes());
        let line_start = read.iter().rposition(|byte| *byte == b'\n').map_or(0, |position| position + 1);
        let line = 1 + read.iter().filter(|byte| **byte == b'\n').count();
        let truncated = read.len() == self.text.len();
        // The last byte there is, or the first that does not fit.
        let column = read.len() - line_start + usize::from(!truncated);
        Malformed { line, column, message, truncated }
    }

    pub(super) fn blanks(&mut self) {
        while matches!(self.next(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    fn skip(&mut self, byte: u8) -> bool {
        let is_here = self.next() == byte;
        self.at += usize::from(is_here);
        is_here
    }

    /// Skips blanks; whether a value or a name begins here.
    pub(super) fn is_at_value(&mut self) -> bool {
        self.blanks();
        !matches!(self.next(), 0 | b']' | b'}')
    }

    pub(super) fn comma(&mut self) {
        self.blanks();
        self.skip(b',');
    }

    pub(super) fn document(&mut self) -> Step {
        self.value()?;
        self.blanks();
        if self.at < self.text.len() { Err("something follows the end") } else { Ok(()) }
    }

    /// One value, with everything in it: brackets that wait for their end are kept on a list, not on the stack.
    #[inline(never)]
    pub(super) fn value(&mut self) -> Step {
        let mut open = Vec::new();
        loop {
            self.blanks();
            match self.next() {
                b'"' => self.text()?,
                b'{' => {
                    self.at += 1;
                    self.blanks();
                    if !self.skip(b'}') {
                        self.name()?;
                        open.push(b'}');
                        continue;
                    }
                }
                b'[' => {
                    self.at += 1;
                    self.blanks();
                    if !self.skip(b']') {
                        open.push(b']');
                        continue;
                    }
                }
                b'-' | b'0'..=b'9' => self.number()?,
                b't' => self.word("true")?,
                b'f' => self.word("false")?,
                b'n' => self.word("null")?,
                _ => return Err("expected a value"),
            }
            // A value has ended, and with it perhaps the lists and objects around it.
            loop {
                let Some(end) = open.last() else { return Ok(()) };
                self.blanks();
                if self.skip(*end) {
                    open.pop();
                } else if self.skip(b',') {
                    if *end == b'}' {
                        self.name()?;
                    }
                    break;
                } else {
                    return Err("expected a comma or the end of the list or object");
                }
            }
        }
    }

    /// The name of a member, with its colon.
    pub(super) fn name(&mut self) -> Step {
        self.blanks();
        if self.next() != b'"' {
            return Err("expected the name of a member");
        }
        self.text()?;
        self.blanks();
        if self.skip(b':') { Ok(()) } else { Err("expected a colon") }
    }

    fn text(&mut self) -> Step {
        self.at += 1;
        loop {
            self.at += plain_bytes(self.text.as_bytes().get(self.at..).unwrap_or_default());
            match self.next() {
                b'"' => {
                    self.at += 1;
                    return Ok(());
                }
                b'\\' => {
                    self.at += 1;
                    let hexadecimals = match self.next() {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 0,
                        b'u' => 4,
                        _ => return Err("no such escape"),
                    };
                    self.at += 1;
                    for _ in 0..hexadecimals {
                        if !self.next().is_ascii_hexdigit() {
                            return Err("expected four hexadecimal digits");
                        }
                        self.at += 1;
                    }
                }
                _ => return Err("a control character in a text, or no end to it"),
            }
        }
    }

    fn number(&mut self) -> Step {
        self.skip(b'-');
        if !self.skip(b'0') {
            self.digits()?;
        }
        if self.skip(b'.') {
            self.digits()?;
        }
        if self.skip(b'e') || self.skip(b'E') {
            if !self.skip(b'+') {
                self.skip(b'-');
            }
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Step {
        if !self.next().is_ascii_digit() {
            return Err("expected a digit");
        }
        while self.next().is_ascii_digit() {
            self.at += 1;
        }
        Ok(())
    }

    fn word(&mut self, word: &str) -> Step {
        for byte in word.bytes() {
            if !self.skip(byte) {
                return Err("expected a value");
            }
        }
        Ok(())
    }
}

/// How many bytes come before the first quote, backslash or control character. Nearly all of a feed passes through here, four
/// times, so eight bytes at a time are looked at first.
#[inline(never)]
fn plain_bytes(text: &[u8]) -> usize {
    let (words, _) = text.as_chunks();
    let plain = 8 * words.iter().take_while(|word| !may_be_special(u64::from_le_bytes(**word))).count();
    let is_special = |byte: &u8| *byte < 32 || *byte == b'"' || *byte == b'\\';
    let rest = text.get(plain..).unwrap_or_default();
    plain + rest.iter().position(is_special).unwrap_or(rest.len())
}

/// Whether one of eight bytes may end a run; never false when one does.
///
/// # Source
/// S. E. Anderson, "Bit Twiddling Hacks", "Determine if a word has a byte less than n".
fn may_be_special(word: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let has_less = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word;
    let quote = has_less(word ^ (ONES * u64::from(b'"')), 1);
    let backslash = has_less(word ^ (ONES * u64::from(b'\\')), 1);
    (has_less(word, 32) | quote | backslash) & (ONES * 0x80) != 0
}
