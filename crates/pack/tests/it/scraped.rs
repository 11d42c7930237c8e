use crate::support::{Site, fixture, packed};

fn page() -> Site {
    packed(&fixture("scraped/page.txt"))
}

#[test]
fn a_scraped_page_reads_as_an_article() {
    let site = page();
    let article = &site.bundle.articles[0];
    assert_eq!(article.title, "Night Boats Return, Islanders Cheer Mayor’s Promise");
    assert_eq!(site.bundle.title, article.title);
    let html = site.html(article.slug.as_str());
    assert_eq!((html.matches("<p>").count(), html.matches("<h2").count()), (5, 1), "{html}");
    assert!(!html.contains("Home") && !html.contains("Islanders Cheer"), "{html}");
}

#[test]
fn its_breadcrumb_is_its_category_path() {
    let bundle = page().bundle;
    let category = bundle.articles[0].main_category().unwrap();
    assert_eq!(bundle.categories.path(category), "harbour-news-today/ferries-bridges");
    let names: Vec<&str> = bundle
        .categories
        .ancestors(category)
        .into_iter()
        .chain([category])
        .map(|node| bundle.categories.get(node).unwrap().name("en"))
        .collect();
    assert_eq!(names, ["Harbour News Today", "Ferries & Bridges"]);
}
