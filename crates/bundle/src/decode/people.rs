//! Authors and contributors.

use super::context::Context;
use super::fields::Fields;
use super::scalars::{Form, fill};
use crate::{Author, Contributor};

/// `authors`, else the `author` of JSON Feed 1.0; without what `_tidings.authors` knows.
pub(super) fn authors(fields: &mut Fields<'_>) -> Vec<Author> {
    let authors = fields.objects("authors", Fields::ENTRIES, &mut author);
    let single = fields.objects("author", 1, &mut author);
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
pub(super) fn author(fields: &mut Fields<'_>, author: &mut Author) -> bool {
    let own = fields.json_object("_tidings");
    let outer = fields.place;
    let mut own = Fields::new(own, outer.member("_tidings"), fields.problems);
    fill!(own, author, { id: Line, bio: Text });
    let (id, bio) = (author.id.take(), author.bio.take());
    fill!(fields, author, { id: Line, bio: Text, url: Link, avatar: Picture });
    author.id = author.id.take().or(id);
    author.bio = author.bio.take().or(bio);
    let otherwise = author.id.as_deref().or(author.url.as_deref());
    let is_useful = fields.need(&mut author.name, "name", Form::Line, otherwise);
    author.extensions = fields.rest_with("_tidings", &mut own);
    is_useful
}

/// `contributors[]`: `author` is a name, or the id of somebody in `_tidings.authors`.
pub(super) fn contributors(tidings: &mut Fields<'_>, context: &Context<'_>) -> Vec<Contributor> {
    tidings.objects("contributors", Fields::ENTRIES, &mut |fields, contributor: &mut Contributor| {
        let name = fields.line("name");
        if !fields.need(&mut contributor.name, "author", Form::Line, name.as_deref()) {
            return false;
        }
        if let Some(name) = context.references.name_of(&contributor.name) {
            contributor.name = name.to_owned();
        }
        fill!(fields, contributor, { role: Line });
        contributor.extensions = fields.rest();
        true
    })
}
