//! The one allow-list: which elements, attributes and addresses of a stranger's HTML may reach a page.
//!
//! An applier walks parsed HTML and for each element
//!
//! 1. drops it with its content if it is not in the HTML namespace (SVG, MathML);
//! 2. asks [`element`]: keep, unwrap (children stay) or drop;
//! 3. asks [`check_attribute`] for each attribute of a kept element, and writes the value it returns, never the one it read;
//! 4. sets what content may not set itself: `rel` and `target` from [`link_kind`], `loading` and `decoding` on pictures.
//!
//! Names are expected the way an HTML parser reports them: ASCII lower case, entities decoded. A name in any other spelling
//! is unknown, and unknown means unwrap for elements and no for attributes.
//!
//! [`check_attribute`] is idempotent: a value it returned passes again unchanged, so content packed through the policy may
//! be shown through it.
//!
//! What this does not do: it does not fetch or block. A kept foreign picture is a request to another host when it is put on
//! a page; [`is_foreign`] tells, and the page's content security policy has the last word.

mod tables;
mod urls;
mod values;

use std::borrow::Cow;

pub use urls::{LinkKind, image, is_foreign, link, link_kind};
pub(crate) use values::is_id_letter;
pub use values::{ID_PREFIX, content_id};

/// What becomes of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The element stays, with the attributes that [`check_attribute`] passes.
    Keep,
    /// The element goes, its children stay.
    Unwrap,
    /// The element goes, and everything in it.
    Drop,
}

/// What an attribute's value has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttributeRule {
    /// The attribute goes.
    No,
    /// Words for people; cut to a sane length, direction overrides taken out.
    Text,
    /// An address to go to on a click: [`link`].
    Link,
    /// An address to load a picture from: [`image`].
    Image,
    /// A whole number within these bounds, both included.
    Number { least: i32, most: i32 },
    /// An id; comes out with [`ID_PREFIX`].
    Id,
    /// Ids of other elements, separated by spaces; come out with [`ID_PREFIX`].
    Ids,
    /// The name of something the article holds beside its body (a gallery, an embed): letters, digits, `-`, `_` and `.`.
    Key,
    /// A BCP 47 tag.
    Language,
    /// Those of its words that are on the closed list of classes.
    Classes,
    /// Exactly one of these words.
    OneOf(&'static [&'static str]),
    /// Present or absent; comes out empty.
    Flag,
}

/// What becomes of an element called `name` in the HTML namespace.
pub fn element(name: &str) -> Verdict {
    if tables::lists(tables::KEPT, name) {
        Verdict::Keep
    } else if tables::lists(tables::DROPPED, name) {
        Verdict::Drop
    } else {
        Verdict::Unwrap
    }
}

/// What the attribute `name` has to be on `element`.
pub fn attribute(element: &str, name: &str) -> AttributeRule {
    tables::ATTRIBUTES
        .iter()
        .find(|row| tables::lists(row.attributes, name) && (row.is_global() || tables::lists(row.elements, element)))
        .map_or(AttributeRule::No, |row| row.rule)
}

/// The value to write for an attribute found on a kept element, or `None` if the attribute has to go.
///
/// # Example
/// ```
/// use tidings_markup::policy::check_attribute;
///
/// assert_eq!(check_attribute("a", "href", " https://example.org/ ").as_deref(), Some("https://example.org/"));
/// assert_eq!(check_attribute("a", "href", "#notes").as_deref(), Some("#c-notes"));
/// assert_eq!(check_attribute("a", "href", "java\tscript:alert(1)"), None);
/// assert_eq!(check_attribute("a", "onclick", "alert(1)"), None);
/// ```
pub fn check_attribute<'v>(element: &str, name: &str, value: &'v str) -> Option<Cow<'v, str>> {
    match attribute(element, name) {
        AttributeRule::No => None,
        AttributeRule::Text => Some(values::text(value)),
        AttributeRule::Link => urls::checked_link(value),
        AttributeRule::Image => image(value).map(Cow::Borrowed),
        AttributeRule::Number { least, most } => values::number(value, least, most).map(Cow::Borrowed),
        AttributeRule::Id => content_id(value).map(Cow::Owned),
        AttributeRule::Ids => values::ids(value).map(Cow::Owned),
        AttributeRule::Key => values::key(value).map(Cow::Borrowed),
        AttributeRule::Language => values::language(value).map(Cow::Borrowed),
        AttributeRule::Classes => values::classes(element, value).map(Cow::Owned),
        AttributeRule::OneOf(words) => words.iter().find(|word| **word == value).map(|word| Cow::Borrowed(*word)),
        AttributeRule::Flag => Some(Cow::Borrowed("")),
    }
}

/// Names of the elements that stay, for a sanitiser that wants them listed.
pub fn elements() -> impl Iterator<Item = &'static str> {
    tables::KEPT.split_ascii_whitespace()
}

/// Names of the elements that go with their content; every other element is unwrapped.
pub fn dropped_elements() -> impl Iterator<Item = &'static str> {
    tables::DROPPED.split_ascii_whitespace()
}

/// Names of the attributes any kept element may carry; [`check_attribute`] still decides on the value.
pub fn global_attributes() -> impl Iterator<Item = &'static str> {
    tables::ATTRIBUTES.iter().filter(|row| row.is_global()).flat_map(|row| row.attributes.split_ascii_whitespace())
}

/// Names of the attributes `element` may carry beside the global ones.
pub fn attributes(element: &str) -> impl Iterator<Item = &'static str> {
    tables::ATTRIBUTES
        .iter()
        .filter(move |row| !row.is_global() && tables::lists(row.elements, element))
        .flat_map(|row| row.attributes.split_ascii_whitespace())
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod url_tests;
