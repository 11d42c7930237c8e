//! What stands around an article: embeds, corrections, series, translations, source, rights, attachments.

use super::fields::Fields;
use super::media::own_id;
use crate::names::Register;
use crate::{Attachment, Correction, Embed, Sensitive, SeriesPosition, Source, Translation, urls};

pub(super) fn embeds(tidings: &mut Fields<'_>) -> Vec<Embed> {
    let mut ids = Register::exact();
    tidings.objects("embeds", Fields::ENTRIES, |fields| {
        Some(Embed {
            id: own_id(fields, "embed", &mut ids),
            provider: fields.line("provider"),
            key: fields.line("key"),
            url: fields.address("url", urls::resource),
            title: fields.line("title"),
            poster: fields.address("poster", urls::picture),
            ratio: fields.line("ratio"),
            transcript: fields.text("transcript"),
            extensions: fields.rest(),
        })
    })
}

pub(super) fn corrections(tidings: &mut Fields<'_>) -> Vec<Correction> {
    tidings.objects("corrections", Fields::ENTRIES, |fields| {
        let date = fields.time("date");
        let text = fields.text("text").or_else(|| fields.missing("text"))?;
        Some(Correction { date, text, extensions: fields.rest() })
    })
}

pub(super) fn series(tidings: &mut Fields<'_>) -> Option<SeriesPosition> {
    let series = tidings.object("series", |fields| {
        let position = fields.count("position", u32::MAX.into()).map(|position| position as u32);
        let id = fields.line("id").or_else(|| fields.missing("id"))?;
        Some(SeriesPosition { id, position, extensions: fields.rest() })
    });
    series.flatten()
}

pub(super) fn translation(tidings: &mut Fields<'_>) -> Option<Translation> {
    let translation = tidings.object("translations", |fields| {
        let original = fields.line("original");
        let group = fields.line("group").or_else(|| original.clone()).or_else(|| fields.missing("group"))?;
        Some(Translation { group, original, extensions: fields.rest() })
    });
    translation.flatten()
}

pub(super) fn source(tidings: &mut Fields<'_>) -> Option<Source> {
    let source = tidings.object("source", |fields| {
        let url = fields.address("url", urls::resource);
        let name = fields.line("name").or_else(|| url.clone()).or_else(|| fields.missing("name"))?;
        Some(Source { name, url, extensions: fields.rest() })
    });
    source.flatten()
}

pub(super) fn sensitive(tidings: &mut Fields<'_>) -> Option<Sensitive> {
    tidings.object("sensitive", |fields| Sensitive {
        level: fields.line("level"),
        note: fields.text("note"),
        extensions: fields.rest(),
    })
}

/// JSON Feed `attachments`.
pub(super) fn attachments(item: &mut Fields<'_>) -> Vec<Attachment> {
    item.objects("attachments", Fields::ENTRIES, |fields| {
        let url = fields.address("url", urls::resource).or_else(|| fields.missing("url"))?;
        let mime_type = fields.line("mime_type").unwrap_or_else(|| {
            fields.problem("mime_type", format_args!("missing"), "offered as a file");
            "application/octet-stream".to_owned()
        });
        Some(Attachment {
            url,
            mime_type,
            title: fields.line("title"),
            size: fields.count("size_in_bytes", u64::MAX),
            duration: fields.number("duration_in_seconds").and_then(seconds),
            extensions: fields.rest(),
        })
    })
}

/// To the millisecond, within thirty years: such numbers are read and written without loss.
fn seconds(seconds: f64) -> Option<f64> {
    (0.0..1e9).contains(&seconds).then(|| (seconds * 1000.0).round() / 1000.0)
}
