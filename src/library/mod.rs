//! What the device remembers of articles: saved ones, those read, and where their reader stopped.
//!
//! 1. A [`record::Record`] tells it of one article. Each lies under a key of its own in the browser's local storage (`platform::storage`), so
//!    two open tabs never write over each other, and lists can show at once what was read: nothing is waited for and nothing changes after
//!    the first paint. (A database would answer later, and is no safer: browsers clear both together.)
//! 2. [`shelf`] says whether one was saved or read, for lists and buttons.
//! 3. In the second wasm file: [`change`] reads records whole and changes them, and tells those on show; [`tracking`] is what happens while
//!    an article is read, and [`list`] the page of what was saved.
//! 4. [`offline`]: the whole publication on the device, or [`sections`] of it; [`pin`]: what was saved. [`edition`]: what was saved, as one
//!    page to take along. [`open`]: a feed of their own.
//! 5. [`remedy`]: what else there is to do when a page cannot be had.
//!
//! Nothing of it leaves the device.

pub mod change;
pub mod edition;
pub mod list;
pub mod offline;
pub mod open;
mod part;
mod pin;
pub mod record;
pub mod remedy;
mod sections;
pub mod shelf;
pub mod tracking;
