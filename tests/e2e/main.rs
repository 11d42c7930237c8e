//! The promises the viewer makes to its readers, checked in Chromium, Firefox and WebKit.
//!
//! `cargo test -p tidings-tests --test e2e -- [--engine chromium|firefox|webkit]… [--thorough] [filter]`, where a filter is a part of a name
//! such as `webkit::packed::results_can_be_filtered`; the viewer must have been built (`cargo xtask build`). How a promise is checked, and what every one of them asserts besides: `tidings_tests`.

mod accessibility;
mod archive;
mod broken;
mod deltas;
mod direction;
mod editions;
mod embed_element;
mod embedding;
mod filtering;
mod foreign;
mod gallery;
mod history;
mod hostile;
mod huge;
mod keyboard;
mod lasting;
mod lazy;
mod library;
mod lightbox;
mod mirrors;
mod offline;
mod pictures;
mod reading;
mod saltmarsh;
mod sample;
mod searching;
mod sections;
mod settings;
mod shots;
mod theme;
mod tools;
mod updates;
mod wanting;
mod witnesses;
mod written;

use std::process::ExitCode;

use tidings_tests::engine::Engine;

fn main() -> ExitCode {
    if std::env::args().any(|argument| argument == "--shots") {
        let rest = std::env::args().filter(|argument| argument != "--shots");
        return tidings_tests::run::run(
            &shots::promises(),
            rest.chain([format!("--engine={}", Engine::Chromium.name())]),
        );
    }
    let promises = [
        witnesses::promises(),
        reading::promises(),
        filtering::promises(),
        foreign::promises(),
        gallery::promises(),
        lightbox::promises(),
        pictures::promises(),
        searching::promises(),
        sections::promises(),
        lasting::promises(),
        lazy::promises(),
        history::promises(),
        written::promises(),
        archive::promises(),
        editions::promises(),
        wanting::promises(),
        deltas::promises(),
        direction::promises(),
        settings::promises(),
        keyboard::promises(),
        theme::promises(),
        tools::promises(),
        library::promises(),
        mirrors::promises(),
        offline::promises(),
        embedding::promises(),
        embed_element::promises(),
        broken::promises(),
        sample::promises(),
        hostile::promises(),
        huge::promises(),
        accessibility::promises(),
        updates::promises(),
    ]
    .concat();
    tidings_tests::run::run(&promises, std::env::args())
}
