use super::*;
use crate::Content;

fn draft(id: &str, parent: &str) -> CategoryDraft {
    let parent = Some(parent.to_owned()).filter(|parent| !parent.is_empty());
    CategoryDraft { id: id.to_owned(), parent, ..CategoryDraft::default() }
}

fn tree(pairs: &[(&str, &str)]) -> (CategoryTree, Vec<String>) {
    let (tree, problems) = CategoryTree::build(pairs.iter().map(|(id, parent)| draft(id, parent)).collect());
    (tree, problems.iter().map(ToString::to_string).collect())
}

#[test]
fn a_path_finds_its_category_and_back() {
    let (tree, problems) = tree(&[("world/europe", "world"), ("world", ""), ("iran", "world/europe")]);
    assert_eq!(problems, [""; 0]);
    for index in 0..3 {
        assert_eq!(tree.by_path(&tree.path(index)), Some(index));
    }
    assert_eq!(tree.path(2), "world/europe/iran");
    assert_eq!(tree.by_path("/World/Europe/"), Some(0));
    assert_eq!(tree.by_id("world/europe"), Some(0));
    assert_eq!(tree.find("iran"), Some(2));
    assert_eq!(tree.ancestors(2), [1, 0]);
    assert!(tree.is_within(2, 1) && tree.is_within(1, 1) && !tree.is_within(1, 2) && !tree.is_within(9, 9));
}

#[test]
fn a_cycle_is_cut_at_its_first_member() {
    let (tree, problems) = tree(&[("a", "c"), ("b", "a"), ("c", "b"), ("self", "self"), ("tail", "b")]);
    assert_eq!(tree.roots(), [0, 3]);
    assert_eq!(tree.path(2), "a/b/c");
    assert_eq!(tree.path(4), "a/b/tail");
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].contains("(id a)") && problems[0].contains("below itself"));
}

#[test]
fn an_orphan_becomes_a_root() {
    let (tree, problems) = tree(&[("a", "nowhere"), ("b", "a")]);
    assert_eq!((tree.roots(), tree.path(1)), (&[0][..], "a/b".to_owned()));
    assert_eq!(problems.len(), 1);
}

#[test]
fn doubles_are_merged_and_equal_slugs_numbered() {
    let mut second = draft("a", "b");
    second.names.push(("fa".into(), "الف".into()));
    let (tree, problems) = CategoryTree::build(vec![draft("a", ""), draft("b", ""), second, draft("x/A", "")]);
    assert_eq!(tree.nodes().len(), 3);
    assert_eq!(tree.path(0), "b/a");
    assert_eq!(tree.get(0).unwrap().name("fa-IR"), "الف");
    assert_eq!(tree.path(2), "a", "the other a has moved below b");
    assert_eq!(problems.len(), 1);

    let (tree, problems) =
        CategoryTree::build(vec![draft("1/a", ""), draft("2/a", ""), draft("a-2", ""), draft("3/a", "")]);
    let paths: Vec<String> = (0..4).map(|index| tree.path(index)).collect();
    assert_eq!(paths, ["a", "a-2", "a-2-2", "a-3"]);
    assert_eq!(problems.len(), 3);
}

#[test]
fn children_stand_by_order_then_as_written() {
    let ordered = |id: &str, order| CategoryDraft { order, ..draft(id, "") };
    let (tree, _) =
        CategoryTree::build(vec![ordered("a", None), ordered("b", Some(5)), ordered("c", Some(-1)), draft("d", "")]);
    assert_eq!(tree.roots(), [2, 1, 0, 3]);
}

#[test]
fn a_chain_of_a_hundred_thousand_costs_neither_time_nor_stack() {
    let drafts =
        (0..100_000).map(|n| draft(&format!("n{n}"), &if n == 0 { String::new() } else { format!("n{}", n - 1) }));
    let started = std::time::Instant::now();
    let (tree, problems) = CategoryTree::build(drafts.collect());
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
    assert_eq!(tree.nodes().len(), MAX_CATEGORIES);
    assert!(tree.nodes().iter().all(|node| node.depth < MAX_DEPTH));
    assert_eq!(problems.len(), crate::MAX_PROBLEMS + 1);
}

#[test]
fn an_article_counts_once_for_every_section_above_it() {
    let (tree, _) = tree(&[("world", ""), ("asia", "world"), ("europe", "world"), ("sport", "")]);
    let article = |categories: &[usize]| {
        let mut article = Article::new("1", Slug::from_text("1"), Content::Text(String::new()));
        article.categories = categories.to_vec();
        article
    };
    let counts = tree.counts(&[article(&[1, 2]), article(&[2]), article(&[]), article(&[0, 1, 77])]);
    assert_eq!(counts, [3, 2, 2, 0]);
}

#[test]
fn a_name_falls_back_by_language_then_order_then_id() {
    let mut category = draft("world", "");
    category.names =
        vec![("en".into(), "World".into()), ("fa".into(), "جهان".into()), ("pt-BR".into(), "Mundo".into())];
    let (tree, _) = CategoryTree::build(vec![category, draft("bare", "")]);
    let world = tree.get(0).unwrap();
    for (language, name) in
        [("fa", "جهان"), ("fa-IR", "جهان"), ("pt", "Mundo"), ("pt-br", "Mundo"), ("de", "World"), ("", "World")]
    {
        assert_eq!(world.name(language), name, "{language}");
    }
    assert_eq!(tree.get(1).unwrap().name("en"), "bare");
}

#[test]
fn a_feed_that_only_names_categories_gets_roots() {
    let (mut tree, mut named) = (CategoryTree::default(), NamedRoots::default());
    assert_eq!(named.add(&mut tree, "C++", "en"), Some(0));
    assert_eq!(named.add(&mut tree, "C#", "en"), Some(1));
    assert_eq!((tree.path(0), tree.path(1)), ("c".to_owned(), "c-2".to_owned()));
    assert_eq!((tree.by_id("C#"), tree.roots()), (Some(1), &[0, 1][..]));
}
