//! Asking an index in parts, each of which is fetched when it is wanted.

use tidings_search::{Index, Name, Part, Query, Sizes, Written};

/// In small parts, each called by its first bytes and its length: enough here, where nobody compares names.
pub(crate) fn written(index: &Index) -> Written {
    let name = |bytes: &[u8]| {
        let mut name: Name = [bytes.len() as u8; 12];
        name.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
        name
    };
    index.write(Sizes { dictionary: 40, lists: 30, positions: 20 }, &name)
}

/// What an index in parts finds, and all that it wanted for it, round by round.
pub(crate) fn asked(written: &Written, query: &Query) -> (Vec<u32>, Vec<Vec<Part>>) {
    let index = Index::open(&written.root);
    assert!(index.is_ok());
    let mut index = index.unwrap_or_default();
    let mut rounds = Vec::new();
    loop {
        assert!(rounds.len() < 9);
        let wanted = match index.ask(query) {
            Ok(found) => return (found.iter().map(|found| found.ordinal).collect(), rounds),
            Err(wanted) => wanted,
        };
        for part in &wanted {
            let bytes = written.part(*part).cloned().unwrap_or_default();
            assert_eq!(index.give(*part, bytes), Ok(()));
        }
        rounds.push(wanted);
    }
}
