//! The names and values inside of a shortcode: `src="a.jpg" alt='A pier' 3`, with or without commas between.

/// What a shortcode was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    named: Vec<(String, String)>,
    positional: Vec<String>,
}

/// Values of one shortcode; more mean it is none.
const MOST: usize = 64;

impl Arguments {
    /// Reads them. `separators` stand between name and value (`=`; `:` in some Jekyll tags).
    pub fn parse(text: &str) -> Option<Arguments> {
        let mut arguments = Arguments::default();
        let mut rest = text;
        loop {
            rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == ',');
            if rest.is_empty() {
                return Some(arguments);
            }
            if arguments.named.len() + arguments.positional.len() >= MOST {
                return None;
            }
            let end = rest
                .find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '_' | '-')))
                .unwrap_or(rest.len());
            let (name, after) = rest.split_at(end);
            match after.trim_start().strip_prefix('=').filter(|_| !name.is_empty()) {
                Some(after) => {
                    let (value, after) = value(after.trim_start())?;
                    arguments.named.push((name.to_ascii_lowercase(), value));
                    rest = after;
                }
                None => {
                    let (value, after) = value(rest)?;
                    arguments.positional.push(value);
                    rest = after;
                }
            }
        }
    }

    /// The first of `names` that was given and says something.
    pub fn named(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let found = self.named.iter().find(|(known, value)| known == name && !value.trim().is_empty());
            found.map(|(_, value)| value.trim())
        })
    }

    pub fn positional(&self, index: usize) -> Option<&str> {
        self.positional.get(index).map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// By name, else by place.
    pub fn either(&self, names: &[&str], index: usize) -> Option<&str> {
        self.named(names).or_else(|| self.positional(index))
    }

    pub fn is_empty(&self) -> bool {
        self.named.is_empty() && self.positional.is_empty()
    }

    /// Whether nothing was given but one value without a name.
    pub fn only(&self) -> Option<&str> {
        (self.named.is_empty() && self.positional.len() == 1).then(|| self.positional(0)).flatten()
    }
}

/// One value and what follows it.
fn value(text: &str) -> Option<(String, &str)> {
    let quote = text.chars().next()?;
    if !matches!(quote, '"' | '\'' | '`') {
        let end = text.find(|letter: char| letter.is_whitespace() || letter == ',').unwrap_or(text.len());
        let (value, rest) = text.split_at(end);
        return (!value.is_empty()).then(|| (value.to_owned(), rest));
    }
    let mut value = String::new();
    let mut letters = text.char_indices().skip(1);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' if quote != '`' => match letters.next()?.1 {
                'n' => value.push('\n'),
                // Written twice by people who know only half of the rule.
                escaped if escaped == quote || escaped == '\\' => value.push(escaped),
                other => value.extend(['\\', other]),
            },
            letter if letter == quote => return Some((value, text.get(at + quote.len_utf8()..)?)),
            letter => value.push(letter),
        }
    }
    None
}

/// Bytes of a shortcode; a caption has hundreds.
pub const LONGEST: usize = 8 << 10;

/// The length of a shortcode up to and including `close`, which counts only outside of quotation marks. `text` begins behind
/// the opening sign.
pub fn end_of(text: &str, close: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut quote: Option<u8> = None;
    let mut at = 0;
    while at < bytes.len().min(LONGEST) {
        let byte = *bytes.get(at)?;
        match quote {
            Some(_) if byte == b'\\' && quote != Some(b'`') => at += 1,
            Some(open) if byte == open => quote = None,
            Some(_) => {}
            None if bytes.get(at..)?.starts_with(close.as_bytes()) => return Some(at + close.len()),
            // An apostrophe within a word is none.
            None if matches!(byte, b'"' | b'`')
                || (byte == b'\'' && at > 0 && matches!(bytes.get(at - 1), Some(b'=' | b' ' | b'(' | b','))) =>
            {
                quote = Some(byte);
            }
            None => {}
        }
        at += 1;
    }
    // A quotation mark that never closes: the plain answer is better than none.
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end)?.find(close).map(|at| at + close.len()).filter(|_| quote.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_with_and_without_names_marks_and_commas() {
        let arguments = Arguments::parse(r#" "a b" src="x.jpg" alt='it\'s' , width = 3 raw=`a"b\c` last "#).unwrap();
        assert_eq!(arguments.positional(0), Some("a b"));
        assert_eq!(arguments.positional(1), Some("last"));
        assert_eq!(arguments.named(&["src"]), Some("x.jpg"));
        assert_eq!(arguments.named(&["title", "alt"]), Some("it's"));
        assert_eq!(arguments.named(&["width"]), Some("3"));
        assert_eq!(arguments.named(&["raw"]), Some("a\"b\\c"));
        assert_eq!(Arguments::parse("a=\"never ends"), None);
    }

    #[test]
    fn a_shortcode_ends_outside_of_its_quotation_marks() {
        assert_eq!(end_of(r#" x a=">}}" >}} rest"#, ">}}"), Some(14));
        assert_eq!(end_of(" it's x >}}", ">}}"), Some(11));
        assert_eq!(end_of(" a=\"open >}}", ">}}"), Some(12));
        assert_eq!(end_of(" never", ">}}"), None);
        assert_eq!(end_of(&"x".repeat(1 << 20), ">}}"), None);
    }
}
