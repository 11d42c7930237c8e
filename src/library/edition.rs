//! Saving the saved articles as one page that opens from a disk, on the page that lists them.

use super::part::part;
use super::{change, record::Record};
use crate::live::Live;
use crate::platform::edition::{self, Saved};
use crate::platform::view::{View, button, live, tag};
use crate::platform::{intl, task};
use crate::shell::choice::{choice, option};
use crate::shell::icon::icon;
use crate::state::App;

/// How large pictures are: the words for it, and the most pixels across. The packer's own sizes (`tidings export --pictures`).
const SIZES: [(&str, u32); 4] =
    [("edition.none", 0), ("edition.small", 480), ("edition.medium", 1080), ("edition.large", 1600)];

/// How large, and what became of it.
#[derive(Clone, Copy)]
struct Making {
    widest: Live<u32>,
    progress: Live<Progress>,
}

#[derive(Clone, Copy, PartialEq)]
enum Progress {
    None,
    Going(u32, u32),
    Saved(Saved),
    Failed,
}

/// What it would hold, the choice, and how far it is; nothing where nothing is saved, or the publication does not offer it.
pub fn show(app: App) -> View {
    if !edition::is_offered() {
        return View::Nothing;
    }
    let making = Making { widest: Live::new(1080), progress: Live::new(Progress::None) };
    live(Box::new(move || if saved(app).is_empty() { View::Nothing } else { section(app, making) }))
}

fn section(app: App, making: Making) -> View {
    let words = app.words();
    let Making { widest, progress } = making;
    let sizes = SIZES
        .into_iter()
        .map(|(key, size)| option(words.text(key), move || widest.get() == size, move || widest.set(size)))
        .collect();
    let act = move || {
        if !matches!(progress.get_untracked(), Progress::Going(..)) {
            progress.set(Progress::Going(0, 1));
            task::spawn(Box::pin(make(app, making)));
        }
    };
    let bar = live(Box::new(move || match progress.get() {
        Progress::Going(done, all) => tag("progress")
            .attr("max", &all.to_string())
            .attr("value", &done.to_string())
            .attr("aria-label", app.label("edition.title"))
            .into(),
        _ => View::Nothing,
    }));
    part("edition", words.text("edition.title"))
        .child(tag("p").class("library-what").text(words.text("edition.what")))
        .child(choice("edition-pictures", words.text("edition.pictures"), sizes))
        .child(tag("p").class("library-buttons").child(
            button("button", act).attr("data-does", "edition").child(icon("download")).text(words.text("edition.save")),
        ))
        .child(bar)
        .child(tag("p").class("edition-told").attr("role", "status").text_live(move || told(app, progress.get())))
        .into()
}

/// What was saved.
fn saved(app: App) -> Vec<(String, Record)> {
    change::all(app).iter().filter(|(_, record)| record.saved.is_some()).cloned().collect()
}

async fn make(app: App, making: Making) {
    let Some(loaded) = app.loaded() else { return making.progress.set(Progress::Failed) };
    // Where the feed is plain its articles are known by their ids; in an archive the look-up knows the slugs.
    let id = |slug: &str| loaded.bundle.by_slug(slug).and_then(|at| Some(loaded.bundle.article(at)?.id.clone()));
    let articles: Vec<(String, String)> = saved(app)
        .into_iter()
        .map(|(slug, _)| {
            let id = id(&slug).unwrap_or_default();
            (slug, id)
        })
        .collect();
    let told = move |done, all| making.progress.set(Progress::Going(done, all));
    let root = app.config.with_untracked(|config| config.root.clone());
    let saved = edition::save(&root, &loaded.address, &articles, making.widest.get_untracked(), told).await;
    making.progress.set(saved.map_or(Progress::Failed, Progress::Saved));
}

fn told(app: App, progress: Progress) -> String {
    let words = app.words();
    match progress {
        Progress::None => String::new(),
        Progress::Going(..) => words.text("edition.going").to_owned(),
        Progress::Failed => words.text("edition.failed").to_owned(),
        Progress::Saved(saved) => {
            let size = intl::bytes(saved.bytes, words.tag());
            let mut told = words.fill("edition.saved", &[("size", &size)]);
            for (key, missing) in [
                ("edition.articles_missing", saved.articles_missing),
                ("edition.pictures_missing", saved.pictures_missing),
            ] {
                if missing > 0 {
                    told += " ";
                    told += &words.fill(key, &[("n", &words.number(missing as usize))]);
                }
            }
            told
        }
    }
}
