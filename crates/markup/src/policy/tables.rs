//! The tables of the policy. Words in one string: in the browser a string costs its letters, a slice of strings eight bytes
//! more for each.

use super::AttributeRule::{self, *};

/// Elements that stay: text, structure, tables, pictures, ruby and direction.
///
/// `article`, `main` and `nav` are not here: the page around the content owns the landmarks. Audio and video travel as
/// attachments of the article, their fallback text stays.
pub(super) const KEPT: &str = "a abbr address aside b bdi bdo blockquote br caption cite code col colgroup dd del details \
    dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li mark ol p pre q rp rt ruby \
    s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr";

/// Elements that go with everything in them: code, styles, other documents, form controls, foreign namespaces, and the
/// elements whose content parsers read in a mode of its own (the ground of mutation XSS).
///
/// Void elements stand here too: they have no content, so dropping and unwrapping are the same, and the list says it plainly.
pub(super) const DROPPED: &str = "applet area base basefont bgsound button datalist dialog embed fencedframe frame frameset \
    head iframe input keygen link math meta noembed noframes noscript object optgroup option param plaintext portal script \
    select source style svg template textarea title track xmp";

/// Classes that stay on any element. `language-…` stays on `code` and `pre`.
pub(super) const CLASSES: &str = "callout-caution callout-important callout-note callout-tip callout-warning footnote-back \
    footnote-ref footnotes pull-quote task";

/// One rule for some attributes of some elements.
pub(super) struct Row {
    /// Space-separated; empty for every element.
    pub(super) elements: &'static str,
    pub(super) attributes: &'static str,
    pub(super) rule: AttributeRule,
}

impl Row {
    pub(super) fn is_global(&self) -> bool {
        self.elements.is_empty()
    }
}

const fn row(elements: &'static str, attributes: &'static str, rule: AttributeRule) -> Row {
    Row { elements, attributes, rule }
}

/// Pixels of a picture. The bound is that of JPEG's own header (65,535); a larger number is nobody's picture.
const PIXELS: AttributeRule = Number { least: 1, most: 65_535 };

/// Cells a table cell may cover: HTML's own limits (`colspan` 1,000, `rowspan` 65,534) let one cell make a page crawl.
const CELLS: AttributeRule = Number { least: 1, most: 200 };

/// Numbers of list items.
const ITEMS: AttributeRule = Number { least: -100_000, most: 1_000_000 };

/// Attributes by element. Not here, so refused: `style`, `on…`, `srcset`, `ping`, `target`, `rel`, `is`, `slot`, `part`,
/// `popover`, `command…`, `form…`, `autofocus`, `contenteditable`, `accesskey`, `tabindex`, `hidden`, `inert`, `nonce`, `data-…`.
pub(super) const ATTRIBUTES: &[Row] = &[
    row("", "id", Id),
    row("", "class", Classes),
    row("", "title", Text),
    row("", "lang", Language),
    row("", "dir", OneOf(&["ltr", "rtl", "auto"])),
    row("a", "href", Link),
    // Old pages mark places with `<a name>`; with the prefix it can shadow nothing.
    row("a", "name", Id),
    row("a section", "role", OneOf(&["doc-noteref", "doc-backlink", "doc-endnotes"])),
    row("img", "src", Image),
    row("img", "alt", Text),
    row("img", "width height", PIXELS),
    row("td th", "colspan rowspan", CELLS),
    row("td th", "headers", Ids),
    row("td th tr", "align", OneOf(&["left", "center", "right"])),
    row("th", "scope", OneOf(&["col", "row", "colgroup", "rowgroup"])),
    row("th", "abbr", Text),
    row("col colgroup", "span", CELLS),
    row("ol", "start", ITEMS),
    row("ol", "reversed", Flag),
    row("ol", "type", OneOf(&["1", "a", "A", "i", "I"])),
    row("li", "value", ITEMS),
    row("details", "open", Flag),
    row("time del ins", "datetime", Text),
    row("div figure", "data-tidings-gallery data-tidings-embed", Key),
];

/// Whether `name` is one of the words of `list`.
pub(super) fn lists(list: &str, name: &str) -> bool {
    list.split_ascii_whitespace().any(|word| word == name)
}
