//! The viewer's page with something in it already.

use tidings_markup::escape;
use tidings_viewer::still::Written;

use crate::viewer_files::{insert_into_head, replace_tag, splice};

/// Settings of the viewer's page that are addresses of files.
const FILES: [&str; 4] = ["tidings-feed", "tidings-engine", "tidings-markdown", "tidings-viewer"];

pub(super) struct Shell<'a> {
    index: &'a str,
}

impl<'a> Shell<'a> {
    pub(super) fn new(index: &'a str) -> Shell<'a> {
        Shell { index }
    }

    /// A page whose text is `written`; `head` are further elements of its head, `root` leads to the site's root.
    pub(super) fn fill(&self, written: &Written, head: &str, root: &str) -> String {
        let head = format!("<noscript><link rel=\"stylesheet\" href=\"{root}unscripted.css\"></noscript>\n{head}");
        let html = self.page(&written.title, written.language, written.dir, &head, root);
        let body = format!("<div id=\"start\" data-page=\"written\">{}</div>", written.html);
        match (html.find("<main"), html.rfind("</main>")) {
            (Some(start), Some(end)) if start < end => splice(&html, start, end + "</main>".len(), &body),
            _ => html,
        }
    }

    /// A page that has nothing to say without the viewer, such as the search.
    pub(super) fn empty(&self, title: &str, root: &str) -> String {
        let html = self.page(title, "en", "ltr", "<meta name=\"robots\" content=\"noindex\">", root);
        html.replace("href=\"feed.json\"", &format!("href=\"{root}feed.json\""))
    }

    fn page(&self, title: &str, language: &str, dir: &str, head: &str, root: &str) -> String {
        let html = self.index;
        let end = html.find("<body").unwrap_or(html.len());
        let (before, body) = html.split_at_checked(end).unwrap_or((html, ""));
        let before = rebase(before, root);
        let before = replace_tag(&before, "<html", &format!("<html lang=\"{language}\" dir=\"{dir}\">"));
        let title = escape(title);
        let before = match (before.find("<title>"), before.find("</title>")) {
            (Some(start), Some(end)) if start < end => splice(&before, start + "<title>".len(), end, &title),
            _ => insert_into_head(&before, &format!("<title>{title}</title>")),
        };
        let settings = format!("<meta name=\"tidings-root\" content=\"{root}\">\n{head}");
        let at = before.find("<meta name=\"tidings-feed\"").unwrap_or(before.len());
        splice(&before, at, at, &settings) + body
    }
}

/// Makes the relative addresses in a head lead from a page at another depth.
fn rebase(head: &str, root: &str) -> String {
    let mut out = String::with_capacity(head.len() + 256);
    let mut rest = head;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        out.push('<');
        let (tag, behind) = after.split_once('>').unwrap_or((after, ""));
        let is_setting = FILES.iter().any(|name| tag.contains(&format!("name=\"{name}\"")));
        let is_link = tag.starts_with("link ");
        let mut tag = tag.to_owned();
        for (attribute, is_file) in [(" href=\"", is_link), (" content=\"", is_setting), (" data-wasm=\"", is_setting)]
        {
            if let Some(start) = tag.find(attribute).filter(|_| is_file).map(|at| at + attribute.len()) {
                let own = tag.get(start..).is_some_and(|value| value.starts_with("./"));
                tag = splice(&tag, start, if own { start + 2 } else { start }, root);
            }
        }
        out.push_str(&tag);
        if after.contains('>') {
            out.push('>');
        }
        rest = behind;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_files_fit_the_depth_and_scripts_stay_as_they_are() {
        let head = "<link rel=\"icon\" href=\"icons/icon.svg\"><meta name=\"tidings-viewer\" content=\"./v.js\" data-wasm=\"./v.wasm\">\
                    <script>if (1 < 2) import(\"./x\")</script><meta name=\"description\" content=\"a\">";
        let moved = rebase(head, "../../");
        assert_eq!(
            moved,
            "<link rel=\"icon\" href=\"../../icons/icon.svg\"><meta name=\"tidings-viewer\" content=\"../../v.js\" \
             data-wasm=\"../../v.wasm\"><script>if (1 < 2) import(\"./x\")</script><meta name=\"description\" content=\"a\">"
        );
    }
}
