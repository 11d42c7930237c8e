//! Where the publication lives, and the full addresses that follow from it.
//!
//! 1. [`Home::of`] takes `home_page_url`, refuses what is no web address, and drops what is no part of a folder's address.
//! 2. Articles are at `a/<slug>/` and categories at `c/<path>/` below it, written as RFC 3986 wants them: letters beyond ASCII
//!    percent-encoded, since sitemaps and some feed readers take no others. Browsers make the same of the viewer's addresses.
//! 3. [`Home::resolve`] does the same for an address inside an article's body.

use tidings_bundle::Bundle;
use url::Url;

/// The publication's folder on the web; its address ends with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home(Url);

impl Home {
    /// `None` when nobody said where, or said something that is no web address.
    pub(super) fn of(bundle: &Bundle) -> Option<Home> {
        let mut url = Url::parse(bundle.home_page_url.as_deref()?.trim()).ok()?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return None;
        }
        url.set_query(None);
        url.set_fragment(None);
        // A name and a password in an address are nobody's business.
        url.set_username("").ok()?;
        url.set_password(None).ok()?;
        let path = url.path();
        let (folder, last) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = match last {
            "" => path.to_owned(),
            page if page.ends_with(".html") || page.ends_with(".htm") => format!("{folder}/"),
            _ => format!("{path}/"),
        };
        url.set_path(&folder);
        Some(Home(url))
    }

    /// The front page.
    pub(super) fn front(&self) -> &str {
        self.0.as_str()
    }

    /// Its path on the host: `/` or `/blog/`.
    pub(super) fn path(&self) -> &str {
        self.0.path()
    }

    pub(super) fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }

    pub(super) fn article(&self, slug: &str) -> String {
        self.below(&format!("a/{slug}/"))
    }

    /// `path` as [`tidings_bundle::CategoryTree::path`] has it.
    pub(super) fn category(&self, path: &str) -> String {
        self.below(&format!("c/{path}/"))
    }

    /// A file of the site, or an address that is full already.
    pub(super) fn below(&self, address: &str) -> String {
        self.0.join(address).map_or_else(|_| self.front().to_owned(), String::from)
    }

    /// What an address in the body of the article `slug` means to somebody who has only the body.
    pub(super) fn resolve(&self, address: &str, slug: &str) -> String {
        match address.strip_prefix('#') {
            Some(route) => match route.strip_prefix('/') {
                Some(route) => self.route(route),
                None => format!("{}#{route}", self.article(slug)),
            },
            None if crate::address::scheme(address).is_some() => address.to_owned(),
            None => self.below(address),
        }
    }

    /// `a/<slug>?at=<id>` as a page with a place in it.
    fn route(&self, route: &str) -> String {
        let (path, query) = route.split_once('?').unwrap_or((route, ""));
        let path = path.trim_matches('/');
        let page = if path.is_empty() { self.front().to_owned() } else { self.below(&format!("{path}/")) };
        let place = query.split('&').find_map(|pair| pair.strip_prefix("at="));
        match place {
            Some(place) => format!("{page}#{place}"),
            None => page,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(address: &str) -> Option<Home> {
        #[allow(clippy::field_reassign_with_default, reason = "a bundle has a private field")]
        let bundle = {
            let mut bundle = Bundle::default();
            bundle.home_page_url = Some(address.to_owned());
            bundle
        };
        Home::of(&bundle)
    }

    #[test]
    fn every_way_to_write_a_home_is_one_folder() {
        for (written, expected) in [
            ("https://news.example", "https://news.example/"),
            ("https://news.example/blog", "https://news.example/blog/"),
            ("https://news.example/blog/?utm=1#top", "https://news.example/blog/"),
            ("https://news.example/blog/index.html", "https://news.example/blog/"),
            ("https://editor:secret@news.example/", "https://news.example/"),
            (" HTTPS://News.Example/ ", "https://news.example/"),
            ("https://خبر.example/", "https://xn--ngblk.example/"),
        ] {
            assert_eq!(home(written).unwrap().front(), expected, "{written}");
        }
    }

    #[test]
    fn what_is_no_web_address_is_no_home() {
        for written in
            ["", "news.example", "/blog/", "javascript:alert(1)", "file:///etc/", "https://", "mailto:a@b.example"]
        {
            assert_eq!(home(written), None, "{written}");
        }
    }

    #[test]
    fn addresses_are_full_and_encoded() {
        let home = home("https://news.example/blog/").unwrap();
        assert_eq!(home.article("Rust-1.90.0"), "https://news.example/blog/a/Rust-1.90.0/");
        assert_eq!(home.article("آب"), "https://news.example/blog/a/%D8%A2%D8%A8/");
        assert_eq!(home.category("world/middle-east"), "https://news.example/blog/c/world/middle-east/");
    }

    #[test]
    fn an_address_in_a_body_leads_to_the_same_place_from_anywhere() {
        let home = home("https://news.example/blog/").unwrap();
        for (written, expected) in [
            ("#/a/other?at=c-notes", "https://news.example/blog/a/other/#c-notes"),
            ("#/a/other", "https://news.example/blog/a/other/"),
            ("#/c/world/europe", "https://news.example/blog/c/world/europe/"),
            ("#/", "https://news.example/blog/"),
            ("#c-notes", "https://news.example/blog/a/own/#c-notes"),
            ("media/0a.png", "https://news.example/blog/media/0a.png"),
            ("https://else.example/x", "https://else.example/x"),
            ("mailto:a@b.example", "mailto:a@b.example"),
        ] {
            assert_eq!(home.resolve(written, "own"), expected, "{written}");
        }
    }
}
