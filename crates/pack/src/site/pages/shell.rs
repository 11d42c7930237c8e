//! The viewer's page with something in it already.
//!
//! What such a page needs of the style sheet stands in the page, allowed by its hash, so that nothing has to arrive before the first
//! paint; the whole sheet is named behind the text, where it holds up nothing. Where that first paint has all of the first screen, nothing
//! shifts when the rest comes: browsers that can are asked to wait for it ([`FIRST`]).

use tidings_markup::escape;
use tidings_viewer::still::Written;

use super::critical::Critical;
use crate::viewer_files::{insert_into_head, replace_tag, splice};

/// Settings of the viewer's page that are addresses of files.
const FILES: [&str; 5] = ["tidings-feed", "tidings-engine", "tidings-markdown", "tidings-archive", "tidings-viewer"];

/// How the viewer's page names its style sheet, and how its policy speaks of style.
const SHEET: &str = "<link rel=\"stylesheet\"";
const POLICY: &str = "style-src 'self'";

/// What fills the first screen, whichever of them the page has: masthead and columns change their places as long as they grow.
/// Tags as the views write them: in a text that speaks of HTML no `<` stands bare.
const FIRST: [&str; 3] = ["<div class=\"front-top\"", "<header class=\"article-head\"", "<header class=\"page-head\""];
const FIRST_ID: &str = "first-screen";

pub(super) struct Shell<'a> {
    index: &'a str,
    critical: Critical,
}

impl<'a> Shell<'a> {
    pub(super) fn new(index: &'a str, sheet: &str) -> Shell<'a> {
        Shell { index, critical: Critical::new(sheet) }
    }

    /// A page whose text is `written`; `head` are further elements of its head, `root` leads to the site's root.
    pub(super) fn fill(&self, written: &Written, head: &str, root: &str) -> String {
        let html = self.page(&written.title, written.language, written.dir, head, root);
        let html = insert_into_head(&html, &first_picture(&written.html).unwrap_or_default());
        let (text, html) = awaited(&written.html, html);
        let body = format!("<div id=\"start\" data-page=\"written\">{text}</div>");
        let root_tag = format!("<html lang=\"{}\" dir=\"{}\">", written.language, written.dir);
        let (html, body) = self.styled(html, body, &root_tag);
        // Behind the sheet, which it corrects.
        let body = format!("{body}\n<noscript><link rel=\"stylesheet\" href=\"{root}unscripted.css\"></noscript>");
        match (html.find("<main"), html.rfind("</main>")) {
            (Some(start), Some(end)) if start < end => splice(&html, start, end + "</main>".len(), &body),
            _ => html,
        }
    }

    /// Puts into the page what it needs of the sheet, and the sheet behind the text. A page without a sheet, or without a policy that
    /// could allow the one in the page, stays as it is.
    fn styled(&self, html: String, body: String, root_tag: &str) -> (String, String) {
        let critical = self.critical.of(&format!("{root_tag}{body}"));
        let link = html.find(SHEET).and_then(|start| Some((start, start + html.get(start..)?.find('>')? + 1)));
        let link = link.filter(|_| html.contains(POLICY) && !critical.text.is_empty() && !critical.text.contains("</"));
        let Some((start, end)) = link else { return (html, body) };
        let body = format!("{body}\n{}", html.get(start..end).unwrap_or_default());
        let html = splice(&html, start, end, &format!("<style>{}</style>", critical.text));
        (html.replacen(POLICY, &format!("{POLICY} 'sha256-{}'", critical.hash), 1), body)
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

/// Asks for the picture that goes first (`fetchpriority` in the viewer's views) before the viewer's own files: the browser finds it in the
/// text only once it has read the head, a fifth of a second later on a slow machine, and then they share the line.
fn first_picture(text: &str) -> Option<String> {
    let mut tags = text.split("<img").skip(1).filter_map(|rest| rest.split('>').next());
    let tag = tags.find(|tag| tag.contains(" fetchpriority=\"high\""))?;
    let value = |name: &str| tag.split_once(&format!(" {name}=\""))?.1.split('"').next();
    let src = value("src").filter(|src| !src.starts_with("data:"))?;
    // Not both: a browser that looks ahead without reading the sizes (WebKit) would fetch the original.
    let what = match (value("srcset"), value("sizes")) {
        (Some(set), Some(sizes)) => format!("imagesrcset=\"{set}\" imagesizes=\"{sizes}\""),
        _ => format!("href=\"{src}\""),
    };
    Some(format!("<link rel=\"preload\" as=\"image\" fetchpriority=\"high\" {what}>"))
}

/// Names the first screen in the text, and in the page what to wait for.
///
/// # Source
/// HTML, 4.6.8.5: link type `expect` with `blocking=render`.
fn awaited(text: &str, page: String) -> (String, String) {
    let Some(at) = FIRST.iter().find_map(|tag| Some(text.find(tag)? + tag.len())) else {
        return (text.to_owned(), page);
    };
    let link = format!("<link rel=\"expect\" href=\"#{FIRST_ID}\" blocking=\"render\">");
    (splice(text, at, at, &format!(" id=\"{FIRST_ID}\"")), insert_into_head(&page, &link))
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
    fn the_picture_that_goes_first_is_asked_for_in_the_head() {
        let image = |more: &str| {
            format!("<p><img src=\"b.jpg\" loading=\"lazy\"></p><img alt=\"a &gt; b\" fetchpriority=\"high\"{more}>")
        };
        assert_eq!(
            first_picture(&image(" sizes=\"100vw\" srcset=\"s.webp 480w, a.jpg 900w\" src=\"a.jpg\"")).unwrap(),
            "<link rel=\"preload\" as=\"image\" fetchpriority=\"high\" \
             imagesrcset=\"s.webp 480w, a.jpg 900w\" imagesizes=\"100vw\">"
        );
        let alone = "<link rel=\"preload\" as=\"image\" fetchpriority=\"high\" href=\"a.svg\">";
        assert_eq!(first_picture(&image(" src=\"a.svg\"")).as_deref(), Some(alone));
        assert_eq!(first_picture(&image(" src=\"data:image/gif;base64,AA\"")), None);
        // Words about HTML are no HTML.
        let words = "<img src=\"b.jpg\"><p>&lt;img fetchpriority=\"high\" src=\"c.jpg\"&gt;, class=\"front-top\"</p>";
        assert_eq!(first_picture(words), None);
        assert_eq!(awaited(words, "<head></head>".to_owned()), (words.to_owned(), "<head></head>".to_owned()));
    }

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
