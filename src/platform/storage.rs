//! Small settings kept on the device. A browser may refuse storage (private windows, sandboxed frames): then nothing is kept
//! and nothing breaks; what lists are made from is then remembered for as long as the page lives.

use std::cell::RefCell;

use super::page;

thread_local! {
    /// In place of a storage that the browser refuses.
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

const PREFIX: &str = "tidings.";

fn local() -> Option<web_sys::Storage> {
    page::window().local_storage().ok().flatten()
}

fn session() -> Option<web_sys::Storage> {
    page::window().session_storage().ok().flatten()
}

/// Whether anything is kept across visits.
pub fn is_kept() -> bool {
    local().is_some()
}

/// What is kept across visits under a name.
pub fn read(name: &str) -> Option<String> {
    match local() {
        Some(storage) => storage.get_item(&[PREFIX, name].concat()).ok().flatten(),
        None => {
            MEMORY.with_borrow(|memory| memory.iter().find(|(kept, _)| kept == name).map(|(_, value)| value.clone()))
        }
    }
}

/// Keeps something; `None` forgets it. False if there is no room.
pub fn write(name: &str, value: Option<&str>) -> bool {
    let Some(storage) = local() else {
        MEMORY.with_borrow_mut(|memory| {
            memory.retain(|(kept, _)| kept != name);
            memory.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        });
        return true;
    };
    let key = [PREFIX, name].concat();
    match value {
        Some(value) => storage.set_item(&key, value).is_ok(),
        None => storage.remove_item(&key).is_ok(),
    }
}

/// The names that begin with `beginning`, of what is kept.
pub fn names(beginning: &str) -> Vec<String> {
    let Some(storage) = local() else {
        return MEMORY.with_borrow(|memory| {
            memory.iter().map(|(name, _)| name.clone()).filter(|name| name.starts_with(beginning)).collect()
        });
    };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok().flatten());
    keys.filter_map(|key| Some(key.strip_prefix(PREFIX)?.to_owned()))
        .filter(|name| name.starts_with(beginning))
        .collect()
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
