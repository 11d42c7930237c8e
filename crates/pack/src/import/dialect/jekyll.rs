//! Liquid as Jekyll's authors use it in posts: links, films, code, and text that is not to be seen.
//!
//! Liquid is a language; what needs a program to run (`{% if %}`, `{% assign %}`) stays as text and is reported.

use super::arguments::Arguments;
use super::known::{as_destination, fenced, figure, film};
use super::shortcodes::{Meaning, Place, Style};
use crate::import::SourceArticle;
use crate::report::Finding;

/// What a Liquid tag or expression means.
pub fn meaning(place: &Place<'_>, index: usize, article: &mut SourceArticle, findings: &mut Vec<Finding>) -> Meaning {
    let Some(tag) = place.tags.get(index) else {
        return Meaning::Stay;
    };
    if tag.style == Style::Liquid {
        return expression(&tag.name).map_or(Meaning::Stay, Meaning::Phrase);
    }
    match tag.name.as_str() {
        "link" => Meaning::Phrase(format!("@/{}", as_destination(tag.written.trim_matches('/')))),
        "post_url" => Meaning::Phrase(format!("@ref/{}", as_destination(tag.written.trim_matches('/')))),
        "raw" => match place.inside(index) {
            Some((last, inside)) => Meaning::Whole(last, inside.trim_matches('\n').to_owned()),
            None => Meaning::Unknown,
        },
        "highlight" => match place.inside(index) {
            Some((last, code)) => {
                let language = tag.written.split_whitespace().next().unwrap_or_default();
                Meaning::Whole(last, fenced(language, code))
            }
            None => Meaning::Unknown,
        },
        // Not meant for readers; if it never ends, nobody knows how much of the text is not.
        "comment" => match place.inside(index) {
            Some((last, _)) => Meaning::Whole(last, String::new()),
            None => {
                let what = "the comment that begins here never ends";
                findings.push(
                    Finding::error(&article.origin.file, Some(place.line), what)
                        .remedy("close it with {% endcomment %}; the text behind it is left out until then"),
                );
                Meaning::Whole(usize::MAX, String::new())
            }
        },
        "include" | "include_relative" => include(&tag.written, article),
        "gallery" => place.gallery(index, article, findings),
        "youtube" | "vimeo" | "gist" | "twitter" | "tweet" => film(&tag.name, &tag.arguments, article),
        _ => Meaning::Unknown,
    }
}

/// `{% include youtube.html id="…" %}`, `{% include figure.html src="…" %}`.
fn include(written: &str, article: &mut SourceArticle) -> Meaning {
    let (file, rest) = written.split_once(char::is_whitespace).unwrap_or((written, ""));
    let name = file.rsplit('/').next().unwrap_or(file);
    let name = name.split('.').next().unwrap_or(name).to_lowercase();
    let Some(arguments) = Arguments::parse(rest) else {
        return Meaning::Unknown;
    };
    match name.as_str() {
        "figure" | "image" | "img" | "picture" => figure(&arguments),
        "youtube" | "vimeo" => film(&name, &arguments, article),
        "video" => match arguments.named(&["provider"]) {
            Some(provider @ ("youtube" | "vimeo")) => film(provider, &arguments, article),
            _ => film("video", &arguments, article),
        },
        _ => Meaning::Unknown,
    }
}

/// `{{ site.baseurl }}` and `{{ "/a.png" | relative_url }}`; everything else in such brackets is left alone.
fn expression(inside: &str) -> Option<String> {
    let inside = inside.trim();
    if matches!(inside, "site.baseurl" | "site.url" | "site.base_url" | "base_url" | "page.url") {
        return Some(String::new());
    }
    let quote = inside.chars().next().filter(|letter| matches!(letter, '"' | '\''))?;
    let (path, filters) = inside.get(1..)?.split_once(quote)?;
    let is_address = |filter: &str| {
        let filter = filter.trim();
        matches!(
            filter,
            "relative_url" | "absolute_url" | "prepend: site.baseurl" | "prepend: site.url" | "prepend:site.baseurl"
        )
    };
    let mut filters = filters.trim().strip_prefix('|')?.split('|');
    filters.all(is_address).then(|| as_destination(path))
}
