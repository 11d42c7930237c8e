//! The feed around the items.

use serde_json::Value;

use super::item;
use super::object::Object;
use super::parts;
use crate::references::References;
use crate::{Bundle, Extensions, SPEC, ThemeTokens};

const VERSION: &str = "https://jsonfeed.org/version/1.1";

pub(super) fn feed(bundle: &Bundle) -> Value {
    let references = References::new(bundle);
    Object::with(&bundle.extensions)
        .set("version", VERSION)
        .set("title", bundle.title.as_str())
        .text("description", &bundle.description)
        .text("language", &bundle.language)
        .text("home_page_url", &bundle.home_page_url)
        .text("feed_url", &bundle.feed_url)
        .text("next_url", &bundle.next_url)
        .text("icon", &bundle.icon)
        .text("favicon", &bundle.favicon)
        .list("authors", &bundle.authors, |author| parts::author(author, Some(&references)))
        .set("_tidings", own_members(bundle))
        .set("items", bundle.articles.iter().map(|article| item::item(article, &references)).collect::<Vec<_>>())
        .value()
}

fn own_members(bundle: &Bundle) -> Value {
    let counts = bundle.category_counts();
    let numbered: Vec<usize> = (0..bundle.categories.nodes().len()).collect();
    Object::with(&bundle.tidings_extensions)
        .set("spec", SPEC)
        .text("bundle_id", &bundle.id)
        .number("revision", bundle.revision)
        .time("generated", bundle.generated)
        .list("languages", &bundle.languages, |language| {
            Object::with(&language.extensions)
                .set("tag", language.tag.as_str())
                .set("dir", language.dir.as_str())
                .set("label", language.label.as_str())
                .value()
        })
        .list("categories", &numbered, |index| category(bundle, *index, counts.get(*index).copied()))
        .list("authors", &bundle.known_authors, |author| parts::author(author, None))
        .list("media", &bundle.media, parts::media)
        .list("series", &bundle.series, |series| {
            Object::with(&series.extensions).set("id", series.id.as_str()).set("title", series.title.as_str()).value()
        })
        .object(
            "rights",
            bundle.rights.as_ref().map(|rights| {
                Object::with(&rights.extensions)
                    .text("notice", &rights.notice)
                    .text("license", &rights.license)
                    .text("contact", &rights.contact)
                    .value()
            }),
        )
        .object("theme", Some(theme(&bundle.theme)))
        .texts("mirrors", &bundle.mirrors)
        .object(
            "packed",
            bundle.packed.as_ref().map(|packed| {
                Object::with(&packed.extensions)
                    .set("articles", packed.articles)
                    .set("page_size", packed.page_size)
                    .set("buckets", packed.buckets)
                    .set("catalogue", packed.catalogue.as_str())
                    .text("search", &packed.search)
                    .text("manifest", &packed.manifest)
                    .value()
            }),
        )
        .object(
            "home",
            Some(
                Object::with(&bundle.home.extensions)
                    .texts("featured", &bundle.home.featured)
                    .texts("sections", &bundle.home.sections)
                    .value(),
            ),
        )
        .value()
}

fn theme(theme: &ThemeTokens) -> Value {
    let mut object = Object::with(&theme.extensions);
    for (name, value) in &theme.tokens {
        object.set(name, value.as_str());
    }
    object.value()
}

fn category(bundle: &Bundle, index: usize, count: Option<u32>) -> Value {
    let tree = &bundle.categories;
    let Some(category) = tree.get(index) else {
        return Value::Null;
    };
    let parent = category.parent.and_then(|parent| tree.get(parent)).map(|parent| parent.id.as_str());
    Object::with(&category.extensions)
        .set("id", category.id.as_str())
        .number("parent", parent)
        .set("slug", category.slug.as_str())
        .list("names", &category.names, |(language, name)| {
            Object::with(&Extensions::new()).set("lang", language.as_str()).set("text", name.as_str()).value()
        })
        .text("description", &category.description)
        .number("order", category.order)
        .number("count", count)
        .value()
}
