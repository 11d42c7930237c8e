//! `404.html`: what a host answers when there is nothing at an address; a page that is read without script.
//!
//! A host shows the one file at every address of every depth, and a browser resolves its links from where the reader wanted to
//! be. So nothing in it may be relative to itself:
//!
//! 1. The style is in the page, allowed by its hash; there is nothing to load.
//! 2. With `home_page_url` the way home is that address' path, `/blog/`: right on the origin and on every mirror in the same
//!    folder, also one whose readers cannot reach the origin.
//! 3. Without it no address is right everywhere. Pages of articles and of top categories (`a/<slug>/`, `c/<path>/`) lie two
//!    folders deep, so `../../` leads home from there, in any folder; the host's root, `/`, is offered beside it.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tidings_bundle::Bundle;
use tidings_markup::escape;

use super::home::Home;
use super::manifest::direction;
use crate::words;

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{max-width:36rem;margin:15vh auto 0;padding:0 1.25rem;font:1.125rem/1.6 system-ui,sans-serif;\
color:#1d1f21;background:#fdfcf9}\
h1{font-size:1.75rem;line-height:1.25}a{color:inherit}\
@media (prefers-color-scheme:dark){body{color:#e6e4df;background:#15171a}}";

/// By language; see there.
const WORDS: &str = include_str!("../../locales/not_found.toml");

#[derive(Default, Deserialize)]
struct Words {
    title: String,
    /// What happened.
    what: String,
    /// The way to the front page.
    home: String,
    /// The way to the host's root.
    root: String,
}

pub(super) fn page(bundle: &Bundle, home: Option<&Home>) -> String {
    let wanted = bundle.language.as_deref().unwrap_or("en");
    let (words, is_wanted): (Words, bool) = words::choose(WORDS, wanted);
    let language = if is_wanted { wanted } else { words::ENGLISH };
    let hash = STANDARD.encode(Sha256::digest(STYLE));
    let link = |href: &str, text: &str| format!("<p><a href=\"{}\">{text}</a></p>\n", escape(href));
    let ways = match home {
        Some(home) => link(home.path(), &words.home),
        None => format!("{}{}", link("../../", &words.home), link("/", &words.root)),
    };
    let title = match bundle.title.trim() {
        "" => words.title.clone(),
        name => format!("{} – {}", words.title, escape(name)),
    };
    format!(
        "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; \
         base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
         <body>\n<main>\n<h1>{}</h1>\n<p>{}</p>\n{ways}</main>\n</body>\n</html>\n",
        escape(language),
        direction(bundle, language).as_str(),
        words.title,
        words.what,
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::publication;
    use super::*;

    /// Where a browser goes from a missing page.
    fn followed(page: &str, from: &str) -> Vec<String> {
        let base = url::Url::parse(from).unwrap();
        let links = page.split("<a href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        links.map(|href| base.join(href).unwrap().to_string()).collect()
    }

    #[test]
    fn the_way_home_is_right_at_every_depth() {
        let bundle = publication(1);
        let page = page(&bundle, Home::of(&bundle).as_ref());
        for path in ["gone", "a/gone/", "c/world/europe/gone/", "media/0a.png"] {
            let from = format!("https://mirror.example/blog/{path}");
            assert_eq!(followed(&page, &from), ["https://mirror.example/blog/"], "{path}");
        }
    }

    #[test]
    fn without_an_address_articles_still_lead_home_in_any_folder() {
        let page = page(&publication(1), None);
        for folder in ["https://news.example/", "https://news.example/deep/folder/"] {
            for place in ["a/gone/", "c/river/"] {
                assert_eq!(followed(&page, &format!("{folder}{place}"))[0], folder);
            }
        }
        assert_eq!(followed(&page, "https://news.example/x/y/z")[1], "https://news.example/");
    }

    #[test]
    fn it_speaks_the_publications_language_if_it_can() {
        let mut bundle = publication(1);
        for (language, tag) in
            [("fa-IR", "<html lang=\"fa-IR\" dir=\"rtl\">"), ("mi", "<html lang=\"en\" dir=\"ltr\">")]
        {
            bundle.language = Some(language.to_owned());
            let page = page(&bundle, None);
            assert!(page.contains(tag), "{page}");
        }
        let words = words::all::<Words>(WORDS);
        assert!(words.contains_key(words::ENGLISH) && words.len() > 5, "{} languages", words.len());
        for (language, Words { title, what, home, root }) in words {
            assert!([title, what, home, root].iter().all(|text| !text.is_empty()), "{language}");
        }
    }

    #[test]
    fn it_needs_nothing_and_lets_nothing_in() {
        let mut bundle = publication(1);
        bundle.title = "</title><script>alert(1)</script>".to_owned();
        let page = page(&bundle, None);
        for sign in ["<script", "src=", "@import", "<link", " style=\"", "onerror"] {
            assert!(!page.contains(sign), "{sign}");
        }
        let style = page.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
        let hash = STANDARD.encode(Sha256::digest(style));
        assert!(page.contains(&format!("style-src 'sha256-{hash}'")), "the policy allows this style and no other");
    }
}
