//! Finding articles, and finding the way on.

use tidings_bundle::{Bundle, Filter, Ordinal};

use crate::fixtures::{bundle, of_items};

fn ids(bundle: &Bundle, ordinals: impl IntoIterator<Item = Ordinal>) -> Vec<&str> {
    ordinals.into_iter().map(|ordinal| bundle.article(ordinal).unwrap().id.as_str()).collect()
}

fn ordinal(bundle: &Bundle, id: &str) -> Ordinal {
    bundle.by_id(id).unwrap()
}

#[test]
fn the_newest_comes_first_and_equal_moments_keep_their_order() {
    let bundle = of_items(
        r#"{"id": "undated 1", "content_text": ""}, {"id": "old", "content_text": "", "date_published": "2020-01-01"},
           {"id": "same moment 1", "content_text": "", "date_published": "2024-05-01T12:00:00+02:00"},
           {"id": "undated 2", "content_text": ""},
           {"id": "same moment 2", "content_text": "", "date_published": "2024-05-01T10:00:00Z"},
           {"id": "new", "content_text": "", "date_published": "2024-05-01T10:00:00.001Z"}"#,
    );
    let order = ids(&bundle, bundle.ordinals());
    assert_eq!(order, ["new", "same moment 1", "same moment 2", "old", "undated 1", "undated 2"]);
}

#[test]
fn an_article_is_found_by_slug_former_slug_and_id() {
    let bundle = bundle("full-tidings");
    let dredging = Some(ordinal(&bundle, "dredging"));
    for slug in ["dredging", "Dredging", "what-the-dredgers-found", "2024-dredging"] {
        assert_eq!(bundle.by_slug(slug), dredging, "{slug}");
    }
    assert_eq!((bundle.by_slug("nothing"), bundle.by_id("nothing"), bundle.article(Ordinal(99))), (None, None, None));
}

#[test]
fn what_is_known_of_a_file_is_found_by_its_address() {
    let bundle = bundle("full-tidings");
    let dune = bundle.media.iter().find(|media| media.id == "dune").unwrap();
    assert_eq!(bundle.media_at(&dune.src), Some(dune));
    assert_eq!(bundle.media_at("dune"), None);
}

#[test]
fn settling_forgets_what_was_looked_up() {
    let mut bundle = bundle("full-tidings");
    assert!(bundle.by_id("imprint").is_some());
    bundle.articles.retain(|article| article.id != "imprint");
    bundle.settle();
    assert_eq!(bundle.by_id("imprint"), None);
}

#[test]
fn neighbours_speak_the_same_language_and_are_no_pages() {
    let item = |id: &str, language: &str, day: u8, kind: &str| {
        format!(
            r#"{{"id": "{id}", "content_text": "", "language": "{language}", "date_published": "2024-05-{day:02}", "_tidings": {{"kind": "{kind}"}}}}"#
        )
    };
    let bundle = of_items(
        &[
            item("en 4", "en-GB", 4, "news"),
            item("fa 3", "fa", 3, "news"),
            item("page", "en", 2, "page"),
            item("en 1", "en", 1, "report"),
        ]
        .join(","),
    );
    let [newest, persian, page, oldest] = ["en 4", "fa 3", "page", "en 1"].map(|id| ordinal(&bundle, id));
    assert_eq!(bundle.neighbours(newest), (None, Some(oldest)));
    assert_eq!(bundle.neighbours(oldest), (Some(newest), None));
    for alone in [persian, page, Ordinal(77)] {
        assert_eq!(bundle.neighbours(alone), (None, None));
    }
}

#[test]
fn a_series_is_told_by_its_positions_in_one_language_and_around_the_article() {
    let item = |id: &str, language: &str, day: usize, series: &str| {
        format!(
            r#"{{"id": "{id}", "content_text": "", "language": "{language}", "date_published": "2024-05-{day:02}", "_tidings": {{"series": {series}}}}}"#
        )
    };
    let bundle = of_items(
        &[
            item("third", "en", 1, r#"{"id": "tides", "position": 3}"#),
            item("first", "en-GB", 4, r#"{"id": "tides", "position": 1}"#),
            item("later", "en", 9, r#"{"id": "tides"}"#),
            item("extra", "en", 5, r#"{"id": "tides"}"#),
            item("persian", "fa", 6, r#"{"id": "tides", "position": 2}"#),
            item("alone", "en", 7, r#"{"id": "moon", "position": 1}"#),
        ]
        .join(","),
    );
    let parts = |id: &str| ids(&bundle, bundle.series_parts(ordinal(&bundle, id)));
    assert_eq!(parts("third"), ["first", "third", "extra", "later"]);
    assert_eq!(parts("later"), parts("third"));
    assert_eq!(parts("persian"), [""; 0]);
    assert_eq!(parts("alone"), [""; 0]);
    assert_eq!(bundle.series_parts(Ordinal(99)), []);

    let long: Vec<String> = (1..=28)
        .flat_map(|day| [(day, "a"), (day, "b")])
        .map(|(day, half)| item(&format!("{day}{half}"), "en", day, r#"{"id": "days"}"#))
        .collect();
    let bundle = of_items(&long.join(","));
    let parts = ids(&bundle, bundle.series_parts(ordinal(&bundle, "15a")));
    assert!(
        parts.len() == 25 && parts.contains(&"15a") && parts.contains(&"10a") && parts.contains(&"20a"),
        "{parts:?}"
    );
}

#[test]
fn a_translation_finds_the_others() {
    let bundle = bundle("full-tidings");
    assert_eq!(ids(&bundle, bundle.translations(ordinal(&bundle, "dredging"))), ["dredging-fa"]);
    assert_eq!(ids(&bundle, bundle.translations(ordinal(&bundle, "dredging-fa"))), ["dredging"]);
    assert_eq!(bundle.translations(ordinal(&bundle, "imprint")), []);
}

#[test]
fn related_are_the_named_ones_then_those_that_share_rare_tags_then_the_nearest() {
    let item =
        |id: &str, tags: &str, more: &str| format!(r#"{{"id": "{id}", "content_text": "", "tags": [{tags}]{more}}}"#);
    let bundle = of_items(
        &[
            item("common", r#""a""#, ""),
            item("rare", r#""b""#, ""),
            item("both", r#""a", "B""#, ""),
            item("stranger", r#""z""#, ""),
            item("foreign", r#""a""#, r#", "language": "fr""#),
            item("page", r#""a""#, r#", "_tidings": {"kind": "page"}"#),
            item("translated", r#""a", "b""#, r#", "_tidings": {"translations": {"group": "g"}}"#),
            item("more", r#""a""#, ""),
            item(
                "start",
                r#""a", "b""#,
                r#", "_tidings": {"related": ["stranger", "gone", "start"], "translations": {"group": "g"}}"#,
            ),
        ]
        .join(","),
    );
    let start = ordinal(&bundle, "start");
    assert_eq!(ids(&bundle, bundle.related(start, 9)), ["stranger", "both", "rare", "more", "common"]);
    assert_eq!(ids(&bundle, bundle.related(start, 2)), ["stranger", "both"]);
    assert_eq!(bundle.related(Ordinal(99), 2), []);
}

#[test]
fn a_category_is_filtered_by_path_or_id_with_what_lies_below() {
    let bundle = bundle("full-tidings");
    let of = |category: &str| {
        let filter = Filter { category: Some(category.to_owned()), ..Filter::default() };
        ids(&bundle, filter.select(&bundle))
    };
    assert_eq!(of("world"), ["dredging-fa", "dredging"]);
    assert_eq!(of("world/coasts/north"), ["dredging-fa"]);
    assert_eq!(of("craft"), ["dredging", "knots-1"]);
    assert_eq!(of("no-such"), [""; 0]);
}

#[test]
fn a_language_takes_in_its_varieties_and_not_the_other_way_round() {
    let item = |id: &str, language: &str| format!(r#"{{"id": "{id}", "content_text": "", "language": "{language}"}}"#);
    let bundle = of_items(&[item("1", "en"), item("2", "en-GB"), item("3", "en_US"), item("4", "fa")].join(","));
    let of = |languages: &[&str]| {
        let languages = languages.iter().map(|language| (*language).to_owned()).collect();
        ids(&bundle, Filter { languages, ..Filter::default() }.select(&bundle))
    };
    assert_eq!(of(&["EN"]), ["1", "2", "3"]);
    assert_eq!(of(&["en-gb"]), ["2"]);
    assert_eq!(of(&["en-US", "fa"]), ["3", "4"]);
    assert_eq!(of(&["e"]), [""; 0]);
}

#[test]
fn names_are_compared_in_any_case_and_script() {
    let bundle =
        of_items(r#"{"id": "1", "content_text": "", "tags": ["ΟΔΟΣ", "Straße"], "authors": [{"name": "ЮЛИЯ"}]}"#);
    for tag in ["οδος", "οδοσ", " STRAßE "] {
        let filter = Filter { tags: vec![tag.to_owned()], ..Filter::default() };
        assert_eq!(filter.select(&bundle).len(), 1, "{tag}");
    }
    let filter = Filter { authors: vec!["Юлия".to_owned()], ..Filter::default() };
    assert!(!filter.is_empty() && filter.matches(&bundle, &bundle.articles[0]));
}
