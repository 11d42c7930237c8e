//! The menu of an article's headings, in the masthead, where it is at hand all along the way.
//!
//! What is passed and what is left it says of the moment in which it is opened. What stands in it lies in the second file.

use tidings_bundle::{Article, Content};

use super::menu::menu;
use crate::archive::{Absent, Place};
use crate::live::Live;
use crate::platform::view::View;
use crate::route::Page;
use crate::state::App;

/// Headings that are worth a list.
const FEWEST: usize = 3;

/// The menu, on the page of an article with so many headings.
pub fn contents(app: App, page: Live<Page>, content: Live<Result<Place, Absent>>) -> View {
    let has_list = page.with(|page| matches!(page, Page::Article(_)))
        && content.with(|content| {
            content.as_ref().is_ok_and(|place| {
                place.bundle.article(place.ordinal).is_some_and(|article| headings(article) >= FEWEST)
            })
        });
    if !has_list {
        return View::Nothing;
    }
    menu(app, "contents", app.label("contents.title"), move |lazy| (lazy.contents)(app))
}

/// Headings of a text, about: of Markdown, lines that look like one.
fn headings(article: &Article) -> usize {
    match &article.content {
        Content::Html(html) => {
            html.as_bytes().windows(3).filter(|letters| matches!(letters, [b'<', b'h', b'2'..=b'4'])).count()
        }
        Content::Markdown(text) => text.lines().filter(|line| line.starts_with('#')).count(),
        Content::Text(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tidings_bundle::Slug;

    #[test]
    fn headings_are_counted_in_what_may_have_some() {
        let count = |content| headings(&Article::new("x", Slug::from_text("x"), content));
        assert_eq!(count(Content::Html("<h1>a</h1><h2 id=\"b\">b</h2><hr><h4>c</h4><h5>d</h5><h".into())), 2);
        assert_eq!(count(Content::Markdown("# A\n\ntext # no\n## B".into())), 2);
        assert_eq!(count(Content::Text("# A\n## B".into())), 0);
    }
}
