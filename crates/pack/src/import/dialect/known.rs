//! The shortcodes that mean the same wherever they are used: figures, films, links, code, boxes.
//!
//! Films become embeds: cards that lead to the film, since nothing is loaded from another host before a reader asks for it.

use tidings_bundle::{Embed, Extensions};
use tidings_markup::{Options, escape, markdown_to_html};

use super::arguments::Arguments;
use super::shortcodes::{Meaning, Place, Style};
use crate::import::SourceArticle;
use crate::report::Finding;

const FIGURES: &[&str] =
    &["figure", "img", "image", "picture", "imgcap", "featured-image", "lightbox", "resize_image", "responsive_image"];
const FILMS: &[&str] = &[
    "youtube",
    "youtube-lite",
    "yt",
    "vimeo",
    "tweet",
    "twitter",
    "x",
    "instagram",
    "gist",
    "video",
    "mp4",
    "audio",
    "peertube",
    "dailymotion",
];
const BOXES: &[&str] = &[
    "notice",
    "alert",
    "callout",
    "admonition",
    "hint",
    "note",
    "tip",
    "warning",
    "info",
    "caution",
    "important",
    "danger",
    "details",
    "spoiler",
];

/// What a Hugo, Zola or DocFX tag means.
pub fn meaning(place: &Place<'_>, index: usize, article: &mut SourceArticle, findings: &mut Vec<Finding>) -> Meaning {
    let Some(tag) = place.tags.get(index) else {
        return Meaning::Stay;
    };
    if tag.is_escaped {
        return Meaning::Phrase(format!("{{{{&lt; {} &gt;}}}}", escape(&tag.written)));
    }
    let arguments = &tag.arguments;
    let name = tag.name.rsplit('/').next().unwrap_or(&tag.name).trim_end_matches(".html");
    match name {
        "ref" | "relref" if tag.style == Style::Hugo => {
            arguments.either(&["path"], 0).map_or(Meaning::Unknown, |path| Meaning::Phrase(reference(path)))
        }
        "gallery" => place.gallery(index, article, findings),
        // Rendered in its place, with the embed of the header.
        "embed" if tag.style == Style::Hugo && arguments.named(&["src", "url"]).is_none() => Meaning::Stay,
        "highlight" => match place.inside(index) {
            Some((last, code)) => Meaning::Whole(last, fenced(arguments.positional(0).unwrap_or_default(), code)),
            None => Meaning::Unknown,
        },
        "no-loc" => arguments.named(&["text"]).map_or(Meaning::Unknown, |text| Meaning::Phrase(text.to_owned())),
        name if FIGURES.contains(&name) && !tag.is_closing => figure(arguments),
        name if FILMS.contains(&name) && !tag.is_closing => film(name, arguments, article),
        name if BOXES.contains(&name) && tag.style != Style::DocFx => admonition(place, index, name),
        _ => Meaning::Unknown,
    }
}

/// `other.md#place` as an address that [`crate::resolve`] looks up by name.
fn reference(path: &str) -> String {
    match path.starts_with('#') || path.contains("://") {
        true => path.to_owned(),
        false => format!("@ref/{}", as_destination(path)),
    }
}

/// An address that may stand between round brackets.
pub fn as_destination(path: &str) -> String {
    let mut address = String::with_capacity(path.len());
    for letter in path.trim().chars() {
        match letter {
            ' ' | '(' | ')' | '<' | '>' | '"' | '\\' => address.push_str(&format!("%{:02X}", u32::from(letter))),
            letter if letter.is_control() => {}
            letter => address.push(letter),
        }
    }
    address
}

/// Code in a fence that is longer than any in it.
pub fn fenced(language: &str, code: &str) -> String {
    let longest = code.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let language: String =
        language.chars().filter(|letter| letter.is_alphanumeric() || matches!(letter, '+' | '#' | '-')).collect();
    format!("{fence}{language}\n{}\n{fence}", code.trim_matches(['\n', '\r']))
}

/// A picture with everything that belongs to it.
pub fn figure(arguments: &Arguments) -> Meaning {
    let names = &["src", "source", "url", "path", "image_path", "image", "link_src"];
    let Some(src) = arguments.either(names, 0) else {
        return Meaning::Unknown;
    };
    let mut picture = format!("<img src=\"{}\"", escape(&one_line(src)));
    let alt = arguments.named(&["alt", "alt-text", "alt_text"]).or_else(|| arguments.positional(1));
    for (name, value) in
        [("alt", alt), ("width", arguments.named(&["width"])), ("height", arguments.named(&["height"]))]
    {
        if let Some(value) = value {
            picture.push_str(&format!(" {name}=\"{}\"", escape(&one_line(value))));
        }
    }
    picture.push('>');
    if let Some(link) = arguments.named(&["link", "href"]) {
        picture = format!("<a href=\"{}\">{picture}</a>", escape(&one_line(link)));
    }
    let caption = caption(arguments);
    let block = match caption.is_empty() {
        true => format!("<figure>{picture}</figure>"),
        false => format!("<figure>{picture}<figcaption>{caption}</figcaption></figure>"),
    };
    Meaning::Block(block, picture)
}

fn caption(arguments: &Arguments) -> String {
    let mut parts = Vec::new();
    if let Some(title) = arguments.named(&["title"]) {
        parts.push(format!("<strong>{}</strong>", phrase(title)));
    }
    parts.extend(arguments.named(&["caption", "cap"]).map(phrase));
    if let Some(credit) = arguments.named(&["attr", "credit", "author"]) {
        let credit = phrase(credit);
        parts.push(match arguments.named(&["attrlink"]) {
            Some(link) => format!("<a href=\"{}\">{credit}</a>", escape(&one_line(link))),
            None => credit,
        });
    }
    parts.join(" ")
}

/// Markdown within a line as HTML within a line.
fn phrase(text: &str) -> String {
    let html = markdown_to_html(&one_line(text), &Options::default()).html;
    let html = html.trim();
    let inner = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>"));
    match inner {
        Some(inner) if !inner.contains("<p>") => one_line(inner),
        _ => escape(&one_line(text)),
    }
}

/// A blank line would end the element it stands in.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A film, a post or a file of sound: an embed of the article, and its place in the text.
pub fn film(name: &str, arguments: &Arguments, article: &mut SourceArticle) -> Meaning {
    let key = arguments.either(&["id", "videoid", "video_id", "v", "status"], 0).map(str::to_owned);
    let address = arguments.named(&["src", "url", "mp4", "file"]).map(str::to_owned);
    let is_address = |text: &&String| text.contains("://");
    let found = match (address.or_else(|| key.clone().filter(|key| key.contains("://"))), key) {
        (Some(url), _) if is_address(&&url) => provider_of(&url, name),
        // A file beside the article: a link, and the file goes along.
        (Some(file), _) if matches!(name, "video" | "mp4" | "audio") => {
            let title =
                arguments.named(&["title", "caption"]).unwrap_or_else(|| file.rsplit('/').next().unwrap_or(&file));
            let link = format!("[{}]({})", title.replace(['[', ']'], ""), as_destination(&file));
            return Meaning::Block(link.clone(), link);
        }
        (None, Some(file)) if matches!(name, "video" | "mp4" | "audio") && file.contains('.') => {
            let link = format!("[{}]({})", file.rsplit('/').next().unwrap_or(&file), as_destination(&file));
            return Meaning::Block(link.clone(), link);
        }
        (_, Some(key)) => by_key(name, &key, arguments),
        _ => None,
    };
    let Some((provider, key, url)) = found else {
        return Meaning::Unknown;
    };
    let id: String = format!("{provider}-{key}")
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'))
        .take(100)
        .collect();
    if !article.article.embeds.iter().any(|embed| embed.id == id) {
        article.article.embeds.push(Embed {
            id: id.clone(),
            provider: Some(provider),
            key: Some(key),
            url: Some(url),
            title: arguments.named(&["title", "caption"]).map(one_line),
            extensions: Extensions::new(),
            ..Embed::default()
        });
    }
    Meaning::Line(format!("<div data-tidings-embed=\"{id}\"></div>"))
}

type Film = (String, String, String);

fn is_key(key: &str) -> bool {
    (1..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn by_key(name: &str, key: &str, arguments: &Arguments) -> Option<Film> {
    let (provider, url) = match name {
        "youtube" | "youtube-lite" | "yt" => ("youtube", format!("https://www.youtube.com/watch?v={key}")),
        "vimeo" => ("vimeo", format!("https://vimeo.com/{key}")),
        "dailymotion" => ("dailymotion", format!("https://www.dailymotion.com/video/{key}")),
        "instagram" => ("instagram", format!("https://www.instagram.com/p/{key}/")),
        "tweet" | "twitter" | "x" => {
            let by_place = arguments.positional(1).map(|status| (key, status));
            let named = arguments.named(&["user"]).zip(arguments.named(&["id"]));
            let (user, status) = by_place.or(named).unwrap_or(("i", key));
            let key = is_key(user).then_some(status)?;
            return is_key(key).then(|| ("x".to_owned(), key.to_owned(), format!("https://x.com/{user}/status/{key}")));
        }
        "gist" => {
            let (user, gist) = arguments.positional(0).zip(arguments.positional(1)).or_else(|| key.split_once('/'))?;
            let is_safe = is_key(user) && is_key(gist);
            return is_safe
                .then(|| ("gist".to_owned(), gist.to_owned(), format!("https://gist.github.com/{user}/{gist}")));
        }
        _ => return None,
    };
    is_key(key).then(|| (provider.to_owned(), key.to_owned(), url))
}

/// A whole address: of a provider that is known, or of any other.
fn provider_of(url: &str, name: &str) -> Option<Film> {
    let url = one_line(url).replace(' ', "%20");
    let (scheme, rest) = url.split_once("://")?;
    if !matches!(scheme, "https" | "http") {
        return None;
    }
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = host.trim_start_matches("www.");
    let last = path.split(['?', '#']).next()?.trim_end_matches('/').rsplit('/').next()?;
    let query = |wanted: &str| path.split(['?', '&']).find_map(|part| part.strip_prefix(wanted)).map(str::to_owned);
    let (provider, key) = match host {
        "youtube.com" | "m.youtube.com" | "youtube-nocookie.com" | "youtu.be" => {
            ("youtube", query("v=").unwrap_or_else(|| last.to_owned()))
        }
        "vimeo.com" | "player.vimeo.com" => ("vimeo", last.to_owned()),
        _ => (host, query("id=").unwrap_or_else(|| if last.is_empty() { name.to_owned() } else { last.to_owned() })),
    };
    let url = match provider {
        "youtube" if is_key(&key) => format!("https://www.youtube.com/watch?v={key}"),
        _ => url.clone(),
    };
    Some((provider.to_owned(), key, url))
}

/// `{{< notice tip "Title" >}}`: the fence that [`super::admonitions`] reads.
fn admonition(place: &Place<'_>, index: usize, name: &str) -> Meaning {
    let (Some(tag), closes) = (place.tags.get(index), place.inside(index).is_some()) else {
        return Meaning::Unknown;
    };
    if tag.is_closing {
        return Meaning::Line(":::".to_owned());
    }
    if !closes || tag.style == Style::Zola {
        return Meaning::Unknown;
    }
    let kind = tag.arguments.either(&["type", "kind", "context", "color"], 0).unwrap_or(name).to_lowercase();
    let kind = if super::admonitions::is_kind(&kind) { kind } else { "note".to_owned() };
    let title = tag.arguments.named(&["title", "summary"]).or_else(|| tag.arguments.positional(1)).unwrap_or_default();
    Meaning::Line(format!(":::{kind} {}", one_line(title)).trim_end().to_owned())
}
