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

mod terms;
#[cfg(test)]
mod tests;
mod write;

use crate::dictionary::Dictionary;
use crate::index::{Index, Lists};
use crate::varint;
use terms::{read_firsts, read_piece};

const MAGIC: &[u8] = b"TIDX\x01";
/// Bytes of a list that stands in the dictionary: less than what it would cost to say where it is, and to fetch it.
const SHORT: usize = 12;
/// A search takes 16 bytes an article.
const MOST_ARTICLES: u32 = 1 << 22;
const MOST_PARTS: u32 = 1 << 20;

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
