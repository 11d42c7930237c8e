//! What of the viewer's style sheet a written page needs for itself, to stand in the page: it is painted before the sheet is there.
//!
//! 1. [`sheet`] takes the sheet apart once: layers, conditions, rules.
//! 2. [`page`] notes which elements, classes and attributes a page shows.
//! 3. [`selector`] says whether a rule has anything to do there, and [`Critical::of`] keeps those that do, in their order and in their
//!    layers. So the whole sheet, when it comes, changes nothing of what is on the screen.
//! 4. [`properties`] leaves out custom properties that no kept rule asks for.
//!
//! Thousands of pages show the same elements and classes of those that the sheet asks for; their part is made once.
//!
//! Left out are paper, and what only a pointer or the focus brings about: the whole sheet is there before either.

mod page;
mod properties;
mod selector;
mod sheet;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use page::{Asked, Shown};
use sheet::{Node, Sheet};

/// A sheet that pages take their part of.
pub(super) struct Critical {
    sheet: Sheet,
    asked: Asked,
    /// By what a page shows ([`Shown::key`]).
    parts: RwLock<HashMap<String, Arc<Part>>>,
}

/// What a page needs of the sheet.
pub(super) struct Part {
    pub(super) text: String,
    /// SHA-256 in Base64, as a policy names it.
    pub(super) hash: String,
}

/// Parts that are kept; each takes some 16 KB, and 14,000 pages of a handbook have 150.
const MOST_PARTS: usize = 2000;

impl Critical {
    pub(super) fn new(sheet: &str) -> Critical {
        let sheet = Sheet::parse(sheet);
        let mut selectors = Vec::new();
        sheet.nodes.iter().for_each(|node| collect(node, &mut selectors));
        let asked = Asked::by(selectors.into_iter());
        Critical { sheet, asked, parts: RwLock::default() }
    }

    /// The part of the sheet that this page needs; `html` is the whole page or as much of it as decides.
    pub(super) fn of(&self, html: &str) -> Arc<Part> {
        let shown = Shown::of(html, &self.asked);
        let key = shown.key();
        if let Some(part) = self.parts.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(part);
        }
        let kept = self.sheet.nodes.iter().filter_map(|node| keep(node, &shown)).collect();
        let mut text = String::new();
        properties::without_unused(kept).iter().for_each(|node| node.print(&mut text));
        let hash = STANDARD.encode(Sha256::digest(&text));
        let part = Arc::new(Part { text, hash });
        let mut parts = self.parts.write().unwrap_or_else(PoisonError::into_inner);
        if parts.len() < MOST_PARTS {
            parts.insert(key, Arc::clone(&part));
        }
        part
    }
}

/// The selectors of a node. Those of rules within a rule are not asked about: they stay with it.
fn collect<'n>(node: &'n Node, selectors: &mut Vec<&'n str>) {
    match node {
        Node::Statement(_) => {}
        Node::Group { nodes, .. } => nodes.iter().for_each(|node| collect(node, selectors)),
        Node::Rule { selectors: own, .. } => selectors.extend(own.iter().map(String::as_str)),
    }
}

/// What of a node has anything to do on the page.
fn keep(node: &Node, shown: &Shown<'_>) -> Option<Node> {
    match node {
        Node::Statement(text) => Some(Node::Statement(text.clone())),
        Node::Group { prelude, nodes } => {
            if prelude.contains("print") && prelude.starts_with("@media") || prelude.starts_with("@page") {
                return None;
            }
            let nodes: Vec<Node> = nodes.iter().filter_map(|node| keep(node, shown)).collect();
            (!nodes.is_empty()).then(|| Node::Group { prelude: prelude.clone(), nodes })
        }
        Node::Rule { selectors, body } => {
            let kept: Vec<String> =
                selectors.iter().filter(|selector| selector::matches(selector, shown)).cloned().collect();
            (!kept.is_empty()).then(|| Node::Rule { selectors: kept, body: body.clone() })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(sheet: &str, html: &str) -> String {
        Critical::new(sheet).of(html).text.clone()
    }

    #[test]
    fn pages_that_show_the_same_share_their_part() {
        let critical = Critical::new("p{a: b}q{c: d}");
        let [first, second, other] = ["<p>1</p>", "<p>2</p><i></i>", "<q></q>"].map(|html| critical.of(html));
        assert!(Arc::ptr_eq(&first, &second) && !Arc::ptr_eq(&first, &other));
        assert_eq!(first.text, "p{a:b}");
        assert_eq!(first.hash, "xACZF+w3qfR1QHpxkp5gASyQsSvM7xIjL75cjLPiWR4=");
    }

    #[test]
    fn a_page_keeps_what_it_shows_in_its_layer_and_under_its_condition() {
        let sheet = "@layer a,b;@layer a{p{c: d}.story{e: f}.gone{g: h}}\
            @layer b{@container page (inline-size >= 1rem){.story > .lead{i: j}.gone{k: l}}@media (x){.gone{m: n}}}";
        assert_eq!(
            of(sheet, "<main><p class=\"story\"><b class=\"other lead\"></b></p></main>"),
            "@layer a,b;@layer a{p{c:d}.story{e:f}}@layer b{@container page (inline-size >= 1rem){.story > .lead{i:j}}}"
        );
    }

    #[test]
    fn paper_and_what_a_pointer_brings_about_stay_out() {
        let sheet = "@media print{p{a: b}}@page{margin: 1mm}p:hover{c: d}p,a:focus-visible{e: f}p:not(:focus){g: h}";
        assert_eq!(of(sheet, "<p><a href=\"x\"></a></p>"), "p{e:f}p:not(:focus){g:h}");
    }

    #[test]
    fn properties_that_nobody_asks_for_stay_out() {
        let sheet = ":root{--a: var(--b);--b: 1px;--c: url(\"x;y\");color-scheme: light}p{margin: var(--a)}q{padding: var(--c)}";
        assert_eq!(of(sheet, "<p></p>"), ":root{--a:var(--b);--b:1px;color-scheme:light}p{margin:var(--a)}");
    }

    #[test]
    fn what_is_folded_away_in_a_menu_waits_for_the_whole_sheet() {
        let sheet = ".title{a: b}.panel{c: d}";
        let folded = "<details class=\"menu\"><summary class=\"title\">T</summary><ul class=\"panel\"></ul></details>";
        assert_eq!(of(sheet, folded), ".title{a:b}");
        for shown in [folded.replace("<details", "<details open"), folded.replace("menu", "filters")] {
            assert_eq!(of(sheet, &shown), ".title{a:b}.panel{c:d}", "{shown}");
        }
    }
}
