//! What `srcset` lists: addresses with widths, `<address> <pixels>w`, separated by commas. Addresses hold no blanks.

/// Takes the last address out of the rest of a list; `None` once it is empty.
#[cfg_attr(not(target_arch = "wasm32"), allow(dead_code, reason = "only the browser's half of the platform calls it"))]
pub(super) fn take_last(list: &mut String) -> Option<String> {
    let last = list.rfind(' ')?;
    list.truncate(last);
    let start = list.rfind(' ').map_or(0, |at| at + 1);
    let address = list.split_off(start);
    list.truncate(list.trim_end().len());
    Some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_taken_apart_from_its_end() {
        let mut list = "https://a.example/s.webp 480w, m,1.webp 960w, l.jpg 1200w".to_owned();
        let taken: Vec<String> = std::iter::from_fn(|| take_last(&mut list)).collect();
        assert_eq!(taken, ["l.jpg", "m,1.webp", "https://a.example/s.webp"]);
        assert_eq!(take_last(&mut String::new()), None);
    }
}
