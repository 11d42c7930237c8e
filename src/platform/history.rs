//! The session history: reading the address, moving through it, and remembering how far each entry was scrolled.
//!
//! 1. Links are real links. In hash style the browser follows them by itself; in path style [`History::watch`] takes the click
//!    and pushes the address.
//! 2. Every entry carries a number in `history.state`. An entry without one is new.
//! 3. Scroll positions are kept by that number, in memory, and in the tab's storage while the page is away.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, MouseEvent, ScrollRestoration};

use super::listener::Listener;
use super::page;
use super::storage;
use crate::route::{AddressStyle, Route};

/// How the reader came to the entry that is now shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arrival {
    /// A link or a call of ours made the entry.
    New,
    /// Back, forward or reload; the offset from the top in CSS pixels where it was left.
    Again { scrolled: i32 },
}

struct Inner {
    style: AddressStyle,
    entry: Cell<u32>,
    /// Entry number and offset, ascending by number.
    scrolled: RefCell<Vec<(u32, i32)>>,
    shown: RefCell<String>,
}

/// The one history of the page.
#[derive(Clone)]
pub struct History(Rc<Inner>);

const KEPT_POSITIONS: &str = "scrolled";

impl History {
    /// Takes over scrolling from the browser and finds out which entry this is.
    pub fn new(style: AddressStyle) -> (History, Route, Arrival) {
        let history = History(Rc::new(Inner {
            style,
            entry: Cell::new(0),
            scrolled: RefCell::new(read_positions()),
            shown: RefCell::new(String::new()),
        }));
        if let Some(native) = native() {
            let _ = native.set_scroll_restoration(ScrollRestoration::Manual);
        }
        let (route, arrival) = history.arrive();
        (history, route, arrival)
    }

    /// Where there is no browser: addresses can be written, and nothing moves.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn still(style: AddressStyle) -> History {
        let inner = Inner { style, entry: Cell::new(0), scrolled: RefCell::default(), shown: RefCell::default() };
        History(Rc::new(inner))
    }

    pub fn style(&self) -> &AddressStyle {
        &self.0.style
    }

    /// Whether the address names the page in its path, so that what was written there is the page it names.
    pub fn is_in_path(&self) -> bool {
        !page::window().location().hash().unwrap_or_default().starts_with("#/")
    }

    /// Calls `changed` whenever another address is shown, whoever caused it. Lives as long as the page.
    pub fn watch(&self, changed: impl Fn(Route, Arrival) + 'static) {
        let changed = Rc::new(changed);
        for event in ["popstate", "hashchange"] {
            let (history, changed) = (self.clone(), Rc::clone(&changed));
            let listener = Listener::on_window(event, move |_| {
                // Both events tell of one step; the second finds nothing new. A link to the address on show takes the entry's number
                // with its state.
                if *history.0.shown.borrow() != current_address() || entry_number().is_none() {
                    // The page that is left still stands where it was; its last scroll event may not have come yet.
                    history.book_position();
                    let (route, arrival) = history.arrive();
                    changed(route, arrival);
                }
            });
            listener.into_iter().for_each(Listener::forever);
        }
        let history = self.clone();
        let listener = Listener::on_window("scroll", move |_| history.remember_position());
        listener.into_iter().for_each(Listener::forever);
        let history = self.clone();
        let listener = Listener::on_window("pagehide", move |_| keep_positions(&history.0.scrolled.borrow()));
        listener.into_iter().for_each(Listener::forever);
        if matches!(self.0.style, AddressStyle::Path { .. }) {
            let history = self.clone();
            let listener = Listener::on_window("click", move |event| history.take_click(&event, &*changed));
            listener.into_iter().for_each(Listener::forever);
        }
    }

    /// Shows another address in place of this one, silently: nobody is called.
    pub fn replace(&self, route: &Route) {
        if let Some(native) = native() {
            let state = JsValue::from_f64(f64::from(self.0.entry.get()));
            // A browser that counts too many changes in a short time refuses; the next one will do.
            let _ = native.replace_state_with_url(&state, "", Some(&self.0.style.href(route)));
            *self.0.shown.borrow_mut() = current_address();
        }
    }

    /// Makes a new entry, silently: nobody is called.
    pub fn push(&self, route: &Route) {
        if let Some(native) = native() {
            let _ = native.push_state_with_url(&JsValue::NULL, "", Some(&self.0.style.href(route)));
            self.arrive();
        }
    }

    pub fn back(&self) {
        if let Some(native) = native() {
            let _ = native.back();
        }
    }

    fn arrive(&self) -> (Route, Arrival) {
        let inner = &self.0;
        *inner.shown.borrow_mut() = current_address();
        let location = page::window().location();
        let part = |read: fn(&web_sys::Location) -> Result<String, JsValue>| read(&location).unwrap_or_default();
        let path = part(web_sys::Location::pathname) + &part(web_sys::Location::search);
        let route = inner.style.route(&path, &part(web_sys::Location::hash));
        match entry_number() {
            Some(entry) => {
                inner.entry.set(entry);
                let scrolled = inner
                    .scrolled
                    .borrow()
                    .iter()
                    .find(|(number, _)| *number == entry)
                    .map_or(0, |(_, offset)| *offset);
                (route, Arrival::Again { scrolled })
            }
            None => {
                let entry = inner.scrolled.borrow().last().map_or(1, |(last, _)| last + 1);
                inner.entry.set(entry);
                inner.scrolled.borrow_mut().push((entry, 0));
                number_entry(entry);
                (route, Arrival::New)
            }
        }
    }

    /// Books how far the page is scrolled on the entry that was last arrived at.
    fn book_position(&self) {
        if let Ok(offset) = page::window().scroll_y() {
            let entry = self.0.entry.get();
            let mut scrolled = self.0.scrolled.borrow_mut();
            scrolled.iter_mut().filter(|(number, _)| *number == entry).for_each(|(_, kept)| *kept = offset as i32);
        }
    }

    fn remember_position(&self) {
        // Between two entries the old offset would be booked on the new one.
        if *self.0.shown.borrow() == current_address() {
            self.book_position();
            if entry_number().is_none() {
                // Firefox follows a link to the address on show without a word.
                number_entry(self.0.entry.get());
            }
        }
    }

    fn take_click(&self, event: &web_sys::Event, changed: &dyn Fn(Route, Arrival)) {
        let Some(mouse) = event.dyn_ref::<MouseEvent>() else { return };
        let modified = mouse.ctrl_key() || mouse.meta_key() || mouse.shift_key() || mouse.alt_key();
        if event.default_prevented() || modified || mouse.button() != 0 {
            return;
        }
        let link = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let link = link.and_then(|element| element.closest("a[href]").ok().flatten());
        let Some(link) = link.filter(|link| !link.has_attribute("target") && !link.has_attribute("download")) else {
            return;
        };
        let route = self.0.style.route(&link.get_attribute("href").unwrap_or_default(), "");
        if !matches!(route, Route::Unknown { .. }) {
            event.prevent_default();
            self.push(&route);
            changed(route, Arrival::New);
        }
    }
}

fn native() -> Option<web_sys::History> {
    page::window().history().ok()
}

fn number_entry(number: u32) {
    if let Some(native) = native() {
        let _ = native.replace_state(&JsValue::from_f64(f64::from(number)), "");
    }
}

/// The number of the entry on show; none if it is new to us.
fn entry_number() -> Option<u32> {
    native()?.state().ok()?.as_f64().map(|number| number as u32)
}

fn current_address() -> String {
    page::window().location().href().unwrap_or_default()
}

fn read_positions() -> Vec<(u32, i32)> {
    let kept = storage::read_for_session(KEPT_POSITIONS).unwrap_or_default();
    kept.split(' ')
        .filter_map(|pair| pair.split_once(':'))
        .filter_map(|(entry, offset)| Some((entry.parse().ok()?, offset.parse().ok()?)))
        .collect()
}

fn keep_positions(positions: &[(u32, i32)]) {
    let pairs: Vec<String> = positions
        .iter()
        .skip(positions.len().saturating_sub(100))
        .map(|(entry, offset)| format!("{entry}:{offset}"))
        .collect();
    storage::write_for_session(KEPT_POSITIONS, &pairs.join(" "));
}
