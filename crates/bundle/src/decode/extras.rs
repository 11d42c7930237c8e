//! What stands around an article: embeds, corrections, series, translations, source, rights, attachments.

use super::fields::Fields;
use super::media::own_id;
use crate::names::Register;
use crate::{Article, Attachment, Correction, Embed, Sensitive, SeriesPosition, Source, Translation, urls};

/// The members of `_tidings` that refer to nothing else in the feed.
pub(super) fn fill(article: &mut Article, tidings: &mut Fields<'_>) {
    article.embeds = embeds(tidings);
    article.corrections = tidings.objects("corrections", Fields::ENTRIES, correction);
    article.series = tidings.object("series", series).flatten();
    article.related = tidings.lines("related", Fields::ENTRIES);
    article.translation = tidings.object("translations", translation).flatten();
    article.source = tidings.object("source", source).flatten();
    article.rights = tidings.text("rights");
    article.sensitive = tidings.object("sensitive", |fields| Sensitive {
        level: fields.line("level"),
        note: fields.text("note"),
        extensions: fields.rest(),
    });
    article.pinned = tidings.flag("pinned");
    article.words = tidings.count("words", u32::MAX.into()).map(|words| words as u32);
}

fn embeds(tidings: &mut Fields<'_>) -> Vec<Embed> {
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

fn correction(fields: &mut Fields<'_>) -> Option<Correction> {
    let date = fields.time("date");
    let Some(text) = fields.text("text") else {
        fields.problem_here(format_args!("a correction without text"), "left out");
        return None;
    };
    Some(Correction { date, text, extensions: fields.rest() })
}

fn series(fields: &mut Fields<'_>) -> Option<SeriesPosition> {
    let position = fields.count("position", u32::MAX.into()).map(|position| position as u32);
    let Some(id) = fields.line("id") else {
        fields.problem_here(format_args!("a series without id"), "left out");
        return None;
    };
    Some(SeriesPosition { id, position, extensions: fields.rest() })
}

fn translation(fields: &mut Fields<'_>) -> Option<Translation> {
    let original = fields.line("original");
    let Some(group) = fields.line("group").or_else(|| original.clone()) else {
        fields.problem_here(format_args!("translations without group"), "left out");
        return None;
    };
    Some(Translation { group, original, extensions: fields.rest() })
}

fn source(fields: &mut Fields<'_>) -> Option<Source> {
    let url = fields.address("url", urls::resource);
    let Some(name) = fields.line("name").or_else(|| url.clone()) else {
        fields.problem_here(format_args!("a source without name"), "left out");
        return None;
    };
    Some(Source { name, url, extensions: fields.rest() })
}

/// JSON Feed `attachments`.
pub(super) fn attachments(item: &mut Fields<'_>) -> Vec<Attachment> {
    item.objects("attachments", Fields::ENTRIES, |fields| {
        let Some(url) = fields.address("url", urls::resource) else {
            fields.problem_here(format_args!("an attachment without address"), "left out");
            return None;
        };
        let mime_type = fields.line("mime_type").unwrap_or_else(|| {
            fields.problem_here(format_args!("an attachment without mime_type"), "offered as a file");
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
