//! A whole index, cut into parts.

use super::filling::{self, is_full, may_end};
use super::terms::{write_firsts, write_place, write_stretches, write_term};
use super::{MAGIC, Name, SHORT, Sizes, Written};
use crate::dictionary::{Stretch, TermId};
use crate::facts;
use crate::index::Index;
use crate::order::sorted;
use crate::postings::{self, Posting, Runs};
use crate::{ranges, varint};

/// Bytes of a piece of the dictionary, at least, and of a part with positions: below, headers weigh more than what is saved.
const SMALLEST: usize = 4 << 10;
/// Bytes that the root spends on each piece: its name, how it begins and how many terms it has.
const OF_EACH_PIECE: usize = 18;
/// Bytes of a part with lists, at least. Each costs a name in the dictionary.
const SMALLEST_LISTS: usize = 2 << 10;

impl Index {
    /// Writes all parts, which get their names from `name`. The index must be whole.
    pub fn write(&self, sizes: Sizes, name: &dyn Fn(&[u8]) -> Name) -> Written {
        let mut lists = filling::Lists::new(sizes.lists);
        let mut positions = self.has_positions().then(|| filling::Positions::new(sizes.positions, self.articles));
        let all: Vec<u32> = (0..self.articles).collect();
        let mut dictionary = Pieces::new(sizes.dictionary);
        for id in 0..self.dictionary.len() {
            let term = self.dictionary.term(id);
            let place = lists.place();
            let mut list = self.went(id, sizes.lists);
            match &mut list {
                Went::Here { .. } => {}
                Went::Part { is_first, .. } => {
                    *is_first = lists.add(self.whole_list(id).unwrap_or_default(), may_end(term));
                }
                Went::Parts { shift } => lists.add_ranges(self.ranges(id, *shift)),
            }
            let last = lists.last.filter(|_| !matches!(list, Went::Here { .. }));
            let positions = positions.as_mut().map(|positions| positions.add(&self.places(id, &all), may_end(term)));
            let entry = Entry { count: self.count(id), list };
            dictionary.add(term, Places { place, last, positions }, |piece| entry.write(piece));
        }
        // Nobody mistypes facts: they are not looked for by mistakes.
        let words =
            (0..self.dictionary.len()).map(|id| self.dictionary.term(id)).filter(|term| !term.starts_with(facts::MARK));
        let turned = words.map(|term| term.chars().rev().collect::<String>());
        let turned = sorted(turned.collect(), &|a, b| a < b);
        let mut reversed = Pieces::new(sizes.dictionary);
        for term in &turned {
            reversed.add(term, Places::default(), |piece| piece.extend([0, 0]));
        }
        let lists = lists.close();
        let has_positions = positions.is_some();
        let positions = positions.map(filling::Positions::close).unwrap_or_default();
        let mut root = MAGIC.to_vec();
        varint::write(self.articles, &mut root);
        varint::write(self.languages.all().len() as u32, &mut root);
        for language in self.languages.all() {
            varint::write(language.text.len() as u32, &mut root);
            root.extend_from_slice(language.text.as_bytes());
        }
        varint::write(lists.len() as u32, &mut root);
        varint::write(if has_positions { positions.len() as u32 + 1 } else { 0 }, &mut root);
        let name_of = |part: &Vec<u8>| if part.is_empty() { ranges::NOTHING } else { name(part) };
        let names = |parts: &[Vec<u8>]| parts.iter().map(name_of).collect::<Vec<Name>>();
        let mut reversed_root = Vec::new();
        let reversed = reversed.close(&[], &[], 0, name, &mut reversed_root);
        root.extend(name(&reversed_root));
        let dictionary = dictionary.close(&names(&lists), &names(&positions), self.articles, name, &mut root);
        Written { root, dictionary, reversed_root, reversed, lists, positions }
    }

    /// What the parts of an archive have. The first query fetches the root and a piece of the dictionary. The root holds something of every piece, so
    /// the two together are least if a piece has the square root of the bytes of the dictionary times [`OF_EACH_PIECE`].
    pub fn sizes(&self) -> Sizes {
        let dictionary = (OF_EACH_PIECE * self.dictionary_bytes(SMALLEST_LISTS)).isqrt().max(SMALLEST);
        Sizes { dictionary, lists: SMALLEST_LISTS, positions: SMALLEST }
    }

    /// Bytes of the dictionary, were it one piece, if parts with lists may end from `smallest_lists` bytes on.
    pub(super) fn dictionary_bytes(&self, smallest_lists: usize) -> usize {
        let mut bytes = Vec::new();
        let mut all = 0;
        let mut before = "";
        for id in 0..self.dictionary.len() {
            let term = self.dictionary.term(id);
            let list = self.went(id, smallest_lists);
            bytes.clear();
            write_term(before, term, &mut bytes);
            Entry { count: self.count(id), list }.write(&mut bytes);
            all += bytes.len();
            before = term;
        }
        all
    }

    /// Where the list of a term goes if parts with lists may end from `smallest` bytes on; not yet whether it is the first in its part.
    fn went(&self, id: TermId, smallest: usize) -> Went<'_> {
        if let Some((list, is_without)) = self.short_list(id) {
            return Went::Here { list, is_without };
        }
        let len = self.whole_list(id).unwrap_or_default().len();
        match filling::shift_of_list(len, smallest, self.articles) {
            Some(shift) => Went::Parts { shift },
            None => Went::Part { len, is_first: false },
        }
    }

    /// What a list says of each range.
    fn ranges(&self, id: TermId, shift: u32) -> impl Iterator<Item = Vec<u8>> {
        let mut postings = self.postings(id, false).peekable();
        let mut standing = self.postings(id, true).peekable();
        (0..ranges::count(self.articles, shift)).map(move |range| {
            let (mut count, mut last) = (0, ranges::first(range, shift));
            let (mut bytes, mut runs) = (Vec::new(), Runs::default());
            let is_here = |posting: &Posting| ranges::range_of(posting.ordinal, shift) == range;
            while let Some(posting) = postings.next_if(is_here) {
                postings::write(posting, last, &mut bytes);
                last = posting.ordinal;
                count += 1;
                runs.push(standing.next_if(|standing| standing.ordinal == posting.ordinal).is_some());
            }
            let mut part = Vec::new();
            if count > 0 {
                varint::write(count, &mut part);
                part.extend(bytes);
                if self.has_positions() {
                    part.extend_from_slice(runs.finish());
                }
            }
            part
        })
    }

    /// The list of a term if it stands in the dictionary, and whether the term has no positions in any article: the last byte of the list
    /// would say no more.
    fn short_list(&self, id: TermId) -> Option<(&[u8], bool)> {
        let list = self.whole_list(id)?;
        let without =
            list.split_last().filter(|_| self.postings(id, true).next().is_none()).map(|(_, postings)| postings);
        Some((without.unwrap_or(list), without.is_some())).filter(|(list, _)| list.len() <= SHORT)
    }
}

/// What the dictionary says of a term.
struct Entry<'i> {
    count: u32,
    list: Went<'i>,
}

/// Where a list went.
enum Went<'i> {
    Here { list: &'i [u8], is_without: bool },
    Part { len: usize, is_first: bool },
    Parts { shift: u32 },
}

impl Entry<'_> {
    fn write(&self, piece: &mut Vec<u8>) {
        varint::write(self.count, piece);
        let (len, flag, list) = match self.list {
            Went::Here { list, is_without } => (list.len(), is_without, list),
            Went::Part { len, is_first } => (len, is_first, &[][..]),
            Went::Parts { shift } => {
                piece.push(1);
                return varint::write(shift, piece);
            }
        };
        varint::write((len as u32) << 1 | u32::from(flag), piece);
        piece.extend_from_slice(list);
    }
}

/// A dictionary on its way into pieces.
struct Pieces<'t> {
    smallest: usize,
    /// The terms of each piece, the last one open.
    pieces: Vec<Piece<'t>>,
    before: &'t str,
}

/// The shortest beginning of a term that is above the term before it.
fn beginning<'t>(before: &str, term: &'t str) -> &'t str {
    let shared = before.chars().zip(term.chars()).take_while(|(a, b)| a == b).count();
    let end = term.char_indices().nth(shared + 1).map_or(term.len(), |(at, _)| at);
    term.get(..end).unwrap_or(term)
}

struct Piece<'t> {
    len: u32,
    begins: &'t str,
    /// Of its first term, but the last part of its last one.
    places: Places,
    /// None if there are no positions.
    stretches: Vec<Stretch>,
    terms: Vec<u8>,
    is_full: bool,
}

/// What is elsewhere of a term: number of the part, and what comes before in it.
#[derive(Clone, Copy, Default)]
struct Places {
    /// Where the next list goes that does not stand in the dictionary, bytes before it.
    place: (u32, u32),
    /// The part that the term's own list went into, if it is such a one.
    last: Option<u32>,
    /// Its positions, as a stretch of their own.
    positions: Option<Stretch>,
}

impl<'t> Pieces<'t> {
    fn new(smallest: usize) -> Self {
        Self { smallest, pieces: Vec::new(), before: "" }
    }

    /// Appends a term and what `entry` writes of it.
    fn add(&mut self, term: &'t str, places: Places, entry: impl FnOnce(&mut Vec<u8>)) {
        if self.pieces.last().is_none_or(|piece| piece.is_full) {
            let (stretches, terms) = (Vec::new(), Vec::new());
            let begins = beginning(self.before, term);
            self.pieces.push(Piece { len: 0, begins, places, stretches, terms, is_full: false });
            self.before = "";
        }
        let Some(piece) = self.pieces.last_mut() else { return };
        write_term(self.before, term, &mut piece.terms);
        entry(&mut piece.terms);
        self.before = term;
        if let Some(stretch) = places.positions.filter(|stretch| piece.is_new(stretch.part)) {
            piece.stretches.push(Stretch { first: piece.len, ..stretch });
        }
        piece.len += 1;
        piece.places.last = places.last.or(piece.places.last);
        piece.is_full = is_full(piece.terms.len(), self.smallest, may_end(term));
    }

    /// All pieces, with the names of the parts that their lists are in; the root is told of them.
    fn close(
        self,
        lists: &[Name],
        positions: &[Name],
        articles: u32,
        name: &dyn Fn(&[u8]) -> Name,
        root: &mut Vec<u8>,
    ) -> Vec<Vec<u8>> {
        let mut done = Vec::new();
        let mut firsts = Vec::new();
        for piece in self.pieces {
            let Places { place, last, .. } = piece.places;
            let mut bytes = Vec::new();
            write_place(place, names(lists, place.0, last), &mut bytes);
            if let (Some(first), Some(last)) = (piece.stretches.first(), piece.stretches.last()) {
                write_stretches(
                    &piece.stretches,
                    names(positions, first.part, Some(last.last_part(articles))),
                    &mut bytes,
                );
            }
            bytes.extend(piece.terms);
            firsts.push((piece.len, piece.begins));
            done.push(bytes);
        }
        let names: Vec<Name> = done.iter().map(|piece| name(piece)).collect();
        write_firsts(&firsts, &names, root);
        done
    }
}

impl Piece<'_> {
    /// Whether none of its positions is in the part yet.
    fn is_new(&self, part: u32) -> bool {
        self.stretches.last().is_none_or(|stretch| stretch.part != part)
    }
}

/// The names of the parts from `first` to `last`.
fn names(all: &[Name], first: u32, last: Option<u32>) -> &[Name] {
    last.and_then(|last| all.get(first as usize..=last as usize)).unwrap_or_default()
}
