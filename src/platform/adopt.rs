//! Turns hostile HTML into nodes of this page: the security boundary between a bundle and the viewer.
//!
//! 1. The browser's own parser reads the text into an inert document ([`super::inert`]).
//! 2. [`adopt`] walks that document without recursion and builds *new* nodes in ours: only elements and attributes of
//!    [`tidings_markup::policy`], each value as cleaned there. Nothing is moved over, nothing becomes a string again.
//! 3. What the policy leaves open is decided here: links to other hosts open apart and give no referrer, pictures of other hosts
//!    are not fetched but stand as a link, wide tables scroll in a box of their own, placeholders become [`Slot`]s.
//!
//! Not done here: galleries and embeds, which features mount into the slots.

use tidings_markup::policy::{self, Verdict};

use super::view::{Tag, tag};
use super::{document, held, inert};

/// What the text of an article needs to know about its surroundings.
pub trait Surroundings {
    /// Absolute address of the feed; relative addresses in it mean this.
    fn base(&self) -> &str;
    /// The `href` for a link to an element of this article, given its id.
    fn in_page(&self, id: &str) -> String;
    /// The `href` for an address that the bundle knows as one of its articles.
    fn article(&self, address: &str) -> Option<String>;
    /// Says of a picture how to load it, given the address that the content has for it; the address itself is set after.
    fn own_picture(&self, picture: Tag, src: &str) -> Tag;
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

/// Paragraphs beyond this have an address but no link that shows it. The links of 90,000 paragraphs take as long to lay out as the
/// paragraphs (`an_article_of_ten_megabytes_opens`: 49 s with them in WebKit, 30 s without; Firefox 36 and 17; Chromium 34 and 21).
const MOST_PERMALINKS: usize = 2000;

/// Parses `html` inertly and puts what the policy allows into `container`, in place of what it held. Answers the places that
/// components belong in.
pub fn adopt(html: &str, container: &Tag, surroundings: &dyn Surroundings) -> Vec<Slot> {
    container.empty();
    let Some(body) = inert::parse(html) else { return Vec::new() };
    #[cfg(all(feature = "unsafe-no-sanitiser", target_arch = "wasm32"))]
    if take_everything(&body, container.element()) {
        return Vec::new();
    }
    let mut adoption = Adoption { surroundings, slots: Vec::new(), paragraphs: Vec::new(), headings: Vec::new() };
    adoption.copy_children(&body, container);
    adoption.add_permalinks();
    adoption.slots
}

/// What the feature `unsafe-no-sanitiser` does in place of the allow-list: takes content as it comes. It exists for one purpose, to
/// show that the tests of hostile articles fail without the allow-list; nothing that is published is built with it.
#[cfg(all(feature = "unsafe-no-sanitiser", target_arch = "wasm32"))]
fn take_everything(body: &inert::Node, into: &web_sys::Element) -> bool {
    let mut next = body.first_child();
    while let Some(node) = next {
        next = node.next_sibling();
        if let Ok(copy) = super::page::document().import_node_with_deep(node.native(), true) {
            let _ = into.append_child(&copy);
        }
    }
    true
}

struct Adoption<'a> {
    surroundings: &'a dyn Surroundings,
    slots: Vec<Slot>,
    /// Those of the text itself, not within quotes or lists.
    paragraphs: Vec<Tag>,
    headings: Vec<Tag>,
}

impl Adoption<'_> {
    /// Copies in document order with a stack of our own, since hostile content may be nested as deep as it likes.
    fn copy_children(&mut self, from: &inert::Node, into: &Tag) {
        // The node to go on with, where its copy belongs, and whether that is the container itself.
        let mut stack = vec![(from.first_child(), into.clone(), true)];
        while let Some((next, parent, is_top)) = stack.pop() {
            let Some(node) = next else { continue };
            stack.push((node.next_sibling(), parent.clone(), is_top));
            match node.element() {
                Some(element) => {
                    let name = element.name();
                    let inner = match verdict(&element, &name) {
                        Verdict::Drop => continue,
                        Verdict::Unwrap => (parent, is_top),
                        Verdict::Keep if stack.len() > DEEPEST => continue,
                        Verdict::Keep => match self.copy(&element, &name, parent) {
                            Some(inner) => {
                                match name.as_str() {
                                    "p" if is_top => self.paragraphs.push(inner.clone()),
                                    "h2" | "h3" | "h4" if is_top => self.headings.push(inner.clone()),
                                    _ => {}
                                }
                                (inner, false)
                            }
                            None => continue,
                        },
                    };
                    stack.push((node.first_child(), inner.0, inner.1));
                }
                // Comments, processing instructions, CDATA: nothing a reader sees.
                None => drop(node.text().map(|text| parent.text(&text))),
            }
        }
    }

    /// Builds our version of one element below `parent`; answers where its children go, or `None` if it takes none.
    fn copy(&mut self, element: &inert::Element, name: &str, parent: Tag) -> Option<Tag> {
        let mut copy = tag(name);
        let mut source = None;
        for (attribute, written) in element.attributes() {
            let Some(value) = policy::check_attribute(name, &attribute, &written) else { continue };
            match attribute.as_str() {
                // An image fetches as soon as it has one, in the page or not; where from is decided below.
                "src" => source = Some(value.into_owned()),
                "href" => copy = self.link(copy, &value),
                // Old pages call their anchors by name; as an id a link can lead there, and it means nothing to the page.
                "name" => copy = copy.attr("id", &value),
                _ => copy = copy.attr(&attribute, &value),
            }
        }
        match name {
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
            Some((absolute, is_ours)) if is_ours || source.starts_with("data:") => match held::loadable(absolute) {
                // The address last: what says how to fetch must be there before.
                Some(address) => self.surroundings.own_picture(picture.attr("alt", &alt), source).attr("src", &address),
                None => tag("span").text(&alt),
            },
            Some((absolute, _)) => self.surroundings.foreign_picture(&absolute, &alt),
            None => tag("span").text(&alt),
        }
    }

    /// Gives every paragraph of the text itself an address, and every heading that has none: `p-1`, `p-2`…, `h-1`… in order. Ids that
    /// content brings begin with `c-`.
    fn add_permalinks(&mut self) {
        for (position, paragraph) in std::mem::take(&mut self.paragraphs).into_iter().enumerate() {
            let own = paragraph.value("id").filter(|id| !id.is_empty());
            let id = own.unwrap_or_else(|| format!("p-{}", position + 1));
            let link = (position < MOST_PERMALINKS).then(|| {
                let href = self.surroundings.in_page(&id);
                tag("a").class("permalink").attr("href", &href).attr("aria-label", self.surroundings.permalink_label())
            });
            drop(paragraph.attr("id", &id).child(link));
        }
        for (position, heading) in std::mem::take(&mut self.headings).into_iter().enumerate() {
            if heading.value("id").is_none_or(|id| id.is_empty()) {
                drop(heading.attr("id", &format!("h-{}", position + 1)));
            }
        }
    }
}

fn verdict(element: &inert::Element, name: &str) -> Verdict {
    // Only HTML's own namespace.
    if element.is_html() { policy::element(name) } else { Verdict::Drop }
}

fn slot(copy: &Tag) -> Option<(SlotKind, String)> {
    let gallery = copy.value("data-tidings-gallery").map(|id| (SlotKind::Gallery, id));
    gallery.or_else(|| copy.value("data-tidings-embed").map(|id| (SlotKind::Embed, id)))
}
