//! An edition read back, without running it.

use std::io::Read as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::read::GzDecoder;

/// Bytes of one file. More than any that is written, so that a page somebody made up cannot fill the memory.
const MOST_BYTES: u64 = 1 << 30;

/// The files that the page of an edition holds, in its order: name and content. One that cannot be read is left out.
pub fn held_in(page: &str) -> impl Iterator<Item = (&str, Vec<u8>)> {
    page.split("<script type=\"text/plain\" id=\"held:").skip(1).filter_map(|element| {
        let (tag, rest) = element.split_once('>')?;
        let name = tag.split('"').next()?;
        let bytes = BASE64_STANDARD.decode(rest.split_once("</script>")?.0).ok()?;
        if !tag.ends_with(" data-packed") {
            return Some((name, bytes));
        }
        let mut whole = Vec::new();
        GzDecoder::new(bytes.as_slice()).take(MOST_BYTES).read_to_end(&mut whole).ok()?;
        Some((name, whole))
    })
}
