//! A picture at any size: a drawing is drawn anew for each, pixels are made fewer.

use std::panic::{AssertUnwindSafe, catch_unwind};

use image::{DynamicImage, RgbaImage};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::super::pixels::{self, Decoded};
use super::super::{Stored, kind};

/// What icons are made of.
pub(super) enum Source {
    Drawing(Box<Tree>),
    Pixels(Decoded),
}

impl Source {
    /// Opens what was published of a picture.
    pub(super) fn open(stored: &Stored, bytes: &[u8]) -> Result<Source, String> {
        if let Some(format) = kind::decodable(&stored.mime) {
            return Ok(Source::Pixels(pixels::decode(format, bytes)?));
        }
        // Neither files nor pictures within the drawing are opened.
        let resolver =
            ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
        let options = Options { image_href_resolver: resolver, ..Options::default() };
        let tree = catch_unwind(AssertUnwindSafe(|| Tree::from_data(bytes, &options)));
        let tree = tree.map_err(|_| "cannot be drawn (the drawing program gave up)".to_owned())?;
        tree.map(|tree| Source::Drawing(Box::new(tree))).map_err(|error| format!("cannot be drawn ({error})"))
    }

    pub(super) fn is_drawing(&self) -> bool {
        matches!(self, Source::Drawing(_))
    }

    /// Whether it is this wide without being blown up.
    pub(super) fn reaches(&self, width: u32) -> bool {
        match self {
            Source::Drawing(_) => true,
            Source::Pixels(decoded) => decoded.image.width() >= width,
        }
    }

    pub(super) fn profile(&self) -> Option<&[u8]> {
        match self {
            Source::Drawing(_) => None,
            Source::Pixels(decoded) => decoded.profile.as_deref(),
        }
    }

    /// A square of this many pixels across.
    pub(super) fn at(&self, width: u32) -> Result<DynamicImage, String> {
        match self {
            Source::Pixels(decoded) if decoded.image.width() == width => Ok(decoded.image.clone()),
            Source::Pixels(decoded) => pixels::shrink(&decoded.image, width),
            Source::Drawing(tree) => {
                let drawn = catch_unwind(AssertUnwindSafe(|| draw(tree, width)));
                drawn.ok().flatten().ok_or_else(|| "cannot be drawn".to_owned())
            }
        }
    }
}

fn draw(tree: &Tree, width: u32) -> Option<DynamicImage> {
    let mut canvas = Pixmap::new(width, width)?;
    let size = tree.size();
    // Lossless: icons have some hundred pixels.
    #[allow(clippy::cast_precision_loss)]
    let across = width as f32;
    let scale = Transform::from_scale(across / size.width(), across / size.height());
    resvg::render(tree, scale, &mut canvas.as_mut());
    let straight = canvas.pixels().iter().flat_map(|pixel| {
        let pixel = pixel.demultiply();
        [pixel.red(), pixel.green(), pixel.blue(), pixel.alpha()]
    });
    RgbaImage::from_raw(width, width, straight.collect()).map(DynamicImage::ImageRgba8)
}
