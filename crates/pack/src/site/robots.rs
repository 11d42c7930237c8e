//! `robots.txt`: everybody may read everything, and the sitemap is over there.
//!
//! Crawlers look for it at the root of a host only; in a sub-folder it does no harm and waits for the day the site moves up.

use super::home::Home;

pub(super) fn write(home: Option<&Home>) -> String {
    let sitemap = home.map(|home| format!("\nSitemap: {}\n", home.below("sitemap.xml"))).unwrap_or_default();
    format!("User-agent: *\nAllow: /\n{sitemap}")
}

#[cfg(test)]
mod tests {
    use super::super::testing::publication;
    use super::*;

    #[test]
    fn the_sitemap_is_named_when_there_is_one() {
        let home = Home::of(&publication(1));
        assert!(write(home.as_ref()).ends_with("\nSitemap: https://news.example/blog/sitemap.xml\n"));
        assert_eq!(write(None), "User-agent: *\nAllow: /\n");
    }
}
