//! A whole index, cut into parts.

use super::terms::{write_firsts, write_place, write_stretches, write_term};
use super::{MAGIC, Name, SHORT, Sizes, Written};
use crate::dictionary::{Stretch, TermId};
use crate::facts;
use crate::index::Index;
use crate::order::sorted;
use crate::positions::Part;
use crate::varint;

/// Bytes of a piece of the dictionary, at least, and of a part with positions: below, headers weigh more than what is saved.
const SMALLEST: usize = 4 << 10;
/// Bytes that the root spends on each piece: its name, how it begins and how many terms it has.
const OF_EACH_PIECE: usize = 18;
/// Bytes of a part with lists, at least. Each costs a name in the dictionary.
const SMALLEST_LISTS: usize = 2 << 10;

/// One term in so many may end a piece or part that is large enough; what is so many times as large ends with whatever comes.
const ENDS: u32 = 8;
const LARGEST: usize = 4;

impl Index {
    /// Writes all parts, which get their names from `name`. The index must be whole.
    pub fn write(&self, sizes: Sizes, name: &dyn Fn(&[u8]) -> Name) -> Written {
        let mut lists = Lists::new(sizes.lists);
        let mut positions = self.has_positions().then(|| Positions::new(sizes.positions));
        let mut dictionary = Pieces::new(sizes.dictionary);
        for id in 0..self.dictionary.len() {
            let term = self.dictionary.term(id);
            let place = lists.place();
            let short = self.short_list(id);
            let list = short.map_or_else(|| self.list(id), |(list, _)| list);
            let flag = short.map_or_else(|| lists.add(list, may_end(term)), |(_, is_without)| is_without);
            let last = if short.is_some() { None } else { lists.last };
            let positions = positions.as_mut().map(|positions| {
                let len = self.positions(id).unwrap_or_default().len();
                positions.add(len, &mut self.places(id), may_end(term))
            });
            let entry = Entry { count: self.count(id), len: list.len(), flag, short: short.map(|(list, _)| list) };
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
        let positions = positions.map(Positions::close).unwrap_or_default();
        let mut root = MAGIC.to_vec();
        varint::write(self.articles, &mut root);
        varint::write(self.languages.all().len() as u32, &mut root);
        for language in self.languages.all() {
            varint::write(language.text.len() as u32, &mut root);
            root.extend_from_slice(language.text.as_bytes());
        }
        varint::write(lists.len() as u32, &mut root);
        varint::write(if has_positions { positions.len() as u32 + 1 } else { 0 }, &mut root);
        let names = |parts: &[Vec<u8>]| parts.iter().map(|part| name(part)).collect::<Vec<Name>>();
        let mut reversed_root = Vec::new();
        let reversed = reversed.close(&[], &[], name, &mut reversed_root);
        root.extend(name(&reversed_root));
        let dictionary = dictionary.close(&names(&lists), &names(&positions), name, &mut root);
        Written { root, dictionary, reversed_root, reversed, lists, positions }
    }

    /// What the parts of an archive have. The first query fetches the root and a piece of the dictionary. The root holds something of every piece, so
    /// the two together are least if a piece has the square root of the bytes of the dictionary times [`OF_EACH_PIECE`].
    pub fn sizes(&self) -> Sizes {
        let dictionary = (OF_EACH_PIECE * self.dictionary_bytes()).isqrt().max(SMALLEST);
        Sizes { dictionary, lists: SMALLEST_LISTS, positions: SMALLEST }
    }

    /// Bytes of the dictionary, were it one piece.
    pub(super) fn dictionary_bytes(&self) -> usize {
        let mut bytes = Vec::new();
        let mut all = 0;
        let mut before = "";
        for id in 0..self.dictionary.len() {
            let (term, short) = (self.dictionary.term(id), self.short_list(id).map(|(list, _)| list));
            let len = short.map_or_else(|| self.list(id).len(), <[u8]>::len);
            bytes.clear();
            write_term(before, term, &mut bytes);
            Entry { count: self.count(id), len, flag: false, short }.write(&mut bytes);
            all += bytes.len();
            before = term;
        }
        all
    }

    /// The list of a term if it stands in the dictionary, and whether the term has no positions in any article: the last byte of the list
    /// would say no more.
    fn short_list(&self, id: TermId) -> Option<(&[u8], bool)> {
        let list = self.list(id);
        let without = list.split_last().filter(|_| self.standing(id).next().is_none()).map(|(_, postings)| postings);
        Some((without.unwrap_or(list), without.is_some())).filter(|(list, _)| list.len() <= SHORT)
    }
}

/// What the dictionary says of a term.
struct Entry<'i> {
    count: u32,
    len: usize,
    flag: bool,
    short: Option<&'i [u8]>,
}

impl Entry<'_> {
    fn write(&self, piece: &mut Vec<u8>) {
        varint::write(self.count, piece);
        varint::write((self.len as u32) << 1 | u32::from(self.flag), piece);
        piece.extend_from_slice(self.short.unwrap_or_default());
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
    /// Its positions, lists before them.
    positions: Option<(u32, u32)>,
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
        if let Some((part, before)) = places.positions.filter(|(part, _)| piece.is_new(*part)) {
            piece.stretches.push(Stretch { first: piece.len, part, before });
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
                write_stretches(&piece.stretches, names(positions, first.part, Some(last.part)), &mut bytes);
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

/// Lists on their way into parts.
struct Lists {
    smallest: usize,
    done: Vec<Vec<u8>>,
    open: Vec<u8>,
    /// The part with the last list.
    last: Option<u32>,
}

impl Lists {
    fn new(smallest: usize) -> Self {
        Self { smallest, done: Vec::new(), open: Vec::new(), last: None }
    }

    /// The part that is being filled, and how far.
    fn place(&self) -> (u32, u32) {
        (self.done.len() as u32, self.open.len() as u32)
    }

    /// Appends a list; whether it is the first in its part.
    fn add(&mut self, list: &[u8], may_end: bool) -> bool {
        if list.len() > LARGEST * self.smallest && !self.open.is_empty() {
            self.done.push(std::mem::take(&mut self.open));
        }
        let is_first = self.open.is_empty();
        self.last = Some(self.done.len() as u32);
        self.open.extend_from_slice(list);
        if is_full(self.open.len(), self.smallest, may_end) {
            self.done.push(std::mem::take(&mut self.open));
        }
        is_first
    }

    fn close(mut self) -> Vec<Vec<u8>> {
        self.done.extend(Some(self.open).filter(|part| !part.is_empty()));
        self.done
    }
}

/// Lists of positions on their way into parts.
struct Positions {
    smallest: usize,
    done: Vec<Vec<u8>>,
    open: Part,
    /// Lists in `open`.
    lists: u32,
}

impl Positions {
    fn new(smallest: usize) -> Self {
        Self { smallest, done: Vec::new(), open: Part::default(), lists: 0 }
    }

    /// Appends the list of the next term, so many positions; its part, and how many lists come before it there.
    fn add(&mut self, len: usize, places: &mut dyn Iterator<Item = (u32, u32)>, may_end: bool) -> (u32, u32) {
        if len > LARGEST * self.smallest {
            self.close_part();
        }
        let place = (self.done.len() as u32, self.lists);
        self.open.push(places);
        self.lists += 1;
        if is_full(self.open.len(), self.smallest, may_end) {
            self.close_part();
        }
        place
    }

    fn close_part(&mut self) {
        self.lists = 0;
        self.done.extend(Some(std::mem::take(&mut self.open)).filter(|part| !part.is_empty()).map(Part::finish));
    }

    fn close(mut self) -> Vec<Vec<u8>> {
        self.close_part();
        self.done
    }
}

fn is_full(bytes: usize, smallest: usize, may_end: bool) -> bool {
    bytes >= LARGEST * smallest || (bytes >= smallest && may_end)
}

/// Whether a piece or part may end with a term: decided by its FNV-1a hash (32 bits), so that neighbours do not matter.
fn may_end(term: &str) -> bool {
    let hash = term.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    // Its low bits are weak for short words.
    (hash ^ (hash >> 15)).is_multiple_of(ENDS)
}
