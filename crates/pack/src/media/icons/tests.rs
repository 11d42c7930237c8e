use std::path::Path;
use std::sync::Arc;

use image::{ImageFormat, Rgb, RgbImage};

use super::*;
use crate::media::MediaStore;

const ROUND: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 64 64\"><circle cx=\"32\" cy=\"32\" r=\"30\" fill=\"#063\"/></svg>";

fn taken_in(folder: &Path, name: &str, bytes: &[u8]) -> Arc<Stored> {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    MediaStore::new(Workshop::in_folder(&folder.join("cache"))).add_picture(&path).unwrap()
}

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    RgbImage::from_fn(width, height, |x, y| Rgb([x as u8, y as u8, 90])).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn sizes(icons: &Icons) -> Vec<(Purpose, u32)> {
    icons.made.iter().map(|(purpose, made)| (*purpose, made.width)).collect()
}

#[test]
fn a_drawing_is_drawn_in_every_size() {
    let folder = tempfile::tempdir().unwrap();
    let stored = taken_in(folder.path(), "icon.svg", ROUND.as_bytes());
    let workshop = Workshop::in_folder(&folder.path().join("cache"));
    let icons = make(&stored, &workshop).unwrap();
    assert_eq!(icons.drawing.as_deref(), Some(stored.name.as_str()));
    assert_eq!(sizes(&icons), WANTED);
    for (purpose, made) in &icons.made {
        let bytes = std::fs::read(workshop.path(&made.name).unwrap()).unwrap();
        assert_eq!((bytes.len() as u64, hash(&bytes)), (made.bytes, made.sha256.clone()));
        let image = image::load_from_memory_with_format(&bytes, ImageFormat::Png).unwrap();
        assert_eq!((image.width(), image.height()), (made.width, made.width));
        let image = image.to_rgba8();
        assert_eq!(image.get_pixel(made.width / 2, made.width / 2).0, [0, 0x66, 0x33, 255], "{purpose:?}");
        let is_open = matches!(purpose, Purpose::Tab | Purpose::Any);
        assert_eq!(image.get_pixel(0, 0).0[3] == 0, is_open, "{purpose:?}");
    }
}

#[test]
fn a_second_pack_finds_the_same_bytes_and_draws_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let stored = taken_in(folder.path(), "icon.png", &picture(600, 600, ImageFormat::Png));
    let workshop = Workshop::in_folder(&folder.path().join("cache"));
    let first = make(&stored, &workshop).unwrap();
    assert_eq!(sizes(&first), WANTED);
    assert_eq!(make(&stored, &Workshop::default()).unwrap(), first, "made anew, it is the same");
    std::fs::write(&stored.source, "no picture any more").unwrap();
    assert_eq!(make(&stored, &workshop).unwrap(), first);
    assert!(make(&stored, &Workshop::default()).unwrap_err().contains("changed"));
}

#[test]
fn nothing_is_blown_up() {
    let folder = tempfile::tempdir().unwrap();
    let stored = taken_in(folder.path(), "icon.webp", &picture(200, 200, ImageFormat::WebP));
    let icons = make(&stored, &Workshop::default()).unwrap();
    assert_eq!(sizes(&icons), [(Purpose::Tab, 32), (Purpose::Touch, 180), (Purpose::Any, 192)]);
    assert!(remark(&stored).unwrap().contains("200"));
}

#[test]
fn what_cannot_be_an_icon_is_told_why() {
    let folder = tempfile::tempdir().unwrap();
    let png = |width, height| picture(width, height, ImageFormat::Png);
    for (name, bytes, expected) in [
        ("wide.png", png(600, 400), "600 × 400 pixels, and an icon is square"),
        ("small.png", png(64, 64), "64 × 64 pixels, too few"),
        ("wide.svg", ROUND.replace("64 64", "64 32").into_bytes(), "64 × 32 pixels"),
        ("vague.svg", ROUND.replace("viewBox=\"0 0 64 64\"", "").into_bytes(), "viewBox"),
        ("moving.gif", b"GIF89a\x00\x02\x00\x02\x00\x00\x00;".to_vec(), "image/gif"),
    ] {
        let stored = taken_in(folder.path(), name, &bytes);
        assert!(unfit(&stored).is_some_and(|why| why.contains(expected)), "{name}: {:?}", unfit(&stored));
        assert_eq!(make(&stored, &Workshop::default()).err(), unfit(&stored));
    }
}
