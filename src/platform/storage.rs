//! Small settings kept on the device. A browser may refuse storage (private windows, sandboxed frames): then nothing is kept
//! and nothing breaks.

use super::page;

const PREFIX: &str = "tidings.";

fn local() -> Option<web_sys::Storage> {
    page::window().local_storage().ok().flatten()
}

fn session() -> Option<web_sys::Storage> {
    page::window().session_storage().ok().flatten()
}

/// A setting kept across visits.
pub fn read(name: &str) -> Option<String> {
    local()?.get_item(&format!("{PREFIX}{name}")).ok().flatten()
}

/// Keeps a setting; `None` forgets it.
pub fn write(name: &str, value: Option<&str>) {
    if let Some(storage) = local() {
        let key = format!("{PREFIX}{name}");
        let _ = match value {
            Some(value) => storage.set_item(&key, value),
            None => storage.remove_item(&key),
        };
    }
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
