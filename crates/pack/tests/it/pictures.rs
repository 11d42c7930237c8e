//! Pictures as cameras and strangers make them: what they tell about people stays at home, and none of them is a danger.

use std::io::Cursor;
use std::path::Path;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use tidings_pack::media::workshop::Workshop;
use tidings_pack::pipeline::pack_with;
use tidings_pack::report::Report;
use tidings_pack::viewer_files::Viewer;
use tidings_pack::write::{Options, Shape};

use crate::support::{Site, files, packed, request, viewer, write};

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
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let mut checksum = flate2::Crc::new();
        checksum.update(name);
        checksum.update(data);
        let size = u32::try_from(data.len()).unwrap().to_be_bytes();
        [&size[..], name, data, &checksum.sum().to_be_bytes()].concat()
    };
    let header = |width: u32, height: u32| {
        let data = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
        [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &data)].concat()
    };
    // 9,600 × 9,600 pixels of black: 276 MB in memory out of some hundred KB.
    let bomb = {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::copy(&mut std::io::Read::take(std::io::repeat(0), 9_600 * 28_801), &mut packer).unwrap();
        let pixels = packer.finish().unwrap();
        [header(9_600, 9_600), chunk(b"IDAT", &pixels), chunk(b"IEND", b"")].concat()
    };
    let site = site_of(&[
        ("huge.png", header(50_000, 50_000)),
        ("bomb.png", bomb),
        ("good.png", encoded(&painted(4, 4), ImageFormat::Png)),
    ]);
    let findings = site.findings().join("\n");
    assert!(findings.contains("pictures.md:6: error: the picture \"huge.png\" has 50000 × 50000 pixels"), "{findings}");
    assert!(findings.contains("bomb.png: warning: the picture takes 263 MB when it is opened"), "{findings}");
    assert_eq!(site.bundle.media.len(), 2, "the bomb stays a file that nobody opened, the good one a picture");
    assert!(peak_memory() < 600 << 20, "{} MB", peak_memory() >> 20);
}

/// Bytes, on Linux; elsewhere nothing is known.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string(Path::new("/proc/self/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
}

/// Something that neither format packs into nothing.
fn noise(width: u32, height: u32) -> DynamicImage {
    let mut noise = 1_u32;
    RgbImage::from_fn(width, height, |x, y| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        Rgb([(x / 4) as u8, (y / 4) as u8, (noise >> 27) as u8])
    })
    .into()
}

#[test]
fn a_large_picture_comes_with_smaller_ones_that_the_feed_names_and_the_site_holds() {
    let site = site_of(&[("sea.jpg", encoded(&noise(1000, 600), ImageFormat::Jpeg))]);
    let media = &site.bundle.media[0];
    assert_eq!(media.renditions.iter().map(|rendition| rendition.width).collect::<Vec<_>>(), [320, 480, 720]);
    for rendition in &media.renditions {
        let bytes = std::fs::read(site.path.join(&rendition.src)).unwrap();
        assert_eq!(rendition.bytes, Some(bytes.len() as u64));
        assert_eq!(rendition.sha256.as_deref(), Some(tidings_pack::media::hash(&bytes).as_str()));
        let picture = image::load_from_memory_with_format(&bytes, ImageFormat::WebP).unwrap();
        assert_eq!(picture.width(), rendition.width);
    }
    assert!(media.preview.as_deref().unwrap().starts_with("data:image/webp;base64,"));
    assert_eq!(site.packed.written.pictures, 1, "one picture, however many sizes");
}

#[test]
fn the_sizes_of_a_picture_in_a_text_are_known_to_the_part_with_the_text_and_to_its_page() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("source");
    write(&source.join("sea.png"), encoded(&noise(1000, 100), ImageFormat::Png));
    write(&source.join("sea.md"), "---\ntitle: Sea\n---\n![Sea](sea.png)\n");
    let site = folder.path().join("site");
    write(&folder.path().join("viewer/index.html"), "<html><head></head><body><main></main></body></html>");
    let viewer = Some(Viewer::from_folder(&folder.path().join("viewer")).unwrap());
    let options = Options { viewer, shape: Shape::Packed, renditions: true, ..Options::default() };
    pack_with(&request(&source), &site, &options, Workshop::default(), &mut Report::default()).unwrap();
    let files = files(&site);
    let (_, shard) = files.iter().find(|(name, _)| name.starts_with("bundle/articles/")).unwrap();
    let part = tidings_bundle::decode(shard).unwrap();
    let media = &part.media[0];
    assert_eq!(media.renditions.iter().map(|rendition| rendition.width).collect::<Vec<_>>(), [320, 480, 720]);
    assert!(media.renditions.iter().all(|rendition| rendition.sha256.is_none()), "the manifest has the hashes");
    let page = std::fs::read_to_string(site.join("a/sea/index.html")).unwrap();
    let [tiny, small, large] = [0, 1, 2].map(|place: usize| &media.renditions[place].src);
    let set =
        format!("srcset=\"../../{tiny} 320w, ../../{small} 480w, ../../{large} 720w, ../../{} 1000w\"", media.src);
    assert!(page.contains(&set) && page.contains(" sizes=\"") && page.contains(" loading=\"lazy\""), "{page}");
    let manifest = std::fs::read_to_string(site.join("bundle/manifest.json")).unwrap();
    assert!(manifest.contains(small.as_str()), "{manifest}");
}

#[test]
fn a_cache_changes_nothing_but_the_time() {
    let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(&folder.path().join("sea.png"), encoded(&noise(1000, 100), ImageFormat::Png));
    write(&folder.path().join("sea.md"), "---\ntitle: Sea\n---\n![Sea](sea.png)\n");
    let mut sites = Vec::new();
    for workshop in [Workshop::default(), Workshop::in_folder(cache.path()), Workshop::in_folder(cache.path())] {
        let site = tempfile::tempdir().unwrap();
        let path = site.path().join("site");
        pack_with(&request(folder.path()), &path, &viewer(), workshop, &mut Report::default()).unwrap();
        sites.push(files(&path));
    }
    assert!(sites[0].iter().any(|(name, _)| name.ends_with("-480.webp")));
    assert!(sites[0] == sites[1] && sites[1] == sites[2]);
}

#[test]
fn an_icon_is_in_every_size_in_the_manifest_and_on_every_page() {
    let folder = tempfile::tempdir().unwrap();
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 8 8\"><rect width=\"8\" height=\"8\" fill=\"red\"/></svg>";
    write(&folder.path().join("tidings.toml"), "title = \"The Desk\"\nicon = \"icon.svg\"\n");
    write(&folder.path().join("icon.svg"), drawing);
    write(&folder.path().join("one.md"), "---\ntitle: One\n---\nText.\n");
    let site = packed(folder.path());
    assert_eq!(site.findings(), Vec::<String>::new());
    let manifest: serde_json::Value =
        serde_json::from_slice(&std::fs::read(site.path.join("manifest.webmanifest")).unwrap()).unwrap();
    let icons = manifest["icons"].as_array().unwrap();
    let sizes: Vec<&str> = icons.iter().map(|icon| icon["sizes"].as_str().unwrap()).collect();
    assert_eq!(sizes, ["any", "192x192", "512x512", "512x512"]);
    assert_eq!(icons.last().unwrap()["purpose"], "maskable");
    for icon in icons {
        assert!(site.exists(icon["src"].as_str().unwrap()), "{icon}");
    }
    let page = std::fs::read_to_string(site.path.join("a/one/index.html")).unwrap();
    let touch = page.split("<link rel=\"apple-touch-icon\" href=\"../../").nth(1).unwrap().split('"').next().unwrap();
    let image = image::open(site.path.join(touch)).unwrap();
    assert_eq!((image.width(), image.height()), (180, 180));
    assert!(page.contains("<link rel=\"icon\" href=\"../../icons/") && page.contains("sizes=\"32x32\""), "{page}");
    let again = packed(folder.path());
    assert_eq!(files(&again.path), files(&site.path), "the same bytes twice");
}

#[test]
fn an_icon_that_cannot_be_one_is_told_and_the_viewers_stay() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("tidings.toml"), "title = \"The Desk\"\nicon = \"wide.png\"\n");
    image::RgbImage::new(600, 400).save(folder.path().join("wide.png")).unwrap();
    write(&folder.path().join("one.md"), "---\ntitle: One\n---\nText.\n");
    let site = packed(folder.path());
    let told = site.findings().join("\n");
    assert!(told.contains("tidings.toml: warning: the icon has 600 × 400 pixels") && told.contains("512"), "{told}");
    let manifest = std::fs::read_to_string(site.path.join("manifest.webmanifest")).unwrap();
    assert!(manifest.contains("icons/icon-192.png"), "{manifest}");
}
