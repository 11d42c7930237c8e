//! What the HTML standard's parser treats alike: the names of elements, by what they do to the stack.

pub(super) const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Parts of tables: the next of the same rank closes the one before, back to the table.
pub(super) const CELLS: &[&str] = &["td", "th"];
pub(super) const ROWS: &[&str] = &["tr"];
pub(super) const ROW_GROUPS: &[&str] = &["tbody", "thead", "tfoot", "caption", "colgroup"];
/// What closes an open paragraph.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "ul",
];
pub(super) const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// An end tag does not reach through these.
pub(super) const WALLS: &[&str] = &[
    "table",
    "template",
    "select",
    "object",
    "applet",
    "marquee",
    "button",
    "svg",
    "math",
    "foreignobject",
    "td",
    "th",
    "caption",
    "form",
];
/// What these hold is text to the parser, tags and all.
pub(super) const RAW: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"];
/// An end tag of an ordinary inline element does not reach through blocks; of the inline elements only these are known.
pub(super) const INLINE: &[&str] = &[
    "abbr", "bdi", "bdo", "cite", "data", "del", "dfn", "ins", "kbd", "label", "mark", "q", "ruby", "rt", "rp", "samp",
    "span", "sub", "sup", "time", "var",
];
