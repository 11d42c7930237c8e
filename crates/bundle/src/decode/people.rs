//! Authors and contributors.

use super::context::Context;
use super::fields::Fields;
use crate::{Author, Contributor, urls};

/// `authors`, else the `author` of JSON Feed 1.0; without what `_tidings.authors` knows.
pub(super) fn authors(fields: &mut Fields<'_>) -> Vec<Author> {
    let authors = fields.objects("authors", Fields::ENTRIES, author);
    let single = fields.objects("author", 1, author);
    if authors.is_empty() { single } else { authors }
}

/// The authors of an item, or those of the feed, with what `_tidings.authors` knows of them.
pub(super) fn authors_or_editors(item: &mut Fields<'_>, context: &Context<'_>) -> Vec<Author> {
    let mut authors = authors(item);
    if authors.is_empty() {
        authors.clone_from(&context.feed().authors);
    }
    authors.iter_mut().for_each(|author| context.complete(author));
    authors
}

/// Every member is optional; whoever has no name goes by id or address.
pub(super) fn author(fields: &mut Fields<'_>) -> Option<Author> {
    let own = fields.json_object("_tidings");
    let outer = fields.place;
    let mut own = Fields::new(own, outer.member("_tidings"), fields.problems);
    let id = fields.line("id").or_else(|| own.line("id"));
    let bio = fields.text("bio").or_else(|| own.text("bio"));
    let url = fields.address("url", urls::link);
    let name = fields.line("name").or_else(|| id.clone()).or_else(|| url.clone());
    let name = name.or_else(|| fields.missing("name"))?;
    let avatar = fields.address("avatar", urls::picture);
    Some(Author { name, id, url, avatar, bio, extensions: fields.rest_with("_tidings", &mut own) })
}

/// `contributors[]`: `author` is a name, or the id of somebody in `_tidings.authors`.
pub(super) fn contributors(tidings: &mut Fields<'_>, context: &Context<'_>) -> Vec<Contributor> {
    tidings.objects("contributors", Fields::ENTRIES, |fields| {
        let written = fields.line("author").or_else(|| fields.line("name"));
        let written = written.or_else(|| fields.missing("author"))?;
        let name = context.references.name_of(&written).map_or(written.clone(), str::to_owned);
        Some(Contributor { name, role: fields.line("role"), extensions: fields.rest() })
    })
}
