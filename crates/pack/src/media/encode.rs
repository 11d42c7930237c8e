//! Pixels into files.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageEncoder};
use webp::{Encoder, PixelLayout, WebPConfig};

use super::clean;
use super::kind::Format;
use super::pixels::Decoded;

/// Of a picture that had to be turned: it replaces the original, so what a second encoding costs must not be seen.
const JPEG_AGAIN: u8 = 92;
const WEBP_AGAIN: f32 = 92.0;
/// How long libwebp looks for a shorter way to say it, 0 to 6; 4 takes twice as long as 2 and saves 4 % (see [`super::renditions`]).
const WEBP_METHOD: i32 = 2;

/// The whole picture once more, in its own format.
///
/// # Errors
/// Why it cannot be encoded.
pub(super) fn again(format: Format, picture: &Decoded) -> Result<Vec<u8>, String> {
    let profile = picture.profile.as_deref();
    match format {
        Format::Jpeg => jpeg(&picture.image, JPEG_AGAIN, profile),
        Format::Png => png(&picture.image, profile),
        Format::Webp => webp(&picture.image, WEBP_AGAIN, profile),
        _ => Err("is of a kind that is not encoded here".to_owned()),
    }
}

pub(super) fn jpeg(image: &DynamicImage, quality: u8, profile: Option<&[u8]>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, quality);
    describe(&mut encoder, profile);
    encoder.encode_image(image).map_err(|error| unencodable(&error))?;
    Ok(bytes)
}

pub(super) fn png(image: &DynamicImage, profile: Option<&[u8]>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    describe(&mut encoder, profile);
    image.write_with_encoder(encoder).map_err(|error| unencodable(&error))?;
    Ok(bytes)
}

pub(super) fn webp(image: &DynamicImage, quality: f32, profile: Option<&[u8]>) -> Result<Vec<u8>, String> {
    let (width, height) = (image.width(), image.height());
    let layout = if image.color().has_alpha() { PixelLayout::Rgba } else { PixelLayout::Rgb };
    let mut config = WebPConfig::new().map_err(|()| "cannot be encoded (libwebp of another version)".to_owned())?;
    config.quality = quality;
    config.alpha_compression = 1;
    config.method = WEBP_METHOD;
    let encoder = Encoder::new(image.as_bytes(), layout, width, height);
    let bytes = encoder.encode_advanced(&config).map_err(|error| format!("cannot be encoded ({error:?})"))?.to_vec();
    Ok(match profile {
        Some(profile) => clean::webp::with_profile(bytes, profile, (width, height), image.color().has_alpha()),
        None => bytes,
    })
}

/// The file in an address.
pub(super) fn as_address(mime: &str, bytes: &[u8]) -> String {
    format!("data:{mime};base64,{}", BASE64_STANDARD.encode(bytes))
}

fn describe(encoder: &mut impl ImageEncoder, profile: Option<&[u8]>) {
    if let Some(profile) = profile {
        // A format that cannot hold a profile shows the colours as sRGB.
        let _ = encoder.set_icc_profile(profile.to_vec());
    }
}

fn unencodable(error: &image::ImageError) -> String {
    format!("cannot be encoded ({error})")
}
