use super::*;

fn filter() -> Filter {
    Filter {
        category: None,
        tags: vec!["a&b".into(), "ساحل".into()],
        authors: vec!["Ana O'Neil".into()],
        languages: vec!["fa".into()],
        years: vec![2024, 2026],
        months: vec![Month::read("2023-05").unwrap()],
    }
}

fn routes() -> Vec<Route> {
    vec![
        Route::Front,
        Route::Article { slug: "tides".into(), at: None },
        Route::Article { slug: "خبر-بندر".into(), at: Some("c-fn-1".into()) },
        Route::Photo { slug: "tides".into(), gallery: "the harbour".into(), number: 12 },
        Route::Category { path: String::new(), filter: Filter::default() },
        Route::Category { path: "world/europe/50%".into(), filter: filter() },
        Route::Search { text: String::new(), filter: Filter::default() },
        Route::Search {
            text: "a+b = \"c d\" -e".into(),
            filter: Filter { category: Some("world/europe".into()), ..filter() },
        },
        Route::Saved,
        Route::Problems,
        Route::Unknown { address: "x/y?z=1".into() },
    ]
}

#[test]
fn every_route_survives_being_written_and_read() {
    for route in routes() {
        assert_eq!(Route::parse(&route.address()), route, "{}", route.address());
    }
}

#[test]
fn both_styles_lead_back_to_the_same_route() {
    let path = AddressStyle::Path { base: "/news/".into() };
    for route in routes().into_iter().filter(|route| !matches!(route, Route::Unknown { .. })) {
        assert_eq!(AddressStyle::Hash.route("/ignored?x", &AddressStyle::Hash.href(&route)), route);
        assert_eq!(path.route(&path.href(&route), ""), route, "{}", path.href(&route));
    }
}

#[test]
fn an_address_that_leads_nowhere_is_said_to() {
    for address in ["a", "a/x/photo/g/0", "a/x/photo/g/many", "a/x/y", "nonsense/1"] {
        assert!(matches!(Route::parse(address), Route::Unknown { .. }), "{address}");
    }
    let path = AddressStyle::Path { base: "/news/".into() };
    assert!(matches!(path.route("/elsewhere/", ""), Route::Unknown { .. }));
}

#[test]
fn a_bare_page_and_a_foreign_hash_show_the_front_page() {
    assert_eq!(AddressStyle::Hash.route("/", ""), Route::Front);
    assert_eq!(AddressStyle::Hash.route("/", "#top"), Route::Front);
    assert_eq!(AddressStyle::Path { base: "/".into() }.route("/index.html", ""), Route::Front);
}

#[test]
fn a_category_page_filters_by_its_path() {
    let route = Route::parse("c/world/europe?tag=sea");
    let filter = route.filter();
    assert_eq!(filter.category.as_deref(), Some("world/europe"));
    assert_eq!(route.with_filter(filter), route);
}

#[test]
fn a_photo_belongs_to_the_page_of_its_article() {
    assert_eq!(Route::parse("a/x/photo/g/2").page(), Route::parse("a/x?at=c-y").page());
}
