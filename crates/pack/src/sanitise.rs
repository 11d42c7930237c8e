//! The packer's applier of `tidings_markup::policy`: a stranger's HTML in, HTML that the viewer would show unchanged out.
//!
//! 1. `ammonia` parses with an HTML5 parser and keeps the elements the policy keeps.
//! 2. Every attribute of a kept element goes through [`policy::check_attribute`], which also rewrites ids and links to them.
//! 3. What was refused is noted, so that the publisher learns what the import lost.
//!
//! The viewer applies the same table again to whatever it loads: a feed on a mirror may have been tampered with.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use ammonia::Builder;
use tidings_markup::policy::{self, AttributeRule};

/// Clean HTML and what it cost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// As an HTML5 serialiser writes it: lower-case names, double quotes, everything escaped and closed.
    pub html: String,
    /// Addresses that may not stand, as written. Without those whose scheme the sanitiser itself refuses, such as
    /// `javascript:`: two locks on that door are worth more than a complete list.
    pub refused: Vec<String>,
}

thread_local! {
    /// The sanitiser calls its filter on the thread that called it; there is no other way to hear from it.
    static REFUSED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags: HashSet<&str> = policy::elements().collect();
    let tag_attributes: HashMap<&str, HashSet<&str>> =
        tags.iter().map(|tag| (*tag, policy::attributes(tag).collect())).collect();
    let mut builder = Builder::empty();
    builder
        .clean_content_tags(policy::dropped_elements().collect())
        .tags(tags)
        .tag_attributes(tag_attributes)
        .generic_attributes(policy::global_attributes().collect())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "data"]))
        .link_rel(None)
        .attribute_filter(check);
    builder
});

fn check<'v>(element: &str, name: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let checked = policy::check_attribute(element, name, value);
    if checked.is_none() && matches!(policy::attribute(element, name), AttributeRule::Link | AttributeRule::Image) {
        REFUSED.with_borrow_mut(|refused| refused.push(value.to_owned()));
    }
    checked
}

/// Applies the policy.
pub fn clean(html: &str) -> Cleaned {
    REFUSED.with_borrow_mut(Vec::clear);
    let html = SANITISER.clean(html).to_string();
    Cleaned { html, refused: REFUSED.with_borrow_mut(std::mem::take) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_runs_or_frames_or_styles_survives() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
            "<math><mtext><style><img src onerror=alert(1)></style></mtext></math>",
            "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
            "<a href=\"java\tscript:alert(1)\">x</a>",
            "<a href=\"&#1;javascript:alert(1)\">x</a>",
            "<form action=//evil.example><input name=q></form>",
            "<style>body{display:none}</style>",
            "<p style=\"position:fixed;inset:0\">x</p>",
            "<base href=//evil.example>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
            "<template><script>alert(1)</script></template>",
            "<img src=\"data:image/svg+xml;base64,AAAA\">",
            "<a href=\"data:text/html,<script>alert(1)</script>\">x</a>",
            "<img name=getElementById id=cookie>",
        ] {
            let clean = clean(hostile).html.to_lowercase();
            for sign in [
                "script", "onerror", "style", "iframe", "svg", "math", "<form", "<input", "<base", "evil", "data:",
                "name=", "template",
            ] {
                assert!(!clean.contains(sign), "{hostile} → {clean}");
            }
        }
    }

    #[test]
    fn what_articles_are_made_of_survives() {
        for html in [
            "<h2 id=\"c-water\">Water</h2>",
            "<p>One<br>two <em>three</em> <a href=\"https://example.org/\">four</a></p>",
            "<figure><img src=\"a.png\" alt=\"\" width=\"40\" height=\"30\"><figcaption>x</figcaption></figure>",
            "<table><thead><tr><th align=\"right\">n</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
            "<pre><code class=\"language-rust\">fn main() {}</code></pre>",
            "<div data-tidings-gallery=\"boats\"></div>",
            "<details><summary>x</summary><p>y</p></details>",
            "<a href=\"mailto:a@b.example\">x</a>",
            "<p dir=\"rtl\" lang=\"fa\">آب</p>",
        ] {
            assert_eq!(clean(html).html, html);
        }
    }

    #[test]
    fn cleaning_twice_changes_nothing() {
        let once = clean("<h2 id=a>x</h2><a href=#a>y</a><p><b>z<p>w</b>&nbsp;&lt;&amp;\"'").html;
        assert_eq!(clean(&once).html, once);
    }

    #[test]
    fn refused_addresses_are_told() {
        let hostile = "<a href=\"//h/\">a</a><img src=\"data:image/svg+xml,x\"><a href=\"/fine\">b</a>";
        assert_eq!(clean(hostile).refused, ["//h/", "data:image/svg+xml,x"]);
    }

    #[test]
    fn a_kept_element_is_kept_and_a_dropped_one_is_dropped() {
        for name in policy::elements() {
            assert_eq!(policy::element(name), policy::Verdict::Keep, "{name}");
        }
        for name in policy::dropped_elements() {
            assert_eq!(policy::element(name), policy::Verdict::Drop, "{name}");
        }
    }
}
