use super::*;

fn work(authors: &[&str], published: Option<(i32, u8, u8)>) -> Work {
    Work {
        title: "The tide house".to_owned(),
        authors: authors.iter().map(|name| Name::parse(name)).collect(),
        container: "The Saltmarsh Gazette".to_owned(),
        published,
        address: "https://news.example/a/tide-house/".to_owned(),
        language: Some("en".to_owned()),
        slug: "the-tide-house".to_owned(),
    }
}

const DAY: Option<(i32, u8, u8)> = Some((2026, 3, 14));

#[test]
fn each_style_is_written_as_its_book_says() {
    let one = work(&["Noor Haddad"], DAY);
    assert_eq!(
        apa(&one),
        "Haddad, N. (2026, March 14). The tide house. The Saltmarsh Gazette. https://news.example/a/tide-house/"
    );
    assert_eq!(
        mla(&one),
        "Haddad, Noor. “The tide house.” The Saltmarsh Gazette, 14 Mar. 2026, news.example/a/tide-house/."
    );
    assert_eq!(
        chicago(&one),
        "Haddad, Noor. “The tide house.” The Saltmarsh Gazette, March 14, 2026. https://news.example/a/tide-house/."
    );
}

#[test]
fn several_authors_none_and_no_date_have_forms_of_their_own() {
    let two = work(&["Noor Haddad", "Ed Ray"], DAY);
    assert!(apa(&two).starts_with("Haddad, N., & Ray, E. (2026"), "{}", apa(&two));
    assert!(mla(&two).starts_with("Haddad, Noor, and Ed Ray. “"), "{}", mla(&two));
    let three = work(&["Noor Haddad", "Ed Ray", "The Harbour Board"], DAY);
    assert!(mla(&three).starts_with("Haddad, Noor, et al. “"), "{}", mla(&three));
    assert!(chicago(&three).starts_with("Haddad, Noor, Ed Ray, and The Harbour Board. “"), "{}", chicago(&three));
    let none = work(&[], None);
    assert!(apa(&none).starts_with("The tide house. (n.d.). The Saltmarsh"), "{}", apa(&none));
    assert_eq!(mla(&none), "“The tide house.” The Saltmarsh Gazette, news.example/a/tide-house/.");
    let many: Vec<String> = (0..25).map(|number| format!("A{number} Ray")).collect();
    let many = work(&many.iter().map(String::as_str).collect::<Vec<_>>(), DAY);
    assert_eq!(apa(&many).matches("Ray, A.").count(), 20);
}

#[test]
fn a_question_needs_no_full_stop() {
    let question = Work { title: "Who turns the mill?".to_owned(), ..work(&[], None) };
    assert!(chicago(&question).starts_with("“Who turns the mill?” The"), "{}", chicago(&question));
}

#[test]
fn programs_read_what_is_for_them() {
    let hostile = Work {
        title: "50 % \"off\" \\ {a} & #1_\n".to_owned(),
        authors: vec![Name::parse("Noor Haddad"), Name::parse("The R&D Team")],
        ..work(&[], DAY)
    };
    let parsed: serde_json::Value = serde_json::from_str(&csl_json(&hostile)).unwrap();
    let item = &parsed[0];
    assert_eq!(item["title"], hostile.title.replace('\n', " ").as_str());
    assert_eq!(item["author"][0]["family"], "Haddad");
    assert_eq!(item["author"][1]["literal"], "The R&D Team");
    assert_eq!(item["issued"]["date-parts"][0], serde_json::json!([2026, 3, 14]));

    let entry = bibtex(&hostile);
    assert!(entry.starts_with("@misc{haddad2026tide,\n  author = {Haddad, Noor and {The R\\&D Team}},\n"), "{entry}");
    // Braces that TeX counts come in pairs.
    let mut depth = 0_i32;
    let mut before = ' ';
    for letter in entry.chars() {
        match letter {
            '{' if before != '\\' => depth += 1,
            '}' if before != '\\' => depth -= 1,
            _ => {}
        }
        assert!(depth >= 0, "{entry}");
        before = letter;
    }
    assert_eq!(depth, 0, "{entry}");
    assert!(bibtex(&Work { slug: "潮".to_owned(), ..work(&[], None) }).starts_with("@misc{article,"));
}
