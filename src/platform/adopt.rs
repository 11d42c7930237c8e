//! Turns hostile HTML into nodes of this page: the security boundary between a bundle and the viewer.
//!
//! 1. The browser's own parser reads the text into an inert document: no script runs, no picture is fetched, no handler is
//!    compiled, and there is no second parse that could read it differently.
//! 2. [`adopt`] walks that document without recursion and builds *new* nodes in ours: only elements and attributes of
//!    [`tidings_markup::policy`], each value as cleaned there. Nothing is moved over, nothing becomes a string again.
//! 3. What the policy leaves open is decided here: links to other hosts open apart and give no referrer, pictures of other hosts
//!    are not fetched but stand as a link, wide tables scroll in a box of their own, placeholders become [`Slot`]s.
//!
//! Not done here: galleries and embeds, which features mount into the slots.

use std::iter::successors;

use tidings_markup::policy::{self, Verdict};
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Node};

use super::view::{Tag, tag};
use super::{document, page, trusted};

/// What the text of an article needs to know about its surroundings.
pub trait Surroundings {
    /// Absolute address of the feed; relative addresses in it mean this.
    fn base(&self) -> &str;
    /// The `href` for a link to an element of this article, given its id.
    fn in_page(&self, id: &str) -> String;
    /// The `href` for an address that the bundle knows as one of its articles.
    fn article(&self, address: &str) -> Option<String>;
    /// What stands for a picture of another host, given its address and its text.
    fn foreign_picture(&self, address: &str, alt: &str) -> Tag;
    /// What a screen reader calls a box with a table that may scroll sideways.
    fn table_label(&self) -> &str;
    /// What a screen reader calls the link to a paragraph.
    fn permalink_label(&self) -> &str;
}

/// A place in the content where a component belongs.
pub struct Slot {
    pub kind: SlotKind,
    /// The id of the gallery or embed, as the content names it.
    pub id: String,
    holder: Tag,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    Gallery,
    Embed,
}

impl Slot {
    pub(super) fn holder(&self) -> Tag {
        self.holder.clone()
    }
}

/// Elements deeper than this are left out, their text included: browsers draw about 500 levels, and no article needs 100.
const DEEPEST: usize = 120;

/// Parses `html` inertly and puts what the policy allows into `container`, in place of what it held. Answers the places that
/// components belong in.
pub fn adopt(html: &str, container: &Tag, surroundings: &dyn Surroundings) -> Vec<Slot> {
    container.empty();
    let Some(body) = parse(html).and_then(|document| document.body()) else { return Vec::new() };
    if cfg!(feature = "unsafe-no-sanitiser") {
        take_everything(&body, container.element());
        return Vec::new();
    }
    let mut adoption = Adoption { surroundings, slots: Vec::new() };
    adoption.copy_children(&body, container);
    adoption.add_permalinks(container);
    adoption.slots
}

/// Parses a whole text into a document that nothing can happen in.
fn parse(html: &str) -> Option<Document> {
    #[wasm_bindgen]
    extern "C" {
        type InertParser;
        #[wasm_bindgen(constructor, js_class = "DOMParser", catch)]
        fn new() -> Result<InertParser, JsValue>;
        // web-sys types the first argument as a string; under Trusted Types it is an object.
        #[wasm_bindgen(method, js_name = parseFromString, catch)]
        fn parse(this: &InertParser, html: &JsValue, kind: &str) -> Result<Document, JsValue>;
    }
    InertParser::new().ok()?.parse(&trusted::html(html), "text/html").ok()
}

/// What the feature `unsafe-no-sanitiser` does in place of the allow-list: takes content as it comes. It exists for one purpose, to
/// show that the tests of hostile articles fail without the allow-list; nothing that is published is built with it.
fn take_everything(body: &Element, into: &Element) {
    let mut next = body.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        if let Ok(copy) = page::document().import_node_with_deep(&node, true) {
            let _ = into.append_child(&copy);
        }
    }
}

struct Adoption<'a> {
    surroundings: &'a dyn Surroundings,
    slots: Vec<Slot>,
}

impl Adoption<'_> {
    /// Copies in document order with a stack of our own, since hostile content may be nested as deep as it likes.
    fn copy_children(&mut self, from: &Node, into: &Tag) {
        let mut stack = vec![(from.first_child(), into.clone())];
        while let Some((next, parent)) = stack.pop() {
            let Some(node) = next else { continue };
            stack.push((node.next_sibling(), parent.clone()));
            match node.dyn_ref::<Element>() {
                Some(element) => {
                    let inner = match verdict(element) {
                        Verdict::Drop => continue,
                        Verdict::Unwrap => parent,
                        Verdict::Keep if stack.len() > DEEPEST => continue,
                        Verdict::Keep => match self.copy(element, parent) {
                            Some(inner) => inner,
                            None => continue,
                        },
                    };
                    stack.push((node.first_child(), inner));
                }
                // Comments, processing instructions, CDATA: nothing a reader sees.
                None if node.node_type() != Node::TEXT_NODE => {}
                None => drop(parent.text(&node.node_value().unwrap_or_default())),
            }
        }
    }

    /// Builds our version of one element below `parent`; answers where its children go, or `None` if it takes none.
    fn copy(&mut self, element: &Element, parent: Tag) -> Option<Tag> {
        let name = element.local_name();
        let mut copy = tag(&name);
        let mut source = None;
        let attributes = element.attributes();
        for index in 0..attributes.length() {
            let Some(attribute) = attributes.item(index) else { continue };
            let attribute_name = attribute.name();
            // A prefixed attribute such as xlink:href is not the one it looks like.
            let written = attribute.value();
            let Some(value) = policy::check_attribute(&name, &attribute_name, &written) else { continue };
            if attribute.namespace_uri().is_some() {
                continue;
            }
            match attribute_name.as_str() {
                // An image fetches as soon as it has one, in the page or not; where from is decided below.
                "src" => source = Some(value.into_owned()),
                "href" => copy = self.link(copy, &value),
                // Old pages call their anchors by name; as an id a link can lead there, and it means nothing to the page.
                "name" => copy = copy.attr("id", &value),
                _ => copy = copy.attr(&attribute_name, &value),
            }
        }
        match name.as_str() {
            "img" => {
                drop(parent.child(self.picture(copy, &source?)));
                None
            }
            "table" => {
                let label = self.surroundings.table_label();
                let holder =
                    tag("div").class("table").attr("tabindex", "0").attr("role", "region").attr("aria-label", label);
                drop(parent.child(holder.child(copy.clone())));
                Some(copy)
            }
            // Code reads left to right in every language, and may be wider than the page.
            "pre" => {
                drop(parent.child(copy.clone().attr("tabindex", "0").attr("dir", "ltr")));
                Some(copy)
            }
            _ => match slot(&copy) {
                // A placeholder gives its place to a component; what it holds is for readers of other programs.
                Some((kind, id)) => {
                    let holder = tag("div");
                    drop(parent.child(holder.clone()));
                    self.slots.push(Slot { kind, id, holder });
                    None
                }
                None => {
                    drop(parent.child(copy.clone()));
                    Some(copy)
                }
            },
        }
    }

    fn link(&self, link: Tag, href: &str) -> Tag {
        if let Some(article) = self.surroundings.article(href) {
            return link.attr("href", &article);
        }
        // `#/…` is an address of ours (a section, a search); any other `#…` means an element of this article.
        if let Some(id) = href.strip_prefix('#') {
            return if id.starts_with('/') {
                link.attr("href", href)
            } else {
                link.attr("href", &self.surroundings.in_page(id))
            };
        }
        match document::resolve_from(href, self.surroundings.base()) {
            Some((absolute, _)) => {
                link.attr("href", &absolute).attr("rel", "noopener noreferrer external").attr("target", "_blank")
            }
            None => link,
        }
    }

    fn picture(&self, picture: Tag, source: &str) -> Tag {
        let alt = picture.value("alt").unwrap_or_default();
        let absolute = document::resolve_from(source, self.surroundings.base());
        match absolute {
            Some((absolute, is_ours)) if is_ours || source.starts_with("data:") => {
                // The address last: what says how to fetch must be there before.
                picture.attr("alt", &alt).attr("loading", "lazy").attr("decoding", "async").attr("src", &absolute)
            }
            Some((absolute, _)) => self.surroundings.foreign_picture(&absolute, &alt),
            None => tag("span").text(&alt),
        }
    }

    /// Gives every paragraph of the text itself an address: `p-1`, `p-2`… in order. Ids that content brings begin with `c-`.
    fn add_permalinks(&self, container: &Tag) {
        // From sibling to sibling: a live list counts from its beginning again after every change.
        let first = container.element().first_element_child();
        let children = successors(first, Element::next_element_sibling);
        for (position, paragraph) in children.filter(|child| child.local_name() == "p").enumerate() {
            if paragraph.id().is_empty() {
                paragraph.set_id(&format!("p-{}", position + 1));
            }
            let href = self.surroundings.in_page(&paragraph.id());
            let link =
                tag("a").class("permalink").attr("href", &href).attr("aria-label", self.surroundings.permalink_label());
            let _ = paragraph.append_with_node_1(link.element());
        }
    }
}

fn verdict(element: &Element) -> Verdict {
    // Only HTML's own namespace: an `a` inside SVG is another element with other powers.
    if element.namespace_uri().as_deref() == Some("http://www.w3.org/1999/xhtml") {
        policy::element(&element.local_name())
    } else {
        Verdict::Drop
    }
}

fn slot(copy: &Tag) -> Option<(SlotKind, String)> {
    let gallery = copy.value("data-tidings-gallery").map(|id| (SlotKind::Gallery, id));
    gallery.or_else(|| copy.value("data-tidings-embed").map(|id| (SlotKind::Embed, id)))
}
