//! The filters in force, each with a way to take it back.

use std::sync::Arc;

use leptos::prelude::*;
use tidings_bundle::{Bundle, Filter};

use super::facets::label;
use super::toggle::{Dimension, in_force, toggle};
use crate::shell::icon::Icon;
use crate::state::App;

pub fn show(app: App, bundle: &Arc<Bundle>, dimensions: &'static [Dimension], filter: Memo<Filter>) -> AnyView {
    let bundle = Arc::clone(bundle);
    let chips = move || {
        let active = filter.with(|filter| in_force(filter, dimensions));
        (!active.is_empty()).then(|| {
            let cleared = filter.with(|filter| active.iter().fold(filter.clone(), |filter, (dimension, value)| toggle(&filter, *dimension, value)));
            let clear = app.route.with_untracked(|route| app.href(&route.with_filter(cleared)));
            let items: Vec<AnyView> = active.iter().map(|(dimension, value)| chip(app, &bundle, *dimension, value, filter)).collect();
            view! {
                <ul class="chips" aria-label=app.label("chips.label")>
                    {items}
                    <li><a class="chips-clear" href=clear>{app.label("chips.clear")}</a></li>
                </ul>
            }
        })
    };
    chips.into_any()
}

fn chip(app: App, bundle: &Bundle, dimension: Dimension, value: &str, filter: Memo<Filter>) -> AnyView {
    let without = filter.with_untracked(|filter| toggle(filter, dimension, value));
    let href = app.route.with_untracked(|route| app.href(&route.with_filter(without)));
    view! {
        <li>
            <a class="chip" href=href>
                <span class="chip-kind">{app.label(dimension.key())}</span>
                " "
                <span class="chip-label" dir="auto">{label(app, bundle, dimension, value)}</span>
                <Icon name="close"/>
                <span class="visually-hidden">{app.label("chips.remove")}</span>
            </a>
        </li>
    }
    .into_any()
}
