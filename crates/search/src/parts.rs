//! An index in parts, of which a query needs few: written with [`Index::write`], opened with [`Index::open`].
//!
//! All numbers are varints ([`crate::varint`]). The **root** says where terms are:
//!
//! ```text
//! "TIDX" 1                  magic and version
//! articles
//! number of parts with lists
//! number of pieces of the dictionary, then for each
//!   terms in it
//!   bytes that its first term shares with the first term before | bytes that follow | those
//! the same of the reversed dictionary
//! ```
//!
//! A **piece of the dictionary** holds terms in order. Short lists stand in it; where the others are follows from their lengths,
//! since they lie in the order of the terms:
//!
//! ```text
//! part with the first list | where it begins there
//! for each term
//!   bytes shared with the term before (0 for the first) | bytes that follow | those
//!   articles with the term
//!   bytes of its list << 1 | is it the first in its part?        up to SHORT bytes: the list itself follows, << 1 | 0
//! ```
//!
//! The **reversed dictionary** holds the terms with their letters in reverse, for mistyped words ([`crate::typo`]). Its pieces look the same;
//! counts and lists in them are 0.
//!
//! A **part with lists** is lists of postings ([`crate::postings`]), one behind the other. A list longer than a part has one for itself.
//!
//! Pieces and parts end where a hash of a term says so, so that an edit changes those with its terms and no others.

use crate::dictionary::{Dictionary, Entry, List, Terms};
use crate::index::{Index, Lists};
use crate::order::sorted;
use crate::varint;

const MAGIC: &[u8] = b"TIDX\x01";
/// Bytes of a list that stands in the dictionary: less than what it would cost to say where it is, and to fetch it.
const SHORT: usize = 12;
/// A search takes 16 bytes an article.
const MOST_ARTICLES: u32 = 1 << 22;
const MOST_PARTS: u32 = 1 << 20;
/// One term in so many may end a piece or part that is large enough; what is so many times as large ends with whatever comes.
const ENDS: u32 = 8;
const LARGEST: usize = 4;

/// Something that a query may have to fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A piece of the dictionary, by number.
    Dictionary(u32),
    /// A piece of the reversed dictionary, by number.
    Reversed(u32),
    /// A part with lists, by number.
    Lists(u32),
}

/// Bytes from which on pieces and parts may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    pub dictionary: usize,
    pub lists: usize,
}

/// An index in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub root: Vec<u8>,
    pub dictionary: Vec<Vec<u8>>,
    pub reversed: Vec<Vec<u8>>,
    pub lists: Vec<Vec<u8>>,
}

/// Bytes that are no part of an index, or not the one that they were given for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrupt;

impl Index {
    /// Writes all parts. The index must be whole.
    pub fn write(&self, sizes: Sizes) -> Written {
        let mut written = Written::default();
        let mut firsts: Vec<(u32, &str)> = Vec::new();
        let (mut piece, mut part) = (Vec::new(), Vec::new());
        let (mut terms, mut before) = (0_u32, "");
        // The part with the list before this one; lists of an unfinished part go to the one after the finished ones.
        let mut is_part_new = true;
        for id in 0..self.dictionary.len() {
            let (term, list) = (self.dictionary.term(id), self.list(id));
            let may_end = fnv(term).is_multiple_of(ENDS);
            if piece.is_empty() {
                varint::write(written.lists.len() as u32, &mut piece);
                varint::write(part.len() as u32, &mut piece);
                firsts.push((0, term));
                before = "";
            }
            write_term(before, term, &mut piece);
            varint::write(self.count(id), &mut piece);
            let len = (list.len() as u32) << 1;
            if list.len() <= SHORT {
                varint::write(len, &mut piece);
                piece.extend_from_slice(list);
            } else {
                if list.len() > LARGEST * sizes.lists && !part.is_empty() {
                    written.lists.push(std::mem::take(&mut part));
                    is_part_new = true;
                }
                varint::write(len | u32::from(is_part_new), &mut piece);
                is_part_new = false;
                part.extend_from_slice(list);
                if is_full(part.len(), sizes.lists, may_end) {
                    written.lists.push(std::mem::take(&mut part));
                    is_part_new = true;
                }
            }
            terms += 1;
            before = term;
            if let Some(first) = firsts.last_mut() {
                first.0 = terms;
            }
            if is_full(piece.len(), sizes.dictionary, may_end) {
                written.dictionary.push(std::mem::take(&mut piece));
                terms = 0;
            }
        }
        written.lists.extend(Some(part).filter(|part| !part.is_empty()));
        written.dictionary.extend(Some(piece).filter(|piece| !piece.is_empty()));
        let mut root = MAGIC.to_vec();
        varint::write(self.articles, &mut root);
        varint::write(written.lists.len() as u32, &mut root);
        write_firsts(&firsts, &mut root);
        written.reversed = self.write_reversed(sizes, &mut root);
        written.root = root;
        written
    }

    /// The pieces of the reversed dictionary; their first terms go into the root.
    fn write_reversed(&self, sizes: Sizes, root: &mut Vec<u8>) -> Vec<Vec<u8>> {
        let turned = (0..self.dictionary.len()).map(|id| self.dictionary.term(id).chars().rev().collect::<String>());
        let turned = sorted(turned.collect(), &|a, b| a < b);
        let mut pieces = Vec::new();
        let mut firsts: Vec<(u32, &str)> = Vec::new();
        let (mut piece, mut before) = (Vec::new(), "");
        for term in &turned {
            if piece.is_empty() {
                piece.extend([0, 0]);
                firsts.push((0, term));
                before = "";
            }
            write_term(before, term, &mut piece);
            piece.extend([0, 0]);
            before = term;
            if let Some(first) = firsts.last_mut() {
                first.0 += 1;
            }
            if is_full(piece.len(), sizes.dictionary, fnv(term).is_multiple_of(ENDS)) {
                pieces.push(std::mem::take(&mut piece));
            }
        }
        pieces.extend(Some(piece).filter(|piece| !piece.is_empty()));
        write_firsts(&firsts, root);
        pieces
    }

    /// An index of which nothing is there yet but the root.
    ///
    /// # Errors
    /// Bytes that are no root, or one of another version.
    pub fn open(root: &[u8]) -> Result<Index, Corrupt> {
        let mut rest = root.strip_prefix(MAGIC).ok_or(Corrupt)?;
        let mut number = || varint::read(&mut rest).ok_or(Corrupt);
        let (articles, lists) = (number()?, number()?);
        // Whatever the numbers claim.
        if articles > MOST_ARTICLES || lists > MOST_PARTS {
            return Err(Corrupt);
        }
        let dictionary = read_firsts(&mut rest)?;
        let reversed = Some(read_firsts(&mut rest)?);
        Ok(Index { dictionary, reversed, lists: Lists::of_parts(lists), articles })
    }

    /// Puts a part that was fetched in its place.
    ///
    /// # Errors
    /// Bytes that are not what the root says of the part. What they would have answered stays unanswered.
    pub fn give(&mut self, part: Part, bytes: Vec<u8>) -> Result<(), Corrupt> {
        match part {
            Part::Lists(number) => self.lists.give(number, bytes),
            Part::Dictionary(number) => give(&mut self.dictionary, number, &bytes)?,
            Part::Reversed(number) => give(self.reversed.as_mut().ok_or(Corrupt)?, number, &bytes)?,
        }
        Ok(())
    }
}

fn give(dictionary: &mut Dictionary, number: u32, bytes: &[u8]) -> Result<(), Corrupt> {
    let piece = dictionary.pieces().get(number as usize).ok_or(Corrupt)?;
    let terms = read_piece(bytes, piece.len)?;
    let next = dictionary.pieces().get(number as usize + 1);
    let last = terms.len().checked_sub(1).map_or("", |last| terms.term(last));
    if terms.term(0) != &*piece.first || next.is_some_and(|next| last >= &*next.first) {
        return Err(Corrupt);
    }
    dictionary.give(number, terms);
    Ok(())
}

fn is_full(bytes: usize, smallest: usize, may_end: bool) -> bool {
    bytes >= LARGEST * smallest || (bytes >= smallest && may_end)
}

/// FNV-1a, 32 bits.
fn fnv(term: &str) -> u32 {
    let hash = term.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    // Its low bits are weak for short words.
    hash ^ (hash >> 15)
}

fn write_firsts(firsts: &[(u32, &str)], out: &mut Vec<u8>) {
    varint::write(firsts.len() as u32, out);
    let mut before = "";
    for (terms, first) in firsts {
        varint::write(*terms, out);
        write_term(before, first, out);
        before = first;
    }
}

fn read_firsts(bytes: &mut &[u8]) -> Result<Dictionary, Corrupt> {
    let pieces = varint::read(bytes).ok_or(Corrupt)?;
    let mut firsts: Vec<(Box<str>, u32)> = Vec::new();
    let mut first = String::new();
    let mut all = 0_u32;
    for _ in 0..pieces {
        let terms = varint::read(bytes).filter(|terms| *terms > 0).ok_or(Corrupt)?;
        all = all.checked_add(terms).ok_or(Corrupt)?;
        read_term(&mut first, bytes, firsts.is_empty())?;
        firsts.push((first.as_str().into(), terms));
    }
    Ok(Dictionary::of_pieces(firsts.into_iter()))
}

/// A term behind another one.
fn write_term(before: &str, term: &str, out: &mut Vec<u8>) {
    let shared: usize = before.chars().zip(term.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let rest = term.get(shared..).unwrap_or_default();
    varint::write(shared as u32, out);
    varint::write(rest.len() as u32, out);
    out.extend_from_slice(rest.as_bytes());
}

/// Makes of the term before the one that follows, which must be greater.
fn read_term(term: &mut String, bytes: &mut &[u8], is_first: bool) -> Result<(), Corrupt> {
    let shared = varint::read(bytes).ok_or(Corrupt)? as usize;
    let len = varint::read(bytes).ok_or(Corrupt)? as usize;
    let (rest, behind) = bytes.split_at_checked(len).ok_or(Corrupt)?;
    let rest = std::str::from_utf8(rest).map_err(|_| Corrupt)?;
    let old = term.get(shared..).ok_or(Corrupt)?;
    // Both are behind what they share.
    if !is_first && rest <= old {
        return Err(Corrupt);
    }
    term.truncate(shared);
    term.push_str(rest);
    *bytes = behind;
    Ok(())
}

fn read_piece(mut bytes: &[u8], len: u32) -> Result<Terms, Corrupt> {
    let mut number = || varint::read(&mut bytes).ok_or(Corrupt);
    let (mut part, mut start) = (number()?, number()?);
    let mut terms = Terms::default();
    let mut term = String::new();
    let mut is_begun = start > 0;
    while !bytes.is_empty() {
        read_term(&mut term, &mut bytes, terms.len() == 0)?;
        let count = varint::read(&mut bytes).ok_or(Corrupt)?;
        let list = varint::read(&mut bytes).ok_or(Corrupt)?;
        let (len, is_part_new) = (list >> 1, list & 1 == 1);
        let list = if len as usize <= SHORT {
            let (short, behind) = bytes.split_at_checked(len as usize).ok_or(Corrupt)?;
            bytes = behind;
            let start = terms.short_lists.len() as u32;
            terms.short_lists.extend_from_slice(short);
            List { part: None, start, len }
        } else {
            if is_part_new && is_begun {
                part = part.checked_add(1).ok_or(Corrupt)?;
                start = 0;
            }
            is_begun = true;
            let list = List { part: Some(part), start, len };
            start = start.checked_add(len).ok_or(Corrupt)?;
            list
        };
        terms.push(&term, Entry { count, list });
    }
    if terms.len() == len { Ok(terms) } else { Err(Corrupt) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Document, IndexBuilder, Match, Query};

    fn whole(texts: &[String]) -> Index {
        let mut builder = IndexBuilder::new();
        for text in texts {
            let (title, body) = text.split_at(text.char_indices().nth(9).map_or(text.len(), |(at, _)| at));
            builder.add(Document { title, body, extra: "" });
        }
        builder.finish()
    }

    /// The answer, and how many rounds of fetching it took.
    fn fetched(index: &mut Index, written: &Written, query: &Query) -> (Vec<Match>, usize) {
        for round in 0..99 {
            let wanted = match index.ask(query) {
                Ok(found) => return (found, round),
                Err(wanted) => wanted,
            };
            for part in wanted {
                let bytes = match part {
                    Part::Dictionary(number) => &written.dictionary[number as usize],
                    Part::Reversed(number) => &written.reversed[number as usize],
                    Part::Lists(number) => &written.lists[number as usize],
                };
                index.give(part, bytes.clone()).unwrap();
            }
        }
        panic!("never answered");
    }

    fn texts() -> impl Strategy<Value = Vec<String>> {
        let text =
            prop::collection::vec("[abcdé]{1,4}|connect(ed|ing)?|[αβ]{2,3}", 0..16).prop_map(|words| words.join(" "));
        prop::collection::vec(text, 0..16)
    }

    fn queries() -> impl Strategy<Value = String> {
        prop::collection::vec("[abcdé]{1,4}|connect|conect|\"a b\"|-[ab]|[αβ]{2}", 0..4)
            .prop_map(|words| words.join(" "))
    }

    const SMALL: Sizes = Sizes { dictionary: 40, lists: 30 };

    proptest! {
        #[test]
        fn an_index_in_parts_answers_like_the_whole(texts in texts(), query in queries(), at_end: bool) {
            let query = Query::parse(&if at_end { query } else { query + " " });
            let index = whole(&texts);
            let written = index.write(SMALL);
            let mut parts = Index::open(&written.root).unwrap();
            prop_assert_eq!(parts.len(), index.len());
            let (found, _) = fetched(&mut parts, &written, &query);
            prop_assert_eq!(found, index.score(&query));
        }

        #[test]
        fn a_whole_word_takes_two_rounds(texts in texts(), word in "[abcd]{1,3}") {
            let index = whole(&texts);
            let written = index.write(SMALL);
            let query = Query::parse(&format!("{word} ")).strict();
            let (_, rounds) = fetched(&mut Index::open(&written.root).unwrap(), &written, &query);
            prop_assert!(rounds <= 2, "{rounds}");
        }

        #[test]
        fn mutated_bytes_are_refused_or_answered(texts in texts(), query in queries(), at: usize, to: u8, cut: bool) {
            let index = whole(&texts);
            let mut written = index.write(SMALL);
            let count = 1 + written.dictionary.len() + written.reversed.len() + written.lists.len();
            let dictionaries = written.dictionary.iter_mut().chain(&mut written.reversed);
            let all = std::iter::once(&mut written.root).chain(dictionaries).chain(&mut written.lists);
            if let Some(bytes) = all.into_iter().nth(at % count).filter(|bytes| !bytes.is_empty()) {
                let place = at / count % bytes.len();
                if cut { bytes.truncate(place) } else { bytes[place] = to }
            }
            let Ok(mut parts) = Index::open(&written.root) else { return Ok(()) };
            for (number, bytes) in (0..).zip(&written.dictionary) {
                let _ = parts.give(Part::Dictionary(number), bytes.clone());
            }
            for (number, bytes) in (0..).zip(&written.reversed) {
                let _ = parts.give(Part::Reversed(number), bytes.clone());
            }
            for (number, bytes) in (0..).zip(&written.lists) {
                let _ = parts.give(Part::Lists(number), bytes.clone());
            }
            if let Ok(found) = parts.ask(&Query::parse(&query)) {
                prop_assert!(found.iter().all(|found| found.ordinal < parts.len() && found.score.is_finite()));
            }
        }

        #[test]
        fn any_bytes_are_no_index(bytes: Vec<u8>, len in 0..9_u32) {
            let _ = Index::open(&[MAGIC, &bytes].concat());
            let _ = read_piece(&bytes, len);
        }
    }

    #[test]
    fn an_edit_changes_few_parts() {
        let words = |at: u32| (0..60).map(move |n| format!("w{}", (at * 7 + n * n * 13) % 900));
        let mut texts: Vec<String> = (0..400).map(|at| words(at).collect::<Vec<_>>().join(" ")).collect();
        let sizes = Sizes { dictionary: 400, lists: 400 };
        let before = whole(&texts).write(sizes);
        let edited: Vec<String> = words(200).take(59).chain(["entirelynew".to_owned()]).collect();
        texts[200] = edited.join(" ");
        let after = whole(&texts).write(sizes);
        let new = |before: &[Vec<u8>], after: &[Vec<u8>]| after.iter().filter(|part| !before.contains(part)).count();
        assert!(before.lists.len() > 30 && before.dictionary.len() > 9);
        // One word went, one came.
        let changed = (new(&before.dictionary, &after.dictionary), new(&before.lists, &after.lists));
        assert!(changed.0 <= 3 && changed.1 <= 2, "{changed:?}");
    }

    #[test]
    fn a_root_cannot_ask_for_memory() {
        let mut root = MAGIC.to_vec();
        varint::write(u32::MAX, &mut root);
        root.extend([0, 0, 0]);
        assert_eq!(Index::open(&root).err(), Some(Corrupt));
        let mut root = MAGIC.to_vec();
        root.push(1);
        varint::write(u32::MAX, &mut root);
        root.extend([0, 0]);
        assert_eq!(Index::open(&root).err(), Some(Corrupt));
    }
}
