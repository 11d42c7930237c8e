//! The one sort of this crate.

/// What comes first: the smaller number; whoever has none comes last; of equals, whoever stood first.
pub(crate) fn by_number(numbers: impl Iterator<Item = Option<i64>>) -> Vec<usize> {
    let keys = numbers.enumerate().map(|(position, number)| (number.is_none(), number.unwrap_or_default(), position));
    sorted(keys.collect())
}

/// Not generic, so that the browser downloads one sort only (3 KB of WebAssembly each).
fn sorted(mut keys: Vec<(bool, i64, usize)>) -> Vec<usize> {
    keys.sort_unstable();
    keys.into_iter().map(|(_, _, position)| position).collect()
}
