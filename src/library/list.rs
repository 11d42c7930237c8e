//! The page of what was saved and what was read lately.

use tidings_bundle::order;

use super::change;
use super::record::{self, Record};
use crate::live::Live;
use crate::platform::intl::{self, DateStyle};
use crate::platform::view::{Tag, View, button, link, live, tag};
use crate::platform::{file, storage};
use crate::shell::icon::icon;
use crate::state::App;

/// Articles that were opened lately.
const LATELY: usize = 30;

/// Both lists, which follow what is remembered.
pub fn show(app: App) -> View {
    live(Box::new(move || {
        let all = change::all(app);
        let newest = |moment: fn(&Record) -> Option<i64>| {
            // Those without come last, and are left out.
            let order = order::by_number(&mut all.iter().map(|(_, record)| moment(record).map(|moment| -moment)));
            order.into_iter().filter_map(|at| all.get(at)).filter(move |(_, record)| moment(record).is_some())
        };
        let saved: Vec<Tag> = newest(|record| record.saved).map(|(slug, record)| saved(app, slug, record)).collect();
        let opened = newest(|record| record.opened).take(LATELY);
        let opened: Vec<Tag> = opened.map(|(slug, record)| entry(app, slug, record, record.opened)).collect();
        let words = app.words();
        let not_kept = (!storage::is_kept()).then(|| tag("p").class("empty").text(words.text("library.not_kept")));
        let list = |items: Vec<Tag>| tag("ul").class("library-list").children(items);
        let saved = match saved.is_empty() {
            true => tag("p").class("empty").text(words.text("library.empty")),
            false => list(saved),
        };
        let lately = (!opened.is_empty()).then(|| {
            let forget = button("button", move || forget(app)).text(words.text("library.forget"));
            tag("section")
                .class("library-lately")
                .attr("aria-labelledby", "lately-title")
                .child(tag("h2").class("strip-title").attr("id", "lately-title").text(words.text("library.lately")))
                .child(list(opened))
                .child(tag("p").class("more").child(forget))
        });
        View::Many(vec![not_kept.into(), saved.into(), lately.into()])
    }))
}

/// What a file with records is told by.
const KIND: &str = "tidings-articles-1";

/// Taking all of it to another device, and back.
pub fn files(app: App) -> View {
    let words = app.words();
    let told = Live::new(String::new());
    let save = move || {
        let records: Vec<_> = change::all(app).iter().map(|(slug, record)| record::fields(slug, record)).collect();
        file::save("tidings-articles.json", KIND, &records);
    };
    let add = move || {
        file::choose(KIND, move |list| {
            let words = app.words();
            let records =
                list.map(|list| list.iter().filter_map(|fields| record::from_fields(fields)).collect::<Vec<_>>());
            told.set(match records {
                Some(records) => words.count("library.added", change::add(app, records)),
                None => words.text("library.no_list").to_owned(),
            });
        });
    };
    tag("div")
        .class("library-files")
        .child(button("button", save).child(icon("download")).text(words.text("library.to_file")))
        .child(button("button", add).text(words.text("library.from_file")))
        .child(tag("p").class("library-told").attr("role", "status").text_live(move || told.get()))
        .into()
}

fn entry(app: App, slug: &str, record: &Record, moment: Option<i64>) -> Tag {
    let language = app.words().tag();
    let date =
        moment.map(|moment| tag("span").class("library-date").text(&intl::date(moment, language, DateStyle::ShortDay)));
    let open = link(&app.href_article(slug))
        .class("library-headline")
        .attr_some("lang", record.language.as_deref())
        .attr("dir", if record.is_right_to_left { "rtl" } else { "ltr" })
        .text(&record.headline);
    tag("li").class("library-item").child(tag("p").class("library-text").child(open).text(" ").child(date))
}

fn saved(app: App, slug: &str, record: &Record) -> Tag {
    let name = slug.to_owned();
    let remove = button("notice-close", move || change::remove(app, &name))
        .attr("aria-label", &app.words().fill("library.remove", &[("title", &record.headline)]))
        .child(icon("close"));
    entry(app, slug, record, record.saved).child(remove)
}

/// Forgets what was opened and read, and keeps what was saved.
fn forget(app: App) {
    for (slug, _) in change::all(app) {
        change::by_slug(app, &slug, |record| {
            record.opened = None;
            record.read = None;
            record.place = None;
        });
    }
}
