//! The series that an article is a part of: which part, and the others.

use tidings_bundle::{Article, Bundle, Ordinal};

use crate::locale::dir_name;
use crate::platform::view::{Tag, link, tag};
use crate::state::App;

/// Nothing where the article belongs to none, or is all there is of it.
pub fn show(app: App, bundle: &Bundle, ordinal: Ordinal, article: &Article) -> Option<Tag> {
    let parts = bundle.series_parts(ordinal);
    let id = &article.series.as_ref()?.id;
    let title = bundle.series.iter().find(|series| series.id == *id).map_or(id, |series| &series.title);
    let entry = |part: &Ordinal| {
        let other = bundle.article(*part)?;
        let headline = other.headline();
        let entry = tag("li");
        Some(if *part == ordinal {
            entry.attr("aria-current", "page").text(headline)
        } else {
            entry.child(link(&app.href_article(other.slug.as_str())).text(headline))
        })
    };
    let words = app.words();
    let label = tag("p").class("series-label").attr("lang", words.tag()).attr("dir", dir_name(words.language().dir));
    (!parts.is_empty()).then(|| {
        tag("nav")
            .class("series")
            .attr_some("lang", article.language.as_deref())
            .attr("dir", dir_name(article.dir))
            .attr("aria-labelledby", "series-title")
            .child(label.text(words.text("article.series")))
            .child(tag("h2").class("series-title").attr("id", "series-title").text(title))
            .child(tag("ol").class("series-parts").children(parts.iter().filter_map(entry)))
    })
}
