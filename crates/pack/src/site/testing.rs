//! Publications for the tests of this folder.

use tidings_bundle::{
    Article, Author, Bundle, CategoryDraft, CategoryTree, Content, Direction, LanguageName, Slug, Timestamp,
};

/// A date in whole days after 1 January 2020.
pub(super) fn day(number: usize) -> Timestamp {
    let (years, days) = (number / 336, number % 336);
    Timestamp::from_date(2020 + years as i32, (days / 28 + 1) as u8, (days % 28 + 1) as u8).unwrap()
}

/// `count` dated articles in one category and two languages, at home in a folder.
#[allow(clippy::field_reassign_with_default, reason = "a bundle has a private field")]
pub(super) fn publication(count: usize) -> Bundle {
    let mut bundle = Bundle::default();
    bundle.title = "The Estuary".to_owned();
    bundle.description = Some("News from where the river ends".to_owned());
    bundle.language = Some("en".to_owned());
    bundle.home_page_url = Some("https://news.example/blog".to_owned());
    bundle.languages = vec![LanguageName {
        tag: "fa".to_owned(),
        dir: Direction::RightToLeft,
        label: "فارسی".to_owned(),
        ..LanguageName::default()
    }];
    let draft = |id: &str, parent: Option<&str>, name: &str| CategoryDraft {
        id: id.to_owned(),
        parent: parent.map(str::to_owned),
        names: vec![("en".to_owned(), name.to_owned())],
        ..CategoryDraft::default()
    };
    let drafts = vec![
        draft("river", None, "River"),
        draft("river/locks", Some("river"), "Locks & Weirs"),
        draft("empty", None, "Nothing here"),
    ];
    bundle.categories = CategoryTree::build(drafts).0;
    for number in 0..count {
        let slug = Slug::new(&format!("article-{number}")).unwrap();
        let mut article = Article::new(slug.as_str(), slug.clone(), Content::Html(format!("<p>Text {number}</p>")));
        article.title = format!("Article {number}");
        article.language = Some("en".to_owned());
        article.published = Some(day(number));
        article.authors = vec![Author { name: "Mina Rad".to_owned(), ..Author::default() }];
        article.categories = vec![1];
        bundle.articles.push(article);
    }
    bundle.settle();
    bundle
}
