//! The one sort of this crate and of the viewer.

type Key = (bool, i64, usize);

/// What comes first: the smaller number; whoever has none comes last; of equals, whoever stood first.
pub fn by_number(numbers: &mut dyn Iterator<Item = Option<i64>>) -> Vec<usize> {
    let keys = numbers.enumerate().map(|(position, number)| (number.is_none(), number.unwrap_or_default(), position));
    let mut keys: Vec<Key> = keys.collect();
    sort(&mut keys);
    keys.into_iter().map(|(_, _, position)| position).collect()
}

/// Heapsort: never slower than n log n whatever the input, needs no memory, and costs the browser a tenth of the library's sort.
/// That it forgets the order of equals does no harm, since positions differ.
fn sort(keys: &mut [Key]) {
    for root in (0..keys.len() / 2).rev() {
        sift(keys, root);
    }
    for end in (1..keys.len()).rev() {
        keys.swap(0, end);
        if let Some(heap) = keys.get_mut(..end) {
            sift(heap, 0);
        }
    }
}

/// Lets a key sink until none below it is greater.
fn sift(heap: &mut [Key], mut root: usize) {
    loop {
        let left = 2 * root + 1;
        let greater = if heap.get(left + 1) > heap.get(left) { left + 1 } else { left };
        if heap.get(greater) <= heap.get(root) {
            return;
        }
        heap.swap(root, greater);
        root = greater;
    }
}

/// Moves values to where [`by_number`] wants them: afterwards `values[i]` is what stood at `order[i]`. Each value moves once.
pub(crate) fn arrange<T>(values: &mut [T], mut order: Vec<usize>) {
    for start in 0..values.len() {
        let mut hole = start;
        while let Some(from) = order.get_mut(hole).map(|slot| std::mem::replace(slot, hole)) {
            if from == start || from >= values.len() {
                break;
            }
            values.swap(hole, from);
            hole = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_librarys_sort_says_the_same(numbers in proptest::collection::vec(proptest::option::of(-3i64..9), 0..60)) {
            let mut expected: Vec<usize> = (0..numbers.len()).collect();
            expected.sort_by_key(|position| (numbers[*position].is_none(), numbers[*position]));
            let order = by_number(&mut numbers.iter().copied());
            prop_assert_eq!(&order, &expected);
            let mut values: Vec<usize> = (0..numbers.len()).collect();
            arrange(&mut values, order);
            prop_assert_eq!(values, expected);
        }
    }
}
