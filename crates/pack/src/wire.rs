//! What becomes of texts on their way to a browser.

use std::io;

/// As hosts compress them: quality 5 is what they do while somebody waits, 9 what they keep.
///
/// # Errors
/// None that a vector makes; those of the encoder.
pub(crate) fn brotli(mut text: &[u8], quality: i32) -> io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality, ..Default::default() };
    let mut packed = Vec::with_capacity(text.len() / 3);
    brotli::BrotliCompress(&mut text, &mut packed, &parameters)?;
    Ok(packed)
}
