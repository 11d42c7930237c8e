//! Where the parts of an archive are: list pages by number, look-up files by slug.

use crate::json::Json;
use crate::letters::folded;
use crate::{Ordinal, Packed};

/// What a look-up file says about a slug: the file with its article, or that there is none. `None` for a file that is no look-up.
pub fn shard_of(file: &[u8], slug: &str) -> Option<Option<String>> {
    let file = Json::parse(std::str::from_utf8(file).ok()?).ok().filter(|file| file.is_object())?;
    Some(file.get(&folded(slug)).and_then(Json::text).map(Into::into))
}

/// Which of so many buckets, from 0, a name belongs to: FNV-1a (32 bits) over its UTF-8, modulo their number; 0 if there are none.
///
/// # Source
/// Fowler, Noll, Vo: "The FNV Non-Cryptographic Hash Algorithm" (IETF draft, section 4).
pub fn bucket_of(name: &str, buckets: u32) -> u32 {
    let hash = name.bytes().fold(0x811c_9dc5u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash.checked_rem(buckets).unwrap_or_default()
}

impl Packed {
    /// Which of the look-up files, from 0, knows a slug: [`bucket_of`] the slug in lower case.
    pub fn bucket(&self, slug: &str) -> u32 {
        bucket_of(&folded(slug), self.buckets)
    }

    /// The number, from 1, of the list page with an article, and the article's position on it; `None` beyond the archive.
    pub fn page_of(&self, ordinal: Ordinal) -> Option<(u32, Ordinal)> {
        let number = self.articles.checked_sub(1)?.checked_sub(ordinal.0)?;
        let page = number.checked_div(self.page_size)?;
        let end = page.saturating_add(1).saturating_mul(self.page_size).min(self.articles);
        Some((page + 1, Ordinal(end - 1 - number)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_is_where_others_look_for_it() {
        // Of the draft's own test vectors: "foobar" comes to 0xbf9cf968.
        assert_eq!(bucket_of("foobar", u32::MAX), 0xbf9c_f968);
        assert_eq!(bucket_of("foobar", 7), 0xbf9c_f968 % 7);
        assert_eq!((bucket_of("", 1), bucket_of("foobar", 0)), (0, 0));
    }

    #[test]
    fn every_article_is_once_on_one_page() {
        let packed = Packed { articles: 23, page_size: 10, buckets: 4, ..Packed::default() };
        let places: Vec<_> = (0..23).filter_map(|ordinal| packed.page_of(Ordinal(ordinal))).collect();
        let expected = (0..3).map(|position| (3, position)).chain((0..10).map(|position| (2, position)));
        let expected: Vec<_> = expected.chain((0..10).map(|position| (1, position))).collect();
        assert_eq!(places, expected.into_iter().map(|(page, at)| (page, Ordinal(at))).collect::<Vec<_>>());
        assert_eq!(packed.page_of(Ordinal(23)), None);
        assert_eq!(Packed::default().page_of(Ordinal(0)), None);
    }

    #[test]
    fn the_bucket_is_the_published_hash() {
        let packed = Packed { buckets: u32::MAX, ..Packed::default() };
        // Test vectors of the draft: "" and "foobar".
        assert_eq!((packed.bucket(""), packed.bucket("FooBar")), (0x811c_9dc5, 0xbf9c_f968));
        assert_eq!(Packed::default().bucket("x"), 0);
    }
}
