//! The last line of defence: a panic must leave words on the page, not a blank one.

use super::listener::Listener;
use super::page;
use js_sys::{Reflect, WebAssembly};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::Event;

thread_local! {
    /// What to say, in the reader's language, and what the button says.
    static WORDS: Cell<(&'static str, &'static str)> = const { Cell::new(("", "")) };
}

/// Sets the words to show should the viewer crash.
pub fn set_words(message: &'static str, reload: &'static str) {
    WORDS.set((message, reload));
}

/// From now on a panic is told to the console and to the reader, and so is what ends the viewer without one: an engine that fails
/// leaves a page on which nothing happens any more.
pub fn install() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        let _ = show();
    }));
    for (name, cause) in [("error", "error"), ("unhandledrejection", "reason")] {
        let tell = move |event: Event| {
            let cause = Reflect::get(&event, &cause.into()).unwrap_or_default();
            if cause.is_instance_of::<WebAssembly::RuntimeError>() {
                let _ = show();
            }
        };
        Listener::on_window(name, tell).into_iter().for_each(Listener::forever);
    }
}

fn show() -> Option<()> {
    let document = page::document();
    if document.query_selector(".crash").ok()?.is_some() {
        return None;
    }
    let (message, reload) = WORDS.get();
    let notice = document.create_element("div").ok()?;
    let _ = notice.set_attribute("class", "crash notice");
    let _ = notice.set_attribute("role", "alert");
    let text = document.create_element("p").ok()?;
    text.set_text_content(Some(message));
    let link = document.create_element("a").ok()?;
    // Without its hash the address is the front page, in case the page itself is what crashed.
    let _ = link.set_attribute("href", &page::window().location().pathname().ok()?);
    link.set_text_content(Some(reload));
    let _ = notice.append_child(&text);
    let _ = notice.append_child(&link);
    document.body()?.prepend_with_node_1(&notice).ok()
}
