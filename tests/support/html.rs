//! HTML as text, for what is compared without a browser.

use scraper::{Html, Node, Selector};

/// The text of the first element that matches, in single blanks, without elements of the name `without`.
pub fn text_of(html: &str, selector: &str, without: &str) -> String {
    let document = Html::parse_document(html);
    let Some(element) = Selector::parse(selector).ok().and_then(|selector| document.select(&selector).next()) else {
        return String::new();
    };
    let mut text = String::new();
    for node in element.descendants() {
        let is_left_out = |node: &Node| node.as_element().is_some_and(|element| element.name() == without);
        if let Node::Text(part) = node.value()
            && !node.ancestors().any(|ancestor| is_left_out(ancestor.value()))
        {
            text.push_str(part);
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_comes_in_order_and_without_what_is_left_out() {
        let html = "<main><p>A <b>b</b>\n c<time>1 <i>2</i></time>d</p></main><p>no</p>";
        assert_eq!(text_of(html, "main", "time"), "A b cd");
    }
}
