//! Pictures: the table of files (`_tidings.media`), and their use in leads and galleries.

use super::context::Context;
use super::fields::Fields;
use super::scalars::{Form, fill};
use crate::limits::{MAX_PICTURES, MAX_RENDITIONS};
use crate::names::Register;
use crate::problem::quoted;
use crate::slug::numbered;
use crate::{Gallery, Media, Picture, Rendition, urls};

/// Pixels along one side. JPEG ends at 65,535; more is a mistake, and would tear the layout.
const MAX_PIXELS: u64 = 65_535;

/// An entry of `_tidings.media`; one without id or address is of no use.
pub(super) fn media(fields: &mut Fields<'_>, media: &mut Media) -> bool {
    if !fields.need(&mut media.id, "id", Form::Line, None) || !fields.need(&mut media.src, "src", Form::Picture, None) {
        return false;
    }
    (media.width, media.height) = size(fields);
    fill!(fields, media, { mime: Line, alt: LineOrBlank, preview: Picture });
    media.bytes = fields.count("bytes", u64::MAX);
    media.renditions = fields.objects("renditions", MAX_RENDITIONS, &mut rendition);
    media.extensions = fields.rest();
    true
}

/// What only packers ask is read for them alone: the browser pays for every member.
fn rendition(fields: &mut Fields<'_>, rendition: &mut Rendition) -> bool {
    if !fields.need(&mut rendition.src, "src", Form::Picture, None) {
        return false;
    }
    rendition.width = fields.count("width", MAX_PIXELS).unwrap_or_default() as u32;
    if rendition.width == 0 {
        return fields.lacks("width");
    }
    #[cfg(feature = "lossless")]
    {
        fill!(fields, rendition, { mime: Line, sha256: Line });
        rendition.bytes = fields.count("bytes", u64::MAX);
    }
    rendition.extensions = fields.rest();
    true
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
    let banner = || urls::picture(&item.peek("banner_image")?).map(str::to_owned);
    let banner = banner();
    let mut plain = Picture::default();
    let mut image = item.address("image", urls::picture).or(banner);
    let described = tidings.object("lead", &mut |fields, lead| picture(fields, lead, context, image.as_deref()));
    plain.alt = item.line("image_description");
    plain.credit = item.line("image_credit");
    let Some(mut lead) = described else {
        plain.src = image.take()?;
        return Some(plain);
    };
    lead.alt = lead.alt.or(plain.alt);
    lead.credit = lead.credit.or(plain.credit);
    Some(lead)
}

/// A use of a picture: by `media`, else by `src`, else `otherwise`.
fn picture(fields: &mut Fields<'_>, picture: &mut Picture, context: &Context<'_>, otherwise: Option<&str>) -> bool {
    (picture.width, picture.height) = size(fields);
    let own = fields.address("src", urls::picture);
    fill!(fields, picture, {
        media: Line, alt: LineOrBlank, caption: Text, credit: Line, license: Line, date: Line, place: Line,
    });
    let known = picture.media.as_deref().and_then(|id| context.references.media(id));
    if let Some(media) = known {
        (picture.width, picture.height) = (media.width, media.height);
        picture.alt = picture.alt.take().or_else(|| media.alt.clone());
    } else if let Some(id) = picture.media.take() {
        fields.problem("media", format_args!("no picture {} in _tidings.media", quoted(&id)), "left out");
    }
    let src = known.map(|media| &media.src).or(own.as_ref()).map(String::as_str).or(otherwise);
    let Some(src) = src else {
        return fields.lacks("src");
    };
    picture.src = src.to_owned();
    picture.focus = focus(fields);
    picture.extensions = fields.rest();
    true
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
    let is_in_range = match crate::json::digits(whole) {
        Some(100) => fraction.bytes().all(|digit| digit == b'0'),
        Some(whole) => whole < 100,
        None => false,
    };
    (is_number(whole) && is_number(fraction) && is_in_range).then_some(number)
}

/// The galleries of an article, with ids that differ; a gallery without pictures is left out.
pub(super) fn galleries(tidings: &mut Fields<'_>, context: &Context<'_>) -> Vec<Gallery> {
    let mut ids = Register::exact();
    tidings.objects("galleries", Fields::ENTRIES, &mut |fields, gallery: &mut Gallery| {
        gallery.id = own_id(fields, "gallery", &mut ids);
        fill!(fields, gallery, { title: Line });
        let read = &mut |fields: &mut Fields<'_>, item: &mut Picture| picture(fields, item, context, None);
        gallery.items = fields.objects("items", MAX_PICTURES, read);
        if gallery.items.is_empty() {
            return fields.lacks("items");
        }
        gallery.extensions = fields.rest();
        true
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
