//! Where the second wasm file begins: what it holds, and the one function through which the first file comes to that.
//!
//! The build cuts between the two functions of a pair whose names it knows (`crates/xtask/src/build/split.rs`): the first file imports the
//! one, the other is in the second file, with all that only it leads to.

use crate::article::{cite, contents, embed_code};
use crate::category::list;
use crate::gallery::lightbox;
use crate::lazy::Lazy;
use crate::library::{change, open, remedy, tracking};
use crate::load::Loaded;
use crate::pages::{problems, saved, search};
use crate::platform::view::View;
use crate::search::passage;
use crate::shell::settings::panel;
use crate::shell::sheet::Sheet;
use crate::shell::shortcuts;
use crate::state::App;

static LAZY: Lazy = Lazy {
    search: search::show,
    problems: problems::show,
    photos: lightbox::show,
    filters: list::filters,
    chips: list::chips,
    settings: panel::panel,
    contents: contents::panel,
    saved: saved::show,
    remedy: remedy::show,
    save: change::save,
    tracking: tracking::follow,
    sheet,
    key: shortcuts::take,
    services,
    passage: passage::show,
    render: App::render,
};

fn services(app: App, loaded: &Loaded) {
    app.start_services(loaded);
    if !app.config.with_untracked(|config| config.is_embedded) {
        open::watch_drops(app);
    }
}

fn sheet(app: App, sheet: Sheet) -> View {
    match sheet {
        Sheet::Keys => shortcuts::help(app),
        Sheet::Cite => cite::show(app),
        Sheet::Embed => embed_code::show(app),
    }
}

#[cfg(not(all(feature = "split", target_arch = "wasm32")))]
pub(crate) use whole::enter;

#[cfg(all(feature = "split", target_arch = "wasm32"))]
pub(crate) use apart::enter;

/// Where there is one file.
#[cfg(not(all(feature = "split", target_arch = "wasm32")))]
mod whole {
    use super::{LAZY, Lazy};

    /// What the second file would hold.
    pub(crate) fn enter() -> &'static Lazy {
        &LAZY
    }
}

/// Where there are two: what `wasm_split_helpers` would write, without its own way of fetching the second.
#[cfg(all(feature = "split", target_arch = "wasm32"))]
#[expect(
    unsafe_code,
    reason = "names for the linker, which nobody else has; the build fails if one does not find the other"
)]
mod apart {
    use super::{LAZY, Lazy};

    /// What the second file holds; to be called once it is here.
    pub(crate) fn enter() -> &'static Lazy {
        __wasm_split_00lazy00_import_00000000000000000000000000000001()
    }

    #[expect(improper_ctypes, reason = "both sides are compiled at once")]
    #[link(wasm_import_module = "__wasm_split_placeholder__")]
    unsafe extern "C" {
        safe fn __wasm_split_00lazy00_import_00000000000000000000000000000001() -> &'static Lazy;
    }

    #[unsafe(no_mangle)]
    extern "C" fn __wasm_split_00lazy00_export_00000000000000000000000000000001() -> &'static Lazy {
        &LAZY
    }
}
