//! Where in an article the passage stands that a result showed.
//!
//! A result shows plain text with single spaces and `…` at cut ends; on the page the same text lies in many nodes, with other white space
//! between them. So both are compared letter by letter without white space. Where something stands between that the plain text has not (a
//! note's number, a permalink), the neighbourhood of each marked stretch is looked for instead.

use tidings_engine::Segment;

use crate::platform::highlight::Texts;
use crate::platform::stretch::{Place, Stretch};
use crate::platform::view::Tag;

/// Marks in `body` what `passage` has marked, and goes there. If it is not there, as when the headline was found, nothing happens.
pub fn show(body: &Tag, passage: &[Segment]) {
    let texts = Texts::of(body);
    texts.mark(&locate(&texts.contents(), passage));
}

/// Letters of an article that are looked at; passages are taken from the first 256 KB of a text.
const MOST_LETTERS: usize = 1 << 18;
/// Letters before and after a marked stretch that must be the same where the whole passage is not found.
const NEIGHBOURHOOD: usize = 12;

/// The stretches of `texts` that `passage` has marked, in order; none if it is not there. `texts` is all text of an article, node by node.
pub fn locate(texts: &[String], passage: &[Segment]) -> Vec<Stretch> {
    let (page, places) = letters_of(texts);
    let (wanted, marks) = letters_of_passage(passage);
    let stretches = |from: usize, marks: &[(usize, usize)]| -> Vec<Stretch> {
        let stretch = |&(start, end): &(usize, usize)| {
            let (first, last) = (*places.get(from + start)?, *places.get(from + end - 1)?);
            let width = page.get(from + end - 1).map_or(0, |letter| letter.len_utf16() as u32);
            Some((first, Place { offset: last.offset + width, ..last }))
        };
        marks.iter().filter_map(stretch).collect()
    };
    if let Some(from) = position(&page, &wanted) {
        return stretches(from, &marks);
    }
    let near = marks.iter().find_map(|&(start, end)| {
        let begin = start.saturating_sub(NEIGHBOURHOOD);
        let near = wanted.get(begin..(end + NEIGHBOURHOOD).min(wanted.len()))?;
        Some((position(&page, near)?, (start - begin, end - begin)))
    });
    near.map(|(from, mark)| stretches(from, &[mark])).unwrap_or_default()
}

fn letters_of(texts: &[String]) -> (Vec<char>, Vec<Place>) {
    let (mut letters, mut places) = (Vec::new(), Vec::new());
    for (text, content) in texts.iter().enumerate() {
        let mut offset = 0;
        for letter in content.chars() {
            if !letter.is_whitespace() {
                letters.push(letter);
                places.push(Place { text, offset });
            }
            offset += letter.len_utf16() as u32;
        }
        if letters.len() > MOST_LETTERS {
            break;
        }
    }
    (letters, places)
}

/// The letters of a passage without what says that it was cut, and from where to where among them it is marked.
fn letters_of_passage(passage: &[Segment]) -> (Vec<char>, Vec<(usize, usize)>) {
    let (mut letters, mut marks) = (Vec::new(), Vec::new());
    for (index, segment) in passage.iter().enumerate() {
        let mut text = segment.text.as_str();
        if index == 0 {
            text = text.trim_start_matches('…');
        }
        if index + 1 == passage.len() {
            text = text.trim_end_matches('…');
        }
        let start = letters.len();
        letters.extend(text.chars().filter(|letter| !letter.is_whitespace()));
        if segment.marked && letters.len() > start {
            marks.push((start, letters.len()));
        }
    }
    (letters, marks)
}

fn position(page: &[char], wanted: &[char]) -> Option<usize> {
    if wanted.is_empty() {
        return None;
    }
    page.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `|` begins and ends what is marked.
    fn passage(text: &str) -> Vec<Segment> {
        let parts = text.split('|').enumerate();
        parts.map(|(index, text)| Segment { text: text.to_owned(), marked: index % 2 == 1 }).collect()
    }

    fn found(texts: &[&str], wanted: &str) -> Vec<Vec<u16>> {
        let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
        let within = |text: usize, from: Option<u32>, to: Option<u32>| -> Vec<u16> {
            let units: Vec<u16> = texts[text].encode_utf16().collect();
            units[from.map_or(0, |from| from as usize)..to.map_or(units.len(), |to| to as usize)].to_vec()
        };
        let text = |(start, end): Stretch| -> Vec<u16> {
            if start.text == end.text {
                return within(start.text, Some(start.offset), Some(end.offset));
            }
            let between = (start.text + 1..end.text).flat_map(|text| within(text, None, None));
            let first = within(start.text, Some(start.offset), None).into_iter();
            first.chain(between).chain(within(end.text, None, Some(end.offset))).collect()
        };
        locate(&texts, &passage(wanted)).into_iter().map(text).collect()
    }

    fn units(text: &str) -> Vec<u16> {
        text.encode_utf16().collect()
    }

    #[test]
    fn white_space_and_the_borders_of_elements_do_not_count() {
        let page = ["  The tide\n   is ", "out", ". ", "\n", "Boats lie on", " mud."];
        assert_eq!(found(&page, "…tide is |out|. |Boats| lie…"), [units("out"), units("Boats")]);
        assert_eq!(found(&page, "is |out. Boats| lie"), [units("out. \nBoats")]);
    }

    #[test]
    fn the_passage_is_meant_and_not_the_same_word_elsewhere() {
        let page = ["fog before ", "fog behind"];
        let texts: Vec<String> = page.iter().map(|text| (*text).to_owned()).collect();
        let [(start, _)] = locate(&texts, &passage("|fog| behind"))[..] else { panic!("one stretch") };
        assert_eq!(start, Place { text: 1, offset: 0 });
    }

    #[test]
    fn offsets_are_those_of_the_browser() {
        let page = ["😀 نانِ تازه 😀"];
        assert_eq!(found(&page, "|نانِ| تازه"), [units("نانِ")]);
        assert_eq!(found(&page, "تازه |😀|"), [units("😀")]);
    }

    #[test]
    fn a_word_is_found_by_its_neighbours_where_something_stands_in_the_passage() {
        let page = ["The keeper's house", "[3]", " burned in the night of the great storm, and nobody saw it"];
        assert_eq!(found(&page, "house burned in the night of the |great storm|, and nobody"), [units("great storm")]);
    }

    #[test]
    fn nothing_is_found_where_nothing_is() {
        assert!(found(&["a text"], "|another|").is_empty());
        assert!(found(&["a text"], "").is_empty());
        assert!(found(&[], "|a|").is_empty());
        assert!(found(&["…"], "…").is_empty());
    }
}
