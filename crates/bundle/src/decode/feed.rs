//! The feed around the items: JSON Feed's own members and `_tidings`.

use super::fields::Fields;
use super::scalars::{Form, fill};
use super::{media, people};
use crate::category::MAX_NAMES;
use crate::limits::{MAX_ARTICLES, MAX_MIRRORS, MAX_RECORDS};
use crate::theme::{TOKENS, ThemeTokens, is_value};
use crate::{Bundle, CategoryDraft, CategoryTree, Direction, LanguageName, Packed, Series, Slug};

/// Fills everything but articles; `tidings` is the object `_tidings`.
pub(super) fn fill(bundle: &mut Bundle, fields: &mut Fields<'_>, tidings: &mut Fields<'_>) {
    own_members(bundle, tidings);
    bundle.title = fields.line("title").unwrap_or_else(|| {
        fields.problem("title", format_args!("the feed has no title"), "shown without one");
        String::new()
    });
    fill!(fields, bundle, {
        description: Text, language: Language, home_page_url: Resource, feed_url: Resource, next_url: Resource,
        icon: Picture, favicon: Picture,
    });
    bundle.authors = people::authors(fields);
    bundle.extensions = fields.rest();
}

fn own_members(bundle: &mut Bundle, fields: &mut Fields<'_>) {
    let drafts = fields.objects("categories", MAX_RECORDS, &mut draft);
    bundle.media = fields.objects("media", MAX_RECORDS, &mut media::media);
    bundle.known_authors = fields.objects("authors", MAX_RECORDS, &mut people::author);
    bundle.series = fields.objects("series", MAX_RECORDS, &mut series);
    bundle.categories = CategoryTree::from_drafts(drafts, fields.problems);
    bundle.id = fields.line("bundle_id");
    bundle.revision = fields.count("revision", u64::MAX);
    bundle.generated = fields.time("generated");
    bundle.languages = fields.objects("languages", Fields::ENTRIES, &mut language);
    bundle.rights = fields.object("rights", &mut |fields, rights| {
        fill!(fields, rights, { notice: Text, license: Line, contact: Line });
        rights.extensions = fields.rest();
        true
    });
    let home = fields.object("home", &mut |fields, home: &mut crate::Home| {
        home.featured = fields.lines("featured", Fields::ENTRIES);
        home.sections = fields.lines("sections", Fields::ENTRIES);
        home.extensions = fields.rest();
        true
    });
    bundle.home = home.unwrap_or_default();
    let theme = fields.object("theme", &mut |fields, theme: &mut ThemeTokens| {
        for name in TOKENS {
            match fields.line(name) {
                Some(value) if is_value(&value) => theme.tokens.push((name, value)),
                Some(_) => fields.problem(name, format_args!("neither colour, length nor fonts"), "left out"),
                None => {}
            }
        }
        theme.extensions = fields.rest();
        true
    });
    bundle.theme = theme.unwrap_or_default();
    bundle.mirrors = fields.lines("mirrors", MAX_MIRRORS);
    bundle.packed = fields.object("packed", &mut |fields, packed: &mut Packed| {
        let mut count = |name| fields.count(name, MAX_ARTICLES as u64).unwrap_or_default() as u32;
        (packed.articles, packed.page_size, packed.buckets) = (count("articles"), count("page_size"), count("buckets"));
        fill!(fields, packed, { search: Resource, manifest: Line });
        let is_whole = fields.need(&mut packed.catalogue, "catalogue", Form::Resource, None);
        packed.extensions = fields.rest();
        is_whole && ((packed.page_size > 0 && packed.buckets > 0) || fields.lacks("page_size and buckets"))
    });
    if bundle.packed.is_none() {
        bundle.categories.forget_counts();
    }
    bundle.tidings_extensions = fields.rest();
}

fn draft(fields: &mut Fields<'_>, draft: &mut CategoryDraft) -> bool {
    if !fields.need(&mut draft.id, "id", Form::Line, None) {
        return false;
    }
    draft.names = fields.objects("names", MAX_NAMES, &mut |fields, (language, text): &mut (String, String)| {
        let name = fields.line("name");
        *language = fields.language("lang").unwrap_or_default();
        fields.need(text, "text", Form::Line, name.as_deref())
    });
    draft.names.extend(fields.line("name").map(|name| (String::new(), name)));
    draft.slug = fields.line("slug").map(|slug| Slug::new(&slug).unwrap_or_else(|| Slug::from_text(&slug)));
    draft.order = fields.integer("order");
    fill!(fields, draft, { parent: Line, description: Text });
    draft.count = fields.count("count", u32::MAX.into()).map(|count| count as u32);
    draft.extensions = fields.rest();
    true
}

fn language(fields: &mut Fields<'_>, language: &mut LanguageName) -> bool {
    let name = fields.language("name");
    if !fields.need(&mut language.tag, "tag", Form::Language, name.as_deref()) {
        return false;
    }
    let dir = fields.line("dir").and_then(|dir| Direction::parse(&dir));
    language.dir = dir.unwrap_or_else(|| Direction::of_language(&language.tag));
    language.label = fields.line("label").unwrap_or_else(|| language.tag.clone());
    language.extensions = fields.rest();
    true
}

fn series(fields: &mut Fields<'_>, series: &mut Series) -> bool {
    if !fields.need(&mut series.id, "id", Form::Line, None) {
        return false;
    }
    series.title = fields.line("title").unwrap_or_else(|| series.id.clone());
    series.extensions = fields.rest();
    true
}
