//! Filters of a list page.

use std::sync::Arc;

use tidings_bundle::{Bundle, Facets, Filter, Ordinal};

use super::chips;
use super::facets::{self, Layout, Sources};
use super::toggle::Dimension;
use crate::live::{Live, derive};
use crate::platform::view::View;
use crate::state::App;

const DIMENSIONS: &[Dimension] = &[Dimension::Tag, Dimension::Author, Dimension::Language, Dimension::Time];

/// What the list can be narrowed by.
pub fn filters(app: App, bundle: &Arc<Bundle>, filter: Live<Filter>) -> View {
    let facets = {
        let (bundle, all) = (Arc::clone(bundle), bundle.all_ordinals().collect::<Vec<Ordinal>>());
        derive(move || filter.with(|filter| Facets::count(&bundle, &all, filter)))
    };
    facets::panel(&sources(app, bundle, filter), facets, Layout::Side)
}

/// What it is narrowed by.
pub fn chips(app: App, bundle: &Arc<Bundle>, filter: Live<Filter>) -> View {
    chips::show(&sources(app, bundle, filter))
}

fn sources(app: App, bundle: &Arc<Bundle>, filter: Live<Filter>) -> Sources {
    Sources { app, bundle: Arc::clone(bundle), dimensions: DIMENSIONS, filter }
}
