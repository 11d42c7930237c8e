//! What a site holds beyond the feed, its pictures and the viewer's own files: pages and lists for the rest of the web.
//!
//! 1. [`feed`]: `feed.xml`, the newest articles for feed readers.
//! 2. [`sitemap`]: `sitemap.xml`, in parts when it is large; [`robots`] tells crawlers where it is.
//! 3. [`manifest`]: `manifest.webmanifest`, what a device calls the publication when it is put on the home screen.
//! 4. [`not_found`]: `404.html`, for addresses that lead nowhere.
//! 5. [`pages`]: a page of HTML behind every address, readable without the viewer.
//! 6. [`mod@icons`]: where the publication's own icons are named.
//! 7. [`hosts`]: caching and types for common static hosts, in the files each of them reads.
//!
//! The first two hold full addresses and are left out while nobody says where the site will be (`home_page_url`): a feed reader
//! keeps entries long after it has forgotten where the feed was, and a sitemap without full addresses is none ([`home`]).
//!
//! Everything here is computed from the [`Bundle`] and its icons alone, so the same publication gives the same bytes.
//! [`mod@crate::write`] puts the files into the folder; one that carries the name of a viewer's file takes its place.

mod feed;
mod home;
mod hosts;
pub(crate) mod icons;
mod manifest;
mod not_found;
pub mod pages;
mod robots;
mod sitemap;
#[cfg(test)]
mod testing;
pub(crate) mod theme;
mod xml;

use tidings_bundle::Bundle;

use crate::error::PackError;
use crate::media::icons::Icons;
use crate::memory::Print;
use home::Home;
pub(crate) use manifest::direction;

/// A file of the site, whole in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteFile {
    /// Relative to the site, with `/` between folders.
    pub name: String,
    pub bytes: Vec<u8>,
}

impl SiteFile {
    fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> SiteFile {
        SiteFile { name: name.into(), bytes: bytes.into() }
    }
}

/// Where finished files go; called from all threads.
pub trait Sink: Sync {
    /// Takes a finished file.
    ///
    /// # Errors
    /// When it cannot be written.
    fn take(&self, file: SiteFile) -> Result<(), PackError>;

    /// Takes the file that is made of what `print` stands for, and says its name. It need not be made if it is there already.
    ///
    /// # Errors
    /// When it cannot be written.
    fn made(&self, print: Print, make: &dyn Fn() -> SiteFile) -> Result<String, PackError> {
        let _ = print;
        let file = make();
        let name = file.name.clone();
        self.take(file)?;
        Ok(name)
    }

    /// Takes again the files that were made together ([`Sink::together`]) of what `print` stands for, and says the name of the first;
    /// `None` if they have to be made.
    fn again(&self, print: Print) -> Option<String> {
        let _ = print;
        None
    }

    /// Takes files that are made together of what `print` stands for. Each must be named by what is in it: one of a name that is
    /// there already is not written.
    ///
    /// # Errors
    /// When one cannot be written.
    fn together(&self, print: Print, files: Vec<SiteFile>) -> Result<(), PackError> {
        let _ = print;
        files.into_iter().try_for_each(|file| self.take(file))
    }
}

impl<F: Fn(SiteFile) -> Result<(), PackError> + Sync> Sink for F {
    fn take(&self, file: SiteFile) -> Result<(), PackError> {
        self(file)
    }
}

/// A [`Sink`], as everybody passes it on.
pub type Take<'a> = &'a dyn Sink;

/// All files for the rest of the web. `titles` are those of the pages for searching and for saved articles, if the site has such pages.
pub fn files(bundle: &Bundle, icons: Option<&Icons>, titles: Option<[&str; 2]>) -> Vec<SiteFile> {
    let home = Home::of(bundle);
    let mut files = hosts::files(home.as_ref());
    files.push(SiteFile::new("404.html", not_found::page(bundle, home.as_ref())));
    files.push(SiteFile::new("manifest.webmanifest", manifest::write(bundle, icons, titles)));
    files.push(SiteFile::new("robots.txt", robots::write(home.as_ref())));
    if let Some(home) = &home {
        files.push(SiteFile::new("feed.xml", feed::write(bundle, home)));
        files.extend(sitemap::files(bundle, home));
    }
    files
}

#[cfg(test)]
mod tests {
    use super::testing::publication;
    use super::*;

    fn names(bundle: &Bundle) -> Vec<String> {
        let mut names: Vec<String> = files(bundle, None, None).into_iter().map(|file| file.name).collect();
        names.sort();
        names
    }

    #[test]
    fn a_publication_without_an_address_gets_no_files_that_need_one() {
        let mut bundle = publication(3);
        let all = names(&bundle);
        assert!(all.contains(&"feed.xml".to_owned()) && all.contains(&"sitemap.xml".to_owned()), "{all:?}");
        bundle.home_page_url = None;
        let fewer = names(&bundle);
        assert!(
            all.iter().filter(|name| !fewer.contains(name)).all(|name| name == "feed.xml" || name == "sitemap.xml")
        );
        assert_eq!(fewer.len() + 2, all.len());
    }

    #[test]
    fn no_file_comes_twice_and_the_same_publication_gives_the_same_bytes() {
        let bundle = publication(30);
        let names = names(&bundle);
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{names:?}");
        assert_eq!(files(&bundle, None, None), files(&publication(30), None, None));
    }

    #[test]
    fn an_empty_publication_is_no_reason_to_fail() {
        let mut bundle = Bundle::default();
        assert!(!files(&bundle, None, None).is_empty());
        bundle.home_page_url = Some("https://news.example".to_owned());
        for file in files(&bundle, None, None).iter().filter(|file| file.name.ends_with(".xml")) {
            let text = std::str::from_utf8(&file.bytes).unwrap();
            assert!(roxmltree::Document::parse(text).is_ok(), "{text}");
        }
    }
}
