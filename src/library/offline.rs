//! Keeping the whole publication or sections of it on the device, on the page of saved articles.
//!
//! The service worker does it, a stretch of work at a time (public/worker/keep.js); [`run`] asks for one after another until all is
//! there, it is told to pause, or a stretch ends early. It goes on while the reader reads something else.

use super::part::part;
use super::sections;
use crate::live::Live;
use crate::platform::keeper::{self, Keeping, Request};
use crate::platform::view::{Tag, View, button, live, tag};
use crate::platform::{intl, task};
use crate::state::App;

/// What can be done, and how far it is; nothing where there is no service worker.
pub fn show(app: App) -> View {
    if app.keeping.with_untracked(|keeping| !keeping.is_running) {
        task::spawn(Box::pin(look(app)));
    }
    let chosen = Live::new(String::new());
    live(Box::new(move || {
        let Keeping { reply, is_running } = app.keeping.get();
        let words = app.words();
        let size = |bytes| intl::bytes(bytes, words.tag());
        let does = |name: &str, label: &str, act: fn(App)| {
            button("button", move || act(app)).attr("data-does", name).text(label)
        };
        let (told, buttons): (String, Vec<Tag>) = match reply.state.as_str() {
            "offer" => {
                let all = words.fill("keep.all", &[("size", &size(reply.bytes))]);
                let bare = words.fill("keep.words", &[("size", &size(reply.words))]);
                let bare = (reply.words < reply.bytes)
                    .then(|| does("keep-words", &bare, |app| begin(app, false, String::new())));
                let mut buttons = vec![does("keep", &all, |app| begin(app, true, String::new()))];
                buttons.extend(bare);
                (words.text("keep.what").to_owned(), buttons)
            }
            "part" => {
                let count = |number: u32| words.number(number as usize);
                let done = words.fill("keep.part", &[("done", &count(reply.done)), ("total", &count(reply.total))]);
                let why = match reply.reason.as_str() {
                    "" => None,
                    "full" => Some(words.text("keep.full")),
                    _ => Some(words.text("keep.network")),
                };
                let told = match why {
                    Some(why) => [why, " ", &done].concat(),
                    // Nothing has been heard yet.
                    None if reply.total == 0 => words.text("keep.what").to_owned(),
                    None => done,
                };
                let go_on = match is_running {
                    true => does("keep-pause", words.text("keep.pause"), pause),
                    false => does("keep", words.text("keep.resume"), |app| {
                        let keeper::Reply { images, sections, .. } = app.keeping.get_untracked().reply;
                        begin(app, images, sections);
                    }),
                };
                (told, vec![go_on, does("keep-remove", words.text("keep.remove"), remove)])
            }
            "kept" => {
                let mut told = match reply.sections.is_empty() {
                    true => words.fill("keep.kept", &[("size", &size(reply.bytes))]),
                    false => {
                        let names = sections::names(app, &reply.sections);
                        words.fill("keep.kept_sections", &[("sections", &names), ("size", &size(reply.bytes))])
                    }
                };
                if reply.quota > 0 {
                    let room = [("used", &*size(reply.usage)), ("all", &size(reply.quota))];
                    told = [&told, " ", &words.fill("keep.room", &room)].concat();
                }
                let more = [(!reply.is_lasting, "keep.may_go"), (!reply.reason.is_empty(), "keep.network")];
                for (_, key) in more.iter().filter(|(is_so, _)| *is_so) {
                    told = [&told, " ", words.text(key)].concat();
                }
                let check = does("keep-check", words.text("keep.check"), check);
                let choose = does("keep-choose", words.text("keep.choose"), |app| task::spawn(Box::pin(offer(app))));
                let choose = (!reply.sections.is_empty()).then_some(choose);
                let remove = does("keep-remove", words.text("keep.remove"), remove);
                (told, [check].into_iter().chain(choose).chain([remove]).collect())
            }
            "checking" => (words.text("keep.checking").to_owned(), Vec::new()),
            "unreachable" => (
                words.text("keep.unreachable").to_owned(),
                vec![does("keep-look", words.text("error.retry"), |app| task::spawn(Box::pin(look(app))))],
            ),
            _ => return View::Nothing,
        };
        let progress = matches!(reply.state.as_str(), "part" | "checking").then(|| {
            tag("progress")
                .attr("max", &reply.total.max(1).to_string())
                .attr_some("value", (reply.total > 0).then(|| reply.done.to_string()).as_deref())
                .attr("aria-label", words.text("keep.title"))
        });
        part("keep", words.text("keep.title"))
            .attr("data-state", &reply.state)
            .child(tag("p").class("keep-told").attr("role", "status").text(&told))
            .child(progress)
            .child(tag("p").class("library-buttons").children(buttons))
            .child(match reply.state == "offer" {
                true => sections::show(app, &reply, chosen),
                false => View::Nothing,
            })
            .into()
    }))
}

/// Finds out what is kept, and what keeping would come to.
async fn look(app: App) {
    let Some(reply) = keeper::ask(Request { what: "state", ..Request::default() }).await else { return };
    match reply.state == "none" {
        true => offer(app).await,
        false => app.keeping.set(Keeping { reply, is_running: false }),
    }
}

/// Finds out what keeping all of it would come to, and each section.
async fn offer(app: App) {
    let sections = sections::paths(app);
    let reply = keeper::ask(Request { what: "offer", names: &sections, ..Request::default() }).await;
    app.keeping.set(Keeping { reply: reply.unwrap_or_default(), is_running: false });
}

/// Keeps these sections, or everything if there are none.
pub(super) fn begin(app: App, images: bool, sections: String) {
    keeper::persist();
    let before = app.keeping.get_untracked();
    let reply = keeper::Reply {
        state: "part".to_owned(),
        images,
        sections: sections.clone(),
        reason: String::new(),
        ..before.reply
    };
    app.keeping.set(Keeping { reply, is_running: true });
    task::spawn(Box::pin(run(app, images, sections)));
}

async fn run(app: App, images: bool, sections: String) {
    // The host may have another revision by now, once or twice; again and again it is broken.
    let mut begun_anew = 0;
    while app.keeping.with_untracked(|keeping| keeping.is_running) {
        let reply = keeper::ask(Request { what: "hold", images, names: &sections }).await.unwrap_or_default();
        if reply.state == "none" {
            begun_anew += 1;
            if begun_anew < 3 {
                continue;
            }
        }
        // Somebody may have paused meanwhile, or taken all of it away.
        let goes_on = reply.state == "part" && reply.reason.is_empty();
        let is_running = goes_on && app.keeping.with_untracked(|keeping| keeping.is_running);
        app.keeping.set(Keeping { reply, is_running });
    }
    // The host never stayed the same, or lacks what it says it has.
    if app.keeping.with_untracked(|keeping| keeping.reply.state == "none") {
        let reply = keeper::Reply { state: "unreachable".to_owned(), ..keeper::Reply::default() };
        app.keeping.set(Keeping { reply, is_running: false });
    }
}

/// Looks at every file, and fetches those that are spoilt or lost.
fn check(app: App) {
    keeper::persist();
    let reply = keeper::Reply { state: "checking".to_owned(), ..keeper::Reply::default() };
    app.keeping.set(Keeping { reply, is_running: true });
    task::spawn(Box::pin(async move {
        while app.keeping.with_untracked(|keeping| keeping.is_running) {
            let reply = keeper::ask(Request { what: "repair", ..Request::default() }).await.unwrap_or_default();
            let is_running = reply.state == "checking";
            app.keeping.set(Keeping { reply, is_running });
        }
    }));
}

fn pause(app: App) {
    let keeping = app.keeping.get_untracked();
    app.keeping.set(Keeping { is_running: false, ..keeping });
}

fn remove(app: App) {
    pause(app);
    task::spawn(Box::pin(async move {
        drop(keeper::ask(Request { what: "drop", ..Request::default() }).await);
        look(app).await;
    }));
}
