//! Elements without a browser: the same calls as in `platform/view.rs`, which end in text.
//!
//! The command renders the pages of a packed site with the viewer's own views, so what a page says before the viewer runs is what
//! the viewer says when it does. Nothing changes here: what follows a value is asked once, handlers are not kept.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

pub use super::content::Content;
use super::event::Event;

/// Something to show: nothing, one node, or several in a row.
#[derive(Clone, Default)]
pub enum View {
    #[default]
    Nothing,
    Node(Node),
    Many(Vec<View>),
}

#[derive(Clone)]
pub enum Node {
    Text(String),
    Element(Tag),
}

/// An element; clones are the same element.
#[derive(Clone)]
pub struct Tag(Rc<Element>);

struct Element {
    name: String,
    attributes: RefCell<Vec<(String, String)>>,
    children: RefCell<Vec<Node>>,
}

/// Elements that hold nothing and have no end tag.
const VOID: &[&str] = &["br", "col", "hr", "img", "input", "wbr"];

/// Makes an element of HTML.
pub fn tag(name: &str) -> Tag {
    Tag(Rc::new(Element { name: name.to_owned(), attributes: RefCell::default(), children: RefCell::default() }))
}

/// A link.
pub fn link(href: &str) -> Tag {
    tag("a").attr("href", href)
}

/// A button that submits nothing.
pub fn button(class: &str, _then: impl Fn() + 'static) -> Tag {
    tag("button").class(class).attr("type", "button")
}

impl Tag {
    pub fn class(self, class: &str) -> Tag {
        self.attr("class", class)
    }

    pub fn attr(self, name: &str, value: &str) -> Tag {
        {
            let mut attributes = self.0.attributes.borrow_mut();
            match attributes.iter_mut().find(|(known, _)| known == name) {
                Some((_, kept)) => value.clone_into(kept),
                None => attributes.push((name.to_owned(), value.to_owned())),
            }
        }
        self
    }

    /// Sets an attribute if there is a value.
    pub fn attr_some(self, name: &str, value: Option<&str>) -> Tag {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Sets a boolean attribute.
    pub fn flag(self, name: &str, is_set: bool) -> Tag {
        self.attr_some(name, is_set.then_some(""))
    }

    pub fn attr_live(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Tag {
        self.attr_some(name, value().as_deref())
    }

    pub fn text(self, text: &str) -> Tag {
        self.0.children.borrow_mut().push(Node::Text(text.to_owned()));
        self
    }

    pub fn child(self, child: impl Content) -> Tag {
        child.append_to(&self);
        self
    }

    pub fn children(self, children: impl IntoIterator<Item = impl Content>) -> Tag {
        children.into_iter().for_each(|child| child.append_to(&self));
        self
    }

    pub fn text_live(self, text: impl Fn() -> String + 'static) -> Tag {
        self.text(&text())
    }

    pub fn live(self, view: impl Fn() -> View + 'static) -> Tag {
        self.child(view())
    }

    pub fn keyed(self, keys: impl Fn() -> Vec<String> + 'static, make: impl Fn(&str) -> Tag + 'static) -> Tag {
        self.children(keys().iter().map(|key| make(key)))
    }

    pub fn on(self, _name: &'static str, _handler: impl Fn(Event) + 'static) -> Tag {
        self
    }

    /// Nothing: the policy ignores an attribute `style`.
    pub fn background(self, _picture: Option<&str>) -> Tag {
        self
    }

    pub fn or_original(self) -> Tag {
        self
    }

    /// What an attribute holds.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        self.0.attributes.borrow().iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
    }

    /// Takes everything out of the element.
    pub(super) fn empty(&self) {
        self.0.children.borrow_mut().clear();
    }

    /// Recursive: content is at most 120 elements deep (`platform::adopt`), our own views some twenty.
    fn write(&self, out: &mut String) {
        let Element { name, attributes, children } = &*self.0;
        out.push('<');
        out.push_str(name);
        for (name, value) in &*attributes.borrow() {
            out.push(' ');
            out.push_str(name);
            if !value.is_empty() {
                out.push_str("=\"");
                out.push_str(&tidings_markup::escape(value));
                out.push('"');
            }
        }
        out.push('>');
        if VOID.contains(&name.as_str()) {
            return;
        }
        // A parser swallows the first line end within these.
        if name == "pre" {
            out.push('\n');
        }
        children.borrow().iter().for_each(|child| child.write(out));
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
}

impl Node {
    fn write(&self, out: &mut String) {
        match self {
            Node::Text(text) => out.push_str(&tidings_markup::escape(text)),
            Node::Element(element) => element.write(out),
        }
    }
}

/// A region; see `platform/view.rs`.
pub fn live(view: Box<dyn Fn() -> View>) -> View {
    view()
}

impl Content for Tag {
    fn append_to(self, parent: &Tag) {
        parent.0.children.borrow_mut().push(Node::Element(self));
    }
}

impl Content for &str {
    fn append_to(self, parent: &Tag) {
        parent.0.children.borrow_mut().push(Node::Text(self.to_owned()));
    }
}

impl Content for View {
    fn append_to(self, parent: &Tag) {
        match self {
            View::Nothing => {}
            View::Node(node) => parent.0.children.borrow_mut().push(node),
            View::Many(views) => views.append_to(parent),
        }
    }
}

impl View {
    /// The view as HTML.
    pub fn to_html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            View::Nothing => {}
            View::Node(node) => node.write(out),
            View::Many(views) => views.iter().for_each(|view| view.write(out)),
        }
    }
}

impl From<Tag> for View {
    fn from(tag: Tag) -> View {
        View::Node(Node::Element(tag))
    }
}

impl From<&str> for View {
    fn from(text: &str) -> View {
        View::Node(Node::Text(text.to_owned()))
    }
}

impl<T: Into<View>> From<Option<T>> for View {
    fn from(some: Option<T>) -> View {
        some.map_or(View::Nothing, Into::into)
    }
}

/// There is no page to show anything in.
pub fn mount(_view: impl FnOnce() -> View) {}

/// Runs `run` once: nothing changes.
pub fn follow(run: Box<dyn Fn()>) {
    run();
}

/// Runs it at once: nothing changes here.
pub fn once(_is_ready: Box<dyn Fn() -> bool>, then: Box<dyn FnOnce()>) {
    then();
}

/// Nothing to keep: no owner ends later.
pub fn keep(_value: Box<dyn Any>) {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_cannot_become_markup() {
        let hostile = "\"><script>alert(1)</script>&";
        let view = View::from(tag("p").attr("title", hostile).text(hostile));
        let html = view.to_html();
        assert!(!html.contains("<script"), "{html}");
        assert!(html.starts_with("<p title=\"&quot;&gt;&lt;script") && html.ends_with("&amp;</p>"), "{html}");
    }

    #[test]
    fn void_elements_have_no_end_and_pre_keeps_its_first_line_end() {
        let view = View::from(tag("div").child(tag("img").attr("alt", "")).child(tag("pre").text("\nx")));
        assert_eq!(view.to_html(), "<div><img alt><pre>\n\nx</pre></div>");
    }
}
