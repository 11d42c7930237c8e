use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::*;

fn words(language: &Language) -> BTreeMap<String, String> {
    let file = match language.tag {
        "en" => ENGLISH.to_owned(),
        tag => {
            std::fs::read_to_string(format!("{}/public/locales/{tag}.properties", env!("CARGO_MANIFEST_DIR"))).unwrap()
        }
    };
    assert!(lines(&file).map(|(key, _)| key).is_sorted(), "{}: the lines are not sorted by key", language.tag);
    let words: BTreeMap<String, String> = lines(&file).map(|(key, text)| (key.to_owned(), text.to_owned())).collect();
    assert_eq!(words.len(), file.lines().count(), "{}: a line that is no line, or a key twice", language.tag);
    words
}

/// A key without its plural form.
fn stem(key: &str) -> &str {
    let forms = ["zero", "one", "two", "few", "many", "other"];
    key.rsplit_once('.').filter(|(_, form)| forms.contains(form)).map_or(key, |(stem, _)| stem)
}

fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn every_language_says_everything_with_the_same_places() {
    let english = words(&LANGUAGES[0]);
    let stems: BTreeSet<&str> = english.keys().map(|key| stem(key)).collect();
    for language in &LANGUAGES {
        let words = words(language);
        assert_eq!(words.keys().map(|key| stem(key)).collect::<BTreeSet<_>>(), stems, "{}", language.tag);
        for (key, text) in &words {
            let reference = english.get(key).or_else(|| english.get(&format!("{}.other", stem(key)))).unwrap();
            let missing: Vec<_> =
                places(reference).difference(&places(text)).copied().filter(|place| *place != "n").collect();
            assert!(missing.is_empty(), "{} {key}: {missing:?}", language.tag);
            let unknown: Vec<_> = places(text).difference(&places(reference)).copied().collect();
            assert!(unknown.is_empty(), "{} {key}: nobody fills {unknown:?}", language.tag);
            assert!(!text.trim().is_empty(), "{} {key}", language.tag);
        }
    }
}

#[test]
fn every_language_has_a_line_for_each_of_its_plural_forms() {
    let english = words(&LANGUAGES[0]);
    let counted: BTreeSet<&str> = english.keys().filter(|key| key.ends_with(".other")).map(|key| stem(key)).collect();
    for language in &LANGUAGES {
        // Enough numbers to meet each form that whole numbers have.
        let forms: BTreeSet<String> =
            (0..=120).chain([1_000_000]).map(|count| intl::plural(f64::from(count), language.tag)).collect();
        let words = words(language);
        for (stem, form) in counted.iter().flat_map(|stem| forms.iter().map(move |form| (stem, form))) {
            assert!(words.contains_key(&format!("{stem}.{form}")), "{}: {stem}.{form}", language.tag);
        }
    }
}

#[test]
fn every_line_is_found_and_nothing_else() {
    let locale = Locale::english();
    for (key, text) in lines(ENGLISH) {
        assert_eq!(locale.find(key, ""), Some(text), "{key}");
        if let Some((stem, form)) = key.rsplit_once('.') {
            assert_eq!(locale.find(stem, form), Some(text), "{key}");
        }
    }
    for key in ["", "a", "article", "article.attachments.other", "article.attachment", "zzz"] {
        assert_eq!(locale.find(key, ""), None, "{key}");
    }
    for words in ["", "a", "\n\n", "b=1\n"] {
        assert_eq!(Locale { words, ..locale }.find("a", ""), None, "{words:?}");
    }
}

#[test]
fn every_key_in_the_code_exists_and_every_key_is_used() {
    let stems: BTreeSet<String> = words(&LANGUAGES[0]).keys().map(|key| stem(key).to_owned()).collect();
    let mut code = String::new();
    read_rust_files(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut code);
    for call in ["text(\"", "fill(\"", "count(\"", "label(\""] {
        for part in code.split(call).skip(1) {
            let key = part.split('"').next().unwrap();
            if key.contains('.') {
                assert!(stems.contains(key), "{key} stands in the code and in no locale file");
            }
        }
    }
    for key in &stems {
        // Error texts are put together from the kind of error.
        let used = code.contains(&format!("\"{key}\"")) || key.starts_with("error.") || key.starts_with("theme.");
        assert!(used, "{key} stands in the locale files and nowhere in the code");
    }
}

fn read_rust_files(folder: &Path, into: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_rust_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn a_value_that_looks_like_a_place_is_not_filled_again() {
    assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "two")]), "{b} and two");
    assert_eq!(fill("a { b {c}", &[("c", "3")]), "a { b 3");
}

#[test]
fn the_first_language_the_interface_speaks_is_chosen() {
    assert_eq!(Language::choose(["nl", "fa-IR", "en"]).tag, "fa");
    assert_eq!(Language::choose(["fr-CA", "en"]).tag, "fr");
    assert_eq!(Language::choose(["xx"]).tag, "en");
}
