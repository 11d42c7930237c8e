//! The publication's icon in the sizes that browsers and devices ask for, all made of one picture.
//!
//! 1. [`unfit`] says what is wrong with a picture as an icon: it has to be square, and large enough.
//! 2. It is drawn as large as each place wants it ([`drawing`]), never larger than it is; a drawing is as large as wished.
//! 3. Where a device cuts a shape out, what can be seen stays within the part that it promises to show ([`ground`]).
//! 4. The PNGs lie in the [`Workshop`] under names that say what is in them, so that the next pack makes none again.

mod drawing;
mod ground;

use serde::{Deserialize, Serialize};

use super::renditions::Made;
use super::workshop::Workshop;
use super::{NAME_LENGTH, Stored, encode, hash, kind};
use drawing::Source;

/// Raised whenever other icons are made of the same picture.
const VERSION: u32 = 1;
/// Pixels across, below which no browser offers to install (<https://web.dev/articles/install-criteria>).
const SMALLEST: u32 = 192;
/// Pixels across of the largest one; a picture should have as many.
const LARGEST: u32 = 512;

/// What an icon is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// A tab of a browser that takes no drawing.
    Tab,
    /// The home screen of an Apple device, which rounds the corners and shows what is transparent in black.
    Touch,
    /// An installed application.
    Any,
    /// The same where the device cuts a shape out.
    Maskable,
}

/// Pixels across of each (<https://evilmartians.com/chronicles/how-to-favicon-in-2021-six-files-that-fit-most-needs>).
const WANTED: [(Purpose, u32); 5] = [
    (Purpose::Tab, 32),
    (Purpose::Touch, 180),
    (Purpose::Any, SMALLEST),
    (Purpose::Any, LARGEST),
    (Purpose::Maskable, LARGEST),
];

/// All icons of a publication.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Icons {
    /// The picture itself, if it is a drawing: `media/<hash>.svg`.
    pub drawing: Option<String>,
    pub made: Vec<(Purpose, Made)>,
}

impl Icons {
    /// Those for one purpose, small to large.
    pub fn of(&self, purpose: Purpose) -> impl Iterator<Item = &Made> {
        self.made.iter().filter(move |(other, _)| *other == purpose).map(|(_, made)| made)
    }
}

/// Why a picture cannot be an icon, as a remark on it.
pub fn unfit(stored: &Stored) -> Option<String> {
    let is_drawing = stored.mime == "image/svg+xml";
    let Some((width, height)) = stored.size else {
        return Some("does not say how large it is (width and height, or viewBox)".to_owned());
    };
    if width != height {
        return Some(format!("has {width} × {height} pixels, and an icon is square"));
    }
    if is_drawing {
        return None;
    }
    if kind::decodable(&stored.mime).is_none() || stored.is_animated {
        return Some(format!("is of a kind that icons are not made of ({})", stored.mime));
    }
    (width < SMALLEST).then(|| format!("has {width} × {height} pixels, too few for an icon"))
}

/// What a person should know of a picture that icons are made of all the same.
pub fn remark(stored: &Stored) -> Option<String> {
    let width = stored.size.map(|(width, _)| width)?;
    (stored.mime != "image/svg+xml" && width < LARGEST)
        .then(|| format!("has {width} × {width} pixels: icons of {LARGEST} are left out"))
}

/// Makes the icons, or finds those of an earlier pack.
///
/// # Errors
/// Why there are none, as a remark on the picture.
pub(super) fn make(stored: &Stored, workshop: &Workshop) -> Result<Icons, String> {
    if let Some(why) = unfit(stored) {
        return Err(why);
    }
    let record = format!("made/{}-icons-{VERSION}.json", stored.sha256);
    let known = workshop.read(&record).and_then(|bytes| serde_json::from_slice::<Icons>(&bytes).ok());
    if let Some(known) = known.filter(|known| known.made.iter().all(|(_, made)| workshop.has(&made.name, made.bytes))) {
        return Ok(known);
    }
    let bytes = std::fs::read(&stored.source).map_err(|error| format!("cannot be read ({error})"))?;
    if hash(&bytes) != stored.sha256 {
        return Err("changed while it was packed".to_owned());
    }
    let source = Source::open(stored, &bytes)?;
    let mut icons = Icons { drawing: source.is_drawing().then(|| stored.name.clone()), made: Vec::new() };
    for (purpose, width) in WANTED.into_iter().filter(|(_, width)| source.reaches(*width)) {
        let image = source.at(width)?;
        let image = match purpose {
            Purpose::Tab | Purpose::Any => image,
            Purpose::Touch => ground::flat(&image),
            Purpose::Maskable => ground::padded(&image, |width| source.at(width))?,
        };
        let bytes = encode::png(&image, source.profile())?;
        let sha256 = hash(&bytes);
        let name = name(&sha256, width);
        workshop.keep(&name, &bytes).map_err(|error| format!("cannot be kept as an icon ({error})"))?;
        let made = Made { name, width, mime: "image/png".to_owned(), bytes: bytes.len() as u64, sha256 };
        icons.made.push((purpose, made));
    }
    if let Ok(text) = serde_json::to_vec(&icons) {
        // Without it the next pack works once more; nothing else depends on it.
        let _ = workshop.keep(&record, &text);
    }
    Ok(icons)
}

/// Beside the viewer's own: `media/` holds what the bundle names, and nothing else.
fn name(sha256: &str, width: u32) -> String {
    format!("icons/{}-{width}.png", sha256.get(..NAME_LENGTH).unwrap_or(sha256))
}

#[cfg(test)]
mod tests;
