//! Elements, built by plain calls and kept current by Leptos' signals.
//!
//! Why not `view!`: its macro gives every piece of markup a type of its own, and each such type brings its own code to build,
//! change and remove it. Measured on this viewer (brotli 11 of the wasm, `cargo xtask size`), the same pages cost 269 KB with it
//! and the figure in ARCHITECTURE.md with the calls below, which share one body of code. Signals, memos, effects, owners and
//! context are Leptos' own.
//!
//! 1. [`tag`] makes an element; [`Tag::attr`], [`Tag::child`] and the like fill it, top down, in the order of the page.
//! 2. What changes is a closure: [`Tag::attr_live`], [`Tag::live`] (a region that is made anew), [`Tag::keyed`] (a list whose
//!    elements stay while their keys do). Each runs in an effect that ends with its owner.
//! 3. [`mount`] puts the first view into the page; [`fill`] puts one into an element of adopted content.
//!
//! Strings become text nodes and attribute values only: nothing here can turn text into markup.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Reflect;
use leptos::prelude::*;
use leptos::reactive::effect::RenderEffect;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

pub use super::content::Content;
use super::event::Event;
use super::listener::Listener;
use super::page::document;
use super::srcset;

/// Something to show: nothing, one node, or several in a row.
#[derive(Clone, Default)]
pub enum View {
    #[default]
    Nothing,
    Node(Node),
    Many(Vec<View>),
}

/// An element under construction, or a handle to it later; clones are the same element.
#[derive(Clone)]
pub struct Tag(Element);

/// Makes an element of HTML.
pub fn tag(name: &str) -> Tag {
    Tag(create(name))
}

/// A link.
pub fn link(href: &str) -> Tag {
    tag("a").attr("href", href)
}

/// A button that submits nothing.
pub fn button(class: &str, then: impl Fn() + 'static) -> Tag {
    tag("button").class(class).attr("type", "button").on("click", move |_| then())
}

impl Tag {
    pub fn class(self, class: &str) -> Tag {
        self.attr("class", class)
    }

    pub fn attr(self, name: &str, value: &str) -> Tag {
        // Fails for names that are no names only, and ours are literals.
        let _ = self.0.set_attribute(name, value);
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

    /// An attribute that follows what `value` reads; `None` takes it away.
    pub fn attr_live(self, name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Tag {
        attr_live(self.0.clone(), name, Box::new(value));
        self
    }

    pub fn text(self, text: &str) -> Tag {
        let _ = self.0.append_with_str_1(text);
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

    /// A text that follows what `text` reads.
    pub fn text_live(self, text: impl Fn() -> String + 'static) -> Tag {
        text_live(&self, Box::new(text));
        self
    }

    /// A region that is made anew whenever something that `view` reads has changed.
    pub fn live(self, view: impl Fn() -> View + 'static) -> Tag {
        live(Box::new(view)).append_to(&self);
        self
    }

    /// A list that follows `keys`: an element stays, with its focus and its state, for as long as its key does.
    pub fn keyed(self, keys: impl Fn() -> Vec<String> + 'static, make: impl Fn(&str) -> Tag + 'static) -> Tag {
        keyed(self.0.clone(), Box::new(keys), Box::new(make));
        self
    }

    /// Calls `handler` for every event called `name` for as long as the owner lives.
    pub fn on(self, name: &'static str, handler: impl Fn(Event) + 'static) -> Tag {
        listen(&self.0, name, Box::new(handler));
        self
    }

    /// Paints the element with a picture that stands in its own address (`data:`). By script, which the policy allows: an attribute
    /// `style` it would ignore.
    pub fn background(self, picture: Option<&str>) -> Tag {
        if let Some(picture) = picture
            && let Ok(style) = Reflect::get(&self.0, &"style".into())
        {
            let _ = Reflect::set(&style, &"backgroundImage".into(), &["url(", picture, ")"].concat().into());
        }
        self
    }

    /// An image that cannot be had, of those to choose from, becomes the one in `src`, and then the others from the widest on: without a
    /// network one of them may be kept. What is painted in its place goes.
    pub fn or_original(self) -> Tag {
        let image = self.0.clone();
        let others = RefCell::new(String::new());
        self.on("error", move |_| {
            let mut others = others.borrow_mut();
            match image.get_attribute("srcset") {
                Some(set) => {
                    *others = set;
                    let _ = image.remove_attribute("srcset");
                    let _ = image.remove_attribute("style");
                }
                None => {
                    if let Some(address) = srcset::take_last(&mut others) {
                        let _ = image.set_attribute("src", &address);
                    }
                }
            }
        })
    }

    /// What an attribute holds.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }

    /// Takes everything out of the element.
    pub(super) fn empty(&self) {
        self.0.replace_children_with_node_0();
    }

    pub(super) fn element(&self) -> &Element {
        &self.0
    }
}

fn attr_live(element: Element, name: &'static str, value: Box<dyn Fn() -> Option<String>>) {
    follow(Box::new(move || {
        let _ = match value() {
            Some(value) => element.set_attribute(name, &value),
            None => element.remove_attribute(name),
        };
    }));
}

fn text_live(parent: &Tag, text: Box<dyn Fn() -> String>) {
    let node = document().create_text_node("");
    let _ = parent.0.append_with_node_1(&node);
    follow(Box::new(move || node.set_data(&text())));
}

/// Makes a region; see [`Tag::live`]. Two empty text nodes mark where it begins and ends, so that whatever regions within it
/// have put there goes with it.
pub fn live(view: Box<dyn Fn() -> View>) -> View {
    let (start, end) = (create_marker(), create_marker());
    let first = Rc::new(RefCell::new(View::Nothing));
    {
        let (start, end, first) = (start.clone(), end.clone(), Rc::clone(&first));
        follow(Box::new(move || {
            let view = view();
            let Some(parent) = end.parent_node() else {
                *first.borrow_mut() = view;
                return;
            };
            while let Some(old) = start.next_sibling().filter(|old| *old != end) {
                let _ = parent.remove_child(&old);
            }
            view.insert_before(&parent, &end);
        }));
    }
    let first = std::mem::take(&mut *first.borrow_mut());
    View::Many(vec![View::Node(start), first, View::Node(end)])
}

fn keyed(parent: Element, keys: Box<dyn Fn() -> Vec<String>>, make: Box<dyn Fn(&str) -> Tag>) {
    // Elements outlive the runs of this effect, so their owners hang on the owner of the list.
    let owner = Owner::current().unwrap_or_default();
    let kept: RefCell<Vec<(String, Owner, Tag)>> = RefCell::default();
    follow(Box::new(move || {
        let keys = keys();
        let mut kept = kept.borrow_mut();
        kept.retain(|(key, _, tag)| {
            let stays = keys.contains(key);
            if !stays {
                tag.0.remove();
            }
            stays
        });
        let mut next = parent.first_child();
        for key in keys {
            let found = kept.iter().find(|(candidate, ..)| *candidate == key).map(|(.., tag)| tag.clone());
            let tag = found.unwrap_or_else(|| {
                let own = owner.with(Owner::new);
                let tag = untrack(|| own.with(|| make(&key)));
                kept.push((key, own, tag.clone()));
                tag
            });
            let node: &Node = &tag.0;
            if next.as_ref() == Some(node) {
                next = node.next_sibling();
            } else {
                let _ = parent.insert_before(node, next.as_ref());
            }
        }
    }));
}

impl Content for Tag {
    fn append_to(self, parent: &Tag) {
        let _ = parent.0.append_with_node_1(&self.0);
    }
}

impl Content for &str {
    fn append_to(self, parent: &Tag) {
        let _ = parent.0.append_with_str_1(self);
    }
}

impl Content for View {
    fn append_to(self, parent: &Tag) {
        match self {
            View::Nothing => {}
            View::Node(node) => {
                let _ = parent.0.append_with_node_1(&node);
            }
            View::Many(views) => views.append_to(parent),
        }
    }
}

impl View {
    fn insert_before(self, parent: &Node, end: &Node) {
        match self {
            View::Nothing => {}
            View::Node(node) => {
                let _ = parent.insert_before(&node, Some(end));
            }
            View::Many(views) => views.into_iter().for_each(|view| view.insert_before(parent, end)),
        }
    }
}

impl From<Tag> for View {
    fn from(tag: Tag) -> View {
        View::Node(tag.0.into())
    }
}

impl From<&str> for View {
    fn from(text: &str) -> View {
        View::Node(document().create_text_node(text).into())
    }
}

impl<T: Into<View>> From<Option<T>> for View {
    fn from(some: Option<T>) -> View {
        some.map_or(View::Nothing, Into::into)
    }
}

/// Shows `view` in the body, below what is there, for as long as the page lives.
pub fn mount(view: impl FnOnce() -> View) {
    for_ever(move || {
        let view = view();
        if let Some(body) = document().body() {
            view.append_to(&Tag(body.into()));
        }
    });
}

/// Runs `make` under an owner that does not end.
fn for_ever(make: impl FnOnce()) {
    // A second start in the same page finds the executor there.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    let owner = Owner::new();
    owner.with(make);
    std::mem::forget(owner);
}

/// Runs `run` now, and again whenever a signal it read has changed, until the owner ends.
pub fn follow(run: Box<dyn Fn()>) {
    keep(Box::new(RenderEffect::new(move |_: Option<()>| run())));
}

/// Runs `then` as soon as `is_ready` says so, which is asked again whenever a signal it read has changed.
pub fn once(is_ready: Box<dyn Fn() -> bool>, then: Box<dyn FnOnce()>) {
    let then = RefCell::new(Some(then));
    for_ever(|| {
        follow(Box::new(move || {
            let is_waiting = then.borrow().is_some();
            if is_waiting
                && is_ready()
                && let Some(then) = then.take()
            {
                // Later: what it makes must not end when this runs again.
                super::task::spawn(Box::pin(async move { then() }));
            }
        }));
    });
}

/// Keeps a value until the owner ends.
pub fn keep(value: Box<dyn Any>) {
    StoredValue::new_local(value);
}

fn listen(element: &Element, name: &'static str, handler: Box<dyn Fn(Event)>) {
    keep(Box::new(Listener::register(element, name, move |event| handler(Event::new(event)))));
}

fn create(name: &str) -> Element {
    match document().create_element(name) {
        Ok(element) => element,
        // The names are literals of ours.
        Err(_) => unreachable!(),
    }
}

fn create_marker() -> Node {
    document().create_text_node("").unchecked_into()
}
