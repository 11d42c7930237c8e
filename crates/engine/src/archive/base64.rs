//! Base64 for addresses (RFC 4648, section 5), of bytes that fill whole groups of three.

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub(super) fn encode(bytes: &[u8]) -> String {
    let groups = bytes.as_chunks::<3>().0;
    let letters = groups.iter().flat_map(|[one, two, three]| {
        let bits = u32::from_be_bytes([0, *one, *two, *three]);
        [18, 12, 6, 0].map(|shift| char::from(LETTERS.get((bits >> shift & 63) as usize).copied().unwrap_or_default()))
    });
    letters.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_standard() {
        assert_eq!(encode(b"foobar"), "Zm9vYmFy");
        assert_eq!(encode(&[0xfb, 0xff, 0xbf]), "-_-_");
    }
}
