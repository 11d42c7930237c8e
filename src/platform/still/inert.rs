//! A text parsed without a browser, by the same standard (html5ever), for the pages of a packed site.

use std::rc::Rc;

use scraper::{Html, Node as Parsed};

/// A node of a parsed text.
#[derive(Clone)]
pub(super) struct Node {
    document: Rc<Html>,
    id: ego_tree::NodeId,
}

pub(super) struct Element(Node);

/// Parses a whole text; answers its body.
pub(super) fn parse(html: &str) -> Option<Node> {
    let document = Html::parse_document(html);
    let is_body = |child: &ego_tree::NodeRef<'_, Parsed>| {
        child.value().as_element().is_some_and(|element| element.name() == "body")
    };
    let id = document.root_element().children().find(is_body)?.id();
    Some(Node { document: Rc::new(document), id })
}

impl Node {
    fn relative<F>(&self, find: F) -> Option<Node>
    where
        F: for<'a> Fn(ego_tree::NodeRef<'a, Parsed>) -> Option<ego_tree::NodeRef<'a, Parsed>>,
    {
        let id = find(self.document.tree.get(self.id)?)?.id();
        Some(Node { document: Rc::clone(&self.document), id })
    }

    pub(super) fn first_child(&self) -> Option<Node> {
        self.relative(|node| node.first_child())
    }

    pub(super) fn next_sibling(&self) -> Option<Node> {
        self.relative(|node| node.next_sibling())
    }

    fn value(&self) -> Option<&Parsed> {
        Some(self.document.tree.get(self.id)?.value())
    }

    pub(super) fn text(&self) -> Option<String> {
        self.value()?.as_text().map(|text| text.to_string())
    }

    pub(super) fn element(&self) -> Option<Element> {
        self.value()?.as_element()?;
        Some(Element(self.clone()))
    }
}

impl Element {
    fn parsed(&self) -> Option<&scraper::node::Element> {
        self.0.value()?.as_element()
    }

    pub(super) fn name(&self) -> String {
        self.parsed().map(|element| element.name().to_owned()).unwrap_or_default()
    }

    /// Whether it is an element of HTML itself.
    pub(super) fn is_html(&self) -> bool {
        self.parsed().is_some_and(|element| &*element.name.ns == "http://www.w3.org/1999/xhtml")
    }

    /// Names and values of the attributes that have no namespace.
    pub(super) fn attributes(&self) -> Vec<(String, String)> {
        let attributes = self.parsed().into_iter().flat_map(|element| &element.attrs);
        attributes
            .filter(|(name, _)| name.ns.is_empty() && name.prefix.is_none())
            .map(|(name, value)| (name.local.to_string(), value.to_string()))
            .collect()
    }
}
