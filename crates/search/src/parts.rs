//! An index in parts, of which a query needs few: written with [`Index::write`], opened with [`Index::open`].
//!
//! All numbers are varints ([`crate::varint`]). A part is called by a [`Name`], the beginning of a hash of it that the caller chooses;
//! who has the root can check all others. The **root** says where terms are:
//!
//! ```text
//! "TIDX" 5                  magic and version
//! articles
//! number of languages that articles are in, for each: bytes | what is known of it, as text ([`crate::languages`])
//! number of parts with lists
//! number of parts with positions + 1, or 0 if the index has no positions
//! the name of the root of the reversed dictionary, 12 bytes
//! number of pieces of the dictionary, then for each
//!   terms in it
//!   where it begins: bytes shared with the beginning before | bytes that follow | those
//! the name of each of those pieces, 12 bytes
//! ```
//!
//! A piece begins with the shortest text that is above the last term before it and not above its own first term. The **root of the reversed
//! dictionary** says the same of its pieces, from their number on; only mistyped words need it.
//!
//! A **piece of the dictionary** holds terms in order. Short lists stand in it; where the others are follows from their lengths,
//! since they lie in the order of the terms:
//!
//! ```text
//! part with the first list | where it begins there
//! number of parts that the lists of the piece are in | the name of each
//! if the index has positions
//!   part with those of the first term | lists before them there
//!   number of parts that the positions of the piece are in | the name of each
//!   for each of those parts but the last: terms of the piece whose positions are there;
//!     or, of a term whose positions have parts of their own: 0 | the shift of its ranges, for all of those parts
//! for each term
//!   bytes shared with the term before (0 for the first) | bytes that follow | those
//!   articles with the term
//!   bytes of its list << 1 | is it the first in its part?
//!   or, if it has parts of its own: 1 | the shift of its ranges
//!   or, up to SHORT bytes: those << 1 | has the term no positions in any article? | the list
//! ```
//!
//! A term without positions in an index that has some is as a rule the whole of a compound. Three in ten are, so that bit takes
//! the place of the byte that would say so at the end of the list ([`crate::postings`]).
//!
//! The **reversed dictionary** holds the terms with their letters in reverse, for mistyped words ([`crate::typo`]). Its pieces look the same;
//! counts and lists in them are 0, and they say nothing of positions.
//!
//! A **part with lists** is lists of postings ([`crate::postings`]), one behind the other. A list longer than a part has parts of its own, by ranges
//! of articles ([`crate::ranges`]), and so have its positions if those are. An empty one has the name of twelve zeros and is nowhere.
//!
//! A **part with positions** is lists of positions ([`crate::positions`]), in the order of the terms, one for each, even if there is nothing in
//! it. So the dictionary, which every query reads, does not say how long they are: counting them is enough. Only phrases of two and more words
//! read positions.
//!
//! Pieces and parts end where a hash of a term says so, so that an edit changes those with its terms and no others. (Positions: those of the
//! words behind the edit in its paragraph, and the pieces of the dictionary that name these parts.)

mod filling;
mod terms;
#[cfg(test)]
mod tests;
mod write;

use crate::dictionary::{Dictionary, Terms};
use crate::index::Index;
use crate::lists::Lists;
use crate::reversed::Reversed;
use crate::varint;
use terms::{read_firsts, read_languages, read_name, read_piece};

const MAGIC: &[u8] = b"TIDX\x05";
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
    /// The root of the reversed dictionary.
    ReversedRoot,
    /// A piece of the reversed dictionary, by number.
    Reversed(u32),
    /// A part with lists, by number.
    Lists(u32),
    /// A part with positions, by number.
    Positions(u32),
}

/// What a part is called: the beginning of a hash of its bytes.
pub type Name = [u8; 12];

/// Bytes from which on pieces and parts may end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    pub dictionary: usize,
    pub lists: usize,
    pub positions: usize,
}

/// An index in parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    pub root: Vec<u8>,
    pub dictionary: Vec<Vec<u8>>,
    pub reversed_root: Vec<u8>,
    pub reversed: Vec<Vec<u8>>,
    pub lists: Vec<Vec<u8>>,
    /// None of an index without positions.
    pub positions: Vec<Vec<u8>>,
}

impl Written {
    /// The bytes of a part.
    pub fn part(&self, part: Part) -> Option<&Vec<u8>> {
        match part {
            Part::Dictionary(number) => self.dictionary.get(number as usize),
            Part::ReversedRoot => Some(&self.reversed_root),
            Part::Reversed(number) => self.reversed.get(number as usize),
            Part::Lists(number) => self.lists.get(number as usize),
            Part::Positions(number) => self.positions.get(number as usize),
        }
    }

    /// All parts but the empty ones, which nobody fetches; the root first.
    pub fn all(self) -> impl Iterator<Item = Vec<u8>> {
        let families = [self.dictionary, self.reversed, self.lists, self.positions];
        let parts = families.into_iter().flatten().filter(|part| !part.is_empty());
        [self.root, self.reversed_root].into_iter().chain(parts)
    }
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
        let articles = number()?;
        let languages = read_languages(&mut rest)?;
        let mut number = || varint::read(&mut rest).ok_or(Corrupt);
        let (lists, positions) = (number()?, number()?.checked_sub(1));
        // Whatever the numbers claim.
        if articles > MOST_ARTICLES || lists > MOST_PARTS || positions > Some(MOST_PARTS) {
            return Err(Corrupt);
        }
        let reversed = Reversed::elsewhere(read_name(&mut rest)?);
        let dictionary = read_firsts(&mut rest)?;
        let positions = positions.map(Lists::of_parts);
        Ok(Index { dictionary, reversed, lists: Lists::of_parts(lists), positions, articles, languages })
    }

    /// Puts a part that was fetched in its place.
    ///
    /// # Errors
    /// Bytes that are not what the root says of the part, which is still wanting then ([`Index::go_without`]).
    pub fn give(&mut self, part: Part, bytes: Vec<u8>) -> Result<(), Corrupt> {
        match part {
            Part::Lists(number) => self.lists.give(number, bytes),
            Part::Positions(number) => self.positions.as_mut().ok_or(Corrupt)?.give(number, bytes),
            Part::Dictionary(number) => {
                let names = give(&mut self.dictionary, number, &bytes, self.positions.is_some(), self.articles)?;
                self.lists.name(names.lists.0, &names.lists.1);
                self.positions.iter_mut().for_each(|lists| lists.name(names.positions.0, &names.positions.1));
            }
            Part::ReversedRoot => self.reversed.give(read_firsts(&mut bytes.as_slice())?),
            Part::Reversed(number) => drop(give(self.reversed.get_mut().ok_or(Corrupt)?, number, &bytes, false, 0)?),
        }
        Ok(())
    }

    /// Puts nothing in the place of a part that cannot be had: no word is there, no phrase of words whose positions are missing, and none is
    /// asked for again.
    pub fn go_without(&mut self, part: Part) {
        match part {
            Part::Lists(number) => self.lists.give(number, Vec::new()),
            Part::Positions(number) => self.positions.iter_mut().for_each(|lists| lists.give(number, Vec::new())),
            Part::Dictionary(number) => self.dictionary.give(number, Terms::default()),
            Part::ReversedRoot => self.reversed.give(Dictionary::of_pieces(std::iter::empty())),
            Part::Reversed(number) => {
                if let Some(reversed) = self.reversed.get_mut() {
                    reversed.give(number, Terms::default());
                }
            }
        }
    }

    /// What a part is called. `None` for one that there is not, or whose piece of the dictionary is not there.
    pub fn name(&self, part: Part) -> Option<Name> {
        match part {
            Part::Lists(number) => self.lists.name_of(number),
            Part::Positions(number) => self.positions.as_ref()?.name_of(number),
            Part::Dictionary(number) => self.dictionary.pieces().get(number as usize)?.name,
            Part::ReversedRoot => self.reversed.root,
            Part::Reversed(number) => self.reversed.get()?.pieces().get(number as usize)?.name,
        }
    }
}

/// Number of a part, and the names from there on.
type Run = (u32, Vec<Name>);

/// What the parts are called that a piece of the dictionary points to.
#[derive(Default)]
struct Names {
    lists: Run,
    positions: Run,
}

fn give(
    dictionary: &mut Dictionary,
    number: u32,
    bytes: &[u8],
    has_positions: bool,
    articles: u32,
) -> Result<Names, Corrupt> {
    let piece = dictionary.pieces().get(number as usize).ok_or(Corrupt)?;
    let (terms, names) = read_piece(bytes, piece.len, has_positions, articles)?;
    let next = dictionary.pieces().get(number as usize + 1);
    let last = terms.len().checked_sub(1).map_or("", |last| terms.term(last));
    if terms.term(0) < &*piece.first || next.is_some_and(|next| last >= &*next.first) {
        return Err(Corrupt);
    }
    dictionary.give(number, terms);
    Ok(names)
}
