//! Marking stretches of text without touching the text (CSS Custom Highlight API). Where a browser does not know it, nothing is marked.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::document::focus_element;
use super::page::{document, window};
use super::stretch::Stretch;
use super::view::Tag;

/// What a style sheet calls what is marked: `::highlight(found)`.
const NAME: &str = "found";
/// `NodeFilter.SHOW_TEXT`.
const TEXTS: u32 = 4;
/// What a reader takes for one piece.
const BLOCK: &str = "p, li, h2, h3, h4, h5, h6, pre, blockquote, td, th, dt, dd, figcaption, summary";

/// The texts of an element, one by one.
pub struct Texts(Vec<Node>);

impl Texts {
    pub fn of(element: &Tag) -> Texts {
        let mut nodes = Vec::new();
        if let Ok(walker) = document().create_tree_walker_with_what_to_show(element.element(), TEXTS) {
            while let Ok(Some(node)) = walker.next_node() {
                nodes.push(node);
            }
        }
        Texts(nodes)
    }

    pub fn contents(&self) -> Vec<String> {
        self.0.iter().map(|node| node.node_value().unwrap_or_default()).collect()
    }

    /// Marks the stretches, and goes to the first.
    pub fn mark(&self, stretches: &[Stretch]) {
        let ranges = Array::new();
        for (start, end) in stretches {
            if let (Some(from), Some(to), Ok(range)) =
                (self.0.get(start.text), self.0.get(end.text), document().create_range())
                && range.set_start(from, start.offset).is_ok()
                && range.set_end(to, end.offset).is_ok()
            {
                ranges.push(&range);
            }
        }
        let first = stretches.first().and_then(|(start, _)| self.0.get(start.text)).and_then(Node::parent_element);
        let Some(first) = first else { return };
        let _ = register(&ranges);
        go_to(first.closest(BLOCK).ok().flatten().unwrap_or(first));
    }
}

/// `CSS.highlights.set(NAME, new Highlight(...ranges))`
fn register(ranges: &Array) -> Result<(), JsValue> {
    let window = window();
    let highlights = Reflect::get(&Reflect::get(&window, &"CSS".into())?, &"highlights".into())?;
    let highlight = Reflect::construct(&Reflect::get(&window, &"Highlight".into())?.dyn_into::<Function>()?, ranges)?;
    let set: Function = Reflect::get(&highlights, &"set".into())?.dyn_into()?;
    set.call2(&highlights, &NAME.into(), &highlight).map(drop)
}

/// Into the middle of the screen, and reading and tabbing go on from there.
fn go_to(block: Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    block.scroll_into_view_with_scroll_into_view_options(&options);
    if !block.has_attribute("tabindex") {
        let _ = block.set_attribute("tabindex", "-1");
    }
    focus_element(block);
}
