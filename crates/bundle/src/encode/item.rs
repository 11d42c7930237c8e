//! One article becomes one item.

use serde_json::Value;

use super::object::Object;
use super::parts;
use crate::references::References;
use crate::{Article, Content, Kind, Picture};

pub(super) fn item(article: &Article, references: &References<'_>) -> Value {
    let feed = references.feed;
    let mut item = Object::with(&article.extensions);
    item.set("id", article.id.as_str())
        .text("url", &article.url)
        .text("external_url", &article.external_url)
        .text("summary", &article.summary)
        .time("date_published", article.published)
        .time("date_modified", article.modified)
        .texts("tags", &tags(article, references));
    if !article.title.is_empty() {
        item.set("title", article.title.as_str());
    }
    match &article.content {
        Content::Html(html) => item.set("content_html", html.as_str()),
        Content::Text(text) => item.set("content_text", text.as_str()),
        // Every item needs content that any reader understands.
        Content::Markdown(_) => {
            item.set("content_text", article.summary.as_deref().unwrap_or_else(|| article.headline()))
        }
    };
    if article.language != feed.language {
        item.text("language", &article.language);
    }
    if article.authors != feed.authors {
        item.list("authors", &article.authors, |author| parts::author(author, Some(references)));
    }
    if let Some(lead) = &article.lead {
        item.set("image", lead.src.as_str());
    }
    item.list("attachments", &article.attachments, parts::attachment);
    item.set("_tidings", own_members(article, references));
    item.value()
}

fn own_members(article: &Article, references: &References<'_>) -> Value {
    let mut own = Object::with(&article.tidings_extensions);
    own.set("slug", article.slug.as_str())
        .texts("aliases", &article.aliases)
        .text("kicker", &article.kicker)
        .text("subtitle", &article.subtitle)
        .text("dateline", &article.dateline)
        .texts("categories", &category_ids(article, references))
        .number("primary_category", article.primary_category.and_then(|index| category_id(index, references)))
        .list("contributors", &article.contributors, parts::contributor)
        .object("lead", article.lead.as_ref().map(|lead| lead_picture(lead, references)))
        .list("galleries", &article.galleries, |gallery| parts::gallery(gallery, references))
        .list("embeds", &article.embeds, parts::embed)
        .list("corrections", &article.corrections, parts::correction)
        .object("series", article.series.as_ref().map(parts::series))
        .texts("related", &article.related)
        .object("translations", article.translation.as_ref().map(parts::translation))
        .object("source", article.source.as_ref().map(parts::source))
        .text("rights", &article.rights)
        .number("words", article.words);
    if let Some(shard) = &article.shard {
        own.set("shard", Object::with(&shard.extensions).text("file", &shard.file).value());
    }
    if let Some(sensitive) = &article.sensitive {
        own.set("sensitive", parts::sensitive(sensitive));
    }
    if article.kind != Kind::default() {
        own.set("kind", article.kind.as_str());
    }
    if let Content::Markdown(text) = &article.content {
        own.set("content_markdown", text.as_str());
    }
    if article.pinned {
        own.set("pinned", true);
    }
    if article.dir != references.direction(article.language.as_deref(), &article.title) {
        own.set("dir", article.dir.as_str());
    }
    own.value()
}

/// `src` stands in `image` already, unless `media` says more.
fn lead_picture(lead: &Picture, references: &References<'_>) -> Value {
    let mut picture = parts::picture(lead, references);
    if let Some(map) = picture.as_object_mut().filter(|map| !map.contains_key("media")) {
        map.remove("src");
    }
    picture
}

fn category_id<'a>(index: usize, references: &References<'a>) -> Option<&'a str> {
    references.feed.categories.get(index).map(|category| category.id.as_str())
}

fn category_ids<'a>(article: &Article, references: &References<'a>) -> Vec<&'a str> {
    article.categories.iter().filter_map(|index| category_id(*index, references)).collect()
}

/// The tags, and the names of the categories in the article's language.
fn tags(article: &Article, references: &References<'_>) -> Vec<String> {
    let language = article.language.as_deref().unwrap_or_default();
    let categories = article.categories.iter().filter_map(|index| references.feed.categories.get(*index));
    let named = categories.filter(|category| !category.names.is_empty());
    article.tags.iter().cloned().chain(named.map(|category| category.name(language).to_owned())).collect()
}
