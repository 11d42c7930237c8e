//! What articles consist of: persons, pictures, galleries, embeds, corrections, attachments.

use serde_json::Value;

use super::object::Object;
use crate::references::References;
use crate::{
    Attachment, Author, Contributor, Correction, Embed, Gallery, Media, Picture, Rendition, Sensitive, SeriesPosition,
    Source, Translation,
};

/// With `references` an author of JSON Feed, whose id and bio stand in a `_tidings` of their own; without, an entry of
/// `_tidings.authors`.
pub(super) fn author(author: &Author, references: Option<&References<'_>>) -> Value {
    let mut object = Object::with(&author.extensions);
    object.set("name", author.name.as_str()).text("url", &author.url).text("avatar", &author.avatar);
    let Some(references) = references else {
        return object.text("id", &author.id).text("bio", &author.bio).value();
    };
    let mut own = object.extended("_tidings");
    own.text("id", &author.id);
    let known = references.known_author(author);
    if known.is_none_or(|known| known.bio != author.bio) {
        own.text("bio", &author.bio);
    }
    object.object("_tidings", Some(own.value())).value()
}

pub(super) fn contributor(contributor: &Contributor) -> Value {
    Object::with(&contributor.extensions)
        .set("author", contributor.name.as_str())
        .text("role", &contributor.role)
        .value()
}

pub(super) fn media(media: &Media) -> Value {
    Object::with(&media.extensions)
        .set("id", media.id.as_str())
        .set("src", media.src.as_str())
        .text("mime", &media.mime)
        .number("width", media.width)
        .number("height", media.height)
        .number("bytes", media.bytes)
        .text("alt", &media.alt)
        .text("preview", &media.preview)
        .list("renditions", &media.renditions, rendition)
        .value()
}

fn rendition(rendition: &Rendition) -> Value {
    Object::with(&rendition.extensions)
        .set("src", rendition.src.as_str())
        .set("width", rendition.width)
        .text("mime", &rendition.mime)
        .number("bytes", rendition.bytes)
        .text("sha256", &rendition.sha256)
        .value()
}

/// What `_tidings.media` says is not repeated.
pub(super) fn picture(picture: &Picture, references: &References<'_>) -> Value {
    let mut object = Object::with(&picture.extensions);
    object
        .text("media", &picture.media)
        .text("caption", &picture.caption)
        .text("credit", &picture.credit)
        .text("license", &picture.license)
        .text("date", &picture.date)
        .text("place", &picture.place)
        .text("focus", &picture.focus);
    let known = picture.media.as_deref().and_then(|id| references.media(id));
    if known.is_none_or(|media| media.alt != picture.alt) {
        object.text("alt", &picture.alt);
    }
    if known.is_none_or(|media| media.src != picture.src) {
        object.set("src", picture.src.as_str()).number("width", picture.width).number("height", picture.height);
    }
    object.value()
}

pub(super) fn gallery(gallery: &Gallery, references: &References<'_>) -> Value {
    Object::with(&gallery.extensions)
        .set("id", gallery.id.as_str())
        .text("title", &gallery.title)
        .list("items", &gallery.items, |item| picture(item, references))
        .value()
}

pub(super) fn embed(embed: &Embed) -> Value {
    Object::with(&embed.extensions)
        .set("id", embed.id.as_str())
        .text("provider", &embed.provider)
        .text("key", &embed.key)
        .text("url", &embed.url)
        .text("title", &embed.title)
        .text("poster", &embed.poster)
        .text("ratio", &embed.ratio)
        .text("transcript", &embed.transcript)
        .value()
}

pub(super) fn correction(correction: &Correction) -> Value {
    Object::with(&correction.extensions).time("date", correction.date).set("text", correction.text.as_str()).value()
}

pub(super) fn series(series: &SeriesPosition) -> Value {
    Object::with(&series.extensions).set("id", series.id.as_str()).number("position", series.position).value()
}

pub(super) fn translation(translation: &Translation) -> Value {
    Object::with(&translation.extensions)
        .set("group", translation.group.as_str())
        .text("original", &translation.original)
        .value()
}

pub(super) fn source(source: &Source) -> Value {
    Object::with(&source.extensions).set("name", source.name.as_str()).text("url", &source.url).value()
}

pub(super) fn sensitive(sensitive: &Sensitive) -> Value {
    Object::with(&sensitive.extensions).text("level", &sensitive.level).text("note", &sensitive.note).value()
}

pub(super) fn attachment(attachment: &Attachment) -> Value {
    Object::with(&attachment.extensions)
        .set("url", attachment.url.as_str())
        .set("mime_type", attachment.mime_type.as_str())
        .text("title", &attachment.title)
        .number("size_in_bytes", attachment.size)
        .number("duration_in_seconds", attachment.duration)
        .value()
}
