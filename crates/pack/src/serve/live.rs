//! What is answered differently while a source is shown: pages reload themselves, and nothing old is kept.
//!
//! 1. A page names `/.tidings/reload.js` before the end of its head, with the number of changes so far; its policy permits that
//!    script and its question. Only what is sent is changed, never a file on the disk.
//! 2. The script asks `/.tidings/changes?since=<number>`, which is answered when the number is higher.
//! 3. `sw.js` is a worker that goes at once. Nothing is kept by browsers but files whose names change with their content.

use std::borrow::Cow;

use super::changes::Changes;

const RELOAD: &str = include_str!("reload.js");
const WORKER: &str = include_str!("worker.js");
/// Below it are our own addresses. A name with a dot: no file of a site is served there.
const OURS: &str = "/.tidings/";
const POLICY: &str = "http-equiv=\"Content-Security-Policy\" content=\"";
/// What the script needs.
const NEEDED: [&str; 2] = ["script-src", "connect-src"];

/// What is said about a path that is no file's.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said {
    Script(&'static str),
    /// The number of changes.
    Number(u64),
    /// Nothing more: the server ends.
    Ending,
    Nothing,
}

/// Answers what only this mode has; `None` for everything else.
pub(super) async fn answer(changes: &Changes, path: &str, query: Option<&str>) -> Option<Said> {
    if path == "/sw.js" {
        return Some(Said::Script(WORKER));
    }
    Some(match path.strip_prefix(OURS)? {
        "reload.js" => Said::Script(RELOAD),
        "changes" => changes.after(since(query)).await.map_or(Said::Ending, Said::Number),
        _ => Said::Nothing,
    })
}

fn since(query: Option<&str>) -> u64 {
    let mut fields = query.unwrap_or_default().split('&');
    fields.find_map(|field| field.strip_prefix("since=")?.parse().ok()).unwrap_or(0)
}

/// A page that reloads itself once the number of changes is above `number`.
pub(super) fn page(html: &str, number: u64) -> String {
    let html = permit(html);
    let script = format!("<script src=\"{OURS}reload.js?since={number}\" defer></script>\n");
    let at = html.find("</head>").or_else(|| html.find("</body>")).unwrap_or(html.len());
    let (before, after) = html.split_at(at);
    format!("{before}{script}{after}")
}

/// The page with a policy that lets the script in.
fn permit(html: &str) -> Cow<'_, str> {
    let place = html.find(POLICY).map(|at| at + POLICY.len());
    let Some((before, rest)) = place.and_then(|at| html.split_at_checked(at)) else {
        return Cow::Borrowed(html);
    };
    match rest.split_once('"') {
        Some((policy, after)) => Cow::Owned(format!("{before}{}\"{after}", permitting(policy))),
        None => Cow::Borrowed(html),
    }
}

fn permitting(policy: &str) -> String {
    let mut directives: Vec<Vec<&str>> =
        policy.split(';').map(|directive| directive.split_whitespace().collect::<Vec<_>>()).collect();
    directives.retain(|directive| !directive.is_empty());
    let is_closed = directives.iter().any(|directive| directive.first() == Some(&"default-src"));
    for needed in NEEDED {
        match directives.iter_mut().find(|directive| directive.first() == Some(&needed)) {
            Some(directive) if directive.contains(&"'self'") => {}
            Some(directive) => {
                directive.retain(|source| *source != "'none'");
                directive.push("'self'");
            }
            None if is_closed => directives.push(vec![needed, "'self'"]),
            None => {}
        }
    }
    directives.iter().map(|directive| directive.join(" ")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_the_script_within_its_head_or_at_its_end() {
        let script = "<script src=\"/.tidings/reload.js?since=7\" defer></script>\n";
        assert_eq!(page("<head><title>x</title></head>", 7), format!("<head><title>x</title>{script}</head>"));
        assert_eq!(page("<p>x</p></body>", 7), format!("<p>x</p>{script}</body>"));
        assert_eq!(page("<p>x</p>", 7), format!("<p>x</p>{script}"));
    }

    #[test]
    fn a_policy_lets_the_script_in_and_nothing_else() {
        for (before, after) in [
            (
                "default-src 'none'; style-src 'sha256-x'",
                "default-src 'none'; style-src 'sha256-x'; script-src 'self'; connect-src 'self'",
            ),
            (
                "default-src 'none'; script-src 'none'; connect-src 'self'",
                "default-src 'none'; script-src 'self'; connect-src 'self'",
            ),
            (
                "script-src 'self' 'sha256-x'; connect-src https://a.example",
                "script-src 'self' 'sha256-x'; connect-src https://a.example 'self'",
            ),
            ("style-src 'self'", "style-src 'self'"),
        ] {
            assert_eq!(permitting(before), after);
            let html = |policy: &str| format!("<meta {POLICY}{policy}\"><p>");
            assert_eq!(permit(&html(before)), html(after));
        }
        assert_eq!(permit("<p>no policy"), "<p>no policy");
        assert_eq!(permit(&format!("<meta {POLICY}cut off")), format!("<meta {POLICY}cut off"));
    }

    #[tokio::test]
    async fn only_our_own_addresses_are_answered_here() {
        let changes = Changes::default();
        let number = changes.number();
        assert_eq!(answer(&changes, "/index.html", None).await, None);
        assert_eq!(answer(&changes, "/.tidings/x", None).await, Some(Said::Nothing));
        assert_eq!(answer(&changes, "/sw.js", None).await, Some(Said::Script(WORKER)));
        for query in [None, Some("since=0"), Some("a=b&since=1"), Some("since=-1"), Some("since=x")] {
            assert_eq!(answer(&changes, "/.tidings/changes", query).await, Some(Said::Number(number)), "{query:?}");
        }
    }
}
