//! Puts the viewer together: settings, history, feed, engine, and the page for the route.

pub(crate) mod lazy_entry;

use leptos::prelude::*;

use crate::archive::{Absent, Failed, Place};
use crate::config::Config;
use crate::live::{Live, derive};
use crate::locale::{Language, Locale, dir_name};
use crate::pages::{article, category, failed, front, loading, missing};
use crate::platform::history::History;
use crate::platform::view::{self, View, follow, link, live};
use crate::platform::{clock, crash, document, embed, keyboard, listener, menu, network, scroll, storage, task};
use crate::route::{Page, Route};
use crate::shell::footer::footer;
use crate::shell::lazy_region::{quiet_region, region};
use crate::shell::masthead::masthead;
use crate::shell::notices::notices;
use crate::shell::settings::LANGUAGE_KEPT;
use crate::shell::theme::Theme;
use crate::state::{App, Load};

/// Reads what the page says and gets the words of the interface.
pub fn mount() {
    let config = Config::read();
    let theme = config.theme.or_else(Theme::kept).unwrap_or_default();
    theme.apply();
    let kept = storage::read(LANGUAGE_KEPT);
    let preferred = document::preferred_languages();
    let wanted = config.language.iter().chain(&kept).chain(&preferred).map(String::as_str);
    let language = Language::choose(wanted);
    task::spawn(Box::pin(async move {
        let locale = Locale::load(language, &config.root).await;
        show(config, theme, locale);
    }));
}

/// Shows the viewer, and begins to load.
fn show(config: Config, theme: Theme, locale: Locale) {
    let (history, route, arrival) = History::new(config.address_style.clone());
    let is_embedded = config.is_embedded;
    document::set_root_attribute("class", is_embedded.then_some("is-embedded"));
    document::set_root_attribute("data-embed", config.layout.as_deref());
    let app = App::new(config, history.clone(), route, locale, theme, lazy_entry::enter);
    history.watch(move |route, arrival| app.arrive(route, arrival));
    network::watch(move |is_online| app.is_online.set(is_online));
    if !is_embedded {
        keyboard::watch(move |press| take_key(app, &press)).into_iter().for_each(listener::Listener::forever);
        menu::watch();
    }
    let show = move || {
        scroll::keeping_place(|| {
            document::remove("#start");
            view::mount(move || viewer(app));
        });
        if is_embedded {
            embed::report_height();
        }
    };
    // A page that holds its article already stays as it is until the viewer has the same to show.
    if document::is_written() {
        app.load_feed(Some(arrival), Some(Box::new(show)));
    } else {
        show();
        app.load_feed(Some(arrival), None);
    }
}

/// `/` goes to the search, wherever the reader is; what other keys do lies in the second file.
fn take_key(app: App, press: &keyboard::Press) {
    if document::root_attribute("data-keys").is_some() {
        return;
    }
    if press.key == "/" {
        press.take();
        if app.route.with_untracked(|route| route.page() != Page::Search) {
            app.go(Route::Search { text: String::new(), filter: tidings_bundle::Filter::default() });
        }
        clock::before_paint(|| document::focus("#query"));
    } else if let Ok(lazy) = app.lazy_here() {
        (lazy.key)(app, press);
    }
}

pub(crate) fn viewer(app: App) -> View {
    follow(Box::new(move || {
        let locale = app.locale.get();
        document::set_root_attribute("lang", Some(locale.tag()));
        document::set_root_attribute("dir", Some(dir_name(locale.language().dir)));
        crash::set_words(locale.text("crash.text"), locale.text("crash.reload"));
    }));
    // Everything is made anew when the interface changes its language: rare, and no string needs a signal of its own.
    live(Box::new(move || {
        app.locale.track();
        let page = derive(move || app.route.with(Route::page));
        let content = derive(move || page.with(|page| app.content(page)));
        let is_embedded = app.config.with_untracked(|config| config.is_embedded);
        // The address after `#` is the route, so this link must not be followed.
        let skip = link("#main").class("skip-link").text(app.label("skip")).on("click", |event| {
            event.prevent_default();
            document::focus("#main");
        });
        View::Many(vec![
            skip.into(),
            (!is_embedded).then(|| masthead(app, page, content)).into(),
            live(Box::new(move || show_page(app, page, content))),
            footer(app),
            notices(app),
            quiet_region(app, move |lazy| {
                live(Box::new(move || app.sheet.get().map(|sheet| untrack(|| (lazy.sheet)(app, sheet))).into()))
            }),
        ])
    }))
}

/// The page follows the feed and the route's page; what changes within a page is the page's own business.
fn show_page(app: App, page: Live<Page>, content: Live<Result<Place, Absent>>) -> View {
    let load = app.load.get();
    let page = page.get();
    let content = content.get();
    untrack(|| match (load, content) {
        (Load::Waiting, _) | (_, Err(Absent::Coming)) => loading::show(app),
        (Load::Failed(error), _) => failed::show(app, &error),
        (_, Err(Absent::Failed(Failed(error)))) => failed::show(app, &error),
        (_, Err(Absent::Unknown)) => missing::show(app),
        (_, Ok(Place { bundle, ordinal })) => match page {
            Page::Front => front::show(app, &bundle),
            Page::Article(_) => article::show(app, &bundle, ordinal),
            Page::Category(path) if path.is_empty() => category::show(app, &bundle, None),
            Page::Category(path) => match bundle.categories.by_path(&path) {
                Some(index) => category::show(app, &bundle, Some(index)),
                None => missing::show(app),
            },
            Page::Search => region(app, move |lazy| (lazy.search)(app, &bundle)),
            Page::Saved => region(app, move |lazy| (lazy.saved)(app)),
            Page::Problems => region(app, move |lazy| (lazy.problems)(app, &bundle)),
            Page::Unknown(_) => missing::show(app),
        },
    })
}
