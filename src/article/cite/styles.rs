//! The styles, each by its own book, for an article on a web site.
//!
//! - APA: Publication Manual of the American Psychological Association, 7th edition, section 10.16;
//! - MLA: Handbook of the Modern Language Association, 9th edition, chapter 5;
//! - Chicago: The Chicago Manual of Style, 17th edition, 14.207, as in a bibliography;
//! - BibTeX: `@misc`, which every version knows, with `date` and `langid` for BibLaTeX;
//! - CSL-JSON: the input of CSL processors (schema of the Citation Style Language, 1.0.2).
//!
//! The months, `n.d.` and `et al.` belong to these styles, whatever the language of the interface.

use super::Work;
use super::name::Name;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Apa,
    Mla,
    Chicago,
    Bibtex,
    CslJson,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Style {
    pub(super) const ALL: [Style; 5] = [Style::Apa, Style::Mla, Style::Chicago, Style::Bibtex, Style::CslJson];

    /// Its own name, the same in all languages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Style::Apa => "APA",
            Style::Mla => "MLA",
            Style::Chicago => "Chicago",
            Style::Bibtex => "BibTeX",
            Style::CslJson => "CSL-JSON",
        }
    }

    /// Of its element.
    pub(super) fn id(self) -> &'static str {
        match self {
            Style::Apa => "cite-apa",
            Style::Mla => "cite-mla",
            Style::Chicago => "cite-chicago",
            Style::Bibtex => "cite-bibtex",
            Style::CslJson => "cite-csl",
        }
    }

    pub(super) fn is_for_programs(self) -> bool {
        matches!(self, Style::Bibtex | Style::CslJson)
    }

    pub(super) fn write(self, work: &Work) -> String {
        match self {
            Style::Apa => apa(work),
            Style::Mla => mla(work),
            Style::Chicago => chicago(work),
            Style::Bibtex => bibtex(work),
            Style::CslJson => csl_json(work),
        }
    }
}

fn month(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
}

/// Ends a sentence that may have its end already.
fn ended(text: &str) -> String {
    let has_end = text.ends_with(['.', '?', '!', '…', '؟', '。']);
    if has_end { text.to_owned() } else { format!("{text}.") }
}

fn apa(work: &Work) -> String {
    let date = match work.published {
        Some((year, number, day)) => format!("({year}, {} {day}).", month(number)),
        None => "(n.d.).".to_owned(),
    };
    let names: Vec<String> = work.authors.iter().map(Name::with_initials).collect();
    let names = match names.as_slice() {
        [] => return [&ended(&work.title), &date, &ended(&work.container), work.address.as_str()].join(" "),
        [only] => only.clone(),
        // From 21 on, the first 19 and the last.
        [first @ .., last] if names.len() > 20 => {
            format!("{}, . . . {last}", first.get(..19).unwrap_or(first).join(", "))
        }
        [first @ .., last] => format!("{}, & {last}", first.join(", ")),
    };
    [&ended(&names), &date, &ended(&work.title), &ended(&work.container), work.address.as_str()].join(" ")
}

/// `Family, Given, and Given Family`, or `et al.` behind the first of more than `most`.
fn listed(authors: &[Name], most: usize) -> Option<String> {
    let (first, others) = authors.split_first()?;
    let first = first.inverted();
    if authors.len() > most {
        return Some(format!("{first}, et al."));
    }
    Some(match others.split_last() {
        None => first,
        Some((last, between)) => {
            let between: String = between.iter().map(|name| format!(", {}", name.straight())).collect();
            format!("{first}{between}, and {}", last.straight())
        }
    })
}

/// `“Title.”`; a title with an end of its own keeps that one.
fn quoted(title: &str) -> String {
    format!("“{}”", ended(title))
}

fn mla(work: &Work) -> String {
    // Months of more than four letters are cut to three, September to four.
    let short = |name: &'static str| match name {
        "September" => "Sept.".to_owned(),
        name if name.len() > 4 => format!("{}.", name.get(..3).unwrap_or(name)),
        name => name.to_owned(),
    };
    let date = work.published.map(|(year, number, day)| format!("{day} {} {year}, ", short(month(number))));
    let address =
        work.address.strip_prefix("https://").or(work.address.strip_prefix("http://")).unwrap_or(&work.address);
    let authors = listed(&work.authors, 2).map(|names| ended(&names) + " ").unwrap_or_default();
    format!("{authors}{} {}, {}{address}.", quoted(&work.title), work.container, date.unwrap_or_default())
}

fn chicago(work: &Work) -> String {
    let date = work.published.map(|(year, number, day)| format!(", {} {day}, {year}", month(number)));
    let authors = listed(&work.authors, 10).map(|names| ended(&names) + " ").unwrap_or_default();
    format!("{authors}{} {}{}. {}.", quoted(&work.title), work.container, date.unwrap_or_default(), work.address)
}

/// Letters and digits of ASCII, in small letters; what a key may hold in every program.
fn key_part(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

fn bibtex(work: &Work) -> String {
    let family = work.authors.first().map(|name| key_part(name.family())).unwrap_or_default();
    let year = work.published.map(|(year, ..)| year.to_string()).unwrap_or_default();
    let word = work.slug.split('-').map(key_part).find(|word| word.len() > 3).unwrap_or_else(|| key_part(&work.slug));
    let key = [family, year.clone(), word].concat();
    let key = if key.is_empty() { "article" } else { &key };
    let author = |name: &Name| match name {
        Name::Person { .. } => escaped(&name.inverted()),
        // Braces keep the name in one piece.
        Name::Whole(name) => format!("{{{}}}", escaped(name)),
    };
    let authors: Vec<String> = work.authors.iter().map(author).collect();
    let two = |number: u8| if number < 10 { format!("0{number}") } else { number.to_string() };
    let date = work.published.map(|(year, month, day)| [year.to_string(), two(month), two(day)].join("-"));
    let fields = [
        ("author", authors.join(" and ")),
        ("title", format!("{{{}}}", escaped(&work.title))),
        ("howpublished", escaped(&work.container)),
        ("year", year),
        ("date", date.unwrap_or_default()),
        ("url", work.address.replace(['{', '}', '\\'], "")),
        ("langid", work.language.clone().unwrap_or_default()),
    ];
    let lines: Vec<String> = fields
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("  {name} = {{{value}}}"))
        .collect();
    format!("@misc{{{key},\n{}\n}}", lines.join(",\n"))
}

/// With what TeX would take for an order written as a letter.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => escaped.extend(['\\', letter]),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            letter => escaped.push(letter),
        }
    }
    escaped
}

fn csl_json(work: &Work) -> String {
    let name = |name: &Name| match name {
        Name::Person { given, family } => {
            format!("{{ \"family\": {}, \"given\": {} }}", json_text(family), json_text(given))
        }
        Name::Whole(name) => format!("{{ \"literal\": {} }}", json_text(name)),
    };
    let mut fields = vec![
        ("id", json_text(&work.slug)),
        ("type", json_text("post-weblog")),
        ("title", json_text(&work.title)),
        ("container-title", json_text(&work.container)),
        ("URL", json_text(&work.address)),
    ];
    if !work.authors.is_empty() {
        let names: Vec<String> = work.authors.iter().map(name).collect();
        fields.push(("author", format!("[{}]", names.join(", "))));
    }
    if let Some((year, month, day)) = work.published {
        fields.push(("issued", format!("{{ \"date-parts\": [[{year}, {month}, {day}]] }}")));
    }
    if let Some(language) = &work.language {
        fields.push(("language", json_text(language)));
    }
    let lines: Vec<String> = fields.into_iter().map(|(name, value)| format!("    \"{name}\": {value}")).collect();
    format!("[\n  {{\n{}\n  }}\n]", lines.join(",\n"))
}

/// A string of JSON.
fn json_text(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => written.extend(['\\', letter]),
            // All that JSON wants escaped besides; in a name or a title they mean no more than a blank.
            letter if letter < ' ' => written.push(' '),
            letter => written.push(letter),
        }
    }
    written.push('"');
    written
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
