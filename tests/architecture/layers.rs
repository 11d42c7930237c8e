//! Which part of the viewer may name which.
//!
//! From below: the words (addresses) and the platform (the only folder that knows the browser), then what all features share,
//! the features, the pages, the application. An arrow points down, or sideways where [`LAYERS`] says so, and never in a circle
//! between features.

use crate::source::{Source, code, names, sources};
use crate::{expect_none, root};
use std::collections::{BTreeMap, BTreeSet};

/// A part of `src/` and the parts it may name besides itself.
const LAYERS: [(&str, &[&str]); 9] = [
    ("words", &["words"]),
    ("platform", &["words"]),
    ("shared", &["words", "platform", "shared"]),
    ("feature", &["words", "platform", "shared", "feature"]),
    ("page", &["words", "platform", "shared", "feature", "page"]),
    ("app", &["words", "platform", "shared", "feature", "page"]),
    // What the command writes pages with.
    ("still", &["words", "platform", "shared", "feature", "page", "app"]),
    ("lib", &["words", "platform", "shared", "feature", "page", "app"]),
    ("main", &["lib"]),
];

/// The layer of each module in `src/`.
const MODULES: [(&str, &str); 22] = [
    ("route", "words"),
    ("percent", "words"),
    ("platform", "platform"),
    ("config", "shared"),
    ("error", "shared"),
    ("archive", "shared"),
    ("lazy", "shared"),
    ("live", "shared"),
    ("load", "shared"),
    ("locale", "shared"),
    ("state", "shared"),
    ("picture", "shared"),
    ("shell", "shared"),
    ("article", "feature"),
    ("category", "feature"),
    ("gallery", "feature"),
    ("search", "feature"),
    ("library", "feature"),
    ("pages", "page"),
    ("app", "app"),
    ("still", "still"),
    ("lib", "lib"),
];

const BROWSER: [&str; 3] = ["web_sys", "js_sys", "wasm_bindgen"];

/// The module at the top of `src/` that a file belongs to.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs")
}

fn layer(module: &str) -> Option<&'static str> {
    if module == "main" {
        return Some("main");
    }
    MODULES.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

/// The modules at the top that a line of code names: `crate::a::b`, `crate::{a, b::{c, d}}`.
fn named_modules(line: &str) -> Vec<&str> {
    let mut named = Vec::new();
    for (start, _) in line.match_indices("crate::") {
        let rest = &line[start + "crate::".len()..];
        let Some(list) = rest.strip_prefix('{') else {
            named.push(identifier(rest));
            continue;
        };
        let mut depth = 0;
        let mut at_name = true;
        for (index, letter) in list.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => at_name = true,
                ' ' => {}
                _ if at_name => {
                    named.push(identifier(&list[index..]));
                    at_name = false;
                }
                _ => {}
            }
        }
    }
    named.retain(|name| !name.is_empty());
    named
}

fn identifier(text: &str) -> &str {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or("")
}

fn complaints(source: &Source) -> Vec<String> {
    let own = module(&source.path);
    let place = |number: usize| format!("src/{}:{number}", source.path);
    let Some(own_layer) = layer(own) else {
        return vec![format!("src/{}: `{own}` is new: give it a layer in tests/architecture/layers.rs", source.path)];
    };
    let allowed = LAYERS.iter().find(|(name, _)| *name == own_layer).map_or(&[][..], |(_, allowed)| allowed);
    let mut complaints = Vec::new();
    for (number, line) in code(&source.text) {
        for browser in BROWSER.into_iter().filter(|word| own != "platform" && names(line, word)) {
            complaints.push(format!("{}: `{browser}` belongs into src/platform/", place(number)));
        }
        for named in named_modules(line).into_iter().filter(|named| *named != own) {
            match layer(named) {
                Some(other) if allowed.contains(&other) => {}
                Some(other) => complaints.push(format!(
                    "{}: `{own}` ({own_layer}) may not name `{named}` ({other}), only {allowed:?}",
                    place(number)
                )),
                // A macro or an item at the top of lib.rs.
                None => {}
            }
        }
    }
    complaints
}

/// Which features name which; a circle makes two features one.
fn circles(sources: &[Source]) -> Vec<String> {
    let mut arrows: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for source in sources.iter().filter(|source| layer(module(&source.path)) == Some("feature")) {
        let own = module(&source.path);
        let named = code(&source.text).into_iter().flat_map(|(_, line)| named_modules(line));
        arrows.entry(own).or_default().extend(named.filter(|name| *name != own && layer(name) == Some("feature")));
    }
    let reaches = |from: &str, to: &str| {
        let mut open = vec![from];
        let mut seen = BTreeSet::new();
        while let Some(next) = open.pop() {
            for other in arrows.get(next).into_iter().flatten() {
                if seen.insert(*other) {
                    open.push(other);
                }
            }
        }
        seen.contains(to)
    };
    let in_circle: Vec<&str> = arrows.keys().copied().filter(|feature| reaches(feature, feature)).collect();
    if in_circle.is_empty() {
        return Vec::new();
    }
    vec![format!("the features {in_circle:?} name each other in a circle: move what they share out of them")]
}

#[test]
fn every_module_of_the_viewer_names_only_what_lies_below_it() {
    let sources = sources(&root().join("src"));
    let mut all: Vec<String> = sources.iter().flat_map(complaints).collect();
    all.extend(circles(&sources));
    expect_none(all);
}

fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

#[test]
fn wrong_arrows_inside_the_viewer_are_found() {
    let wrong = [
        ("platform/history.rs", "use crate::state::App;"),
        ("article/head.rs", "use crate::pages::front;"),
        ("article/head.rs", "let window = web_sys::window();"),
        ("shell/footer.rs", "use crate::{locale::Locale, search::field};"),
        ("pages/front.rs", "crate::app::mount();"),
        ("route.rs", "use crate::platform::history;"),
        ("secrets/mod.rs", "use std::fmt;"),
    ];
    for (path, text) in wrong {
        assert_eq!(complaints(&source(path, text)).len(), 1, "{path}: {text}");
    }
    let right = [
        ("pages/front.rs", "use crate::{article::story, platform::clock, state::{App, Load}};"),
        ("platform/history.rs", "use crate::route::Route;\nuse web_sys::Window;"),
        ("article/body.rs", "use crate::gallery::strip;\n// web_sys is named in a comment only"),
    ];
    for (path, text) in right {
        assert_eq!(complaints(&source(path, text)), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn a_circle_of_features_is_found_however_long() {
    let chain = [source("article/a.rs", "use crate::gallery::strip;"), source("gallery/b.rs", "use crate::search::c;")];
    assert!(circles(&chain).is_empty());
    let mut circle = Vec::from(chain);
    circle.push(source("search/c.rs", "use crate::article::a;"));
    assert_eq!(circles(&circle).len(), 1);
}
