//! The articles of a category, or of the whole publication, with filters.

use std::sync::Arc;

use tidings_bundle::{Bundle, Ordinal};

use super::{heading, page};
use crate::archive::AT_ONCE;
use crate::article::head;
use crate::article::story::{self, Size};
use crate::lazy::Lazy;
use crate::live::{Live, derive};
use crate::platform::document;
use crate::platform::view::{View, button, follow, link, tag};
use crate::route::Route;
use crate::shell::lazy_region::{quiet_region, region};
use crate::state::App;

pub fn show(app: App, bundle: &Arc<Bundle>, category: Option<usize>) -> View {
    let words = app.words();
    let node = category.and_then(|index| bundle.categories.get(index));
    let title = node.map_or(words.text("category.all"), |node| node.name(words.tag()));
    document::set_title(&format!("{title} · {}", bundle.title));
    let total = match category {
        Some(index) => bundle.category_counts().get(index).copied().unwrap_or(0) as usize,
        None => bundle.count(),
    };
    let filter = derive(move || app.route.with(Route::filter));
    let selected = Live::new(Vec::new());
    {
        let bundle = Arc::clone(bundle);
        follow(Box::new(move || selected.set(filter.with(|filter| filter.select(&bundle)))));
    }
    let status = move || {
        let shown = selected.with(Vec::len);
        let words = app.words();
        if shown == total {
            words.count("category.count", total)
        } else {
            words.fill("category.filtered", &[("n", &words.number(shown)), ("total", &words.number(total))])
        }
    };
    let count = tag("span").class("page-count").text(&words.count("category.count", total));
    let head = tag("header").class("page-head").child(heading("page-title").text(title).text(" ").child(count)).child(
        node.and_then(|node| node.description.as_deref())
            .map(|text| tag("p").class("page-standfirst").attr("dir", "auto").text(text)),
    );
    let (of_filters, of_chips) = (Arc::clone(bundle), Arc::clone(bundle));
    let filters = move |lazy: &'static Lazy| (lazy.filters)(app, &of_filters, filter);
    let chips = move |lazy: &'static Lazy| (lazy.chips)(app, &of_chips, filter);
    let results = tag("div")
        .class("browse-results")
        .child(quiet_region(app, chips))
        .child(tag("p").class("browse-status").attr("role", "status").text_live(status))
        .child(stories(app, selected));
    page("category")
        .child(head::breadcrumb(app, bundle, category, true))
        .child(head)
        .child(subcategories(app, bundle, category))
        .child(tag("div").class("browse").attr("data-layout", "side").child(region(app, filters)).child(results))
        .into()
}

fn subcategories(app: App, bundle: &Bundle, category: Option<usize>) -> View {
    let tree = &bundle.categories;
    let children = match category {
        Some(index) => tree.get(index).map(|node| node.children.as_slice()).unwrap_or_default(),
        None => tree.roots(),
    };
    let counts = bundle.category_counts();
    let items: Vec<View> = children
        .iter()
        .filter_map(|child| {
            let count = counts.get(*child).copied().filter(|count| *count > 0)?;
            let open = link(&app.href_category(&tree.path(*child))).text(tree.get(*child)?.name(app.words().tag()));
            Some(
                tag("li")
                    .child(open)
                    .text(" ")
                    .child(tag("span").class("count").text(&app.words().number(count as usize)))
                    .into(),
            )
        })
        .collect();
    if items.is_empty() {
        return View::Nothing;
    }
    tag("nav")
        .class("subcategories")
        .attr("aria-label", app.label("category.within"))
        .child(tag("ul").children(items))
        .into()
}

fn stories(app: App, selected: Live<Vec<Ordinal>>) -> View {
    let limit = Live::new(AT_ONCE);
    // Another filter begins at the top again.
    follow(Box::new(move || {
        selected.track();
        limit.set(AT_ONCE);
    }));
    let keys = move || {
        selected.with(|selected| selected.iter().take(limit.get()).map(|ordinal| ordinal.0.to_string()).collect())
    };
    let is_cards = app.config.with_untracked(|config| config.layout.as_deref() == Some("cards"));
    let row = move |key: &str| {
        let ordinal = Ordinal(key.parse().unwrap_or(u32::MAX));
        let size = if is_cards { Size::Card } else { Size::Row };
        tag("li").child(story::row(
            app,
            ordinal,
            Box::new(move |place| story::show(app, &place.bundle, place.ordinal, size).into()),
        ))
    };
    let rest = move || match selected.with(Vec::len) {
        0 => tag("p").class("empty").text(app.label("category.empty")).into(),
        all if all > limit.get() => {
            let hidden = (all - limit.get()).min(AT_ONCE);
            let more = button("button", move || limit.set(limit.get_untracked() + AT_ONCE))
                .text(&app.words().count("more.show", hidden));
            tag("p").class("more").child(more).into()
        }
        _ => View::Nothing,
    };
    View::Many(vec![tag("ol").class("story-list").keyed(keys, row).into(), tag("div").live(rest).into()])
}
