//! Which sections of an archive a reader may keep on the device instead of all of it.

use crate::live::Live;
use crate::platform::intl;
use crate::platform::keeper::Reply;
use crate::platform::view::{View, button, live, tag};
use crate::shell::choice::{choice, option};
use crate::state::App;

/// More than this are no choice but a list to search.
const MOST: usize = 40;

/// The categories on offer: the topmost of an archive, by index; those below it if there is but one.
fn offered(app: App) -> Vec<usize> {
    let bundle = app.bundle();
    let tree = &bundle.categories;
    let top = match *tree.roots() {
        [only] => tree.get(only).map(|root| root.children.as_slice()).unwrap_or_default(),
        ref roots => roots,
    };
    if bundle.packed.is_some() && (2..=MOST).contains(&top.len()) { top.to_vec() } else { Vec::new() }
}

/// Their paths, one a line.
pub(super) fn paths(app: App) -> String {
    let bundle = app.bundle();
    offered(app).into_iter().map(|index| bundle.categories.path(index)).collect::<Vec<_>>().join("\n")
}

/// What the categories with these paths are called, in one phrase.
pub(super) fn names(app: App, paths: &str) -> String {
    let bundle = app.bundle();
    let tree = &bundle.categories;
    let language = app.words().tag();
    let nodes = paths.split('\n').filter_map(|path| tree.get(tree.by_path(path)?));
    intl::list(&nodes.map(|category| category.name(language)).collect::<Vec<_>>(), language)
}

/// A category on offer.
struct Section {
    path: String,
    /// Bytes without pictures, and in all.
    words: u64,
    bytes: u64,
}

/// The choice; nothing where it is not known what a section would come to.
pub(super) fn show(app: App, offer: &Reply, chosen: Live<String>) -> View {
    let bundle = app.bundle();
    let sections = offered(app).into_iter().enumerate().map(|(place, index)| {
        let (words, bytes) = offer.sizes(place);
        Section { path: bundle.categories.path(index), words, bytes }
    });
    let sections: Vec<Section> = sections.filter(|section| section.bytes > 0).collect();
    if sections.is_empty() {
        return View::Nothing;
    }
    let words = app.words();
    let options = sections.iter().map(|Section { path, bytes, .. }| {
        let name = [&names(app, path), " · ", &intl::bytes(*bytes, words.tag())].concat();
        let (shown, toggled) = (path.clone(), path.clone());
        option(
            &name,
            move || chosen.with(|chosen| is_among(chosen, &shown)),
            move || chosen.set(toggle(&chosen.get_untracked(), &toggled)),
        )
    });
    let options = options.collect();
    let whole = (offer.words, offer.bytes);
    let buttons = live(Box::new(move || buttons(app, &sections, whole, chosen)));
    View::Many(vec![choice("keep-sections", words.text("keep.sections"), options), buttons])
}

fn is_among(lines: &str, path: &str) -> bool {
    lines.split('\n').any(|line| line == path)
}

/// The lines with this one, if it was not among them, or without it.
fn toggle(lines: &str, path: &str) -> String {
    let others = lines.split('\n').filter(|line| !line.is_empty() && *line != path);
    let added = (!is_among(lines, path)).then_some(path);
    others.chain(added).collect::<Vec<_>>().join("\n")
}

/// Keeping what is chosen, with pictures or without; `whole` are the bytes of all of it, which parts that sections share cannot add to.
fn buttons(app: App, sections: &[Section], whole: (u64, u64), chosen: Live<String>) -> View {
    let paths = chosen.get();
    let (mut words, mut bytes) = (0, 0);
    for section in sections.iter().filter(|section| is_among(&paths, &section.path)) {
        words += section.words;
        bytes += section.bytes;
    }
    (words, bytes) = (words.min(whole.0), bytes.min(whole.1));
    if bytes == 0 {
        return View::Nothing;
    }
    let keep = |does: &str, key: &str, size: u64, images: bool| {
        let (locale, sections) = (app.words(), paths.clone());
        button("button", move || super::offline::begin(app, images, sections.clone()))
            .attr("data-does", does)
            .text(&locale.fill(key, &[("size", &intl::bytes(size, locale.tag()))]))
    };
    tag("p")
        .class("library-buttons")
        .child(keep("keep-sections", "keep.chosen", bytes, true))
        .child((words < bytes).then(|| keep("keep-sections-words", "keep.words", words, false)))
        .into()
}

#[cfg(test)]
mod tests {
    use super::{is_among, toggle};

    #[test]
    fn paths_are_chosen_and_chosen_no_more() {
        let both = toggle(&toggle("", "sea"), "land/hills");
        assert_eq!(both, "sea\nland/hills");
        assert!(is_among(&both, "sea") && !is_among(&both, "land") && !is_among("", "sea"));
        assert_eq!(toggle(&both, "sea"), "land/hills");
        assert_eq!(toggle(&toggle("", "sea"), "sea"), "");
    }
}
