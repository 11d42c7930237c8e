//! The search field: every keystroke asks the engine at once; the address follows when the reader pauses.

use std::cell::RefCell;
use std::rc::Rc;

use crate::live::Live;
use crate::platform::clock::{self, Timer};
use crate::platform::view::{View, follow, tag};
use crate::platform::{field, focus};
use crate::route::Route;
use crate::shell::icon::icon;
use crate::state::App;

/// Browsers refuse more than about a hundred changes of the address in half a minute.
const ADDRESS_DELAY_MS: i32 = 400;

pub fn show(app: App, text: Live<String>, articles: usize) -> View {
    let words = app.words();
    let timer: Rc<RefCell<Option<Timer>>> = Rc::default();
    let write_address = move || {
        if let Route::Search { filter, .. } = app.route.get_untracked() {
            app.replace(Route::Search { text: text.get_untracked(), filter });
        }
    };
    let restarted = Rc::clone(&timer);
    let stopped = Rc::clone(&timer);
    let input = tag("input")
        .class("search-field")
        .attr("id", "query")
        .attr("type", "search")
        .attr("name", "q")
        .attr("dir", "auto")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("enterkeyhint", "search")
        .attr("aria-label", words.text("search.label"))
        .attr("placeholder", &words.count("search.placeholder", articles))
        .on("input", move |event| {
            text.set(event.value());
            *restarted.borrow_mut() = Timer::after(ADDRESS_DELAY_MS, write_address);
        })
        // Whoever follows a result at once must find the search again with Back: the address is written before the link leads away.
        .on("blur", move |_| {
            if stopped.borrow_mut().take().is_some() {
                write_address();
            }
        })
        .on("keydown", |event| {
            if event.key() == "ArrowDown" {
                event.prevent_default();
                focus::first_link_in(".results");
            }
        });
    let kept = input.clone();
    follow(Box::new(move || text.with(|text| field::set_value(&kept, text))));
    let entered = input.clone();
    clock::before_paint(move || field::focus(&entered));
    let form = tag("form").class("search-form").attr("role", "search").child(icon("search")).child(input).on(
        "submit",
        move |event| {
            event.prevent_default();
            *timer.borrow_mut() = None;
            write_address();
            focus::first_link_in(".results");
        },
    );
    tag("search").class("search").child(form).into()
}
