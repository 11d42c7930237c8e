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

/// Every member is optional; whoever has no name goes by id or address.
pub(super) fn author(fields: &mut Fields<'_>) -> Option<Author> {
    let mut author = Author {
        name: String::new(),
        id: fields.line("id"),
        url: fields.address("url", urls::link),
        avatar: fields.address("avatar", urls::picture),
        bio: fields.text("bio"),
        ..Author::default()
    };
    let own = fields.object("_tidings", |own| (own.line("id"), own.text("bio"), own.rest()));
    if let Some((id, bio, rest)) = own {
        author.id = author.id.or(id);
        author.bio = author.bio.or(bio);
        fields.put_back("_tidings", rest);
    }
    let name = fields.line("name").or_else(|| author.id.clone()).or_else(|| author.url.clone());
    let Some(name) = name else {
        fields.problem_here(format_args!("an author without name, id or url"), "left out");
        return None;
    };
    author.name = name;
    author.extensions = fields.rest();
    Some(author)
}

/// `contributors[]`: `author` is a name, or the id of somebody in `_tidings.authors`.
pub(super) fn contributors(tidings: &mut Fields<'_>, context: &Context<'_>) -> Vec<Contributor> {
    tidings.objects("contributors", Fields::ENTRIES, |fields| {
        let written = fields.line("author").or_else(|| fields.line("name"));
        let Some(written) = written else {
            fields.problem_here(format_args!("a contributor without name"), "left out");
            return None;
        };
        let name = context.references.name_of(&written).map_or(written.clone(), str::to_owned);
        Some(Contributor { name, role: fields.line("role"), extensions: fields.rest() })
    })
}
