//! The filter panel: for each dimension the values there are, with how many articles each would show.

use std::sync::Arc;

use leptos::prelude::*;
use tidings_bundle::{Bundle, Facets, Filter};

use super::toggle::{Dimension, is_on, toggle, values};
use crate::article::foot::language_label;
use crate::platform::intl;
use crate::shell::icon::Icon;
use crate::state::App;

/// Options shown before "more", and after it: a longer list is better searched than scrolled.
const FEW: usize = 8;
const MANY: usize = 100;

/// How the panel stands to its results.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Layout {
    /// Beside them.
    Side,
    /// Above them, each facet a drop-down.
    Row,
}

/// One option.
#[derive(Clone, Debug, PartialEq)]
struct Choice {
    value: String,
    label: String,
    count: u32,
}

/// `filter` is what is in force, `facets` what there is; both follow the address.
pub fn panel(app: App, bundle: &Arc<Bundle>, dimensions: &'static [Dimension], layout: Layout, filter: Memo<Filter>, facets: Signal<Facets>) -> AnyView {
    let active = move || filter.with(|filter| dimensions.iter().map(|dimension| values(filter, *dimension).len()).sum::<usize>());
    let groups: Vec<AnyView> = dimensions.iter().map(|dimension| group(app, bundle, *dimension, layout, filter, facets)).collect();
    view! {
        <details class="filters">
            <summary class="filters-title">
                <Icon name="filter"/>
                {app.label("facet.title")}
                {move || Some(active()).filter(|count| *count > 0).map(|count| view! { " " <span class="count">{app.words().number(count)}</span> })}
            </summary>
            <div class="filters-panel">{groups}</div>
        </details>
    }
    .into_any()
}

fn group(app: App, bundle: &Arc<Bundle>, dimension: Dimension, layout: Layout, filter: Memo<Filter>, facets: Signal<Facets>) -> AnyView {
    let bundle = Arc::clone(bundle);
    let choices = Memo::new(move |_| facets.with(|facets| filter.with(|filter| choices(app, &bundle, facets, filter, dimension))));
    let shows_all = RwSignal::new(false);
    let shown = move || choices.with(|choices| choices.iter().take(if shows_all.get() { MANY } else { FEW }).cloned().collect::<Vec<_>>());
    let hidden = move || choices.with(|choices| choices.len().min(MANY).saturating_sub(FEW));
    let more = move || (hidden() > 0 && !shows_all.get()).then(|| {
        view! {
            <button class="facet-more" type="button" on:click=move |_| shows_all.set(true)>
                {app.words().count("facet.more", hidden())}
            </button>
        }
    });
    let option = move |choice: Choice| {
        let value = choice.value;
        let is_chosen = {
            let value = value.clone();
            move || filter.with(|filter| is_on(filter, dimension, &value)).then_some("true")
        };
        // An option that stays keeps its element, and with it the focus; only its count and its link change.
        let count = {
            let value = value.clone();
            move || {
                let count = choices.with(|choices| choices.iter().find(|choice| choice.value == value).map_or(0, |choice| choice.count));
                app.words().number(count as usize)
            }
        };
        let href = move || app.route.with(|route| app.href(&route.with_filter(toggle(&route.filter(), dimension, &value))));
        view! {
            <li>
                <a class="facet-option" href=href aria-current=is_chosen>
                    <span class="facet-label" dir="auto">{choice.label}</span>
                    " "
                    <span class="count">{count}</span>
                </a>
            </li>
        }
    };
    let is_empty = move || choices.with(Vec::is_empty);
    view! {
        <details class="facet" open=layout == Layout::Side name=(layout == Layout::Row).then_some("facet") hidden=is_empty>
            <summary class="facet-title">{app.label(dimension.key())}</summary>
            <ul class="facet-options">
                <For each=shown key=|choice| choice.value.clone() children=option/>
            </ul>
            {more}
        </details>
    }
    .into_any()
}

fn choices(app: App, bundle: &Bundle, facets: &Facets, filter: &Filter, dimension: Dimension) -> Vec<Choice> {
    let tag = app.words().tag();
    let same = |(value, count): &(String, u32)| Choice { value: value.clone(), label: value.clone(), count: *count };
    let mut choices: Vec<Choice> = match dimension {
        Dimension::Category => facets.categories.iter().filter_map(|(index, count)| category_choice(bundle, *index, *count, tag)).collect(),
        Dimension::Tag => facets.tags.iter().map(same).collect(),
        Dimension::Author => facets.authors.iter().map(same).collect(),
        Dimension::Language => {
            let named = |(value, count): &(String, u32)| Choice { label: language_label(bundle, value), value: value.clone(), count: *count };
            facets.languages.iter().map(named).collect()
        }
        Dimension::Year => facets.years.iter().map(|(year, count)| Choice { value: year.to_string(), label: intl::year(*year, tag), count: *count }).collect(),
    };
    // What is in force must be there to be taken back, even when nothing is left of it.
    for value in values(filter, dimension) {
        if !choices.iter().any(|choice| choice.value.eq_ignore_ascii_case(&value)) {
            choices.push(Choice { label: label(app, bundle, dimension, &value), value, count: 0 });
        }
    }
    choices
}

fn category_choice(bundle: &Bundle, index: usize, count: u32, tag: &str) -> Option<Choice> {
    let name = bundle.categories.get(index)?.name(tag).to_owned();
    Some(Choice { value: bundle.categories.path(index), label: name, count })
}

/// What a value is called.
pub fn label(app: App, bundle: &Bundle, dimension: Dimension, value: &str) -> String {
    match dimension {
        Dimension::Category => {
            let category = bundle.categories.by_path(value).and_then(|index| bundle.categories.get(index));
            category.map_or_else(|| value.to_owned(), |category| category.name(app.words().tag()).to_owned())
        }
        Dimension::Language => language_label(bundle, value),
        Dimension::Year => value.parse().map_or_else(|_| value.to_owned(), |year| intl::year(year, app.words().tag())),
        Dimension::Tag | Dimension::Author => value.to_owned(),
    }
}
