//! Pictures as pixels, bounded: nothing is reserved before the header has told how much it would be.
//!
//! 1. The header is read, and a picture of more than [`MOST_BYTES`] is left alone.
//! 2. [`Room`] is waited for, so that all pictures that are open at once fit into [`ROOM`] whatever the number of cores.
//! 3. The decoder runs within limits of its own; pixels become eight bits a channel, with alpha only where there is some.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage, RgbaImage};

use super::clean::exif::Turn;
use super::kind::{Format, LONGEST_SIDE};

/// Bytes of one decoded picture: 85 megapixels in RGB. Cameras of 2024 end at 61, telephones' combined pictures at 200.
const MOST_BYTES: u64 = 256 << 20;
/// Bytes that all pictures being worked on may take together. One takes some three times its pixels: as decoded, in eight bits or
/// turned, and in the decoder (a progressive JPEG keeps its coefficients).
const ROOM: u64 = 3 * MOST_BYTES;
const TIMES: u64 = 3;

/// A picture in memory, eight bits a channel.
pub(super) struct Decoded {
    pub(super) image: DynamicImage,
    /// A profile for RGB that says something else than sRGB, which is what pictures without one are taken for.
    pub(super) profile: Option<Vec<u8>>,
    _room: Room,
}

/// Decodes a still picture.
///
/// # Errors
/// Why it cannot be.
pub(super) fn decode(format: Format, bytes: &[u8]) -> Result<Decoded, String> {
    let format = match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::Webp => ImageFormat::WebP,
        _ => return Err("is of a kind that is not decoded here".to_owned()),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_image_width = u32::try_from(LONGEST_SIDE).ok();
    limits.max_image_height = limits.max_image_width;
    limits.max_alloc = Some(MOST_BYTES * 2);
    reader.limits(limits);
    let broken = |error: image::ImageError| format!("cannot be decoded ({error})");
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let needed = decoder.total_bytes();
    if needed > MOST_BYTES {
        return Err(format!("takes {} MB when it is opened, more than {} MB", needed >> 20, MOST_BYTES >> 20));
    }
    let room = Room::take(needed * TIMES);
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| is_worth_keeping(profile));
    // A decoder that gives up by panicking has met a broken picture, and costs no more than that.
    let decoded = catch_unwind(AssertUnwindSafe(|| DynamicImage::from_decoder(decoder)));
    let image = decoded.map_err(|_| "cannot be decoded (the decoder gave up)".to_owned())?.map_err(broken)?;
    Ok(Decoded { image: in_eight_bits(image), profile, _room: room })
}

impl Decoded {
    pub(super) fn turned(mut self, turn: Turn) -> Decoded {
        if let Some(orientation) = Orientation::from_exif(turn.number()) {
            self.image.apply_orientation(orientation);
        }
        self
    }
}

/// The picture at another width, which should be smaller; the height follows.
///
/// # Errors
/// When the picture is in no form that [`decode`] gives.
pub(super) fn shrink(image: &DynamicImage, width: u32) -> Result<DynamicImage, String> {
    let scaled = (u64::from(image.height()) * u64::from(width) * 2 / u64::from(image.width().max(1))).div_ceil(2);
    let height = u32::try_from(scaled).unwrap_or(u32::MAX).max(1);
    let pixels = if image.color().has_alpha() { PixelType::U8x4 } else { PixelType::U8x3 };
    let failed = |error: &dyn std::fmt::Display| format!("cannot be made smaller ({error})");
    let from =
        ImageRef::new(image.width(), image.height(), image.as_bytes(), pixels).map_err(|error| failed(&error))?;
    let mut to = Image::new(width, height, pixels);
    // Sharper than a straight line between pixels, cheaper than Lanczos, and as good over steps of two.
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    Resizer::new().resize(&from, &mut to, &options).map_err(|error| failed(&error))?;
    let bytes = to.into_vec();
    let shrunk = if image.color().has_alpha() {
        RgbaImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgba8)
    } else {
        RgbImage::from_raw(width, height, bytes).map(DynamicImage::ImageRgb8)
    };
    shrunk.ok_or_else(|| failed(&"of another size than asked for"))
}

/// Colours in RGB that differ from sRGB. Profiles for inks or greys describe what is no longer there after decoding.
fn is_worth_keeping(profile: &[u8]) -> bool {
    let is_rgb = profile.get(16..20) == Some(b"RGB ");
    let is_srgb =
        profile.windows(4).any(|name| name == b"sRGB") || profile.windows(8).any(|name| name == b"s\0R\0G\0B\0");
    is_rgb && !is_srgb
}

fn in_eight_bits(image: DynamicImage) -> DynamicImage {
    match image {
        DynamicImage::ImageRgb8(_) => image,
        image if !image.color().has_alpha() => DynamicImage::ImageRgb8(image.into_rgb8()),
        image => {
            let with_alpha = image.into_rgba8();
            if with_alpha.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
                DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(with_alpha).into_rgb8())
            } else {
                DynamicImage::ImageRgba8(with_alpha)
            }
        }
    }
}

static TAKEN: Mutex<u64> = Mutex::new(0);
static FREED: Condvar = Condvar::new();

/// Memory for one picture, given back when it goes. Whoever holds some never waits for more, so nobody waits for ever.
struct Room(u64);

impl Room {
    fn take(bytes: u64) -> Room {
        let wanted = bytes.min(ROOM);
        let mut taken = FREED
            .wait_while(lock(), |taken| *taken > 0 && *taken + wanted > ROOM)
            .unwrap_or_else(PoisonError::into_inner);
        *taken += wanted;
        Room(wanted)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        *lock() -= self.0;
        FREED.notify_all();
    }
}

/// A sum cannot be torn by a thread that panicked.
fn lock() -> MutexGuard<'static, u64> {
    TAKEN.lock().unwrap_or_else(PoisonError::into_inner)
}
