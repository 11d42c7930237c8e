//! The README's own commands and example.

use super::{feed, pack};
use clap::Parser;
use std::fs;
use tidings_pack::cli::Cli;
use tidings_tests::project_root;

fn readme() -> String {
    fs::read_to_string(project_root().join("README.md")).unwrap()
}

/// The fenced blocks of a language.
fn blocks(language: &str) -> Vec<String> {
    let readme = readme();
    let fence = format!("```{language}\n");
    readme.split(&fence).skip(1).map(|rest| rest.split("\n```").next().unwrap().to_owned()).collect()
}

#[test]
fn every_command_in_the_readme_is_understood() {
    let blocks = blocks("sh").join("\n");
    let lines = blocks.lines().map(|line| line.split('#').next().unwrap().trim()).filter(|line| !line.is_empty());
    let mut seen = 0;
    for line in lines {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["target/release/tidings", ..] => drop(Cli::try_parse_from(words).unwrap()),
            ["cargo", "xtask", command] => {
                let main = fs::read_to_string(project_root().join("crates/xtask/src/main.rs")).unwrap();
                let variant = format!("    {}{}", command[..1].to_uppercase(), &command[1..]);
                assert!(main.lines().any(|line| line.starts_with(&variant)), "xtask has no {command}");
            }
            _ => panic!("what does `{line}` do?"),
        }
        seen += 1;
    }
    assert!(seen >= 5, "the README lost its commands");
}

#[test]
fn the_example_article_can_be_packed() {
    let [example] = &blocks("markdown")[..] else { panic!("the README shows one article") };
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("articles");
    fs::create_dir_all(source.join("harbour")).unwrap();
    fs::write(source.join("harbour/the-tide-house.md"), example).unwrap();
    fs::write(source.join("harbour/draft.md"), example.replacen("---\n", "---\ndraft: true\n", 1)).unwrap();
    fs::copy(project_root().join("sample/pictures/tide-house.jpg"), source.join("harbour/tide-house.jpg")).unwrap();

    let site = folder.path().join("site");
    pack(&source, &site);
    let bundle = feed(&site);
    let [article] = &bundle.articles[..] else { panic!("the draft was packed: {:?}", bundle.articles.len()) };
    assert_eq!((article.title.as_str(), article.slug.as_str()), ("The tide house", "the-tide-house"));
    assert_eq!(article.authors[0].name, "Noor Haddad");
    let lead = article.lead.as_ref().unwrap();
    assert!(lead.width.is_some() && lead.alt.is_some() && lead.credit.is_some(), "{lead:?}");
    assert_eq!(bundle.categories.path(article.categories[0]), "harbour");
}
