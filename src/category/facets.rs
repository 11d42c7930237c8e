//! The filter panel: for each dimension the values there are, with how many articles each would show.

use std::sync::Arc;

use tidings_bundle::{Bundle, Facets, Filter, Month};

use super::toggle::{Dimension, is_on, toggle, values};
use crate::article::foot::language_label;
use crate::live::{Live, derive};
use crate::platform::intl;
use crate::platform::style;
use crate::platform::view::{Tag, View, button, follow, tag};
use crate::shell::icon::icon;
use crate::state::App;

/// Options shown before "more", and after it: a longer list is better searched than scrolled. Of times, a year's months as well.
const FEW: usize = 8;
const MANY: usize = 100;
const FEW_TIMES: usize = 24;

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

/// What a panel shows follows these, and these follow the address.
#[derive(Clone)]
pub struct Sources {
    pub app: App,
    pub bundle: Arc<Bundle>,
    pub dimensions: &'static [Dimension],
    pub filter: Live<Filter>,
}

/// `facets` are counted anew whenever the filter is another.
pub fn panel(sources: &Sources, facets: Live<Facets>, layout: Layout) -> View {
    let (app, filter, dimensions) = (sources.app, sources.filter, sources.dimensions);
    let active = move || {
        filter.with(|filter| dimensions.iter().map(|dimension| values(filter, *dimension).len()).sum::<usize>())
    };
    let count = move || match active() {
        0 => View::Nothing,
        count => View::Many(vec![" ".into(), tag("span").class("count").text(&app.words().number(count)).into()]),
    };
    let title = tag("summary").class("filters-title").child(icon("filter")).text(app.label("facet.title")).live(count);
    let groups = dimensions.iter().map(|dimension| group(sources, facets, *dimension, layout));
    tag("details").class("filters").child(title).child(tag("div").class("filters-panel").children(groups)).into()
}

fn group(sources: &Sources, facets: Live<Facets>, dimension: Dimension, layout: Layout) -> View {
    let app = sources.app;
    let choices = {
        let sources = sources.clone();
        derive(move || choices(&sources, facets, dimension))
    };
    let shows_all = Live::new(false);
    let few = if dimension == Dimension::Time { FEW_TIMES } else { FEW };
    let keys = move || {
        let shown = if shows_all.get() { MANY } else { few };
        choices.with(|choices| choices.iter().take(shown).map(|choice| choice.value.clone()).collect())
    };
    let hidden = move || choices.with(|choices| choices.len().min(MANY).saturating_sub(few));
    let more = move || match hidden() {
        0 => View::Nothing,
        _ if shows_all.get() => View::Nothing,
        hidden => {
            button("facet-more", move || shows_all.set(true)).text(&app.words().count("facet.more", hidden)).into()
        }
    };
    let filter = sources.filter;
    let list =
        tag("ul").class("facet-options").keyed(keys, move |value| option(app, dimension, value, choices, filter));
    tag("details")
        .class("facet")
        .flag("open", layout == Layout::Side)
        .attr_some("name", (layout == Layout::Row).then_some("facet"))
        .attr_live("hidden", move || choices.with(Vec::is_empty).then(String::new))
        .child(tag("summary").class("facet-title").text(app.label(dimension.key())))
        .child(tag("div").class("facet-panel").child(list).live(more))
        .into()
}

/// An option that stays keeps its element, and with it the focus; only its count, its state and its link change.
fn option(app: App, dimension: Dimension, value: &str, choices: Live<Vec<Choice>>, filter: Live<Filter>) -> Tag {
    let value: Arc<str> = value.into();
    let found = {
        let value = Arc::clone(&value);
        move || choices.with(|choices| choices.iter().find(|choice| *choice.value == *value).cloned())
    };
    let is_chosen = {
        let value = Arc::clone(&value);
        move || filter.with(|filter| is_on(filter, dimension, &value)).then(|| "true".to_owned())
    };
    let of_href = Arc::clone(&value);
    let href = move || {
        Some(app.route.with(|route| app.href(&route.with_filter(toggle(&route.filter(), dimension, &of_href)))))
    };
    let label = found().map(|choice| choice.label).unwrap_or_default();
    let is_month = Month::read(&value).is_some();
    let open = tag("a")
        .class("facet-option")
        .attr_live("href", href)
        .attr_live("aria-current", is_chosen)
        .child(tag("span").class("facet-label").attr("dir", "auto").text(&label))
        .text(" ")
        .child(
            tag("span")
                .class("count")
                .text_live(move || app.words().number(found().map_or(0, |choice| choice.count as usize))),
        );
    if dimension == Dimension::Time {
        let (bar_of, part) = (open.clone(), move || choices.with(|choices| bar(choices, &value)));
        let open = open.attr_some("data-time", Some(if is_month { "month" } else { "year" }));
        follow(Box::new(move || style::set(&bar_of, "--part", part().map(|part| part.to_string() + "%").as_deref())));
        return tag("li").child(open);
    }
    tag("li").child(open)
}

fn choices(sources: &Sources, facets: Live<Facets>, dimension: Dimension) -> Vec<Choice> {
    facets.with(|facets| {
        sources.filter.with(|filter| choices_of(sources.app, &sources.bundle, facets, filter, dimension))
    })
}

fn choices_of(app: App, bundle: &Bundle, facets: &Facets, filter: &Filter, dimension: Dimension) -> Vec<Choice> {
    let language = app.words().tag();
    let same = |(value, count): &(String, u32)| Choice { value: value.clone(), label: value.clone(), count: *count };
    let mut choices: Vec<Choice> = match dimension {
        Dimension::Category => facets
            .categories
            .iter()
            .filter_map(|(index, count)| category_choice(bundle, *index, *count, language))
            .collect(),
        Dimension::Tag => facets.tags.iter().map(same).collect(),
        Dimension::Author => facets.authors.iter().map(same).collect(),
        Dimension::Language => {
            let named = |(value, count): &(String, u32)| Choice {
                label: language_label(bundle, value),
                value: value.clone(),
                count: *count,
            };
            facets.languages.iter().map(named).collect()
        }
        Dimension::Time => times(facets, filter, language),
    };
    // What is in force must be there to be taken back, even when nothing is left of it.
    for value in values(filter, dimension) {
        if !choices.iter().any(|choice| choice.value.eq_ignore_ascii_case(&value)) {
            choices.push(Choice { label: label(app, bundle, dimension, &value), value, count: 0 });
        }
    }
    choices
}

/// The years, and below each that is in force, or has a month that is, its months.
fn times(facets: &Facets, filter: &Filter, language: &str) -> Vec<Choice> {
    let mut choices = Vec::new();
    for (year, count) in &facets.years {
        choices.push(Choice { value: year.to_string(), label: intl::year(*year, language), count: *count });
        if filter.years.contains(year) || filter.months.iter().any(|month| month.year() == *year) {
            let months = facets.months.iter().filter(|(month, _)| month.year() == *year);
            choices.extend(months.map(|(month, count)| Choice {
                value: month.to_string(),
                label: intl::month(*month, language),
                count: *count,
            }));
        }
    }
    choices
}

/// How long the bar of a row of time is beside the longest of its kind, in percent. The chart of a publication is its list of years: each
/// row is a link with a name and a number, for the eye and for the ear.
fn bar(choices: &[Choice], value: &str) -> Option<u32> {
    let is_month = |value: &str| Month::read(value).is_some();
    let own = choices.iter().find(|choice| choice.value == value)?.count;
    let of_kind = choices.iter().filter(|choice| is_month(&choice.value) == is_month(value));
    let most = of_kind.map(|choice| choice.count).max().filter(|most| *most > 0)?;
    // Something is more than nothing, however little.
    Some((u64::from(own) * 100).div_ceil(u64::from(most)) as u32)
}

fn category_choice(bundle: &Bundle, index: usize, count: u32, language: &str) -> Option<Choice> {
    let name = bundle.categories.get(index)?.name(language).to_owned();
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
        Dimension::Time => {
            let language = app.words().tag();
            let month = || Month::read(value).map(|month| intl::month(month, language));
            let time = value.parse().map(|year| intl::year(year, language)).ok().or_else(month);
            time.unwrap_or_else(|| value.to_owned())
        }
        Dimension::Tag | Dimension::Author => value.to_owned(),
    }
}
