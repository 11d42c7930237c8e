//! The search field: every keystroke asks the engine at once; the address follows when the reader pauses.
//!
//! A combobox (ARIA 1.2): its list holds earlier searches that begin as what is typed does. It stands between field and results and covers
//! nothing; the arrows lead through it and on into the results, which stay what they are, a list of links.

use std::cell::RefCell;
use std::rc::Rc;

use super::recent;
use crate::live::{Live, derive};
use crate::platform::clock::{self, Timer};
use crate::platform::view::{Tag, View, button, follow, tag};
use crate::platform::{field, focus};
use crate::route::Route;
use crate::shell::icon::icon;
use crate::state::App;

/// Browsers refuse more than about a hundred changes of the address in half a minute.
const ADDRESS_DELAY_MS: i32 = 400;

/// What the parts share; `Copy`, so that every closure can have it.
#[derive(Clone, Copy)]
struct Combobox {
    app: App,
    /// What is typed.
    text: Live<String>,
    /// Earlier searches.
    kept: Live<Vec<String>>,
    /// Those that are offered.
    offered: Live<Vec<String>>,
    /// Which of them Enter takes.
    active: Live<Option<usize>>,
}

pub fn show(app: App, text: Live<String>, articles: usize) -> View {
    let words = app.words();
    let kept = Live::new(recent::kept());
    let offered = derive(move || kept.with(|kept| text.with(|typed| recent::fitting(kept, typed))));
    let combobox = Combobox { app, text, kept, offered, active: Live::new(None) };
    follow(Box::new(move || {
        offered.track();
        combobox.active.set(None);
    }));
    let timer: Rc<RefCell<Option<Timer>>> = Rc::default();
    let restarted = Rc::clone(&timer);
    let stopped = Rc::clone(&timer);
    let input = tag("input")
        .class("search-field")
        .attr("id", "query")
        // Not `search`: that type cannot be a combobox, and each browser would clear it in its own way.
        .attr("type", "text")
        .attr("inputmode", "search")
        .attr("name", "q")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .attr("aria-controls", "recent")
        .attr("aria-label", words.text("search.label"))
        .attr("placeholder", &words.count("search.placeholder", articles))
        .attr_live("aria-expanded", move || Some(offered.with(|offered| !offered.is_empty()).to_string()))
        .attr_live("aria-activedescendant", move || combobox.active.get().map(id_of))
        .on("input", move |event| {
            text.set(event.value());
            *restarted.borrow_mut() = Timer::after(ADDRESS_DELAY_MS, move || combobox.write_address());
        })
        // Whoever follows a result at once must find the search again with Back: the address is written before the link leads away.
        .on("blur", move |_| {
            if stopped.borrow_mut().take().is_some() {
                combobox.write_address();
            }
        })
        .on("keydown", move |event| {
            if combobox.take_key(&event.key()) {
                event.prevent_default();
            }
        });
    let (shown, entered, cleared) = (input.clone(), input.clone(), input.clone());
    follow(Box::new(move || text.with(|text| field::set_value(&shown, text))));
    clock::before_paint(move || field::focus(&entered));
    let clear = button("search-clear", move || {
        combobox.write(String::new());
        field::focus(&cleared);
    });
    let clear = clear
        .attr("aria-label", words.text("search.clear"))
        .attr_live("hidden", move || text.with(String::is_empty).then(String::new))
        .child(icon("close"));
    let form = tag("form").class("search-form").child(icon("search")).child(input).child(clear);
    let form = form.on("submit", move |event| {
        event.prevent_default();
        *timer.borrow_mut() = None;
        combobox.enter();
    });
    tag("search").class("search").child(form).live(move || combobox.list()).into()
}

impl Combobox {
    fn write(self, text: String) {
        self.text.set(text);
        self.write_address();
    }

    fn write_address(self) {
        if let Route::Search { filter, .. } = self.app.route.get_untracked() {
            self.app.replace(Route::Search { text: self.text.get_untracked(), filter });
        }
    }

    /// What Enter does: takes what is chosen, or goes to what was found.
    fn enter(self) {
        let chosen = self.active.get_untracked();
        match chosen.and_then(|index| self.offered.with_untracked(|offered| offered.get(index).cloned())) {
            Some(chosen) => self.write(chosen),
            None => {
                self.write_address();
                self.kept.set(recent::remember(&self.text.get_untracked()));
                focus::first_link_in(".results");
            }
        }
    }

    /// What another key does. False if it is the browser's.
    fn take_key(self, key: &str) -> bool {
        let count = self.offered.with_untracked(Vec::len);
        match (key, self.active.get_untracked()) {
            ("ArrowDown", active) => match active.map_or(0, |index| index + 1) {
                next if next < count => self.active.set(Some(next)),
                _ => {
                    self.active.set(None);
                    focus::first_link_in(".results");
                }
            },
            ("ArrowUp", None) => self.active.set(count.checked_sub(1)),
            ("ArrowUp", Some(index)) => self.active.set(index.checked_sub(1)),
            ("Escape", Some(_)) => self.active.set(None),
            ("Escape", None) => self.write(String::new()),
            _ => return false,
        }
        true
    }

    /// The earlier searches, if there are such.
    fn list(self) -> View {
        let offered = self.offered.get();
        if offered.is_empty() {
            return View::Nothing;
        }
        let options = offered.into_iter().enumerate().map(|(index, text)| self.option(index, text));
        let list = tag("ul")
            .class("recent-list")
            .attr("id", "recent")
            .attr("role", "listbox")
            .attr("aria-labelledby", "recent-title")
            .children(options);
        let forget = button("recent-forget", move || {
            recent::forget();
            self.kept.set(Vec::new());
        });
        tag("div")
            .class("recent")
            .child(tag("p").class("recent-title").attr("id", "recent-title").text(self.app.label("search.recent")))
            .child(list)
            .child(forget.text(self.app.label("search.recent_forget")))
            .into()
    }

    fn option(self, index: usize, text: String) -> Tag {
        tag("li")
            .class("recent-option")
            .attr("id", &id_of(index))
            .attr("role", "option")
            .attr("dir", "auto")
            .attr_live("aria-selected", move || Some((self.active.get() == Some(index)).to_string()))
            .text(&text)
            // The field keeps the focus.
            .on("mousedown", |event| event.prevent_default())
            .on("click", move |_| self.write(text.clone()))
    }
}

fn id_of(index: usize) -> String {
    format!("recent-{index}")
}
