//! Lists of articles, newest first, as JSON Feeds that lead to each other by `next_url`.
//!
//! Page `feed-<n>.json` holds the same articles for ever: numbers count from the oldest. `feed.json` holds the newest ones and whatever
//! else the front page shows; what it shares with the page after it, readers know by its id.

use std::collections::BTreeSet;

use rayon::prelude::*;
use tidings_bundle::{Bundle, Ordinal, Packed, encode, encode_compact};

use super::excerpt::{Form, excerpt};
use super::{Archive, Places, place};
use crate::error::PackError;
use crate::memory::Printer;
use crate::site::{SiteFile, Take};

/// Newest articles in `feed.json`, at least: what a feed reader that comes by once a day should not miss.
const NEWEST: usize = 20;

/// Writes the pages of the publication and the lists of its categories.
pub(super) fn write(archive: &Archive<'_>, packed: &Packed, places: &Places, take: Take<'_>) -> Result<(), PackError> {
    let bundle = archive.bundle;
    let all: Vec<Ordinal> = bundle.ordinals().collect();
    pages(archive, packed, places, &all, "", take)?;
    let tree = &bundle.categories;
    (0..tree.nodes().len()).into_par_iter().try_for_each(|index| {
        let is_within = |ordinal: &Ordinal| {
            let categories = bundle.article(*ordinal).map(|article| article.categories.as_slice()).unwrap_or_default();
            categories.iter().any(|category| tree.is_within(*category, index))
        };
        let own: Vec<Ordinal> = all.iter().copied().filter(is_within).collect();
        if own.is_empty() {
            return Ok(());
        }
        let folder = format!("c/{}/", tree.path(index));
        pages(archive, packed, places, &own, &folder, take)?;
        let newest: Vec<Ordinal> = own.iter().take(NEWEST).copied().collect();
        let part = Part { list: &newest, name: format!("{folder}feed.json"), next: next(packed, own.len(), NEWEST) };
        part.write(archive, places, take)
    })
}

/// `feed.json`: the publication, its newest articles and those of the front page.
pub(super) fn entry(archive: &Archive<'_>, packed: Packed, places: &Places) -> String {
    let bundle = archive.bundle;
    let mut shown: BTreeSet<Ordinal> = bundle.ordinals().take(NEWEST).collect();
    shown.extend(tidings_viewer::still::front_page(bundle));
    let mut entry = listed(archive, places, shown, true);
    entry.next_url = next(&packed, bundle.articles.len(), NEWEST);
    entry.description.clone_from(&bundle.description);
    entry.feed_url.clone_from(&bundle.feed_url);
    entry.icon.clone_from(&bundle.icon);
    entry.favicon.clone_from(&bundle.favicon);
    entry.revision = bundle.revision;
    entry.generated = bundle.generated;
    entry.rights.clone_from(&bundle.rights);
    entry.home.clone_from(&bundle.home);
    entry.mirrors.clone_from(&bundle.mirrors);
    entry.theme.clone_from(&bundle.theme);
    entry.extensions.clone_from(&bundle.extensions);
    entry.tidings_extensions.clone_from(&bundle.tidings_extensions);
    entry.packed = Some(packed);
    encode(&entry)
}

/// The pages of one list, whose articles come newest first.
fn pages(
    archive: &Archive<'_>,
    packed: &Packed,
    places: &Places,
    list: &[Ordinal],
    folder: &str,
    take: Take<'_>,
) -> Result<(), PackError> {
    let pages: Vec<&[Ordinal]> = list.rchunks(packed.page_size as usize).collect();
    pages.into_par_iter().enumerate().try_for_each(|(index, page)| {
        let number = index + 1;
        let next = (number > 1).then(|| format!("feed-{}.json", number - 1));
        Part { list: page, name: format!("{folder}feed-{number}.json"), next }.write(archive, places, take)
    })
}

/// A list in one file.
struct Part<'a> {
    list: &'a [Ordinal],
    name: String,
    next: Option<String>,
}

impl Part<'_> {
    fn write(&self, archive: &Archive<'_>, places: &Places, take: Take<'_>) -> Result<(), PackError> {
        let prints = archive.prints;
        let names = [self.name.as_str(), self.next.as_deref().unwrap_or_default()];
        let places_of = self.list.iter().filter_map(|ordinal| places.get(ordinal.0 as usize)).map(String::as_str);
        let print = names.into_iter().chain(places_of).fold(prints.begin("list"), Printer::text);
        let print = print.prints(self.list.iter().map(|ordinal| prints.listed(*ordinal))).finish();
        let make = || {
            let mut part = listed(archive, places, self.list.iter().copied().collect(), false);
            part.next_url.clone_from(&self.next);
            SiteFile { name: self.name.clone(), bytes: encode_compact(&part).into_bytes() }
        };
        take.made(print, &make).map(drop)
    }
}

/// The page on which a list goes on after its newest articles, if it does.
fn next(packed: &Packed, articles: usize, newest: usize) -> Option<String> {
    let older = articles.checked_sub(newest).filter(|older| *older > 0)?;
    Some(format!("feed-{}.json", older.div_ceil(packed.page_size as usize)))
}

fn listed(archive: &Archive<'_>, places: &Places, articles: BTreeSet<Ordinal>, all_categories: bool) -> Bundle {
    let entries = articles.into_iter().map(|ordinal| (ordinal, Form::Listed(place(places, ordinal))));
    excerpt(archive, entries.collect(), all_categories)
}
