use tidings_bundle::{Article, Content, Slug};

use super::*;
use crate::import::{Body, Origin};

fn article(root: &Path, file: &str, path: Option<&str>, former: &[&str]) -> SourceArticle {
    let full = root.join(file);
    std::fs::create_dir_all(full.parent().unwrap()).unwrap();
    std::fs::write(&full, "x").unwrap();
    SourceArticle {
        origin: Origin { file: file.to_owned(), folder: full.parent().unwrap().to_owned(), ..Origin::default() },
        body: Body::Text(String::new()),
        article: Article::new("x", Slug::from_text("x"), Content::Text(String::new())),
        id: None,
        slug: None,
        slug_hint: file.to_owned(),
        path: path.map(str::to_owned),
        former: former.iter().map(|former| (*former).to_owned()).collect(),
        categories: Vec::new(),
        dir: None,
        stem: file.to_owned(),
        traces: crate::import::Traces::default(),
    }
}

fn with_book(home: Option<&str>, check: impl FnOnce(&AddressBook, &Path)) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap().join("source");
    std::fs::create_dir_all(root.join("pictures")).unwrap();
    std::fs::write(root.parent().unwrap().join("secret.png"), "x").unwrap();
    let articles = [
        article(&root, "water.md", Some("2024/05/31/Water"), &["2024/05/31/Water.html", "old/water"]),
        article(&root, "team/boats/index.md", Some("team/2024/06/01/boats"), &[]),
        article(&root, "team/ice.md", None, &[]),
    ];
    for name in ["pictures/a b.png", "team/boats/Pier.png", "team/boats/run.js", "team/boats/table.csv"] {
        std::fs::write(root.join(name), "x").unwrap();
    }
    check(&AddressBook::new(&root, &articles, home), &root);
}

#[test]
fn links_between_articles_are_found_in_every_spelling() {
    with_book(Some("https://blog.example/"), |book, _| {
        for (from, href, to) in [
            (0, "./team/ice.md", 2),
            (0, "team/boats/index.md#deck", 1),
            (0, "team/boats/", 1),
            (0, "@/team/ice.md", 2),
            (2, "../water.md", 0),
            (1, "/2024/05/31/Water/", 0),
            (1, "/2024/05/31/water", 0),
            (1, "/old/water/", 0),
            (1, "../../../../../2024/05/31/Water/", 0),
            (1, "../../../06/01/boats", 1),
            (1, "boats.html#deck", 1),
            (2, "https://blog.example/2024/05/31/Water.html?x=1#top", 0),
            (2, "HTTPS://blog.example/old/water", 0),
        ] {
            let Link::Article(found, _) = book.link(from, href) else {
                panic!("{href}: {:?}", book.link(from, href));
            };
            assert_eq!(found, to, "{href}");
        }
        assert_eq!(book.link(0, "team/boats/index.md#deck"), Link::Article(1, Some("deck".to_owned())));
        assert_eq!(book.link(0, "https://blog.example"), Link::Front);
    });
}

#[test]
fn links_elsewhere_stay_and_dead_ones_are_known() {
    with_book(None, |book, root| {
        for href in ["#note", "https://example.org/x", "mailto:a@b.example", "//example.org/x"] {
            assert_eq!(book.link(0, href), Link::Keep, "{href}");
        }
        for href in ["", "nowhere.md", "team/boats/run.js", "../secret.png"] {
            assert_eq!(book.link(2, href), Link::Dead, "{href}");
        }
        assert_eq!(book.link(0, "/policies/"), Link::Place("policies".to_owned()));
        assert_eq!(book.at_origin("/policies/"), None, "nobody knows where that would be");
        assert_eq!(book.link(1, "table.csv"), Link::File(root.join("team/boats/table.csv")));
    });
    with_book(Some("https://blog.example/b/"), |book, _| {
        assert_eq!(book.at_origin("/policies/?a#b").as_deref(), Some("https://blog.example/policies/?a#b"));
        assert_eq!(book.at_origin("other#x"), None);
        assert_eq!(book.url(0).as_deref(), Some("https://blog.example/b/2024/05/31/Water/"));
        assert_eq!(book.link(0, "https://blog.example/b/old/water"), Link::Article(0, None));
        assert_eq!(book.link(0, "https://blog.example.evil/old/water"), Link::Keep);
    });
}

#[test]
fn pictures_lie_beside_the_article_at_the_root_or_beside_another_article() {
    with_book(Some("https://blog.example"), |book, root| {
        let pier = PictureFile::File(root.join("team/boats/Pier.png"));
        assert_eq!(book.picture(1, "Pier.png"), pier);
        assert_eq!(book.picture(1, "./Pier.png?width=300"), pier);
        assert_eq!(book.picture(2, "boats/Pier.png"), pier);
        assert_eq!(book.picture(0, "/team/2024/06/01/boats/Pier.png"), pier);
        assert_eq!(book.picture(0, "../../../../team/2024/06/01/boats/Pier.png"), pier);
        assert_eq!(book.picture(0, "https://blog.example/team/2024/06/01/boats/Pier.png"), pier);
        assert_eq!(book.picture(2, "/pictures/a%20b.png"), PictureFile::File(root.join("pictures/a b.png")));
        assert_eq!(book.picture(0, "https://example.org/x.png"), PictureFile::Foreign);
        assert_eq!(book.picture(0, "data:image/png;base64,AAAA"), PictureFile::Keep);
    });
}

#[test]
fn no_picture_is_taken_from_outside_of_the_source() {
    with_book(None, |book, root| {
        #[cfg(unix)]
        std::os::unix::fs::symlink(root.parent().unwrap().join("secret.png"), root.join("link.png")).unwrap();
        for src in
            ["../secret.png", "/../secret.png", "%2e%2e/secret.png", "link.png", "//host/x.png", "file:///etc/x.png"]
        {
            assert_eq!(book.picture(0, src), PictureFile::Missing, "{src}");
        }
    });
}

#[test]
fn a_name_that_differs_in_case_only_is_suggested() {
    with_book(None, |book, _| {
        assert_eq!(book.picture(1, "pier.PNG"), PictureFile::Missing);
        assert_eq!(book.remedy(1, "pier.PNG"), "there is a \"Pier.png\"");
    });
}
