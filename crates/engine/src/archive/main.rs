//! The wiring of the worker of archives, and nothing else. What needs the browser stands in `fetch.js` beside it: it listens, fetches, inflates and
//! checks, and calls the functions here. Closures and types of the browser would cost every first search 3 KB.

use std::cell::RefCell;

use tidings_engine::Post;
use tidings_engine::archive::inbox::{Inbox, Job};
use wasm_bindgen::prelude::*;

/// Smaller than the one of the standard library (ARCHITECTURE.md, decision 11).
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    static INBOX: RefCell<Inbox> = RefCell::new(Inbox::new(tidingsNow));
}

#[wasm_bindgen]
#[expect(non_snake_case, reason = "names of the script")]
extern "C" {
    fn tidingsListen();
    fn tidingsPost(json: &str, matches: &[u32]);
    fn tidingsFetch(number: u32, address: &str, is_piece: bool);
    fn tidingsPause(number: u32);
    fn tidingsNow() -> f64;
}

fn main() {
    tidingsListen();
    work(vec![Job::Post(Inbox::greeting())]);
}

/// A message of the page, and what travelled beside it.
#[wasm_bindgen]
pub fn receive(json: &str, beside: Option<Vec<u8>>) {
    work(INBOX.with_borrow_mut(|inbox| inbox.receive(json, beside)));
}

/// A file that was asked for, or nothing.
#[wasm_bindgen]
pub fn arrived(number: u32, bytes: Option<Vec<u8>>) {
    work(INBOX.with_borrow_mut(|inbox| inbox.arrived(number, bytes)));
}

/// A pause is over.
#[wasm_bindgen]
pub fn paused(number: u32) {
    work(INBOX.with_borrow_mut(|inbox| inbox.paused(number)));
}

fn work(jobs: Vec<Job>) {
    for job in jobs {
        match job {
            Job::Post(Post { json, matches }) => tidingsPost(&json, &matches),
            Job::Fetch { number, address, is_piece } => tidingsFetch(number, &address, is_piece),
            Job::Pause { number } => tidingsPause(number),
        }
    }
}
