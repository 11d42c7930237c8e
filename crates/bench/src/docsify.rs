//! The peer: a docsify 5 site of the same articles, with its search and zoom plugins, everything served from here.
//!
//! 1. [`crate::npm`] puts the pinned package below `target/bench/`, unless it is there.
//! 2. [`write`] makes a site as its manual describes one: a home page that lists the articles with the lead's picture, a side
//!    bar, one Markdown file for each article.
//!
//! Bodies are what the bundle has, Markdown or HTML; docsify takes both. Our home page shows more pictures than this one: the
//! comparison leans towards the peer.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use miette::{IntoDiagnostic, Result, WrapErr};
use tidings_bundle::{Article, Bundle, Content};
use tidings_markup::{escape, text_to_html};

use crate::npm::Package;

/// What is measured against.
pub(crate) const PACKAGE: Package = Package { name: "docsify", version: "5.0.0" };

/// What the site takes from the package.
const PARTS: [&str; 4] =
    ["docsify.min.js", "themes/core.min.css", "plugins/search.min.js", "plugins/zoom-image.min.js"];

/// Writes the site of `bundle` into `site`; pictures come from `ours`, the packed site.
pub(crate) fn write(installed: &Path, bundle: &Bundle, first: &Article, ours: &Path, site: &Path) -> Result<()> {
    if site.exists() {
        fs::remove_dir_all(site).into_diagnostic()?;
    }
    fs::create_dir_all(site.join("a")).into_diagnostic()?;
    for part in PARTS {
        let name = part.rsplit('/').next().unwrap_or(part);
        let from = installed.join("node_modules/docsify/dist").join(part);
        fs::copy(&from, site.join(name)).into_diagnostic().wrap_err_with(|| from.display().to_string())?;
    }
    copy_pictures(&ours.join("media"), &site.join("media"))?;
    put(&site.join("index.html"), &page(bundle))?;
    let others = || bundle.articles.iter().filter(|article| article.id != first.id);
    let articles: Vec<&Article> = std::iter::once(first).chain(others()).collect();
    put(&site.join("README.md"), &home(bundle, &articles))?;
    put(&site.join("_sidebar.md"), &side_bar(&articles))?;
    for article in articles {
        put(&site.join(format!("a/{}.md", article.slug)), &article_page(article))?;
    }
    Ok(())
}

fn page(bundle: &Bundle) -> String {
    let title = escape(&bundle.title);
    format!(
        r#"<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="core.min.css">
<style>.markdown-section img {{ height: auto; }}</style>
</head>
<body>
<div id="app"></div>
<script>window.$docsify = {{ name: {name}, loadSidebar: true, auto2top: true, search: {{ paths: "auto", depth: 3 }} }};</script>
<script src="docsify.min.js"></script>
<script src="search.min.js"></script>
<script src="zoom-image.min.js"></script>
</body>
</html>
"#,
        language = escape(bundle.language.as_deref().unwrap_or("en")),
        name = serde_json::Value::from(bundle.title.as_str()).to_string().replace('<', "\\u003c"),
    )
}

fn home(bundle: &Bundle, articles: &[&Article]) -> String {
    let mut home = format!("# {}\n\n", plain(&bundle.title));
    if let Some(description) = &bundle.description {
        let _ = write!(home, "{}\n\n", plain(description));
    }
    for (index, article) in articles.iter().enumerate() {
        let _ = write!(home, "## {}\n\n", link(article));
        if index == 0 {
            home.push_str(&lead(article));
        }
        if let Some(summary) = article.summary.as_ref().or(article.subtitle.as_ref()) {
            let _ = write!(home, "{}\n\n", plain(summary));
        }
    }
    home
}

fn side_bar(articles: &[&Article]) -> String {
    articles.iter().map(|article| format!("- {}\n", link(article))).collect()
}

fn article_page(article: &Article) -> String {
    let mut page = format!("# {}\n\n", plain(article.headline()));
    if let Some(subtitle) = &article.subtitle {
        let _ = write!(page, "{}\n\n", plain(subtitle));
    }
    let names: Vec<&str> = article.authors.iter().map(|author| author.name.as_str()).collect();
    if !names.is_empty() {
        let _ = write!(page, "{}\n\n", plain(&names.join(", ")));
    }
    page.push_str(&lead(article));
    match &article.content {
        Content::Markdown(markdown) => page.push_str(markdown),
        Content::Html(html) => page.push_str(html),
        Content::Text(text) => page.push_str(&text_to_html(text)),
    }
    page.push('\n');
    page
}

fn link(article: &Article) -> String {
    format!("[{}](/a/{}.md)", plain(article.headline()), article.slug)
}

fn lead(article: &Article) -> String {
    let Some(picture) = &article.lead else { return String::new() };
    let size = match (picture.width, picture.height) {
        (Some(width), Some(height)) => format!(" width=\"{width}\" height=\"{height}\""),
        _ => String::new(),
    };
    let alt = escape(picture.alt.as_deref().unwrap_or_default());
    // As HTML: docsify writes no size for a Markdown picture, and the page would jump for want of one.
    format!("<p><img src=\"{}\" alt=\"{alt}\"{size}></p>\n\n", escape(&picture.src))
}

/// Text on one line with what Markdown would read as markup escaped.
fn plain(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars()
        .flat_map(|letter| {
            matches!(letter, '\\' | '[' | ']' | '*' | '_' | '`' | '<' | '#').then_some('\\').into_iter().chain([letter])
        })
        .collect()
}

fn copy_pictures(from: &Path, to: &Path) -> Result<()> {
    for entry in walkdir::WalkDir::new(from).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let Ok(relative) = entry.path().strip_prefix(from) else { continue };
        let target = to.join(relative);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).into_diagnostic()?;
        }
        fs::copy(entry.path(), &target).into_diagnostic().wrap_err_with(|| target.display().to_string())?;
    }
    Ok(())
}

fn put(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).into_diagnostic().wrap_err_with(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_text_to_docsify_too() {
        assert_eq!(plain("A *star* [x]\n<b>"), "A \\*star\\* \\[x\\] \\<b>");
    }

    #[test]
    fn the_page_survives_any_title() {
        let bundle = Bundle { title: "</script>\"'&".into(), ..Bundle::default() };
        let page = page(&bundle);
        assert!(page.contains("<title>&lt;/script&gt;&quot;&#39;&amp;</title>"));
        assert!(page.contains(r#"name: "\u003c/script>\"'&""#), "{page}");
    }
}
