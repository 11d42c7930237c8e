//! Terms in bytes: each as what it adds to the one before.

use super::{Corrupt, Name, Names, Run, SHORT};
use crate::dictionary::{Dictionary, Entry, List, Stretch, Terms};
use crate::languages::Languages;
use crate::ranges;
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

/// What a root says of the pieces of a dictionary: how many terms each has, its first, and its name.
pub(super) fn write_firsts(firsts: &[(u32, &str)], names: &[Name], out: &mut Vec<u8>) {
    varint::write(firsts.len() as u32, out);
    let mut before = "";
    for (terms, first) in firsts {
        varint::write(*terms, out);
        write_term(before, first, out);
        before = first;
    }
    out.extend(names.iter().flatten());
}

pub(super) fn read_name(bytes: &mut &[u8]) -> Result<Name, Corrupt> {
    let (name, rest) = bytes.split_first_chunk().ok_or(Corrupt)?;
    *bytes = rest;
    Ok(*name)
}

pub(super) fn read_languages(bytes: &mut &[u8]) -> Result<Languages, Corrupt> {
    let mut languages = Languages::default();
    for _ in 0..varint::read(bytes).ok_or(Corrupt)? {
        let len = varint::read(bytes).ok_or(Corrupt)? as usize;
        let (text, behind) = bytes.split_at_checked(len).ok_or(Corrupt)?;
        if !languages.read(std::str::from_utf8(text).map_err(|_| Corrupt)?) {
            return Err(Corrupt);
        }
        *bytes = behind;
    }
    Ok(languages)
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
    let names: Vec<Name> = firsts.iter().map(|_| read_name(bytes)).collect::<Result<_, _>>()?;
    Ok(Dictionary::of_pieces(firsts.into_iter().zip(names)))
}

/// Where the first list of a piece is, in front of which there is so much in its part, and the names of the parts from there on.
pub(super) fn write_place((part, before): (u32, u32), names: &[Name], out: &mut Vec<u8>) {
    [part, before, names.len() as u32].into_iter().for_each(|number| varint::write(number, out));
    out.extend(names.iter().flatten());
}

fn read_place(bytes: &mut &[u8]) -> Result<((u32, u32), Vec<Name>), Corrupt> {
    let mut number = || varint::read(bytes).ok_or(Corrupt);
    let (part, before, parts) = (number()?, number()?, number()?);
    let mut names = Vec::new();
    for _ in 0..parts {
        names.push(read_name(bytes)?);
    }
    Ok(((part, before), names))
}

/// Where the positions of a piece are.
pub(super) fn write_stretches(stretches: &[Stretch], names: &[Name], out: &mut Vec<u8>) {
    let place = stretches.first().map_or((0, 0), |stretch| (stretch.part, stretch.before));
    write_place(place, names, out);
    let nexts = stretches.iter().skip(1).map(Some).chain([None]);
    for (stretch, next) in stretches.iter().zip(nexts) {
        match (stretch.shift, next) {
            (Some(shift), _) => [0, shift].into_iter().for_each(|number| varint::write(number, out)),
            (None, Some(next)) => varint::write(next.first - stretch.first, out),
            (None, None) => {}
        }
    }
}

fn read_stretches(bytes: &mut &[u8], articles: u32) -> Result<(Vec<Stretch>, Run), Corrupt> {
    let ((part, before), names) = read_place(bytes)?;
    let mut stretches = Vec::new();
    let mut next = Stretch { first: 0, part, before, shift: None };
    let mut left = names.len() as u32;
    while left > 0 {
        // The last part has the rest of the terms.
        let mut terms = if left > 1 { varint::read(bytes).ok_or(Corrupt)? } else { 1 };
        let mut parts = 1;
        if terms == 0 {
            let shift = varint::read(bytes).ok_or(Corrupt)?;
            (terms, parts) = (1, ranges::count(articles, shift).max(1));
            next.shift = Some(shift);
        }
        left = left.checked_sub(parts).ok_or(Corrupt)?;
        stretches.push(next);
        let first = next.first.saturating_add(terms);
        next = Stretch { first, part: next.part.saturating_add(parts), before: 0, shift: None };
    }
    Ok((stretches, (part, names)))
}

/// The terms of a piece that should have so many, and the names of the parts with their lists.
pub(super) fn read_piece(
    mut bytes: &[u8],
    len: u32,
    has_positions: bool,
    articles: u32,
) -> Result<(Terms, Names), Corrupt> {
    let ((mut part, mut start), names) = read_place(&mut bytes)?;
    let mut names = Names { lists: (part, names), ..Names::default() };
    let mut terms = Terms::default();
    if has_positions {
        (terms.stretches, names.positions) = read_stretches(&mut bytes, articles)?;
    }
    let mut term = String::new();
    let mut is_begun = start > 0;
    while !bytes.is_empty() {
        read_term(&mut term, &mut bytes, terms.len() == 0)?;
        let count = varint::read(&mut bytes).ok_or(Corrupt)?;
        let list = varint::read(&mut bytes).ok_or(Corrupt)?;
        let (len, flag) = (list >> 1, list & 1 == 1);
        let list = if list == 1 {
            let shift = varint::read(&mut bytes).ok_or(Corrupt)?;
            let first = part.saturating_add(u32::from(is_begun));
            part = first.saturating_add(ranges::count(articles, shift).saturating_sub(1));
            // So nobody can be made to look through parts that there are not.
            if part.wrapping_sub(names.lists.0) as usize >= names.lists.1.len() {
                return Err(Corrupt);
            }
            is_begun = true;
            List::Parts { first, shift }
        } else if len as usize <= SHORT {
            let (short, behind) = bytes.split_at_checked(len as usize).ok_or(Corrupt)?;
            bytes = behind;
            let start = terms.short_lists.len() as u32;
            terms.short_lists.extend_from_slice(short);
            // No posting has positions (crate::postings).
            terms.short_lists.extend(flag.then_some(0));
            let len = len + u32::from(flag);
            List::Here { start, len }
        } else {
            if flag && is_begun {
                part = part.checked_add(1).ok_or(Corrupt)?;
                start = 0;
            }
            is_begun = true;
            let list = List::Part { part, start, len };
            start = start.checked_add(len).ok_or(Corrupt)?;
            list
        };
        terms.push(&term, Entry { count, list });
    }
    if terms.len() == len { Ok((terms, names)) } else { Err(Corrupt) }
}
