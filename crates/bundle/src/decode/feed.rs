//! The feed around the items: JSON Feed's own members and `_tidings`.

use super::fields::Fields;
use super::{media, people};
use crate::category::MAX_NAMES;
use crate::limits::MAX_RECORDS;
use crate::{Bundle, CategoryDraft, CategoryTree, Direction, Home, LanguageName, Rights, Series, Slug, urls};

/// Fills everything but articles; `tidings` is the object `_tidings`.
pub(super) fn fill(bundle: &mut Bundle, fields: &mut Fields<'_>, tidings: &mut Fields<'_>) {
    own_members(bundle, tidings);
    bundle.title = fields.line("title").unwrap_or_else(|| {
        fields.problem("title", format_args!("the feed has no title"), "shown without one");
        String::new()
    });
    bundle.description = fields.text("description");
    bundle.language = fields.language("language");
    bundle.home_page_url = fields.address("home_page_url", urls::resource);
    bundle.feed_url = fields.address("feed_url", urls::resource);
    bundle.next_url = fields.address("next_url", urls::resource);
    bundle.icon = fields.address("icon", urls::picture);
    bundle.favicon = fields.address("favicon", urls::picture);
    bundle.authors = people::authors(fields);
    bundle.extensions = fields.rest();
}

fn own_members(bundle: &mut Bundle, fields: &mut Fields<'_>) {
    let drafts = fields.objects("categories", MAX_RECORDS, draft);
    bundle.media = fields.objects("media", MAX_RECORDS, media::media);
    bundle.known_authors = fields.objects("authors", MAX_RECORDS, people::author);
    bundle.series = fields.objects("series", MAX_RECORDS, series);
    bundle.categories = CategoryTree::from_drafts(drafts, fields.problems);
    bundle.id = fields.line("bundle_id");
    bundle.revision = fields.count("revision", u64::MAX);
    bundle.generated = fields.time("generated");
    bundle.languages = fields.objects("languages", Fields::ENTRIES, language);
    bundle.rights = fields.object("rights", |fields| Rights {
        notice: fields.text("notice"),
        license: fields.line("license"),
        contact: fields.line("contact"),
        extensions: fields.rest(),
    });
    let home = fields.object("home", |fields| Home {
        featured: fields.lines("featured", Fields::ENTRIES),
        sections: fields.lines("sections", Fields::ENTRIES),
        extensions: fields.rest(),
    });
    bundle.home = home.unwrap_or_default();
    bundle.tidings_extensions = fields.rest();
}

fn draft(fields: &mut Fields<'_>) -> Option<CategoryDraft> {
    let id = fields.line("id").or_else(|| fields.missing("id"))?;
    let mut names = fields.objects("names", MAX_NAMES, |name| {
        let language = name.language("lang").unwrap_or_default();
        Some((language, name.line("text").or_else(|| name.line("name"))?))
    });
    names.extend(fields.line("name").map(|name| (String::new(), name)));
    let slug = fields.line("slug").map(|slug| Slug::new(&slug).unwrap_or_else(|| Slug::from_text(&slug)));
    // How many articles it has is counted, not believed.
    fields.take("count");
    Some(CategoryDraft {
        id,
        parent: fields.line("parent"),
        slug,
        names,
        description: fields.text("description"),
        order: fields.integer("order"),
        extensions: fields.rest(),
    })
}

fn language(fields: &mut Fields<'_>) -> Option<LanguageName> {
    let tag = fields.language("tag").or_else(|| fields.language("name"))?;
    let dir = fields.line("dir").and_then(|dir| Direction::parse(&dir));
    Some(LanguageName {
        dir: dir.unwrap_or_else(|| Direction::of_language(&tag)),
        label: fields.line("label").unwrap_or_else(|| tag.clone()),
        tag,
        extensions: fields.rest(),
    })
}

fn series(fields: &mut Fields<'_>) -> Option<Series> {
    let id = fields.line("id").or_else(|| fields.missing("id"))?;
    Some(Series { title: fields.line("title").unwrap_or_else(|| id.clone()), id, extensions: fields.rest() })
}
