//! One sort for everything. The standard library's are faster but come anew for each type and comparison: six of them cost
//! the worker 22 KB before compression. Sorting is nowhere a bottleneck here.

/// Sorts numbers by a comparison; equals keep their order. Bottom-up merge sort.
pub(crate) fn sort(numbers: &mut Vec<u32>, is_before: &dyn Fn(u32, u32) -> bool) {
    let mut merged = Vec::with_capacity(numbers.len());
    let mut width = 1;
    while width < numbers.len() {
        merged.clear();
        for pair in numbers.chunks(2 * width) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
            while let Some(next) = left.peek().copied() {
                let next = right.next_if(|other| is_before(**other, *next)).or_else(|| left.next());
                merged.extend(next);
            }
            merged.extend(right);
        }
        std::mem::swap(numbers, &mut merged);
        width *= 2;
    }
}

/// Rising numbers, each once.
pub(crate) fn sort_distinct(numbers: &mut Vec<u32>) {
    sort(numbers, &|a, b| a < b);
    numbers.dedup();
}

/// The items in the order of a comparison; equals keep theirs.
pub(crate) fn sorted<T>(items: Vec<T>, is_before: &dyn Fn(&T, &T) -> bool) -> Vec<T> {
    let mut order: Vec<u32> = (0..).take(items.len()).collect();
    sort(&mut order, &|a, b| match (items.get(a as usize), items.get(b as usize)) {
        (Some(a), Some(b)) => is_before(a, b),
        _ => false,
    });
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| items.get_mut(at as usize)?.take()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_library_does(items: Vec<(u8, u8)>) {
            let mut expected = items.clone();
            expected.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(sorted(items, &|a, b| a.0 < b.0), expected);
        }
    }
}
