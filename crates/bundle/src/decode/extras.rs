//! What stands around an article: embeds, corrections, series, translations, source, rights, attachments.

use super::fields::Fields;
use super::media::own_id;
use super::scalars::{Form, fill};
use crate::names::Register;
use crate::{Article, Attachment};

/// What `_tidings` says about an article, object by object.
pub(super) fn extras(article: &mut Article, tidings: &mut Fields<'_>) {
    let mut ids = Register::exact();
    article.embeds = tidings.objects("embeds", Fields::ENTRIES, &mut |fields, embed| {
        embed.id = own_id(fields, "embed", &mut ids);
        fill!(fields, embed, {
            provider: Line, key: Line, url: Resource, title: Line, poster: Picture, ratio: Line, transcript: Text,
        });
        embed.extensions = fields.rest();
        true
    });
    article.corrections = tidings.objects("corrections", Fields::ENTRIES, &mut |fields, correction| {
        correction.date = fields.time("date");
        let is_useful = fields.need(&mut correction.text, "text", Form::Text, None);
        correction.extensions = fields.rest();
        is_useful
    });
    article.series = tidings.object("series", &mut |fields, series| {
        series.position = fields.count("position", u32::MAX.into()).map(|position| position as u32);
        let is_useful = fields.need(&mut series.id, "id", Form::Line, None);
        series.extensions = fields.rest();
        is_useful
    });
    article.translation = tidings.object("translations", &mut |fields, translation| {
        fill!(fields, translation, { original: Line });
        let is_useful = fields.need(&mut translation.group, "group", Form::Line, translation.original.as_deref());
        translation.extensions = fields.rest();
        is_useful
    });
    article.source = tidings.object("source", &mut |fields, source| {
        fill!(fields, source, { url: Resource });
        let is_useful = fields.need(&mut source.name, "name", Form::Line, source.url.as_deref());
        source.extensions = fields.rest();
        is_useful
    });
    article.shard = tidings.object("shard", &mut |fields, shard| {
        fill!(fields, shard, { file: Resource });
        shard.extensions = fields.rest();
        true
    });
    article.sensitive = tidings.object("sensitive", &mut |fields, sensitive| {
        fill!(fields, sensitive, { level: Line, note: Text });
        sensitive.extensions = fields.rest();
        true
    });
}

/// JSON Feed `attachments`.
pub(super) fn attachments(item: &mut Fields<'_>) -> Vec<Attachment> {
    item.objects("attachments", Fields::ENTRIES, &mut |fields, attachment| {
        if !fields.need(&mut attachment.url, "url", Form::Resource, None) {
            return false;
        }
        attachment.mime_type = fields.line("mime_type").unwrap_or_else(|| {
            fields.problem("mime_type", format_args!("missing"), "offered as a file");
            "application/octet-stream".to_owned()
        });
        fill!(fields, attachment, { title: Line });
        attachment.size = fields.count("size_in_bytes", u64::MAX);
        attachment.duration = fields.number("duration_in_seconds").and_then(seconds);
        attachment.extensions = fields.rest();
        true
    })
}

/// To the millisecond, within thirty years: such numbers are read and written without loss.
fn seconds(seconds: f64) -> Option<f64> {
    (0.0..1e9).contains(&seconds).then(|| (seconds * 1000.0 + 0.5) as u64 as f64 / 1000.0)
}
