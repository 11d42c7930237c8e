//! Pictures: the table of files (`_tidings.media`), and their use in leads and galleries.

use super::context::Context;
use super::fields::Fields;
use crate::limits::MAX_PICTURES;
use crate::names::Register;
use crate::problem::quoted;
use crate::slug::numbered;
use crate::{Gallery, Media, Picture, urls};

/// Pixels along one side. JPEG ends at 65,535; more is a mistake, and would tear the layout.
const MAX_PIXELS: u64 = 65_535;

/// An entry of `_tidings.media`; one without id or address is of no use.
pub(super) fn media(fields: &mut Fields<'_>) -> Option<Media> {
    let id = fields.line("id").or_else(|| fields.missing("id"))?;
    let src = fields.address("src", urls::picture).or_else(|| fields.missing("src"))?;
    let (width, height) = size(fields);
    Some(Media {
        id,
        src,
        mime: fields.line("mime"),
        width,
        height,
        bytes: fields.count("bytes", u64::MAX),
        alt: fields.line_or_blank("alt"),
        extensions: fields.rest(),
    })
}

fn size(fields: &mut Fields<'_>) -> (Option<u32>, Option<u32>) {
    let width = fields.count("width", MAX_PIXELS).filter(|pixels| *pixels > 0);
    let height = fields.count("height", MAX_PIXELS).filter(|pixels| *pixels > 0);
    match (width, height) {
        (Some(width), Some(height)) => (Some(width as u32), Some(height as u32)),
        _ => (None, None),
    }
}

/// The picture that leads an article: `_tidings.lead`, else `image`, else `banner_image`; with the words that some newsrooms
/// write beside `image`.
pub(super) fn lead(item: &mut Fields<'_>, tidings: &mut Fields<'_>, context: &Context<'_>) -> Option<Picture> {
    let image = item.address("image", urls::picture);
    let alt = item.line("image_description");
    let credit = item.line("image_credit");
    let described = tidings.object("lead", |fields| picture(fields, context, image.as_deref())).flatten();
    let banner = || urls::picture(&item.peek("banner_image")?).map(str::to_owned);
    let plain = || Some(Picture { src: image.clone().or_else(banner)?, ..Picture::default() });
    let mut lead = described.or_else(plain)?;
    lead.alt = lead.alt.or(alt);
    lead.credit = lead.credit.or(credit);
    Some(lead)
}

/// A use of a picture: by `media`, else by `src`, else `otherwise`.
fn picture(fields: &mut Fields<'_>, context: &Context<'_>, otherwise: Option<&str>) -> Option<Picture> {
    let (mut width, mut height) = size(fields);
    let mut alt = fields.line_or_blank("alt");
    let own = fields.address("src", urls::picture);
    let id = fields.line("media");
    let known = id.as_deref().and_then(|id| context.references.media(id));
    if let (Some(id), None) = (&id, known) {
        let what = format_args!("no picture {} in _tidings.media", quoted(id));
        fields.problem("media", what, "left out");
    }
    if let Some(media) = known {
        (width, height) = (media.width, media.height);
        alt = alt.or_else(|| media.alt.clone());
    }
    let src = known.map(|media| &media.src).or(own.as_ref()).map(String::as_str).or(otherwise);
    let src = src.map(str::to_owned).or_else(|| fields.missing("src"))?;
    Some(Picture {
        src,
        width,
        height,
        media: known.map(|media| media.id.clone()),
        alt,
        caption: fields.text("caption"),
        credit: fields.line("credit"),
        license: fields.line("license"),
        date: fields.line("date"),
        place: fields.line("place"),
        focus: focus(fields),
        extensions: fields.rest(),
    })
}

/// `x y` in percent.
fn focus(fields: &mut Fields<'_>) -> Option<String> {
    let text = fields.line("focus")?;
    let mut parts = text.split_ascii_whitespace().map(percent);
    if let (Some(Some(x)), Some(Some(y)), None) = (parts.next(), parts.next(), parts.next()) {
        return Some(format!("{x} {y}"));
    }
    let what = format_args!("expected two numbers from 0 to 100");
    fields.problem("focus", what, "the picture is cropped at its middle");
    None
}

/// A number from 0 to 100, as written. By its digits: reading and printing floating point would cost the browser 15 KB.
fn percent(text: &str) -> Option<&str> {
    let number = text.strip_suffix('%').unwrap_or(text);
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    let is_number = |digits: &str| (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let is_in_range = match whole.parse::<u32>() {
        Ok(100) => fraction.bytes().all(|digit| digit == b'0'),
        Ok(whole) => whole < 100,
        Err(_) => false,
    };
    (is_number(whole) && is_number(fraction) && is_in_range).then_some(number)
}

/// The galleries of an article, with ids that differ; a gallery without pictures is left out.
pub(super) fn galleries(tidings: &mut Fields<'_>, context: &Context<'_>) -> Vec<Gallery> {
    let mut ids = Register::exact();
    tidings.objects("galleries", Fields::ENTRIES, |fields| {
        let id = own_id(fields, "gallery", &mut ids);
        let title = fields.line("title");
        let items = fields.objects("items", MAX_PICTURES, |fields| picture(fields, context, None));
        if items.is_empty() {
            return fields.missing("items");
        }
        Some(Gallery { id, title, items, extensions: fields.rest() })
    })
}

/// The id, which the text refers to; made up if missing, numbered if taken.
pub(super) fn own_id(fields: &mut Fields<'_>, kind: &str, taken: &mut Register) -> String {
    let written = fields.line("id");
    let id = written.clone().unwrap_or_else(|| kind.to_owned());
    if taken.claim(&id) {
        return id;
    }
    if written.is_some() {
        fields.problem("id", format_args!("this id occurs twice in the article"), "the second one gets a number");
    }
    taken.claim_numbered(&id, |number| numbered(&id, number, usize::MAX))
}
