//! In which size pictures go into an edition. A site offers several and each reader's browser fetches one; a file holds one for all.

use std::collections::BTreeSet;
use std::sync::Arc;

use tidings_bundle::Bundle;

use crate::media::{MediaStore, Stored};

/// How large pictures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Pictures {
    /// Words only
    None,
    /// About 480 pixels across
    Small,
    /// About 1080
    Medium,
    /// About 1600
    Large,
    /// As they are
    Original,
}

impl Pictures {
    /// The next smaller size.
    pub(super) fn smaller(self) -> Option<Pictures> {
        match self {
            Pictures::None => None,
            Pictures::Small => Some(Pictures::None),
            Pictures::Medium => Some(Pictures::Small),
            Pictures::Large => Some(Pictures::Medium),
            Pictures::Original => Some(Pictures::Large),
        }
    }

    /// Pixels across that are not passed where there is a choice.
    fn widest(self) -> u32 {
        match self {
            Pictures::None => 0,
            Pictures::Small => 480,
            Pictures::Medium => 1080,
            Pictures::Large => 1600,
            Pictures::Original => u32::MAX,
        }
    }
}

/// Names of all files that the publication's own entry and its articles use.
pub(super) fn used(bundle: &Bundle) -> BTreeSet<String> {
    // The list of pictures names them all.
    let feed = tidings_bundle::encode(&Bundle { media: Vec::new(), ..bundle.clone() });
    let is_of_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '.';
    let names = feed.split("media/").skip(1).filter_map(|rest| rest.split(|letter| !is_of_name(letter)).next());
    names.map(|name| format!("media/{name}")).collect()
}

/// The pictures that are used, each in the widest size that `size` allows, under the name that the articles have for it. Afterwards the
/// bundle knows no other sizes.
pub(super) fn in_one_size(
    bundle: &mut Bundle,
    store: &MediaStore,
    used: &BTreeSet<String>,
    size: Pictures,
) -> Vec<Arc<Stored>> {
    let smaller = store.renditions();
    let chosen = pictures(store, used).filter(|_| size != Pictures::None).map(|stored| {
        let media = bundle.media.iter().find(|media| media.src == stored.name);
        let fitting = media
            .into_iter()
            .flat_map(|media| &media.renditions)
            .filter(|rendition| rendition.width <= size.widest())
            .max_by_key(|rendition| rendition.width);
        // Drawings have no smaller size, and no picture gets larger by being made smaller.
        let is_wide = stored.size.is_some_and(|(width, _)| width > size.widest());
        let smaller = fitting.filter(|_| is_wide).and_then(|size| smaller.iter().find(|file| file.name == size.src));
        match smaller {
            Some(smaller) => Arc::new(Stored { name: stored.name.clone(), ..Stored::clone(smaller) }),
            None => stored,
        }
    });
    let chosen = chosen.collect();
    bundle.media.retain(|media| used.contains(&media.src));
    for media in &mut bundle.media {
        media.renditions = Vec::new();
    }
    chosen
}

/// The pictures that are used, in all their sizes, of which a browser chooses.
pub(super) fn in_all_sizes(bundle: &mut Bundle, store: &MediaStore, used: &BTreeSet<String>) -> Vec<Arc<Stored>> {
    bundle.media.retain(|media| used.contains(&media.src));
    let sizes: BTreeSet<&str> =
        bundle.media.iter().flat_map(|media| &media.renditions).map(|rendition| rendition.src.as_str()).collect();
    let smaller = store.renditions().into_iter().filter(|stored| sizes.contains(stored.name.as_str()));
    pictures(store, used).chain(smaller).collect()
}

fn pictures(store: &MediaStore, used: &BTreeSet<String>) -> impl Iterator<Item = Arc<Stored>> {
    store.files().into_iter().filter(|stored| stored.is_picture() && used.contains(&stored.name))
}

/// Files that are used and are no pictures.
pub(super) fn attachments(store: &MediaStore, used: &BTreeSet<String>) -> impl Iterator<Item = Arc<Stored>> {
    store.files().into_iter().filter(|stored| !stored.is_picture() && used.contains(&stored.name))
}
