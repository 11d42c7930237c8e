//! Small things kept on the device. A browser may refuse storage (private windows, sandboxed frames), or it may be full: what it does not
//! take is remembered for as long as the page lives.

use std::cell::RefCell;

use super::listener::Listener;
use super::page;

thread_local! {
    /// What the storage did not take.
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

const PREFIX: &str = "tidings.";

fn local() -> Option<web_sys::Storage> {
    page::window().local_storage().ok().flatten()
}

fn session() -> Option<web_sys::Storage> {
    page::window().session_storage().ok().flatten()
}

/// Whether all of it is kept across visits: the browser has a storage, and it had room.
pub fn is_kept() -> bool {
    local().is_some() && MEMORY.with_borrow(Vec::is_empty)
}

/// What is kept under a name.
pub fn read(name: &str) -> Option<String> {
    let remembered =
        MEMORY.with_borrow(|memory| memory.iter().find(|(kept, _)| kept == name).map(|(_, value)| value.clone()));
    remembered.or_else(|| local()?.get_item(&[PREFIX, name].concat()).ok().flatten())
}

/// Keeps something; `None` forgets it.
pub fn write(name: &str, value: Option<&str>) {
    let key = [PREFIX, name].concat();
    let is_stored = local().is_some_and(|storage| match value {
        Some(value) => storage.set_item(&key, value).is_ok(),
        None => storage.remove_item(&key).is_ok(),
    });
    MEMORY.with_borrow_mut(|memory| {
        memory.retain(|(kept, _)| kept != name);
        memory.extend(value.filter(|_| !is_stored).map(|value| (name.to_owned(), value.to_owned())));
    });
}

/// The names that begin with `beginning`, of what is kept.
pub fn names(beginning: &str) -> Vec<String> {
    let mut names: Vec<String> = MEMORY.with_borrow(|memory| memory.iter().map(|(name, _)| name.clone()).collect());
    let remembered = names.len();
    if let Some(storage) = local() {
        let keys = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten());
        for name in keys.filter_map(|key| key.strip_prefix(PREFIX).map(str::to_owned)) {
            if !names.get(..remembered).is_some_and(|names| names.contains(&name)) {
                names.push(name);
            }
        }
    }
    names.retain(|name| name.starts_with(beginning));
    names
}

/// Calls `then` whenever another page of this site, in another tab, has changed what is kept.
pub fn on_change(then: impl Fn() + 'static) {
    Listener::on_window("storage", move |_| then()).into_iter().for_each(Listener::forever);
}

/// A value kept until the tab closes.
pub fn read_for_session(name: &str) -> Option<String> {
    session()?.get_item(&format!("{PREFIX}{name}")).ok().flatten()
}

pub fn write_for_session(name: &str, value: &str) {
    if let Some(storage) = session() {
        let _ = storage.set_item(&format!("{PREFIX}{name}"), value);
    }
}
