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

use tidings_markup::policy::{self, Verdict};
use wasm_bindgen::prelude::*;
use web_sys::{Document, DocumentFragment, Element, Node};

use super::page;
use super::view::{Tag, tag};
use super::{document, trusted};

/// What the text of an article needs to know about its surroundings.
pub struct Surroundings {
    /// Absolute address of the feed; relative addresses in it mean this.
    pub base: String,
    /// The `href` for a link to an element of this article, given its id.
    pub in_page: Box<dyn Fn(&str) -> String>,
    /// The `href` for an address that the bundle knows as one of its articles.
    pub article: Box<dyn Fn(&str) -> Option<String>>,
    /// Words for pictures of other hosts.
    pub foreign_picture: ForeignPictureWords,
    /// What a screen reader calls a box with a table that may scroll sideways.
    pub scrolling_box: &'static str,
    /// What a screen reader calls the link to a paragraph.
    pub permalink: &'static str,
}

/// In the language of the interface.
pub struct ForeignPictureWords {
    /// Says where the picture is: "This picture is on example.org".
    pub note: Box<dyn Fn(&str) -> String>,
    pub open: &'static str,
    pub language: &'static str,
    pub dir: &'static str,
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

/// Content that may be shown.
pub struct Adopted {
    fragment: DocumentFragment,
    pub slots: Vec<Slot>,
}

impl Adopted {
    /// Puts the content into `container`, in place of what it held.
    pub fn show_in(&self, container: &Tag) {
        container.element().replace_children_with_node_1(&self.fragment);
    }
}

/// Elements deeper than this are left out, their text included: browsers draw about 500 levels, and no article needs 100.
const DEEPEST: usize = 120;

/// Parses `html` inertly and copies what the policy allows. `None` only where there is no document.
pub fn adopt(html: &str, surroundings: &Surroundings) -> Option<Adopted> {
    let ours = page::document();
    let parsed = parse(html)?;
    let fragment = ours.create_document_fragment();
    let mut adoption = Adoption { ours, surroundings, slots: Vec::new() };
    let body = parsed.body()?;
    if cfg!(feature = "unsafe-no-sanitiser") {
        take_everything(&adoption.ours, &body, &fragment);
        return Some(Adopted { fragment, slots: Vec::new() });
    }
    adoption.copy_children(&body, &fragment);
    adoption.add_permalinks(&fragment);
    Some(Adopted { fragment, slots: adoption.slots })
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
fn take_everything(ours: &Document, body: &Element, into: &DocumentFragment) {
    let mut next = body.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        if let Ok(copy) = ours.import_node_with_deep(&node, true) {
            let _ = into.append_child(&copy);
        }
    }
}

struct Adoption<'a> {
    ours: Document,
    surroundings: &'a Surroundings,
    slots: Vec<Slot>,
}

impl Adoption<'_> {
    /// Copies in document order with a stack of our own, since hostile content may be nested as deep as it likes.
    fn copy_children(&mut self, from: &Node, into: &Node) {
        let mut stack = vec![(from.first_child(), into.clone())];
        while let Some((next, parent)) = stack.pop() {
            let Some(node) = next else { continue };
            stack.push((node.next_sibling(), parent.clone()));
            match node.node_type() {
                Node::TEXT_NODE => {
                    let text = self.ours.create_text_node(&node.node_value().unwrap_or_default());
                    let _ = parent.append_child(&text);
                }
                Node::ELEMENT_NODE => {
                    let element: &Element = node.unchecked_ref();
                    let inner = match self.verdict(element) {
                        Verdict::Drop => continue,
                        Verdict::Unwrap => parent,
                        Verdict::Keep if stack.len() > DEEPEST => continue,
                        Verdict::Keep => match self.copy(element, &parent) {
                            Some(inner) => inner,
                            None => continue,
                        },
                    };
                    stack.push((node.first_child(), inner));
                }
                // Comments, processing instructions, CDATA: nothing a reader sees.
                _ => {}
            }
        }
    }

    fn verdict(&self, element: &Element) -> Verdict {
        // Only HTML's own namespace: an `a` inside SVG is another element with other powers.
        if element.namespace_uri().as_deref() == Some("http://www.w3.org/1999/xhtml") {
            policy::element(&element.local_name())
        } else {
            Verdict::Drop
        }
    }

    /// Builds our version of one element below `parent`; answers where its children go, or `None` if it takes none.
    fn copy(&mut self, element: &Element, parent: &Node) -> Option<Node> {
        let name = element.local_name();
        let copy = self.ours.create_element(&name).ok()?;
        let attributes = element.attributes();
        for index in 0..attributes.length() {
            let Some(attribute) = attributes.item(index) else { continue };
            // A prefixed attribute such as xlink:href is not the one it looks like.
            if attribute.namespace_uri().is_none()
                && let Some(value) = policy::check_attribute(&name, &attribute.name(), &attribute.value())
            {
                let _ = copy.set_attribute(&attribute.name(), &value);
            }
        }
        match name.as_str() {
            "a" => self.finish_link(&copy),
            "img" => return self.place_picture(&copy, parent),
            "table" | "pre" => return self.place_in_box(&copy, parent),
            _ => {}
        }
        let _ = parent.append_child(&copy);
        self.take_slot(&copy)
    }

    fn finish_link(&self, link: &Element) {
        let Some(href) = link.get_attribute("href") else { return };
        if let Some(id) = href.strip_prefix('#') {
            let _ = link.set_attribute("href", &(self.surroundings.in_page)(id));
            return;
        }
        if let Some(article) = (self.surroundings.article)(&href) {
            let _ = link.set_attribute("href", &article);
            return;
        }
        if let Some((absolute, _)) = document::resolve_from(&href, &self.surroundings.base) {
            let _ = link.set_attribute("href", &absolute);
        }
        let _ = link.set_attribute("rel", "noopener noreferrer external");
        let _ = link.set_attribute("target", "_blank");
    }

    fn place_picture(&self, picture: &Element, parent: &Node) -> Option<Node> {
        let source = picture.get_attribute("src")?;
        if source.starts_with("data:") {
            let _ = parent.append_child(picture);
            return None;
        }
        let (absolute, is_ours) = document::resolve_from(&source, &self.surroundings.base)?;
        if is_ours {
            let _ = picture.set_attribute("src", &absolute);
            let _ = picture.set_attribute("loading", "lazy");
            let _ = picture.set_attribute("decoding", "async");
            let _ = parent.append_child(picture);
        } else {
            let placeholder = self.foreign_picture(&absolute, &picture.get_attribute("alt").unwrap_or_default())?;
            let _ = parent.append_child(&placeholder);
        }
        None
    }

    /// A picture that another host would have to be asked for: its text, and a link for those who want to ask.
    fn foreign_picture(&self, absolute: &str, alt: &str) -> Option<Element> {
        let words = &self.surroundings.foreign_picture;
        let holder = self.element("span", &[("class", "foreign-picture")], "")?;
        if !alt.is_empty() {
            let text = self.element("span", &[("class", "foreign-picture-alt")], alt)?;
            let _ = holder.append_child(&text);
        }
        let host = document::host(absolute).unwrap_or_default();
        let own_words = [("lang", words.language), ("dir", words.dir)];
        let note = [("class", "foreign-picture-note"), own_words[0], own_words[1]];
        let note = self.element("span", &note, &(words.note)(&host))?;
        let _ = holder.append_child(&note);
        let link = [
            ("class", "foreign-picture-link"),
            ("href", absolute),
            ("rel", "noopener noreferrer external"),
            ("target", "_blank"),
            own_words[0],
            own_words[1],
        ];
        let link = self.element("a", &link, words.open)?;
        let _ = holder.append_child(&link);
        Some(holder)
    }

    fn element(&self, name: &str, attributes: &[(&str, &str)], text: &str) -> Option<Element> {
        let element = self.ours.create_element(name).ok()?;
        for (name, value) in attributes {
            let _ = element.set_attribute(name, value);
        }
        if !text.is_empty() {
            element.set_text_content(Some(text));
        }
        Some(element)
    }

    /// Gives every paragraph of the text itself an address: `p-1`, `p-2`… in order. Ids that content brings begin with `c-`.
    fn add_permalinks(&self, fragment: &DocumentFragment) {
        let children = fragment.children();
        let paragraphs = (0..children.length()).filter_map(|index| children.item(index)).filter(|element| element.local_name() == "p");
        for (position, paragraph) in paragraphs.enumerate() {
            let id = match paragraph.id() {
                id if !id.is_empty() => id,
                _ => {
                    let id = format!("p-{}", position + 1);
                    paragraph.set_id(&id);
                    id
                }
            };
            let href = (self.surroundings.in_page)(&id);
            let link = [("class", "permalink"), ("href", href.as_str()), ("aria-label", self.surroundings.permalink)];
            if let Some(link) = self.element("a", &link, "") {
                let _ = paragraph.append_child(&link);
            }
        }
    }

    fn place_in_box(&self, element: &Element, parent: &Node) -> Option<Node> {
        if element.local_name() == "pre" {
            // Code reads left to right in every language, and may be wider than the page.
            let _ = element.set_attribute("tabindex", "0");
            let _ = element.set_attribute("dir", "ltr");
            let _ = parent.append_child(element);
        } else {
            let attributes = [("class", "table"), ("tabindex", "0"), ("role", "region"), ("aria-label", self.surroundings.scrolling_box)];
            let holder = self.element("div", &attributes, "")?;
            let _ = holder.append_child(element);
            let _ = parent.append_child(&holder);
        }
        Some(element.clone().into())
    }

    /// A placeholder gives its place to a component; what it holds is for readers of other programs.
    fn take_slot(&mut self, copy: &Element) -> Option<Node> {
        let slot = [(SlotKind::Gallery, "data-tidings-gallery"), (SlotKind::Embed, "data-tidings-embed")]
            .into_iter()
            .find_map(|(kind, name)| copy.get_attribute(name).map(|id| (kind, id)));
        match slot {
            Some((kind, id)) => {
                let holder = tag("div");
                if let Some(parent) = copy.parent_node() {
                    let _ = parent.replace_child(holder.element(), copy);
                }
                self.slots.push(Slot { kind, id, holder });
                None
            }
            None => Some(copy.clone().into()),
        }
    }
}
