//! Pictures as cameras and strangers make them: what they tell about people stays at home, and none of them is a danger.

use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::support::{Site, packed, write};

/// What a telephone writes into each picture: an orientation and, here, the place 52° 22' 0" north, as a block of Exif.
fn exif(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let mut block = b"Exif\0\0MM\0\x2A\0\0\0\x08".to_vec();
    // The first directory: maker, orientation, pointer to the places at 50.
    block.extend([0, 3]);
    block.extend(entry(0x010F, 2, 4, *b"Ada\0"));
    block.extend(entry(0x0112, 3, 1, [0, orientation, 0, 0]));
    block.extend(entry(0x8825, 4, 1, 50_u32.to_be_bytes()));
    block.extend([0; 4]);
    block.extend([0, 2]);
    block.extend(entry(0x0001, 2, 2, *b"N\0\0\0"));
    block.extend(entry(0x0002, 5, 3, 80_u32.to_be_bytes()));
    block.extend([0; 4]);
    for number in [52_u32, 1, 22, 1, 0, 1] {
        block.extend(number.to_be_bytes());
    }
    block
}

/// Red above, blue below.
fn painted(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |_, y| if y < height / 2 { Rgb([230, 0, 0]) } else { Rgb([0, 0, 230]) }).into()
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

fn photograph(orientation: u8) -> Vec<u8> {
    let jpeg = encoded(&painted(64, 32), ImageFormat::Jpeg);
    let exif = exif(orientation);
    let size = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], b"\xFF\xE1", &size, &exif, &jpeg[2..]].concat()
}

fn site_of(pictures: &[(&str, Vec<u8>)]) -> Site {
    let folder = tempfile::tempdir().unwrap();
    let mut text = "---\ntitle: Pictures\n---\nWords.\n\n".to_owned();
    for (name, bytes) in pictures {
        write(&folder.path().join(name), bytes);
        text.push_str(&format!("![One]({name})\n\n"));
    }
    write(&folder.path().join("pictures.md"), text);
    packed(folder.path())
}

fn published(site: &Site, index: usize) -> Vec<u8> {
    std::fs::read(site.path.join(&site.bundle.media[index].src)).unwrap()
}

fn holds(bytes: &[u8], secret: &[u8]) -> bool {
    bytes.windows(secret.len()).any(|window| window == secret)
}

#[test]
fn a_photograph_stands_upright_and_tells_nothing_about_its_maker() {
    let site = site_of(&[("boat.jpg", photograph(6))]);
    let media = &site.bundle.media[0];
    assert_eq!((media.width, media.height), (Some(32), Some(64)), "a quarter turn");
    let bytes = published(&site, 0);
    for secret in [&b"Exif"[..], b"Ada", b"\x88\x25"] {
        assert!(!holds(&bytes, secret), "{secret:?}");
    }
    let picture = image::load_from_memory(&bytes).unwrap().into_rgb8();
    assert_eq!(picture.dimensions(), (32, 64));
    // What was above is on the right after a quarter turn clockwise.
    assert!(picture.get_pixel(28, 32).0[0] > 200 && picture.get_pixel(3, 32).0[2] > 200);
    assert!(site.html("pictures").contains("width=\"32\" height=\"64\""), "{}", site.html("pictures"));
    assert_eq!(site.findings(), [""; 0]);
}

#[test]
fn an_upright_photograph_loses_its_place_and_no_pixel() {
    let site = site_of(&[("boat.jpg", photograph(1))]);
    assert_eq!(published(&site, 0), encoded(&painted(64, 32), ImageFormat::Jpeg));
}

#[test]
fn a_picture_that_tells_nothing_stays_byte_for_byte() {
    for (name, format) in [("a.jpg", ImageFormat::Jpeg), ("a.png", ImageFormat::Png), ("a.webp", ImageFormat::WebP)] {
        let bytes = encoded(&painted(40, 30), format);
        assert_eq!(published(&site_of(&[(name, bytes.clone())]), 0), bytes, "{name}");
    }
}

#[test]
fn places_in_png_and_webp_go_too() {
    let png = encoded(&painted(8, 8), ImageFormat::Png);
    let text = b"\0\0\0\x0FtEXtPlace\0Amsterdamcrc!";
    let webp = encoded(&painted(8, 8), ImageFormat::WebP);
    let told = [&png[..33], text, &png[33..]].concat();
    let size = u32::try_from(webp.len() + 12).unwrap().to_le_bytes();
    let told_webp = [&webp[..4], &size, &webp[8..], b"XMP \x0A\0\0\0Amsterdam."].concat();
    let site = site_of(&[("a.png", told), ("b.webp", told_webp)]);
    for index in 0..2 {
        let bytes = published(&site, index);
        assert!(!holds(&bytes, b"Amsterdam") && (bytes == png || bytes == webp));
    }
}

#[test]
fn a_drawing_loses_what_acts_and_its_article_says_so() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\" onload=\"x()\"><script>x()</script><rect/></svg>";
    let site =
        site_of(&[("a.svg", drawing.into()), ("b.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g></svg>".into())]);
    let text = String::from_utf8(published(&site, 0)).unwrap();
    assert!(text.contains("<rect/>") && !text.contains("x()"), "{text}");
    let findings = site.findings().join("\n");
    assert!(findings.contains("pictures.md:6: warning: the drawing has a script in it"), "{findings}");
    assert!(findings.contains("pictures.md:8: error: the picture \"b.svg\" is a broken drawing"), "{findings}");
}

#[test]
fn a_moving_picture_keeps_moving() {
    let head = b"GIF89a\x01\0\x01\0\x80\0\0rgbRGB\x21\xFF\x0BNETSCAPE2.0\x03\x01\0\0\0";
    let frame = b"\x21\xF9\x04\0\0\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
    let moving = [&head[..], frame, frame, b"\x3B"].concat();
    assert_eq!(published(&site_of(&[("a.gif", moving.clone())]), 0), moving);
}

#[test]
fn pictures_that_would_fill_the_memory_cost_themselves() {
    let header = |width: u32, height: u32| {
        [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &width.to_be_bytes(), &height.to_be_bytes(), b"\x08\x02\0\0\0crc!"]
            .concat()
    };
    // 15,000 × 15,000 pixels of black: 675 MB in memory out of some hundred KB.
    let bomb = {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::copy(&mut std::io::Read::take(std::io::repeat(0), 15_000 * 45_001), &mut packer).unwrap();
        let pixels = packer.finish().unwrap();
        let size = u32::try_from(pixels.len()).unwrap().to_be_bytes();
        [&header(15_000, 15_000), &size[..], b"IDAT", &pixels, b"crc!\0\0\0\0IENDcrc!"].concat()
    };
    let site = site_of(&[
        ("huge.png", header(50_000, 50_000)),
        ("bomb.png", bomb),
        ("good.png", encoded(&painted(4, 4), ImageFormat::Png)),
    ]);
    let findings = site.findings().join("\n");
    assert!(findings.contains("pictures.md:6: error: the picture \"huge.png\" has 50000 × 50000 pixels"), "{findings}");
    assert_eq!(site.bundle.media.len(), 2, "the bomb stays a file that nobody opened, the good one a picture");
    assert!(peak_memory() < 600 << 20, "{} MB", peak_memory() >> 20);
}

/// Bytes, on Linux; elsewhere nothing is known.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string(Path::new("/proc/self/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
}
