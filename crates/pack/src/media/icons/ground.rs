//! Icons without transparent parts, and room around them where a device cuts a shape out.
//!
//! A device shows at least the circle of [`SAFE`] of the width around the middle
//! (<https://www.w3.org/TR/appmanifest/#icon-masks>). What can be seen of the icon is measured, and made small enough to stay within;
//! where its ground has one colour out to the corners, that colour is the ground of the whole.

use image::imageops::overlay;
use image::{DynamicImage, Rgba, RgbaImage};

/// The radius of what is always shown, of the width.
const SAFE: f64 = 0.4;
/// The viewer's own ground (`background_color` in `public/manifest.webmanifest`).
const GROUND: Rgba<u8> = Rgba([0xfd, 0xfc, 0xf9, 0xff]);
/// Levels by which two colours may differ and be one: what JPEG makes of a plain ground.
const SAME: u8 = 6;

/// The icon on its ground.
pub(super) fn flat(icon: &DynamicImage) -> DynamicImage {
    on_ground(icon.width(), ground(&icon.to_rgba8()), &icon.to_rgba8())
}

/// The icon, made smaller by `at`, in the middle of its ground.
pub(super) fn padded(
    icon: &DynamicImage,
    at: impl Fn(u32) -> Result<DynamicImage, String>,
) -> Result<DynamicImage, String> {
    let width = icon.width();
    let pixels = icon.to_rgba8();
    let ground = ground(&pixels);
    let reach = reach(&pixels, ground).max(1.0);
    // One that has room around it already stays as its author made it.
    let inner = (f64::from(width) * (SAFE * f64::from(width) / reach).min(1.0)).floor();
    // Within the width of the icon, which is a number of this kind.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let inner = at((inner as u32).clamp(1, width))?;
    Ok(on_ground(width, ground, &inner.to_rgba8()))
}

fn on_ground(width: u32, ground: Rgba<u8>, icon: &RgbaImage) -> DynamicImage {
    let mut canvas = RgbaImage::from_pixel(width, width, ground);
    let edge = i64::from((width - icon.width().min(width)) / 2);
    overlay(&mut canvas, icon, edge, edge);
    DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(canvas).into_rgb8())
}

/// The colour of all four corners, if they have one and it hides what is behind; else the viewer's.
fn ground(icon: &RgbaImage) -> Rgba<u8> {
    let last = icon.width().saturating_sub(1);
    let corners = [(0, 0), (last, 0), (0, last), (last, last)].map(|(x, y)| *icon.get_pixel(x, y));
    let [first, ..] = corners;
    let is_plain = first.0[3] == u8::MAX && corners.iter().all(|corner| is_same(corner, &first));
    if is_plain { first } else { GROUND }
}

/// How far from the middle the icon differs from its ground.
fn reach(icon: &RgbaImage, ground: Rgba<u8>) -> f64 {
    let middle = f64::from(icon.width()) / 2.0;
    let visible = icon.enumerate_pixels().filter(|(_, _, pixel)| pixel.0[3] > SAME && !is_same(pixel, &ground));
    let far = |x: u32, y: u32| {
        // The corner of the pixel that is farther away.
        let side = |at: u32| (f64::from(at) + 0.5 - middle).abs() + 0.5;
        side(x).hypot(side(y))
    };
    visible.map(|(x, y, _)| far(x, y)).fold(0.0, f64::max)
}

fn is_same(one: &Rgba<u8>, other: &Rgba<u8>) -> bool {
    one.0.iter().zip(&other.0).all(|(one, other)| one.abs_diff(*other) <= SAME)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RED: Rgba<u8> = Rgba([200, 0, 0, 255]);
    const BLUE: Rgba<u8> = Rgba([0, 0, 200, 255]);
    const NOTHING: Rgba<u8> = Rgba([0, 0, 0, 0]);

    /// A square of `inner` pixels in the middle of another.
    fn square(outer: Rgba<u8>, inner: Rgba<u8>, half: i64) -> DynamicImage {
        DynamicImage::ImageRgba8(RgbaImage::from_fn(100, 100, |x, y| {
            let is_inner = |at: u32| (50 - half..50 + half).contains(&i64::from(at));
            if is_inner(x) && is_inner(y) { inner } else { outer }
        }))
    }

    fn made(icon: &DynamicImage) -> RgbaImage {
        padded(icon, |width| super::super::super::pixels::shrink(icon, width)).unwrap().to_rgba8()
    }

    #[test]
    fn what_can_be_seen_stays_within_the_circle_that_is_shown() {
        for (icon, ground) in [
            (square(NOTHING, RED, 50), RED),
            (square(NOTHING, RED, 40), GROUND),
            (square(BLUE, RED, 45), BLUE),
            (square(BLUE, RED, 10), BLUE),
        ] {
            let padded = made(&icon);
            assert!(is_same(padded.get_pixel(0, 0), &ground), "{:?}", padded.get_pixel(0, 0));
            assert!(reach(&padded, *padded.get_pixel(0, 0)) <= 0.4 * 100.0 + 2.0, "{}", reach(&padded, ground));
        }
    }

    #[test]
    fn nothing_is_transparent_on_a_ground() {
        let flat = flat(&square(NOTHING, BLUE, 20)).to_rgba8();
        assert_eq!((flat.get_pixel(0, 0), flat.get_pixel(50, 50)), (&GROUND, &BLUE));
        assert!(flat.pixels().all(|pixel| pixel.0[3] == 255));
    }
}
