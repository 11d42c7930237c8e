//! What `category:` and the other fields of a query ask for.

use tidings_bundle::{Article, Bundle};

/// The lines for [`tidings_search::Document::facts`].
pub(super) fn of(bundle: &Bundle, article: &Article) -> String {
    let mut facts = String::new();
    let mut add = |field: &str, value: &str| {
        // A value is one line, whatever it holds.
        let words = value.split_whitespace();
        facts.extend([field, ":"].into_iter().chain(words.flat_map(|word| [word, " "])));
        facts.push('\n');
    };
    for at in &article.categories {
        // Sections hold what their parts hold.
        for at in bundle.categories.ancestors(*at).into_iter().chain([*at]) {
            let Some(category) = bundle.categories.get(at) else { continue };
            add("category", category.slug.as_str());
            add("category", &category.id);
            category.names.iter().for_each(|(_, name)| add("category", name));
        }
    }
    article.tags.iter().for_each(|tag| add("tag", tag));
    article.authors.iter().for_each(|author| add("author", &author.name));
    article.language.iter().for_each(|language| add("lang", language));
    if let Some((year, month, day)) = article.published.map(|moment| moment.date()) {
        add("date", &format!("{year:04}-{month:02}-{day:02}"));
    }
    let of_type = |kind: &str| article.attachments.iter().any(|attachment| attachment.mime_type.starts_with(kind));
    let has = [
        ("gallery", !article.galleries.is_empty()),
        ("picture", article.lead.is_some() || !article.galleries.is_empty()),
        ("video", of_type("video/")),
        ("audio", of_type("audio/")),
        ("embed", !article.embeds.is_empty()),
        ("correction", !article.corrections.is_empty()),
    ];
    has.iter().filter(|(_, has)| *has).for_each(|(what, _)| add("has", what));
    facts
}
