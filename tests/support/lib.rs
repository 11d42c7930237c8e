//! What the test programs share: three browser engines, a site that can misbehave, and witnesses of what a page does.
//!
//! How a promise is checked in a browser:
//! 1. [`run`] turns each [`run::Promise`] into tests in each [`engine::Engine`], on sites of two shapes ([`site::Shape`]).
//! 2. It is lent a session that nobody has left anything in, or a new one ([`driver`]), its requests to anything but loopback led to a witness ([`foreign`]).
//! 3. The promise serves a site ([`site`], [`server`]), acts through page objects ([`pages`]) on the [`browser::Browser`].
//! 4. Whatever it returned, the witnesses are heard: a foreign request or a word on the console ([`probe`]) breaks the promise.
//! 5. A broken promise leaves a screenshot and the page's source in `target/e2e/`.
//!
//! Nothing here knows the viewer's code: only its pages, its addresses and its files.

pub mod browser;
pub mod display;
pub mod driver;
pub mod engine;
mod failure;
pub mod foreign;
pub mod html;
pub mod pages;
pub mod probe;
pub mod run;
pub mod server;
pub mod site;
pub mod words;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

pub use failure::{Failure, Outcome};

/// The folder of the workspace.
pub fn project_root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests).to_path_buf()
}

/// Locks, also after another test panicked: what these locks guard stays whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
