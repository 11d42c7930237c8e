//! An article in schema.org's words (schema.org/NewsArticle), as JSON-LD: a block of data that no browser runs.

use serde_json::{Map, Value, json};
use tidings_bundle::{Article, Bundle, Kind};

use super::super::home::Home;

pub(super) fn of_article(bundle: &Bundle, home: Option<&Home>, article: &Article) -> String {
    let mut thing = Map::new();
    let mut set = |name: &str, value: Value| {
        let is_empty = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        if !is_empty {
            thing.insert(name.to_owned(), value);
        }
    };
    set("@context", json!("https://schema.org"));
    set("@type", json!(kind(article.kind)));
    set("headline", json!(article.headline()));
    set("alternativeHeadline", json!(article.subtitle));
    set("description", json!(article.summary));
    set("inLanguage", json!(article.language.as_deref().or(bundle.language.as_deref())));
    set("datePublished", json!(article.published.map(|moment| moment.to_rfc3339())));
    set("dateModified", json!(article.modified.map(|moment| moment.to_rfc3339())));
    set("wordCount", json!(article.words));
    set("keywords", json!(article.tags));
    let section = article.main_category().and_then(|index| bundle.categories.get(index));
    set("articleSection", json!(section.map(|section| section.name(article.language.as_deref().unwrap_or("en")))));
    let authors: Vec<Value> = article
        .authors
        .iter()
        .map(|author| without_nulls(json!({ "@type": "Person", "name": author.name, "url": author.url })))
        .collect();
    let publication =
        without_nulls(json!({ "@type": "Organization", "name": bundle.title, "url": bundle.home_page_url }));
    // News have an author; what nobody signed is the publication's own.
    set("author", Value::Array(if authors.is_empty() { vec![publication.clone()] } else { authors }));
    set("publisher", publication);
    let corrections: Vec<Value> = article
        .corrections
        .iter()
        .map(|correction| {
            let date = correction.date.map(|date| date.to_rfc3339());
            without_nulls(json!({ "@type": "CorrectionComment", "text": correction.text, "datePublished": date }))
        })
        .collect();
    set("correction", Value::Array(corrections));
    if let Some(home) = home {
        let own = home.article(article.slug.as_str());
        set("mainEntityOfPage", json!(article.url.as_deref().unwrap_or(&own)));
        set("image", json!(article.lead.as_ref().map(|lead| home.below(&lead.src))));
    }
    // `</script>` and `<!--` in a headline must not end the block.
    let text = Value::Object(thing).to_string().replace('<', "\\u003c");
    format!("<script type=\"application/ld+json\">{text}</script>\n")
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::News => "NewsArticle",
        Kind::Report => "ReportageNewsArticle",
        Kind::Opinion => "OpinionNewsArticle",
        Kind::Gallery | Kind::Page => "Article",
    }
}

fn without_nulls(mut value: Value) -> Value {
    if let Some(members) = value.as_object_mut() {
        members.retain(|_, member| !member.is_null());
    }
    value
}
