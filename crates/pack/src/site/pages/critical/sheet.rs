//! A style sheet as a tree. It is our own, so it is well formed; one that is not gives rules that fit nowhere, never a panic.

/// A sheet taken apart.
pub(super) struct Sheet {
    pub(super) nodes: Vec<Node>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    /// `@layer a, b`.
    Statement(String),
    /// A layer or a condition around others.
    Group { prelude: String, nodes: Vec<Node> },
    /// The body holds declarations, and may hold rules of its own.
    Rule { selectors: Vec<String>, body: String },
}

/// Groups whose inside is rules; the inside of any other (`@keyframes`, `@page`) is kept as it is.
const GROUPS: [&str; 4] = ["@layer", "@media", "@container", "@supports"];

impl Sheet {
    pub(super) fn parse(text: &str) -> Sheet {
        Sheet { nodes: nodes(text) }
    }
}

impl Node {
    pub(super) fn print(&self, to: &mut String) {
        match self {
            Node::Statement(text) => {
                to.push_str(text);
                to.push(';');
            }
            Node::Group { prelude, nodes } => {
                to.push_str(prelude);
                to.push('{');
                nodes.iter().for_each(|node| node.print(to));
                to.push('}');
            }
            Node::Rule { selectors, body } => {
                to.push_str(&selectors.join(","));
                to.push('{');
                to.push_str(body);
                to.push('}');
            }
        }
    }
}

fn nodes(text: &str) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let end = find(rest, &['{', ';']).unwrap_or(rest.len());
        let (prelude, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let prelude = prelude.trim();
        let Some(inside) = behind.strip_prefix('{') else {
            if !prelude.is_empty() {
                nodes.push(Node::Statement(prelude.to_owned()));
            }
            rest = behind.trim_start_matches(';').trim_start();
            continue;
        };
        let close = closing(inside);
        let (body, behind) = inside.split_at_checked(close).unwrap_or((inside, ""));
        nodes.push(if GROUPS.iter().any(|group| prelude.starts_with(group)) {
            Node::Group { prelude: prelude.to_owned(), nodes: self::nodes(body) }
        } else {
            let selectors = split(prelude, ',').map(|selector| selector.trim().to_owned()).collect();
            Node::Rule { selectors, body: tidy(body) }
        });
        rest = behind.trim_start_matches('}').trim_start();
    }
    nodes
}

/// Declarations without the blank behind the colon; a body that holds rules stays as it is.
fn tidy(body: &str) -> String {
    if body.contains('{') {
        return body.trim().to_owned();
    }
    let declarations = split(body, ';').map(str::trim).filter(|declaration| !declaration.is_empty());
    let tidy = declarations.map(|declaration| match declaration.split_once(':') {
        Some((name, value)) => format!("{}:{}", name.trim_end(), value.trim_start()),
        None => declaration.to_owned(),
    });
    tidy.collect::<Vec<_>>().join(";")
}

/// The parts of a text between separators that stand outside of strings, brackets and blocks.
pub(super) fn split(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let at = find(text, &[separator]);
        rest = at.and_then(|at| text.get(at + separator.len_utf8()..));
        text.get(..at.unwrap_or(text.len()))
    })
}

/// Where the first of the letters stands outside of strings and brackets.
fn find(text: &str, letters: &[char]) -> Option<usize> {
    let mut depth = 0_usize;
    walk(text).find_map(|(at, letter)| {
        if depth == 0 && letters.contains(&letter) {
            return Some(at);
        }
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        None
    })
}

/// Where the block ends whose inside the text begins with.
fn closing(inside: &str) -> usize {
    let mut depth = 0_usize;
    let end = walk(inside).find_map(|(at, letter)| {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
        None
    });
    end.unwrap_or(inside.len())
}

/// The letters that stand outside of strings.
fn walk(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quote = None;
    let mut is_escaped = false;
    text.char_indices().filter(move |(_, letter)| {
        if std::mem::take(&mut is_escaped) {
            return false;
        }
        match quote {
            Some(open) => {
                is_escaped = *letter == '\\';
                if *letter == open {
                    quote = None;
                }
                false
            }
            None if matches!(letter, '"' | '\'') => {
                quote = Some(*letter);
                false
            }
            None => true,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> String {
        let mut out = String::new();
        Sheet::parse(text).nodes.iter().for_each(|node| node.print(&mut out));
        out
    }

    #[test]
    fn a_sheet_comes_out_as_it_went_in() {
        for sheet in [
            "@layer a,b;@layer a{:root{--x:url(\"a;b{c\");--y:2}}",
            "@media (min-width: 1rem){.a:is(.b, .c),.d{e:f}}",
            ".a{> :not(:last-child)::after{content:\"·\"}&:dir(rtl){b:c}}",
            "@supports (a: b){@keyframes c{to{scale:1}}}",
        ] {
            assert_eq!(printed(sheet), sheet);
        }
    }

    #[test]
    fn a_broken_sheet_is_no_reason_to_fail() {
        for sheet in ["a{b:c", "}}}", "a{b:\"c", "{{", "@layer", "a,{}", "\\", "a{b}c:d"] {
            let _ = printed(sheet);
        }
    }
}
