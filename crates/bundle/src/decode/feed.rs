//! The feed around the items: JSON Feed's own members and `_tidings`.

use serde_json::value::RawValue;

use super::fields::Fields;
use super::{media, people, raw};
use crate::category::MAX_NAMES;
use crate::limits::MAX_RECORDS;
use crate::problem::{Place, Problems};
use crate::{Bundle, CategoryDraft, CategoryTree, Direction, Home, LanguageName, Rights, Series, Slug, urls};

/// Fills everything but articles; `tidings` is the object `_tidings`, still in pieces.
pub(super) fn fill(
    bundle: &mut Bundle,
    feed: raw::Members<'_>,
    tidings: Option<raw::Members<'_>>,
    problems: &Problems,
) {
    if let Some(tidings) = tidings {
        own_members(bundle, tidings, problems);
    }
    let map = feed.into_map(&Place::ROOT, problems);
    let mut fields = Fields::new(map, Place::ROOT, problems);
    fields.take("version");
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
    bundle.authors = people::authors(&mut fields);
    bundle.extensions = fields.rest();
}

fn own_members(bundle: &mut Bundle, mut tidings: raw::Members<'_>, problems: &Problems) {
    let place = Place::ROOT.member("_tidings");
    let mut records = |name, read: &mut dyn FnMut(&mut Fields<'_>)| {
        if let Some(raw) = tidings.take(name) {
            read_records(raw, name, &place, problems, read);
        }
    };
    let mut drafts = Vec::new();
    records("categories", &mut |fields| drafts.extend(draft(fields)));
    records("media", &mut |fields| bundle.media.extend(media::media(fields)));
    records("authors", &mut |fields| bundle.known_authors.extend(people::author(fields)));
    records("series", &mut |fields| bundle.series.extend(series(fields)));
    bundle.categories = CategoryTree::from_drafts(drafts, problems);

    let map = tidings.into_map(&place, problems);
    let mut fields = Fields::new(map, place, problems);
    fields.take("spec");
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

/// A long list of small objects, each of which may be broken on its own.
fn read_records(
    raw: &RawValue,
    name: &str,
    outer: &Place<'_>,
    problems: &Problems,
    read: &mut dyn FnMut(&mut Fields<'_>),
) {
    let here = outer.member(name);
    let Some(entries) = raw::entries(raw, &here, problems) else {
        return;
    };
    if entries.left_out > 0 {
        problems.add(&here, format_args!("more than {MAX_RECORDS} entries"), "the rest is left out");
    }
    for (index, raw) in entries.list.into_iter().enumerate() {
        let place = outer.entry(name, index);
        if let Some(map) = raw::object(raw, &place, problems, "left out") {
            read(&mut Fields::new(map, place, problems));
        }
    }
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
