//! Pictures for reading devices, whose programs know JPEG and PNG, and WebP only since EPUB 3.3 (2023).

use super::kind::Format;
use super::{encode, pixels};

/// Smaller pictures are made once more out of WebP, so a little of them is lost twice.
const JPEG_QUALITY: u8 = 85;

/// Type and bytes of a picture in a kind that old readers show; as it is where that cannot be had.
pub(crate) fn for_books(mime: &str, bytes: Vec<u8>) -> (String, Vec<u8>) {
    let converted =
        (mime == "image/webp").then(|| pixels::decode(Format::Webp, &bytes).ok()).flatten().and_then(|picture| {
            let profile = picture.profile.as_deref();
            match picture.image.color().has_alpha() {
                true => Some(("image/png", encode::png(&picture.image, profile).ok()?)),
                false => Some(("image/jpeg", encode::jpeg(&picture.image, JPEG_QUALITY, profile).ok()?)),
            }
        });
    converted.map_or_else(|| (mime.to_owned(), bytes), |(mime, bytes)| (mime.to_owned(), bytes))
}

#[cfg(test)]
mod tests {
    use image::{DynamicImage, RgbImage, RgbaImage};

    use super::*;

    #[test]
    fn webp_becomes_what_old_readers_show() {
        let opaque =
            encode::webp(&DynamicImage::ImageRgb8(RgbImage::from_pixel(9, 7, image::Rgb([200, 30, 30]))), 80.0, None)
                .unwrap();
        let (mime, bytes) = for_books("image/webp", opaque);
        assert_eq!(mime, "image/jpeg");
        assert_eq!(image::load_from_memory(&bytes).unwrap().width(), 9);
        let clear = encode::webp(
            &DynamicImage::ImageRgba8(RgbaImage::from_pixel(9, 7, image::Rgba([200, 30, 30, 9]))),
            80.0,
            None,
        )
        .unwrap();
        assert_eq!(for_books("image/webp", clear).0, "image/png");
    }

    #[test]
    fn everything_else_stays_as_it_is() {
        assert_eq!(for_books("image/svg+xml", b"<svg/>".to_vec()), ("image/svg+xml".to_owned(), b"<svg/>".to_vec()));
        assert_eq!(for_books("image/webp", b"broken".to_vec()), ("image/webp".to_owned(), b"broken".to_vec()));
    }
}
