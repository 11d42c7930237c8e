//! What is done to every HTML page on its way: the witness goes in, the policy out if a test wants that.

use crate::probe;

/// Leaves out the `<meta>` that holds the policy.
pub(super) fn without_policy(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let found = lower.find("<meta http-equiv=\"content-security-policy\"");
    let end = found.and_then(|start| lower.get(start..)?.find('>').map(|length| start + length + 1));
    match (found.and_then(|start| html.get(..start)), end.and_then(|end| html.get(end..))) {
        (Some(before), Some(after)) => format!("{before}{after}"),
        _ => html.to_owned(),
    }
}

/// Puts the witness and other scripts right behind the opening tag of the head; an edition, whose policy lets no such script in, has its
/// own already.
pub(super) fn with_scripts(html: &str, scripts: &[String]) -> Vec<u8> {
    if html.contains(probe::SCRIPT) {
        return html.as_bytes().to_vec();
    }
    let lower = html.to_ascii_lowercase();
    let after_head =
        lower.find("<head").and_then(|start| lower.get(start..)?.find('>').map(|end| start + end + 1)).unwrap_or(0);
    let (before, after) = html.split_at(after_head);
    let mut tags = format!("<script src=\"{}\"></script>", probe::PATH);
    for script in scripts {
        tags.push_str(&format!("<script src=\"{script}\"></script>"));
    }
    format!("{before}{tags}{after}").into_bytes()
}
