//! Generated bundles: the round trip, and filters and facets against versions too simple to be wrong.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use serde_json::json;
use tidings_bundle::*;

use crate::fixtures::problems;

const WORDS: [&str; 6] = ["en", "fa", "en-GB", "fr", "zh-Hant-TW", "ar"];

fn word() -> impl Strategy<Value = String> {
    // With what JSON, HTML and two directions of writing trip over.
    "[a-zA-Z0-9ا-یא-ת<>&\"'\\\\/😀\u{0}\u{200c}]([a-zA-Z0-9ا-ی \t\n\"\\\\]{0,12}[a-zA-Z0-9])?"
}

fn extensions() -> impl Strategy<Value = Extensions> {
    vec(("x_[a-z]{1,3}", word(), any::<i32>()), 0..2).prop_map(|members| {
        members.into_iter().map(|(name, text, number)| (name, json!({"text": text, "list": [number, null]}))).collect()
    })
}

fn moment() -> impl Strategy<Value = Timestamp> {
    (1i32..=9999, 1u8..=12, 1u8..=28, 0u8..24, 0u8..60, 0u16..1000, -23i8..=23, 0u8..60).prop_map(
        |(year, month, day, hour, minute, thousandths, east, minutes)| {
            let text = format!(
                "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:07.{thousandths:03}{east:+03}:{minutes:02}"
            );
            Timestamp::parse(&text).unwrap()
        },
    )
}

/// What an article is made of, with free choices as numbers that [`bundle`] resolves.
#[derive(Debug, Clone)]
struct Draft {
    id: String,
    title: String,
    texts: Vec<Option<String>>,
    content: (u8, String),
    published: Option<Timestamp>,
    tags: Vec<u8>,
    categories: Vec<u8>,
    author: u8,
    language: Option<u8>,
    pictures: Vec<(u8, Option<String>)>,
    flags: u8,
    extensions: Extensions,
}

fn draft() -> impl Strategy<Value = Draft> {
    let identity = (word(), option::of(word()), vec(option::of(word()), 12), (0u8..3, word()), option::of(moment()));
    let references =
        (vec(0u8..9, 0..4), vec(0u8..9, 0..3), 0u8..6, option::of(0u8..6), vec((0u8..4, option::of(word())), 0..4));
    (identity, references, any::<u8>(), extensions()).prop_map(
        |(
            (id, title, texts, content, published),
            (tags, categories, author, language, pictures),
            flags,
            extensions,
        )| {
            Draft {
                id,
                title: title.unwrap_or_default(),
                texts,
                content,
                published,
                tags,
                categories,
                author,
                language,
                pictures,
                flags,
                extensions,
            }
        },
    )
}

fn bundle() -> impl Strategy<Value = Bundle> {
    let parts = (
        word(),
        option::of(0u8..6),
        option::of(word()),
        vec(0u8..9, 1..6),
        vec(draft(), 0..7),
        extensions(),
        any::<bool>(),
    );
    parts.prop_map(|(title, language, description, tree, drafts, extensions, has_editors)| {
        let mut bundle = Bundle { title, description, extensions: extensions.clone(), ..Bundle::default() };
        bundle.tidings_extensions.clone_from(&extensions);
        bundle.language = language.map(|index| WORDS[index as usize].to_owned());
        bundle.languages.push(LanguageName {
            tag: "fr".into(),
            dir: Direction::RightToLeft,
            label: "Backwards French".into(),
            extensions: extensions.clone(),
        });
        bundle.categories = CategoryTree::build(tree.iter().enumerate().map(category).collect()).0;
        bundle.known_authors = (0..3).map(known_author).collect();
        bundle.media = (0..2).map(media).collect();
        if has_editors {
            bundle.authors.push(Author { name: "The Editors".into(), extensions, ..Author::default() });
        }
        bundle.articles = drafts.iter().map(|draft| article(draft, &bundle)).collect();
        bundle.settle();
        bundle
    })
}

/// Category `index` lies below category `parent`, which may be itself or not there.
fn category((index, parent): (usize, &u8)) -> CategoryDraft {
    CategoryDraft {
        id: format!("c{index}"),
        parent: (*parent > 2).then(|| format!("c{parent}")),
        names: vec![("en".into(), format!("Section {index}")), ("fa".into(), format!("بخش {index}"))],
        order: (*parent % 2 == 0).then_some((*parent).into()),
        ..CategoryDraft::default()
    }
}

fn known_author(index: u8) -> Author {
    Author {
        name: format!("Author {index}"),
        id: Some(format!("a{index}")),
        url: (index > 0).then(|| format!("https://a.example/{index}")),
        bio: (index > 1).then(|| "Lives by the sea.".into()),
        ..Author::default()
    }
}

fn media(index: u8) -> Media {
    let side = (index > 0).then_some(48);
    let alt = (index > 0).then(|| "A boat".into());
    let renditions = (1..=index % 3).map(|step| rendition(index, step)).collect();
    let preview = (index > 2).then(|| "data:image/webp;base64,UklGRg==".into());
    Media {
        id: format!("m{index}"),
        src: format!("m{index}.jpg"),
        width: side,
        height: side,
        alt,
        preview,
        renditions,
        ..Media::default()
    }
}

fn rendition(index: u8, step: u8) -> Rendition {
    Rendition {
        src: format!("m{index}-{step}.webp"),
        width: 16 * u32::from(step),
        mime: (step > 1).then(|| "image/webp".into()),
        bytes: (step > 1).then_some(400),
        ..Rendition::default()
    }
}

fn article(draft: &Draft, bundle: &Bundle) -> Article {
    let text = |index: usize| draft.texts[index].clone();
    let body = draft.content.1.clone();
    let content = match draft.content.0 {
        0 => Content::Html(body),
        1 => Content::Text(body),
        _ => Content::Markdown(body),
    };
    let mut article = Article::new(draft.id.clone(), Slug::from_text(&draft.title), content);
    article.title.clone_from(&draft.title);
    article.published = draft.published;
    (article.subtitle, article.summary, article.kicker, article.dateline) = (text(0), text(1), text(2), text(3));
    article.rights = text(4);
    article.related.extend(text(5));
    article.aliases.extend(text(6).map(|text| Slug::from_text(&text)));
    article.url = text(7).map(|_| "https://a.example/x".into());
    article.language = draft.language.map(|index| WORDS[index as usize].to_owned()).or(bundle.language.clone());
    let is_set = |bit: u8| draft.flags & 1 << bit != 0;
    article.dir = if is_set(0) { Direction::RightToLeft } else { Direction::LeftToRight };
    article.pinned = is_set(1);
    article.kind = if is_set(2) { Kind::Page } else { Kind::News };
    article.words = is_set(3).then_some(draft.flags.into());
    article.authors = match draft.author {
        0..3 => vec![known_author(draft.author)],
        3 => vec![Author { name: "Guest".into(), bio: text(8), ..Author::default() }, known_author(1)],
        _ => bundle.authors.clone(),
    };
    for tag in &draft.tags {
        let tag = format!("tag {tag}");
        if !article.tags.contains(&tag) {
            article.tags.push(tag);
        }
    }
    let nodes = bundle.categories.nodes().len();
    for category in draft.categories.iter().map(|index| *index as usize % nodes) {
        if !article.categories.contains(&category) {
            article.categories.push(category);
        }
    }
    article.primary_category = article.categories.first().copied().filter(|_| is_set(4));
    let pictures: Vec<Picture> = draft.pictures.iter().map(|(index, words)| picture(*index, words, bundle)).collect();
    article.lead = pictures.first().cloned();
    if !pictures.is_empty() {
        let extensions = draft.extensions.clone();
        article.galleries.push(Gallery { id: "g".into(), title: text(9), items: pictures, extensions });
    }
    article.embeds.extend(text(10).map(|key| Embed { id: "e".into(), key: Some(key), ..Embed::default() }));
    article.corrections.extend(text(11).map(|text| Correction {
        date: draft.published,
        text,
        ..Correction::default()
    }));
    article.series =
        is_set(5).then(|| SeriesPosition { id: "s".into(), position: Some(3), ..SeriesPosition::default() });
    article.translation = is_set(6).then(|| Translation { group: "t".into(), ..Translation::default() });
    article.sensitive = is_set(7).then(Sensitive::default);
    article.extensions.clone_from(&draft.extensions);
    article.tidings_extensions.clone_from(&draft.extensions);
    article
}

fn picture(index: u8, words: &Option<String>, bundle: &Bundle) -> Picture {
    let known = bundle.media.get(index as usize);
    let own = Picture { src: "own.png".into(), width: Some(4), height: Some(3), ..Picture::default() };
    let mut picture = known.map_or(own, |media| Picture {
        src: media.src.clone(),
        width: media.width,
        height: media.height,
        media: Some(media.id.clone()),
        ..Picture::default()
    });
    picture.alt = words.clone().or_else(|| known.and_then(|media| media.alt.clone()));
    picture.caption.clone_from(words);
    picture.focus = words.as_ref().map(|_| "50 30.5".into());
    picture
}

fn filter() -> impl Strategy<Value = Filter> {
    let category = option::of(prop_oneof![
        (0u8..9).prop_map(|n| format!("c{n}")),
        Just("c3/c4".to_owned()),
        Just("section-1".into())
    ]);
    let tags = vec((0u8..9).prop_map(|n| format!("TAG {n}")), 0..3);
    let authors = vec(prop_oneof![Just("guest"), Just("AUTHOR 1"), Just("the editors"), Just("nobody")], 0..3);
    let languages = vec(prop_oneof![Just("en"), Just("EN-gb"), Just("fa"), Just("zh"), Just("zh-Hant")], 0..3);
    (category, tags, authors, languages, vec(1i32..9999, 0..3)).prop_map(
        |(category, tags, authors, languages, years)| Filter {
            category,
            tags,
            authors: authors.into_iter().map(str::to_owned).collect(),
            languages: languages.into_iter().map(str::to_owned).collect(),
            months: years.iter().filter_map(|year| Month::from_number(*year as u32 * 100 + 5)).skip(1).collect(),
            years,
        },
    )
}

/// Years and months of real articles, since random ones hit nothing.
fn with_real_times(mut filter: Filter, bundle: &Bundle) -> Filter {
    let years: Vec<i32> = bundle.articles.iter().filter_map(|article| Some(article.published?.year())).collect();
    for (year, real) in filter.years.iter_mut().zip(years) {
        *year = real;
    }
    let months = bundle.articles.iter().rev().filter_map(|article| Some(Month::of(article.published?)));
    for (month, real) in filter.months.iter_mut().zip(months) {
        *month = real;
    }
    filter
}

fn without_one_dimension(filter: &Filter, dimension: usize) -> Filter {
    let mut filter = filter.clone();
    match dimension {
        0 => filter.category = None,
        1 => filter.tags.clear(),
        2 => filter.authors.clear(),
        3 => filter.languages.clear(),
        _ => {
            filter.years.clear();
            filter.months.clear();
        }
    }
    filter
}

/// Counts by asking [`Filter::matches`] once per article and dimension.
fn simple_facets(bundle: &Bundle, among: &[Ordinal], filter: &Filter) -> Facets {
    let passing = |dimension: usize| {
        let filter = without_one_dimension(filter, dimension);
        among
            .iter()
            .filter_map(|ordinal| bundle.article(*ordinal))
            .filter(move |article| filter.matches(bundle, article))
    };
    let mut categories = BTreeMap::new();
    for article in passing(0) {
        for node in 0..bundle.categories.nodes().len() {
            if article.categories.iter().any(|own| bundle.categories.is_within(*own, node)) {
                *categories.entry(node).or_insert(0) += 1;
            }
        }
    }
    let ranked = |dimension: usize, values: fn(&Article) -> Vec<String>| {
        let mut counts = BTreeMap::new();
        passing(dimension).flat_map(values).for_each(|value| *counts.entry(value).or_insert(0) += 1);
        let mut counts: Vec<(String, u32)> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    };
    let mut years = BTreeMap::new();
    passing(4).filter_map(|article| article.published).for_each(|date| *years.entry(date.year()).or_insert(0) += 1);
    let mut months = BTreeMap::new();
    passing(4)
        .filter_map(|article| article.published)
        .for_each(|date| *months.entry(Month::of(date)).or_insert(0) += 1);
    Facets {
        months: months.into_iter().rev().collect(),
        categories: categories.into_iter().collect(),
        tags: ranked(1, |article| article.tags.clone()),
        authors: ranked(2, |article| article.authors.iter().map(|author| author.name.clone()).collect()),
        languages: ranked(3, |article| article.language.iter().cloned().collect()),
        years: years.into_iter().rev().collect(),
    }
}

proptest! {
    #[test]
    fn any_bundle_survives_the_round_trip(bundle in bundle()) {
        let text = encode(&bundle);
        let again = decode(text.as_bytes()).unwrap();
        prop_assert_eq!(problems(&again), Vec::<String>::new());
        prop_assert_eq!(encode(&again), text);
        prop_assert_eq!(again, bundle);
    }

    #[test]
    fn filters_and_facets_agree_with_the_simple_ones(bundle in bundle(), filter in filter(), mask in any::<u8>()) {
        let filter = with_real_times(filter, &bundle);
        let simple: Vec<Ordinal> =
            bundle.ordinals().filter(|ordinal| filter.matches(&bundle, bundle.article(*ordinal).unwrap())).collect();
        prop_assert_eq!(filter.select(&bundle), simple);

        let among: Vec<Ordinal> = bundle.ordinals().filter(|ordinal| mask & 1 << ordinal.0 != 0).collect();
        let facets = Facets::count(&bundle, &among, &filter);
        prop_assert_eq!(&facets, &simple_facets(&bundle, &among, &filter));

        let text = serde_json::to_string(&(&filter, &facets)).unwrap();
        let (filter_again, facets_again): (Filter, Facets) = serde_json::from_str(&text).unwrap();
        prop_assert_eq!((filter_again, facets_again), (filter, facets));
    }

    /// Whatever happens to the bytes, the decoder answers; and what it lets in, it lets in again.
    #[test]
    fn mangled_feeds_never_panic(bundle in bundle(), cuts in vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let mut bytes = encode(&bundle).into_bytes();
        for (position, byte) in cuts {
            let position = position.index(bytes.len());
            bytes[position] = byte;
        }
        if let Ok(first) = decode(&bytes) {
            let mut again = decode(encode(&first).as_bytes()).unwrap();
            prop_assert_eq!(encode(&again), encode(&first));
            again.problems.clone_from(&first.problems);
            prop_assert_eq!(again, first);
        }
    }

    #[test]
    fn any_json_in_any_member_is_taken_or_listed(name in 0usize..32, value in 0usize..9) {
        const NAMES: [&str; 32] = [
            "id", "title", "content_html", "content_text", "summary", "image", "banner_image", "date_published", "authors",
            "author", "tags", "language", "attachments", "category", "url", "_tidings", "slug", "aliases", "kind", "dir",
            "categories", "contributors", "content_markdown", "lead", "galleries", "embeds", "corrections", "series",
            "translations", "source", "sensitive", "words",
        ];
        const VALUES: [&str; 9] = [
            "null", "true", "-1.5", "1e300", "\"\"", "\"x\\u0000\\ud800\"", "[[[]], {}, null, 3, \"s\"]", "{\"id\": {}, \"items\": [3]}", "[{\"\": 0}]",
        ];
        let (name, value) = (NAMES[name], VALUES[value]);
        let item = format!(r#"{{"id": "i", "content_text": "t", "{name}": {value}, "_tidings": {{"{name}": {value}}}}}"#);
        let bundle = crate::fixtures::of_items(&item);
        let again = decode(encode(&bundle).as_bytes()).unwrap();
        prop_assert_eq!(problems(&again), Vec::<String>::new());
        prop_assert_eq!(again, crate::fixtures::without_problems(bundle));
    }
}
