//! Books: what reading devices need. With epubcheck they are checked by hand (docs/editions.md).

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use image::{ImageFormat, Rgb, RgbImage};
use tidings_pack::edition::{Form, Options, Selection, export};
use tidings_pack::media::workshop::Workshop;
use tidings_pack::progress::Progress;
use tidings_pack::report::Report;

use crate::support::{request, write};

const ARTICLE: &str = "---
title: Tide & mill
date: 2025-03-14
lead: { src: wide.png, alt: A wide sea, caption: The sea, credit: Ada }
galleries:
  - id: walk
    items: [{ src: wide.png, alt: Again }]
---
It says [more](other.md), [nothing](gone.md), [elsewhere](https://a.example/?q=[1]#a#b) and ![far](https://a.example/far.png).

{{< gallery walk >}}

A line  
and a footnote[^1].

[^1]: Below.
";

fn book(selection: Selection) -> BTreeMap<String, Vec<u8>> {
    let source = tempfile::tempdir().unwrap();
    let folder = source.path();
    write(
        &folder.join("tidings.toml"),
        "title = \"The <Mill>\"\nlanguage = \"en\"\ndescription = \"Of water & wheels\"\n",
    );
    write(&folder.join("city/tide.md"), ARTICLE);
    write(&folder.join("city/other.md"), "---\ntitle: Other\ndate: 2025-03-15\n---\nBack to [the mill](tide.md).\n");
    write(&folder.join("country/third.fa.md"), "---\ntitle: آب\ndate: 2025-03-16\nlang: fa\n---\nآب آمد.\n");
    RgbImage::from_pixel(1600, 40, Rgb([30, 60, 90]))
        .save_with_format(folder.join("city/wide.png"), ImageFormat::Png)
        .unwrap();
    let output = folder.join("out/mill.epub");
    let options = Options { form: Form::Book, selection, ..Options::default() };
    let work = (Workshop::default(), &Progress::default());
    let exported = export(&request(folder), &output, None, &options, work, &mut Report::default()).unwrap();
    let bytes = std::fs::read(output).unwrap();
    assert_eq!(exported.bytes, bytes.len() as u64);
    // Devices look for the type at a fixed place, unpacked.
    assert_eq!(bytes.get(30..58), Some(b"mimetypeapplication/epub+zip".as_slice()));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let read = |name: String| {
        let mut bytes = Vec::new();
        archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
        (name, bytes)
    };
    names.into_iter().map(read).collect()
}

fn text<'a>(book: &'a BTreeMap<String, Vec<u8>>, name: &str) -> &'a str {
    std::str::from_utf8(&book[name]).unwrap()
}

#[test]
fn every_document_is_xml_and_leads_to_what_is_there() {
    let book = book(Selection::default());
    for (name, bytes) in
        book.iter().filter(|(name, _)| name.ends_with(".xhtml") || name.ends_with(".opf") || name.ends_with(".ncx"))
    {
        let text = std::str::from_utf8(bytes).unwrap();
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
        let document = roxmltree::Document::parse_with_options(text, options)
            .unwrap_or_else(|error| panic!("{name}: {error}\n{text}"));
        for node in document.descendants() {
            let attribute = |name: &str| node.attribute(name).map(str::to_owned);
            if let Some(src) = attribute("src").filter(|_| node.has_tag_name(("http://www.w3.org/1999/xhtml", "img"))) {
                assert!(book.contains_key(&format!("OEBPS/{src}")), "{name}: {src}");
            }
            if let Some(href) = attribute("href").filter(|href| !href.starts_with("http") && !href.starts_with('#')) {
                assert!(book.contains_key(&format!("OEBPS/{href}")), "{name}: {href}");
            }
        }
    }
}

#[test]
fn an_article_says_what_it_says_on_a_site() {
    let book = book(Selection::default());
    // Those of the city come first, the newest of them at the head.
    let page = text(&book, "OEBPS/article-2.xhtml");
    for expected in [
        "<h1>Tide &amp; mill</h1>",
        "March 14, 2025",
        "<a href=\"article-1.xhtml\">more</a>",
        "<a>nothing</a>",
        "<a href=\"https://a.example/?q=%5B1%5D#a%23b\">elsewhere</a>",
        "and far.",
        "<figcaption>The sea · Ada</figcaption>",
        "alt=\"Again\"",
        "<br/>",
        "href=\"#c-fn:1\"",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
    let third = text(&book, "OEBPS/article-3.xhtml");
    assert!(third.contains("lang=\"fa\" xml:lang=\"fa\" dir=\"rtl\""), "{third}");
    let package = text(&book, "OEBPS/content.opf");
    assert!(package.contains("<dc:title>The &lt;Mill&gt;</dc:title>") && package.contains("2025-03-16"), "{package}");
    assert_eq!(
        book.keys().filter(|name| name.starts_with("OEBPS/pictures/")).collect::<Vec<_>>(),
        ["OEBPS/pictures/1.png"]
    );
}

#[test]
fn a_link_to_what_was_left_out_is_text() {
    let book = book(Selection {
        categories: vec!["city".to_owned()],
        since: tidings_bundle::Timestamp::from_date(2025, 3, 15),
        ..Selection::default()
    });
    let page = text(&book, "OEBPS/article-1.xhtml");
    assert!(page.contains("<a>the mill</a>"), "{page}");
    assert!(!book.keys().any(|name| name.contains("pictures/")));
}

#[test]
fn the_same_articles_make_the_same_book() {
    assert_eq!(book(Selection::default()), book(Selection::default()));
}
