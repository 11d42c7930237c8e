//! The viewer: shows a bundle of articles in the browser, with no server behind it.
//!
//! The data's journey:
//! 1. [`config`] reads what the page and its address ask for; [`route`] reads where in the publication the reader is.
//! 2. [`load`] fetches the feed and has `tidings_bundle` decode it; what fails is a [`load::LoadError`] with words of its own.
//!    Of an archive that is the entry only; [`archive`] fetches what else a page needs.
//! 3. [`state::App`] holds the few signals; [`app`] shows the page for the route.
//! 4. `pages` put together features (`article`, `category`, `gallery`, `search`) between the `shell`'s masthead and footer.
//! 5. After the first paint the second wasm file is fetched, with what no first page needs ([`lazy`]); from it the engine worker is started
//!    (`platform::engine_client`), and the service worker registered.
//!
//! Arrows: pages → features → this level; features → `platform` → nothing above it. Only `platform` knows the browser.

pub mod app;
pub mod archive;
pub mod article;
pub mod category;
pub mod config;
pub mod gallery;
pub mod lazy;
pub mod library;
pub mod live;
pub mod load;
pub mod locale;
pub mod pages;
pub mod percent;
pub mod picture;
pub mod platform;
pub mod route;
pub mod search;
pub mod shell;
pub mod state;
#[cfg(not(target_arch = "wasm32"))]
pub mod still;

/// Bytes of memory that the viewer asks for at once. The allocator would otherwise ask for 64 KB a hundred times, and an engine that has
/// no address space to spare copies the whole memory each time. What nobody writes to takes no room in the machine.
const ROOM: usize = 8 << 20;

/// Starts the viewer in the page that loaded it.
pub fn start() {
    drop(std::hint::black_box(Vec::<u8>::with_capacity(ROOM)));
    platform::crash::install();
    app::mount();
}
