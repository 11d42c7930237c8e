use proptest::prelude::*;
use tidings_markup::plain_text as strip;

use super::*;

/// A page in the shape scrapers leave: breadcrumb and title in one line, the title again, text, a standing line.
const PAGE: &str = "HomeHarbour News TodayFerries & BridgesNight Boats Return, Islanders Cheer Mayor's Promise\n\n\
    Night Boats Return, Islanders Cheer Mayor’s Promise\n\n\
    The last boat now leaves at midnight, said the harbour office. Islanders had asked for it since spring.\n\n \
    Two hundred people signed the letter. “We want to see the theatre to its end,” it read.\n\n\n\
    A Timetable & A Promise for the Winter Months\n\n\
    The office calls on passengers to buy their tickets before boarding, at any hour of the day or of the night.\n\
    Passengers call on the office to keep the machine at the pier in order, in every month and at any hour there.\n\n\n\
    In winter the boats go if the ice lets them";

#[test]
fn a_glued_first_line_gives_title_and_category_path() {
    let page = read(PAGE);
    assert_eq!(page.title, "Night Boats Return, Islanders Cheer Mayor’s Promise");
    assert_eq!(page.breadcrumb, ["Harbour News Today", "Ferries & Bridges"]);
}

#[test]
fn the_body_is_paragraphs_and_the_standing_line_is_a_heading() {
    let page = read(PAGE);
    let tags: Vec<&str> = page.html.lines().map(|line| &line[..4]).collect();
    assert_eq!(tags, ["<p>T", "<p>T", "<h2>", "<p>T", "<p>P", "<p>I"]);
    assert!(page.html.contains("<h2>A Timetable &amp; A Promise for the Winter Months</h2>"));
    assert!(page.html.contains("<p>Two hundred people"), "a line's leading space is not part of the paragraph");
}

#[test]
fn the_title_may_be_written_with_other_marks_spaces_and_case() {
    for (first, second, breadcrumb) in [
        ("NewsIt's “over” — now", "It’s \"over\" - now", vec!["News"]),
        ("Home > World > A Long Title Here", "A Long  Title Here", vec!["World"]),
        ("Start » Kultur » ÄRGER IM PARK", "Ärger im Park", vec!["Start", "Kultur"]),
        ("خانه › جهان › باران در شهر بزرگ", "باران در شهر بزرگ", vec!["جهان"]),
        ("The Very Same Line", "The Very Same Line", vec![]),
    ] {
        let page = read(&format!("{first}\n\n{second}\n\nText follows here.\n"));
        assert_eq!(page.title, second);
        assert_eq!(page.breadcrumb, breadcrumb, "{first}");
        assert_eq!(page.html, "<p>Text follows here.</p>\n");
    }
}

#[test]
fn without_a_repetition_the_first_line_is_the_title_and_nothing_is_guessed() {
    let page = read("A Quiet Week\n\nNothing happened on Monday.\n\nNor on Tuesday.\n");
    assert_eq!((page.title.as_str(), page.breadcrumb.len()), ("A Quiet Week", 0));
    assert_eq!(page.html, "<p>Nothing happened on Monday.</p>\n<p>Nor on Tuesday.</p>\n");
    // A short word that happens to end the first line is no title.
    assert_eq!(read("What we know now\n\nNow\n\nText.\n").title, "What we know now");
}

#[test]
fn wrapped_lines_are_joined_and_verse_keeps_its_breaks() {
    let wrapped = "Title\n\nThe boats that cross the sound at night carry lamps on\n\
        both sides, so that the islanders can tell from their\nwindows which of them is late.\n";
    assert_eq!(read(wrapped).html.matches("<p>").count(), 1);
    assert!(read(wrapped).html.contains("lamps on both sides"));
    let verse = "Title\n\nO ship upon the sound\nWith neither oar nor sail\nTurn round\n";
    assert_eq!(read(verse).html, "<p>O ship upon the sound<br>With neither oar nor sail<br>Turn round</p>\n");
}

#[test]
fn markup_in_a_text_is_text() {
    let page = read("Title\n\n<script>alert(1)</script> & more.\n");
    assert_eq!(page.html, "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more.</p>\n");
}

#[test]
fn an_empty_text_is_an_empty_article_and_a_single_line_is_a_title() {
    assert_eq!(read("\n \n"), PlainText::default());
    assert_eq!(read("Only this").title, "Only this");
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

proptest! {
    /// Whatever stands in the body is in the result, once and in order.
    #[test]
    fn nothing_is_lost_and_nothing_is_doubled(
        crumbs in prop::collection::vec("[A-Z][a-z]{2,9}( [A-Z][a-z]{1,8}){0,2}", 0..4),
        title in "[A-Z][a-z]{3,9}( [A-Z][a-z']{1,9}){2,6}",
        blocks in prop::collection::vec("[A-Za-z<&][a-zé’ ]{0,80}[.a-z]?(\n[A-Za-z&][a-z ]{1,90}[.?a-z])?", 1..12),
    ) {
        let first = format!("Home{}{title}", crumbs.concat());
        let second = title.replace('\'', "’");
        let text = format!("{first}\n\n{second}\n\n{}\n", blocks.join("\n\n"));
        let page = read(&text);
        prop_assert_eq!(&page.title, &second);
        prop_assert_eq!(&page.breadcrumb, &crumbs);
        let shown = page.html.replace("<br>", " ").replace("<p>", " ").replace("</p>", " ").replace("<h2>", " ").replace("</h2>", " ");
        let shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
        prop_assert_eq!(words(&shown), words(&blocks.join("\n\n")));
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,400}|[A-Z\n a-z.’']{0,400}") {
        let page = read(&text);
        prop_assert!(strip(&page.html).len() <= text.len() * 2 + 16);
    }
}
