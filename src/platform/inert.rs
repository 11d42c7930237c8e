//! A text parsed by the browser's own parser into a document that nothing can happen in: no script runs, no picture is fetched, no
//! handler is compiled, and there is no second parse that could read it differently.

use wasm_bindgen::prelude::*;
use web_sys::Document;

use super::trusted;

/// A node of a parsed text.
pub(super) struct Node(web_sys::Node);

pub(super) struct Element(web_sys::Element);

/// Parses a whole text; answers its body.
pub(super) fn parse(html: &str) -> Option<Node> {
    #[wasm_bindgen]
    extern "C" {
        type InertParser;
        #[wasm_bindgen(constructor, js_class = "DOMParser", catch)]
        fn new() -> Result<InertParser, JsValue>;
        // web-sys types the first argument as a string; under Trusted Types it is an object.
        #[wasm_bindgen(method, js_name = parseFromString, catch)]
        fn parse(this: &InertParser, html: &JsValue, kind: &str) -> Result<Document, JsValue>;
    }
    let document = InertParser::new().ok()?.parse(&trusted::html(html), "text/html").ok()?;
    document.body().map(|body| Node(body.into()))
}

impl Node {
    pub(super) fn first_child(&self) -> Option<Node> {
        self.0.first_child().map(Node)
    }

    pub(super) fn next_sibling(&self) -> Option<Node> {
        self.0.next_sibling().map(Node)
    }

    /// What a text node says.
    pub(super) fn text(&self) -> Option<String> {
        (self.0.node_type() == web_sys::Node::TEXT_NODE).then(|| self.0.node_value().unwrap_or_default())
    }

    pub(super) fn element(&self) -> Option<Element> {
        self.0.dyn_ref::<web_sys::Element>().cloned().map(Element)
    }

    #[cfg(feature = "unsafe-no-sanitiser")]
    pub(super) fn native(&self) -> &web_sys::Node {
        &self.0
    }
}

impl Element {
    pub(super) fn name(&self) -> String {
        self.0.local_name()
    }

    /// Whether it is an element of HTML itself: an `a` inside SVG is another element with other powers.
    pub(super) fn is_html(&self) -> bool {
        self.0.namespace_uri().as_deref() == Some("http://www.w3.org/1999/xhtml")
    }

    /// Names and values of the attributes that have no namespace: a prefixed one such as xlink:href is not what it looks like.
    pub(super) fn attributes(&self) -> Vec<(String, String)> {
        let attributes = self.0.attributes();
        (0..attributes.length())
            .filter_map(|index| attributes.item(index))
            .filter(|attribute| attribute.namespace_uri().is_none())
            .map(|attribute| (attribute.name(), attribute.value()))
            .collect()
    }
}
