//! The border between a feed's HTML and the page, with the browser's own parser on the other side.

use serde_json::Value;
use tidings_markup::policy;
use tidings_viewer::platform::adopt::{Slot, SlotKind, Surroundings, adopt};
use tidings_viewer::platform::view::{Tag, link, mount, tag};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

/// What the viewer itself adds around content; everything else must be on the policy's list.
const OURS: [&str; 8] = ["class", "rel", "target", "loading", "decoding", "tabindex", "role", "aria-label"];

struct Story {
    base: String,
}

impl Surroundings for Story {
    fn base(&self) -> &str {
        &self.base
    }

    fn in_page(&self, id: &str) -> String {
        format!("#/a/story?at={id}")
    }

    fn article(&self, address: &str) -> Option<String> {
        (address == "https://news.example/other").then(|| "#/a/other".to_owned())
    }

    fn own_picture(&self, picture: Tag, _src: &str) -> Tag {
        picture.attr("loading", "lazy")
    }

    fn foreign_picture(&self, address: &str, alt: &str) -> Tag {
        tag("span").class("foreign").child(link(address).text(alt))
    }

    fn table_label(&self) -> &str {
        "table"
    }

    fn permalink_label(&self) -> &str {
        "link to this paragraph"
    }
}

/// Adopts a text into a new place at the end of the page.
fn adopted(html: &str) -> (Vec<Slot>, Element) {
    let window = web_sys::window().unwrap();
    let place = tag("div").class("place");
    let slots = adopt(html, &place, &Story { base: window.location().href().unwrap() });
    mount(|| place.into());
    let places = window.document().unwrap().query_selector_all(".place").unwrap();
    (slots, places.item(places.length() - 1).unwrap().unchecked_into())
}

fn all(place: &Element) -> Vec<Element> {
    let found = place.query_selector_all("*").unwrap();
    (0..found.length()).filter_map(|index| found.item(index)).map(JsCast::unchecked_into).collect()
}

fn find(place: &Element, selector: &str) -> Element {
    place.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}"))
}

#[wasm_bindgen_test]
fn of_hostile_content_only_what_the_policy_lists_is_adopted() {
    let snippets: Value = serde_json::from_str(include_str!("../fixtures/hostile/snippets.json")).unwrap();
    for snippet in snippets.as_array().unwrap() {
        let (_, place) = adopted(snippet["html"].as_str().unwrap());
        for element in all(&place) {
            let name = element.local_name();
            assert!(policy::element(&name) == policy::Verdict::Keep, "{}: <{name}>", snippet["name"]);
            for attribute in element.get_attribute_names() {
                let attribute = attribute.as_string().unwrap();
                let value = element.get_attribute(&attribute).unwrap();
                let listed = policy::check_attribute(&name, &attribute, &value).is_some();
                assert!(
                    listed || OURS.contains(&attribute.as_str()) || attribute == "id",
                    "{}: {name} {attribute}",
                    snippet["name"]
                );
                assert!(
                    !value.trim_start().to_ascii_lowercase().starts_with("javascript:"),
                    "{}: {value}",
                    snippet["name"]
                );
            }
        }
    }
}

#[wasm_bindgen_test]
fn nesting_of_any_depth_ends_soon_and_keeps_the_text_around_it() {
    for element in ["div", "blockquote", "span", "ul", "b"] {
        let html = format!(
            "<p>before</p>{}deep{}<p>after</p>",
            format!("<{element}>").repeat(10_000),
            format!("</{element}>").repeat(10_000)
        );
        let (_, place) = adopted(&html);
        let text = place.text_content().unwrap();
        assert!(text.starts_with("before") && text.ends_with("after"), "{element}: {text}");
        assert!(all(&place).len() < 1_000, "{element}");
    }
}

#[wasm_bindgen_test]
fn links_lead_into_the_article_to_another_one_or_out_of_the_page() {
    let html = "<p><a id=x href='#c-note'>in</a><a href='https://news.example/other'>over</a><a href='https://far.example/'>out</a></p>";
    let (_, place) = adopted(html);
    let hrefs: Vec<String> = ["a:nth-child(1)", "a:nth-child(2)", "a:nth-child(3)"]
        .map(|selector| find(&place, selector).get_attribute("href").unwrap())
        .to_vec();
    assert!(hrefs[0].starts_with("#/a/story?at=c-"), "{hrefs:?}");
    assert_eq!(hrefs[1..], ["#/a/other", "https://far.example/"]);
    assert_eq!(find(&place, "a:nth-child(3)").get_attribute("rel").as_deref(), Some("noopener noreferrer external"));
}

#[wasm_bindgen_test]
fn a_picture_of_another_host_is_a_link_and_ours_is_a_picture() {
    let (_, place) = adopted("<img src='ours.png' alt='Ours'><img src='https://far.example/x.png' alt='Theirs'>");
    assert_eq!(place.query_selector_all("img").unwrap().length(), 1);
    assert_eq!(find(&place, "img").get_attribute("loading").as_deref(), Some("lazy"));
    assert!(find(&place, ".foreign").text_content().unwrap() == "Theirs");
    assert_eq!(find(&place, ".foreign a").get_attribute("href").as_deref(), Some("https://far.example/x.png"));
}

#[wasm_bindgen_test]
fn placeholders_become_slots_and_tables_may_scroll() {
    let (slots, place) = adopted(
        "<div data-tidings-gallery='g'>for others</div><div data-tidings-embed='e'></div><table><tr><td>1</td></tr></table>",
    );
    let found: Vec<_> = slots.iter().map(|slot| (slot.kind, slot.id.as_str())).collect();
    assert_eq!(found, [(SlotKind::Gallery, "g"), (SlotKind::Embed, "e")]);
    assert_eq!(find(&place, ".table").get_attribute("role").as_deref(), Some("region"));
    assert!(!place.text_content().unwrap().contains("for others"));
}

#[wasm_bindgen_test]
fn every_paragraph_of_the_text_has_an_address() {
    let (_, place) = adopted("<p>one</p><blockquote><p>quoted</p></blockquote><p>two</p>");
    assert_eq!(find(&place, "#p-2").text_content().as_deref(), Some("two"));
    assert_eq!(place.query_selector_all(".permalink").unwrap().length(), 2);
}

#[wasm_bindgen_test]
fn a_text_longer_than_any_shows_no_link_beside_each_paragraph() {
    let (_, place) = adopted(&"<p>on and on</p>".repeat(2001));
    assert_eq!(place.query_selector_all(".permalink").unwrap().length(), 2000);
    assert_eq!(find(&place, "#p-2001").text_content().as_deref(), Some("on and on"));
}
