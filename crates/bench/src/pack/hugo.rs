//! The peer: Hugo, Debian's package, building the same pages.
//!
//! Its site is what a plain blog is: a page for each article, a page for each folder and the front page with the newest 50 articles
//! below, RSS for each list, a sitemap. It has neither search nor a viewer, no tag pages, no colours in code, no related articles,
//! no check of links; its templates are as short as templates can be. So the comparison leans towards the peer.
//!
//! The pages are copied, and changed only where Hugo would not take them:
//!
//! - `ms.date: 11/28/2017` becomes `date: 2017-11-28`: it reads dates of one form only;
//! - `index.md` becomes `index-page.md`: it would take all other pages beside it for files that belong to this one;
//! - each folder gets an empty `_index.md`, without which only those at the top would be lists.
//!
//! Shortcodes need no escape: Hugo reads `{{<` and `{{%`, and these pages have neither.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use miette::{IntoDiagnostic, Result, WrapErr};

use super::source::Source;

const SETTINGS: &str = r#"baseURL = "https://docs.example/"
title = "Documentation"
languageCode = "en"
disableKinds = ["taxonomy", "term"]
[services.rss]
limit = 50
[markup.goldmark.renderer]
unsafe = true
[markup.highlight]
codeFences = false
"#;

const BASE: &str = r#"<!DOCTYPE html>
<html lang="{{ site.LanguageCode }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ .Title }}</title>
<meta name="description" content="{{ .Description }}">
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AlternativeOutputFormats }}<link rel="{{ .Rel }}" type="{{ .MediaType.Type }}" href="{{ .Permalink }}">{{ end }}
</head>
<body>
<header><a href="{{ site.BaseURL }}">{{ site.Title }}</a></header>
<main>{{ block "main" . }}{{ end }}</main>
</body>
</html>
"#;

const SINGLE: &str = r#"{{ define "main" }}<article>
<h1>{{ .Title }}</h1>
<p>{{ .Description }}</p>
<time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time>
{{ .Content }}
</article>{{ end }}
"#;

const LIST: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range first 50 .RegularPagesRecursive }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> <time datetime="{{ .Date.Format "2006-01-02" }}">{{ .Date.Format "2 January 2006" }}</time>
<p>{{ .Description }}</p></li>{{ end }}
</ul>{{ end }}
"#;

/// Hugo with a copy of a source.
pub(super) struct Peer {
    /// What it calls itself: `hugo v0.111.3`.
    pub(super) version: String,
    site: PathBuf,
    pub(super) output: PathBuf,
}

impl Peer {
    /// The Hugo of this machine, with a copy of the pages in `folder`; none if there is no Hugo.
    pub(super) fn prepare(source: &Source, folder: &Path) -> Result<Option<Peer>> {
        let said = Command::new("hugo").arg("version").stdin(Stdio::null()).output();
        let Ok(said) = said else { return Ok(None) };
        let said = String::from_utf8_lossy(&said.stdout);
        let version = said.split(['+', '-']).next().unwrap_or_default().trim().to_owned();
        let site = folder.join("hugo");
        if site.exists() {
            fs::remove_dir_all(&site).into_diagnostic()?;
        }
        copy(source, &site.join("content"))?;
        put(&site.join("config.toml"), SETTINGS)?;
        for (name, template) in [("baseof", BASE), ("single", SINGLE), ("list", LIST)] {
            put(&site.join(format!("layouts/_default/{name}.html")), template)?;
        }
        put(&site.join("layouts/index.html"), LIST)?;
        Ok(Some(Peer { version, site, output: folder.join("hugo-site") }))
    }

    /// The command that builds its site.
    pub(super) fn command(&self) -> Vec<String> {
        let [source, destination] = [&self.site, &self.output].map(|path| path.to_string_lossy().into_owned());
        // Hugo takes a destination as lying below its source.
        let destination =
            std::path::absolute(&destination).map_or(destination, |path| path.to_string_lossy().into_owned());
        ["hugo", "--quiet", "--source", &source, "--destination", &destination].map(str::to_owned).to_vec()
    }

    /// Its copy of the pages.
    pub(super) fn source(&self) -> Result<Source> {
        Source::read(&self.site.join("content"))
    }
}

fn copy(source: &Source, content: &Path) -> Result<()> {
    for path in &source.files {
        let relative = path.strip_prefix(&source.folder).into_diagnostic()?;
        let to = match relative.file_name() {
            Some(name) if name == "index.md" => content.join(relative).with_file_name("index-page.md"),
            _ => content.join(relative),
        };
        let text = fs::read_to_string(path).into_diagnostic().wrap_err_with(|| path.display().to_string())?;
        put(&to, &dated(&text))?;
        let list = to.with_file_name("_index.md");
        if !list.exists() {
            let name = to.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
            put(&list, &format!("---\ntitle: {}\n---\n", serde_json::Value::from(name)))?;
        }
    }
    Ok(())
}

/// A page with its date as Hugo reads dates.
fn dated(text: &str) -> String {
    let Some((header, body)) = text.strip_prefix("---").and_then(|rest| rest.split_once("\n---")) else {
        return text.to_owned();
    };
    let lines: Vec<String> = header
        .lines()
        .map(|line| line.strip_prefix("ms.date:").and_then(date).unwrap_or_else(|| line.to_owned()))
        .collect();
    format!("---{}\n---{body}", lines.join("\n"))
}

/// `date: 2017-11-28` from ` 11/28/2017`.
fn date(american: &str) -> Option<String> {
    let parts: Vec<u32> = american.trim().split('/').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [month, day, year] = parts.as_slice() else { return None };
    Some(format!("date: {year:04}-{month:02}-{day:02}"))
}

fn put(path: &Path, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).into_diagnostic()?;
    }
    fs::write(path, text).into_diagnostic().wrap_err_with(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_hugo_would_not_take_is_changed() {
        let folder = tempfile::tempdir().unwrap();
        let from = folder.path().join("from");
        put(&from.join("a/index.md"), "---\ntitle: A\nms.date: 1/28/2017\n---\nms.date: 1/28/2017\n").unwrap();
        put(&from.join("a/b.md"), "no header\n").unwrap();
        let to = folder.path().join("to");
        copy(&Source::read(&from).unwrap(), &to).unwrap();
        let read = |name: &str| fs::read_to_string(to.join(name)).unwrap();
        assert_eq!(read("a/index-page.md"), "---\ntitle: A\ndate: 2017-01-28\n---\nms.date: 1/28/2017\n");
        assert_eq!(read("a/b.md"), "no header\n");
        assert_eq!(read("a/_index.md"), "---\ntitle: \"a\"\n---\n");
    }
}
