//! The search field: every keystroke asks the engine at once; the address follows when the reader pauses.

use leptos::html;
use leptos::prelude::*;

use crate::platform::clock::Timer;
use crate::platform::focus;
use crate::route::Route;
use crate::state::App;

/// Browsers refuse more than about a hundred changes of the address in half a minute.
const ADDRESS_DELAY_MS: i32 = 400;

pub fn show(app: App, text: RwSignal<String>, articles: usize) -> AnyView {
    let field: NodeRef<html::Input> = NodeRef::new();
    let timer = StoredValue::new_local(None::<Timer>);
    on_cleanup(move || timer.set_value(None));
    let write_address = move || {
        if let Route::Search { filter, .. } = app.route.get_untracked() {
            app.replace(Route::Search { text: text.get_untracked(), filter });
        }
    };
    let on_input = move |event: leptos::ev::Event| {
        text.set(event_target_value(&event));
        timer.set_value(Timer::after(ADDRESS_DELAY_MS, write_address));
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "ArrowDown" {
            event.prevent_default();
            focus::first_link_in(".results");
        }
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        timer.set_value(None);
        write_address();
        focus::first_link_in(".results");
    };
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            let _ = field.focus();
        }
    });
    let words = app.words();
    view! {
        <search class="search">
            <form class="search-form" role="search" on:submit=on_submit>
                <crate::shell::icon::Icon name="search"/>
                <input
                    class="search-field"
                    id="query"
                    type="search"
                    name="q"
                    dir="auto"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    enterkeyhint="search"
                    aria-label=words.text("search.label")
                    placeholder=words.count("search.placeholder", articles)
                    prop:value=move || text.get()
                    node_ref=field
                    on:input=on_input
                    on:keydown=on_key
                />
            </form>
        </search>
    }
    .into_any()
}
