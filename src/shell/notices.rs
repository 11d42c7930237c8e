//! What the viewer has to say beside the page: that there is no network.

use leptos::prelude::*;

use super::icon::Icon;
use crate::state::app;

#[component]
pub fn Notices() -> impl IntoView {
    let app = app();
    let is_dismissed = RwSignal::new(false);
    let notice = move || {
        view! {
            <div class="notice" data-kind="offline">
                <Icon name="offline"/>
                <p class="notice-text">{app.label("notice.offline")}</p>
                <button
                    class="notice-close"
                    type="button"
                    aria-label=app.label("notice.dismiss")
                    on:click=move |_| is_dismissed.set(true)
                >
                    <Icon name="close"/>
                </button>
            </div>
        }
    };
    view! {
        <div class="notices" role="status">
            {move || (!app.is_online.get() && !is_dismissed.get()).then(notice)}
        </div>
    }
}
