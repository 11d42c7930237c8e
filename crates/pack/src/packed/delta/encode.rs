//! A text written as what it shares with another one, and what it adds.
//!
//! Copies are found greedily by their first eight bytes, as Tichy ("The String-to-String Correction Problem with Block Moves", ACM Transactions
//! on Computer Systems 2, 1984) shows to suffice; what goes on where the last copy ended is tried first, since files change in few places.
//!
//! ```text
//! until the text is whole:
//!   bytes that are added | those
//!   bytes that are copied | where from, as its distance from the end of the copy before: 2n forwards, 2n − 1 backwards
//! ```
//! Numbers are varints: seven bits a byte, the lowest first, the high bit while more follow.

/// Bytes by which a copy is found.
const SEED: usize = 8;
/// Shorter copies cost as much as they save.
const SHORTEST: usize = 12;
/// Places in the table of seeds, as a power of two.
const TABLE: u32 = 20;

/// How `new` comes out of `old`.
pub(super) fn encode(old: &[u8], new: &[u8]) -> Vec<u8> {
    let seeds = Seeds::of(old);
    let mut written = Vec::new();
    // Up to where `new` has been written; where it is looked at; the end of the last copy in `old`.
    let (mut done, mut at, mut end) = (0, 0, 0);
    while at < new.len() {
        let rest = new.get(at..).unwrap_or_default();
        let straight = end + (at - done);
        let candidates = [Some(straight), seeds.find(rest)];
        let copies =
            candidates.into_iter().flatten().map(|from| (common(old.get(from..).unwrap_or_default(), rest), from));
        let Some((len, from)) =
            copies.max_by_key(|(len, from)| (*len, *from == straight)).filter(|(len, _)| *len >= SHORTEST)
        else {
            at += 1;
            continue;
        };
        // It may have begun before its seed.
        let before = old.get(..from).unwrap_or_default().iter().rev();
        let back = before
            .zip(new.get(done..at).unwrap_or_default().iter().rev())
            .take_while(|(one, other)| one == other)
            .count();
        let (from, start) = (from - back, at - back);
        push(&mut written, (start - done) as u64);
        written.extend_from_slice(new.get(done..start).unwrap_or_default());
        push(&mut written, (len + back) as u64);
        push(&mut written, if from >= end { 2 * (from - end) as u64 } else { 2 * (end - from) as u64 - 1 });
        end = from + back + len;
        at += len;
        done = at;
    }
    if done < new.len() {
        push(&mut written, (new.len() - done) as u64);
        written.extend_from_slice(new.get(done..).unwrap_or_default());
    }
    written
}

/// Where eight bytes stand in a text: one place for each.
struct Seeds {
    places: Vec<u32>,
}

impl Seeds {
    fn of(text: &[u8]) -> Seeds {
        let mut places = vec![u32::MAX; 1 << TABLE];
        for (place, seed) in text.windows(SEED).enumerate() {
            if let (Some(entry), Ok(place)) = (places.get_mut(hash(seed)), u32::try_from(place)) {
                *entry = place;
            }
        }
        Seeds { places }
    }

    fn find(&self, text: &[u8]) -> Option<usize> {
        let place = *self.places.get(hash(text.get(..SEED)?))?;
        (place != u32::MAX).then_some(place as usize)
    }
}

/// Fibonacci hashing (Knuth, The Art of Computer Programming 3, section 6.4).
fn hash(seed: &[u8]) -> usize {
    let number = seed.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - TABLE)) as usize
}

fn common(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

fn push(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(bytes: &mut &[u8]) -> usize {
        let (mut number, mut shift) = (0, 0);
        loop {
            let (byte, rest) = bytes.split_first().unwrap();
            *bytes = rest;
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte & 0x80 == 0 {
                return number;
            }
        }
    }

    /// As public/worker/deltas.js reads it.
    pub(in crate::packed::delta) fn decode(old: &[u8], mut delta: &[u8], len: usize) -> Vec<u8> {
        let (mut new, mut end) = (Vec::new(), 0);
        while new.len() < len {
            let (added, rest) = {
                let added = number(&mut delta);
                delta.split_at(added)
            };
            new.extend_from_slice(added);
            delta = rest;
            if new.len() < len {
                let copied = number(&mut delta);
                let distance = number(&mut delta);
                let from = if distance.is_multiple_of(2) { end + distance / 2 } else { end - distance.div_ceil(2) };
                end = from + copied;
                new.extend_from_slice(&old[from..end]);
            }
        }
        assert_eq!((new.len(), delta.len()), (len, 0));
        new
    }

    proptest! {
        #[test]
        fn what_is_written_comes_out_of_the_old_text(
            old in prop::collection::vec(0..4_u8, 0..300), new in prop::collection::vec(0..4_u8, 0..300)
        ) {
            prop_assert_eq!(decode(&old, &encode(&old, &new), new.len()), new);
        }

        #[test]
        fn a_few_changes_cost_little(
            old in prop::collection::vec(any::<u8>(), 2_000..4_000),
            changes in prop::collection::vec((any::<prop::sample::Index>(), prop::collection::vec(any::<u8>(), 0..5), 0..5_usize), 0..5)
        ) {
            let mut new = old.clone();
            let mut changed = 0;
            for (place, bytes, removed) in changes {
                let start = place.index(new.len());
                let end = (start + removed).min(new.len());
                changed += bytes.len();
                new.splice(start..end, bytes);
            }
            let delta = encode(&old, &new);
            prop_assert_eq!(decode(&old, &delta, new.len()), new);
            // Numbers of up to three bytes around each change, and what stands between two that are close to each other.
            prop_assert!(delta.len() <= 10 + changed + 5 * (9 + SHORTEST), "{}", delta.len());
        }
    }

    #[test]
    fn texts_that_moved_are_found() {
        let (one, other) = ("The tide comes in. ".repeat(3), "The keeper writes it down. ".repeat(3));
        let (old, new) = ([one.as_str(), &other].concat(), [other.as_str(), &one].concat());
        let delta = encode(old.as_bytes(), new.as_bytes());
        assert_eq!(decode(old.as_bytes(), &delta, new.len()), new.as_bytes());
        assert!(delta.len() < 30, "{}", delta.len());
    }
}
