//! Terms in bytes: each as what it adds to the one before.

use super::{Corrupt, SHORT};
use crate::dictionary::{Dictionary, Entry, List, Terms};
use crate::varint;

/// A term behind another one.
pub(super) fn write_term(before: &str, term: &str, out: &mut Vec<u8>) {
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

/// What a root says of the pieces of a dictionary: how many terms each has, and its first.
pub(super) fn write_firsts(firsts: &[(u32, &str)], out: &mut Vec<u8>) {
    varint::write(firsts.len() as u32, out);
    let mut before = "";
    for (terms, first) in firsts {
        varint::write(*terms, out);
        write_term(before, first, out);
        before = first;
    }
}

/// A dictionary of which only that is known.
pub(super) fn read_firsts(bytes: &mut &[u8]) -> Result<Dictionary, Corrupt> {
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

/// The terms of a piece that should have so many.
pub(super) fn read_piece(mut bytes: &[u8], len: u32) -> Result<Terms, Corrupt> {
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
