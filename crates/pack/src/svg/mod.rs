//! SVG files, without drawing them: that a file is one, its size, and what may be published of it.
//!
//! 1. [`is_svg`] and [`size`] look at the root's start tag only.
//! 2. [`clean`] reads the whole as XML and writes it anew: elements and attributes that draw stay ([`vocabulary`]), addresses lead
//!    into the drawing itself or to bitmaps inside it ([`style`]).
//!
//! A drawing shown by `<img>` runs nothing and fetches nothing. Opened by itself it would, and so it does wherever a reader saves it;
//! [`crate::serve`] sends a policy that forbids it as well, but other hosts do not.

mod clean;
mod style;
mod vocabulary;

pub use clean::{Drawing, clean};

/// Bytes of the file that are looked at: declarations, comments and the root's start tag fit in.
const HEAD: usize = 16 << 10;

/// Whether the root element is `svg`.
pub fn is_svg(bytes: &[u8]) -> bool {
    root_tag(bytes).is_some()
}

/// Width and height in pixels, from the attributes, else from the `viewBox`.
pub fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    let tag = root_tag(bytes)?;
    let view_box = attribute(&tag, "viewBox").and_then(|text| {
        let numbers: Vec<f64> = text
            .split([' ', ',', '\n', '\t'])
            .filter(|part| !part.is_empty())
            .filter_map(|part| part.parse().ok())
            .collect();
        match numbers.as_slice() {
            [_, _, width, height] => Some((*width, *height)),
            _ => None,
        }
    });
    let width = attribute(&tag, "width").and_then(pixels);
    let height = attribute(&tag, "height").and_then(pixels);
    let (width, height) = match (width, height, view_box) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((box_width, box_height))) if box_width > 0.0 => {
            (width, width * box_height / box_width)
        }
        (None, Some(height), Some((box_width, box_height))) if box_height > 0.0 => {
            (height * box_width / box_height, height)
        }
        (_, _, Some(view_box)) => view_box,
        _ => return None,
    };
    Some((whole(width)?, whole(height)?))
}

/// The root's start tag, after declarations, comments and a document type.
fn root_tag(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let text = String::from_utf8_lossy(head);
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        rest = if let Some(after) = rest.strip_prefix("<?") {
            after.split_once("?>")?.1
        } else if let Some(after) = rest.strip_prefix("<!--") {
            after.split_once("-->")?.1
        } else if let Some(after) = rest.strip_prefix("<!") {
            let end = match (after.find('['), after.find('>')) {
                (Some(subset), Some(end)) if subset < end => after.find("]>").map(|at| at + 2)?,
                (_, end) => end? + 1,
            };
            after.get(end..)?
        } else {
            let tag = rest.split_once('>')?.0;
            let name: &str =
                tag.strip_prefix('<')?.split(|letter: char| letter.is_whitespace() || letter == '/').next()?;
            return matches!(name, "svg" | "svg:svg").then(|| tag.to_owned());
        }
        .trim_start();
    }
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.match_indices(name).find_map(|(at, _)| {
        let before = tag.get(..at)?.chars().next_back()?;
        let rest = tag.get(at + name.len()..)?.trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let value = rest.get(1..)?.split(quote).next()?;
        before.is_whitespace().then_some(value)
    })
}

/// A length in CSS pixels; percentages and font-relative units say nothing here.
fn pixels(text: &str) -> Option<f64> {
    let text = text.trim();
    let end = text.find(|letter: char| !(letter.is_ascii_digit() || letter == '.')).unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let factor = match unit.trim() {
        "" | "px" => 1.0,
        "pt" => 4.0 / 3.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 9.6 / 2.54,
        _ => return None,
    };
    number.parse::<f64>().ok().map(|number| number * factor)
}

fn whole(length: f64) -> Option<u32> {
    let rounded = length.round();
    // Lossless: the range is checked, and a rounded number has no fraction.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    (1.0..=65_535.0).contains(&rounded).then_some(rounded as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_comes_from_attributes_or_the_view_box() {
        for (text, expected) in [
            ("<svg width=\"40\" height='30px'>", Some((40, 30))),
            (
                "<?xml version=\"1.0\"?>\n<!-- by hand -->\n<!DOCTYPE svg [<!ENTITY a \"b\">]>\n<svg viewBox=\"0 0 8.4 5\"/>",
                Some((8, 5)),
            ),
            ("<svg width=\"100\" viewBox=\"0,0,50,25\">", Some((100, 50))),
            ("<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 50 25\">", Some((50, 25))),
            ("<svg stroke-width=\"3\" width=\"1in\" height=\"1in\">", Some((96, 96))),
            ("<svg width=\"1e9\" height=\"-1\">", None),
            ("<svg>", None),
        ] {
            assert!(is_svg(text.as_bytes()), "{text}");
            assert_eq!(size(text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn a_page_is_no_drawing() {
        for text in ["<html><svg>", "text <svg>", "<svgx>", "<!--<svg>", "", "<!DOCTYPE html><svg"] {
            assert!(!is_svg(text.as_bytes()), "{text}");
        }
    }
}
