//! From the path of a request to a file below the served folders.

use std::path::{Component, Path, PathBuf};

use super::Answer;

/// The first folder that has the file wins; nothing outside is ever read.
pub(super) fn find(folders: &[(String, PathBuf)], path: &str) -> Option<Answer> {
    folders.iter().find_map(|(prefix, folder)| {
        let inner = path.strip_prefix(prefix.as_str())?;
        let inner =
            if inner.is_empty() || inner.ends_with('/') { format!("{inner}index.html") } else { inner.to_owned() };
        let leaves = Path::new(&inner).components().any(|part| !matches!(part, Component::Normal(_)));
        if leaves {
            return None;
        }
        let file = folder.join(&inner);
        let body = std::fs::read(&file).ok()?;
        Some(Answer::new(mime_of(&file), body))
    })
}

fn mime_of(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript",
        "css" => "text/css",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

pub(super) fn percent_decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let decoded = (byte == b'%')
            .then(|| std::str::from_utf8(tail.get(..2)?).ok())
            .flatten()
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match (decoded, tail.get(2..)) {
            (Some(decoded), Some(after)) => {
                bytes.push(decoded);
                rest = after;
            }
            _ => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
