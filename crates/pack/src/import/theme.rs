//! `[theme]` of `tidings.toml`: colours, radius and fonts of the publication, with every text still readable.
//!
//! Whether one colour can be read on another is what WCAG 2.2 says: 1.4.3 wants 4.5 to 1 of text. Colours of an appearance (light or dark) go
//! together, so where one pair of them cannot be read, none of that appearance is used.

use tidings_bundle::theme::{TOKENS, ThemeTokens, is_value};

use super::fields::Fields;

/// The style sheet's own colours (style/tokens.css), light and dark.
const COLOURS: [(&str, [&str; 2]); 7] = [
    ("paper", ["#fdfcf9", "#15171a"]),
    ("surface", ["#f4f1ea", "#1e2126"]),
    ("ink", ["#1b1a17", "#e8e4dc"]),
    ("muted", ["#5a554b", "#a8a297"]),
    ("accent", ["#9a1f1b", "#f2917f"]),
    ("link", ["#1c4f8c", "#8fbcf7"]),
    ("rule", ["#dcd7cb", "#33373e"]),
];
const TEXTS: [&str; 4] = ["ink", "muted", "accent", "link"];
const GROUNDS: [&str; 2] = ["paper", "surface"];
/// WCAG 2.2, success criterion 1.4.3.
const ENOUGH: f64 = 4.5;
/// The largest radius, in pixels and in rem.
const LARGEST: [(&str, f64); 2] = [("px", 32.0), ("rem", 2.0)];

/// The theme that the settings ask for, without what cannot be had.
pub(super) fn read(settings: &Fields<'_>) -> ThemeTokens {
    settings.table(&["theme"], "", |fields, _| Some(of_table(fields))).unwrap_or_default()
}

fn of_table(fields: &Fields<'_>) -> ThemeTokens {
    for (name, node) in fields.entries().filter(|(name, _)| !TOKENS.contains(name)) {
        fields.warn(node, format!("there is no `{name}` in a theme"), &format!("there are {}", TOKENS.join(", ")));
    }
    let mut tokens: Vec<(&'static str, String)> = Vec::new();
    for name in TOKENS {
        if let (Some(node), Some(value)) = (fields.find(&[name]), fields.text(&[name])) {
            match normal(name, &value) {
                Ok(value) => tokens.push((name, value)),
                Err(wanted) => fields.warn(node, format!("`{name} = \"{value}\"` is not used"), wanted),
            }
        }
    }
    for (place, ending) in [(0, ""), (1, "_dark")] {
        let unreadable = unreadable(&tokens, place, ending);
        for (text, ground, ratio, better) in &unreadable {
            let names = [text, ground].map(|name| format!("{name}{ending}"));
            let Some(node) = names.iter().find_map(|name| fields.find(&[name.as_str()])) else { continue };
            let [text, ground] = names;
            let remedy = match better {
                Some(better) => format!("4.5:1 is wanted: {text} = \"{better}\" would do"),
                None => "4.5:1 is wanted: choose another ground".to_owned(),
            };
            let what = format!("{text} on {ground} has a contrast of {ratio:.1}:1, so these colours are not used");
            fields.warn(node, what, &remedy);
        }
        if !unreadable.is_empty() {
            tokens.retain(|(name, _)| !COLOURS.iter().any(|(colour, _)| *name == format!("{colour}{ending}")));
        }
    }
    ThemeTokens { tokens, ..ThemeTokens::default() }
}

/// The value as the style sheet takes it.
fn normal(name: &str, value: &str) -> Result<String, &'static str> {
    let colour = COLOURS.iter().any(|(colour, _)| name.strip_suffix("_dark").unwrap_or(name) == *colour);
    if colour {
        return parse(value).map(hex).ok_or("write a colour like \"#1c4f8c\"");
    }
    if name == "radius" {
        let is_length = LARGEST.iter().any(|(unit, largest)| {
            let number = value.strip_suffix(unit).and_then(|number| number.parse::<f64>().ok());
            number.is_some_and(|number| (0.0..=*largest).contains(&number))
        });
        return if is_length { Ok(value.to_owned()) } else { Err("write a length like \"4px\", up to 32px") };
    }
    if is_value(value) { Ok(value.to_owned()) } else { Err("write names of fonts like \"Georgia, serif\"") }
}

/// Pairs that cannot be read, each with its contrast and a colour near the text's that could be; only those of which the publication chose
/// something.
fn unreadable(
    tokens: &[(&'static str, String)],
    place: usize,
    ending: &str,
) -> Vec<(&'static str, &'static str, f64, Option<String>)> {
    let own = |name: &str| tokens.iter().find(|(token, _)| *token == format!("{name}{ending}"));
    let colour = |name: &str| {
        let default = COLOURS.iter().find(|(colour, _)| *colour == name).and_then(|(_, pair)| pair.get(place).copied());
        parse(own(name).map(|(_, value)| value.as_str()).or(default)?)
    };
    let mut found = Vec::new();
    for text in TEXTS {
        for ground in GROUNDS.into_iter().filter(|ground| own(text).is_some() || own(ground).is_some()) {
            let (Some(ink), Some(paper)) = (colour(text), colour(ground)) else { continue };
            let ratio = contrast(ink, paper);
            if ratio < ENOUGH {
                found.push((text, ground, ratio, better(ink, paper)));
            }
        }
    }
    found
}

/// Red, green and blue.
type Colour = [u8; 3];

fn parse(text: &str) -> Option<Colour> {
    let digits: Vec<u8> = text
        .strip_prefix('#')?
        .chars()
        .map(|digit| digit.to_digit(16).map(|digit| digit as u8))
        .collect::<Option<_>>()?;
    match *digits.as_slice() {
        [r, g, b] => Some([r * 17, g * 17, b * 17]),
        [r, s, g, h, b, c] => Some([r * 16 + s, g * 16 + h, b * 16 + c]),
        _ => None,
    }
}

fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// # Source
/// WCAG 2.2, "contrast ratio".
fn contrast(one: Colour, other: Colour) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// # Source
/// WCAG 2.2, "relative luminance".
fn luminance(colour: Colour) -> f64 {
    let [red, green, blue] = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The colour nearest to `ink`, on the way to black or white, that can be read on `paper`.
fn better(ink: Colour, paper: Colour) -> Option<String> {
    let towards = |end: u8| {
        (1..=100u32).find_map(|step| {
            let mixed = ink.map(|part| ((u32::from(part) * (100 - step) + u32::from(end) * step) / 100) as u8);
            (contrast(mixed, paper) >= ENOUGH).then_some((step, mixed))
        })
    };
    [towards(0), towards(255)].into_iter().flatten().min_by_key(|(step, _)| *step).map(|(_, mixed)| hex(mixed))
}

#[cfg(test)]
mod tests {
    use super::super::settings::{FILE_NAME, read};
    use super::*;
    use crate::report::Report;

    fn theme(text: &str) -> (Vec<(&'static str, String)>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        std::fs::write(&path, format!("[theme]\n{text}")).unwrap();
        let mut report = Report::default();
        let theme = read(&path, &mut report).unwrap().bundle.theme;
        let told =
            report.sorted().into_iter().map(|finding| format!("{} {}", finding.line.unwrap_or_default(), finding.what));
        (theme.tokens, told.collect())
    }

    #[test]
    fn the_colours_are_those_of_the_style_sheet_and_can_be_read() {
        let sheet = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../style/tokens.css")).unwrap();
        for (name, [light, dark]) in COLOURS {
            let rule =
                format!("--color-{name}: light-dark(var(--own-{name}, {light}), var(--own-{name}_dark, {dark}));");
            assert!(sheet.contains(&rule), "{rule}");
        }
        for token in TOKENS {
            assert!(sheet.contains(&format!("var(--own-{token}, ")), "{token}");
        }
        let all: Vec<(&'static str, String)> = TOKENS
            .into_iter()
            .filter_map(|token| {
                let (name, place) = token.strip_suffix("_dark").map_or((token, 0), |name| (name, 1));
                let (_, pair) = COLOURS.iter().find(|(colour, _)| *colour == name)?;
                Some((token, pair[place].to_owned()))
            })
            .collect();
        assert_eq!(all.len(), 14);
        assert!(unreadable(&all, 0, "").is_empty() && unreadable(&all, 1, "_dark").is_empty());
    }

    #[test]
    fn contrast_is_as_the_guidelines_say() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        // The lightest grey that passes on white.
        assert!(contrast([118; 3], [255; 3]) >= 4.5 && contrast([119; 3], [255; 3]) < 4.5);
    }

    #[test]
    fn what_can_be_read_is_used() {
        let (tokens, told) =
            theme("link = \"#A00\"\nlink_dark = \"#ffb3c0\"\nradius = \"8px\"\nfont_text = \"Georgia, serif\"\n");
        assert_eq!(told, [""; 0]);
        let expected =
            [("link", "#aa0000"), ("link_dark", "#ffb3c0"), ("radius", "8px"), ("font_text", "Georgia, serif")];
        assert_eq!(tokens, expected.map(|(name, value)| (name, value.to_owned())));
    }

    #[test]
    fn colours_that_cannot_be_read_go_together_and_a_better_one_is_named() {
        let (tokens, told) = theme("paper = \"#ffffff\"\nlink = \"#7fb2ff\"\naccent_dark = \"#ff9999\"\n");
        assert_eq!(tokens, [("accent_dark", "#ff9999".to_owned())]);
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].starts_with("3 link on paper has a contrast of 2.2:1"), "{told:?}");
        let better = better(parse("#7fb2ff").unwrap(), [255; 3]).unwrap();
        assert!(contrast(parse(&better).unwrap(), [255; 3]) >= ENOUGH, "{better}");
    }

    #[test]
    fn what_is_no_token_or_no_value_is_named_with_its_line() {
        let (tokens, told) =
            theme("colour = \"#fff\"\nlink = \"blue\"\nradius = \"50px\"\nfont_sans = \"url(x)\"\nrule = \"#ccc\"\n");
        assert_eq!(tokens, [("rule", "#cccccc".to_owned())]);
        let lines: Vec<&str> = told.iter().map(|line| &line[..1]).collect();
        assert_eq!(lines, ["2", "3", "4", "5"], "{told:?}");
    }
}
