use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use tidings_bundle::{Article, Content, Filter, Timestamp, decode};

use super::*;

/// A publication with categories, tags, two languages and translations; the same for the same number.
pub(super) fn publication(articles: usize) -> Arc<Bundle> {
    let mut feed = serde_json::json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "The Ledger", "language": "en",
        "_tidings": {"spec": 1, "categories": [
            {"id": "world", "names": [{"lang": "en", "text": "World"}]},
            {"id": "asia", "parent": "world", "names": [{"lang": "en", "text": "Asia"}]},
            {"id": "home", "names": [{"lang": "en", "text": "Home"}]},
        ]},
    });
    let items: Vec<serde_json::Value> = (0..articles)
        .map(|number| {
            let date = Timestamp::parse("2010-01-01T00:00:00Z").unwrap().milliseconds() / 1000 + number as i64 * 86_400;
            let date = jiff::Timestamp::from_second(date).unwrap().to_string();
            let category = ["asia", "home", "world"][number % 3];
            let words = format!("<p>{}{}</p>", "tide mill ".repeat(200 + number * 7919 % 900), own_word(number));
            serde_json::json!({
                "id": format!("id-{number}"), "title": format!("Story {number}"), "date_published": date,
                "language": if number % 3 == 0 { "fa" } else { "en" }, "content_html": words, "summary": format!("Of {number}."),
                "tags": [format!("tag {}", number % 7), format!("rare {}", number / 5)],
                "authors": [{"name": format!("Author {}", number % 11)}],
                "_tidings": {"slug": format!("story-{number}"), "categories": [category],
                    "aliases": [format!("old-{number}")], "series": {"id": format!("s{}", number / 9), "position": number % 9}, "translations": {"group": format!("g{}", number / 2)}},
            })
        })
        .collect();
    feed["items"] = items.into();
    let bundle = decode(feed.to_string().as_bytes()).unwrap();
    assert_eq!(bundle.problems, []);
    Arc::new(bundle)
}

/// A word that no other article has.
pub(super) fn own_word(number: usize) -> String {
    let letter = |place: usize| char::from(b'a' + (number / 26_usize.pow(place as u32) % 26) as u8);
    ["quay".to_owned(), [letter(0), letter(1), letter(2)].iter().collect()].concat()
}

pub(super) type Files = BTreeMap<String, Vec<u8>>;

pub(super) fn packed(bundle: &Arc<Bundle>) -> Files {
    let files = Mutex::new(Files::new());
    let take = |file: SiteFile| {
        assert!(files.lock().unwrap().insert(file.name.clone(), file.bytes).is_none(), "{} came twice", file.name);
        Ok(())
    };
    let prints = BundlePrints::new(bundle, &crate::memory::ArticlePrints::default());
    let entry = write(bundle, &prints, Sizes::default(), &take).unwrap().entry(None);
    let mut files = files.into_inner().unwrap();
    files.insert("feed.json".to_owned(), entry);
    files
}

pub(super) fn read(files: &Files, name: &str) -> Bundle {
    let bundle = decode(files.get(name).unwrap_or_else(|| panic!("no {name}"))).unwrap();
    assert_eq!(bundle.problems, [], "{name}");
    bundle
}

fn find(files: &Files, packed: &Packed, slug: &str) -> Option<String> {
    let bucket: BTreeMap<String, String> =
        serde_json::from_slice(&files[&format!("bundle/lookup/{}.json", packed.bucket(slug))]).unwrap();
    bucket.get(slug).cloned()
}

#[test]
fn every_article_is_found_whole_by_its_slugs() {
    let whole = publication(230);
    let files = packed(&whole);
    let packed = read(&files, "feed.json").packed.unwrap();
    for (ordinal, article) in whole.ordinals().zip(&whole.articles) {
        let name = find(&files, &packed, article.slug.as_str()).unwrap();
        assert_eq!(find(&files, &packed, article.aliases[0].as_str()).as_ref(), Some(&name));
        let shard = read(&files, &name);
        let here = shard.by_slug(article.slug.as_str()).unwrap();
        let found = shard.article(here).unwrap();
        assert_eq!(
            Article { categories: vec![], related: vec![], ..found.clone() },
            Article { categories: vec![], related: vec![], ..article.clone() }
        );
        let ids = |bundle: &Bundle, list: &[Ordinal]| -> Vec<String> {
            list.iter().map(|ordinal| bundle.article(*ordinal).unwrap().id.clone()).collect()
        };
        let names = |bundle: &Bundle, list: &[usize]| -> Vec<String> {
            list.iter().map(|category| bundle.categories.path(*category)).collect()
        };
        assert_eq!(names(&shard, &found.categories), names(&whole, &article.categories));
        assert_eq!(ids(&shard, &shard.related(here, 3)), ids(&whole, &whole.related(ordinal, 3)), "related");
        assert_eq!(ids(&shard, &shard.translations(here)), ids(&whole, &whole.translations(ordinal)), "translations");
        assert_eq!(ids(&shard, &shard.series_parts(here)), ids(&whole, &whole.series_parts(ordinal)), "series");
        let pair =
            |(newer, older): (Option<Ordinal>, Option<Ordinal>)| newer.into_iter().chain(older).collect::<Vec<_>>();
        assert_eq!(
            ids(&shard, &pair(shard.neighbours(here))),
            ids(&whole, &pair(whole.neighbours(ordinal))),
            "neighbours"
        );
    }
    assert_eq!(find(&files, &packed, "nowhere"), None);
}

#[test]
fn lists_lead_from_the_entry_to_the_oldest_article() {
    let whole = publication(230);
    let files = packed(&whole);
    let packed = read(&files, "feed.json").packed.unwrap();
    for ordinal in whole.ordinals() {
        let (page, at) = packed.page_of(ordinal).unwrap();
        let page = read(&files, &format!("feed-{page}.json"));
        let entry = page.article(at).unwrap();
        let article = whole.article(ordinal).unwrap();
        assert_eq!((&entry.id, entry.headline()), (&article.id, article.headline()));
        let file = entry.shard.as_ref().unwrap().file.clone().unwrap();
        assert_eq!(Some(file), find(&files, &packed, article.slug.as_str()));
    }
    for (folder, category) in [("", None), ("c/world/", Some("world")), ("c/world/asia/", Some("world/asia"))] {
        let filter = Filter { category: category.map(str::to_owned), ..Filter::default() };
        let expected: Vec<_> =
            filter.select(&whole).into_iter().map(|ordinal| whole.article(ordinal).unwrap().id.clone()).collect();
        let mut found: Vec<String> = Vec::new();
        let mut next = Some("feed.json".to_owned());
        while let Some(name) = next {
            let list = read(&files, &format!("{folder}{name}"));
            next = list.next_url.clone();
            for article in list.articles {
                if !found.contains(&article.id) {
                    found.push(article.id);
                }
            }
        }
        found.sort();
        let mut expected = expected;
        expected.sort();
        assert_eq!(found, expected, "{folder}");
    }
}

#[test]
fn the_entry_knows_the_counts_and_holds_the_front_page() {
    let whole = publication(400);
    let files = packed(&whole);
    let entry = read(&files, "feed.json");
    assert_eq!((entry.count(), entry.category_counts()), (400, whole.category_counts()));
    assert!(entry.articles.len() < 40, "{} entries", entry.articles.len());
    let ids = |bundle: &Bundle| {
        let mut ids: Vec<String> = tidings_viewer::still::front_page(bundle)
            .into_iter()
            .map(|ordinal| bundle.article(ordinal).unwrap().id.clone())
            .collect();
        ids.sort();
        ids
    };
    assert_eq!(ids(&entry), ids(&whole));
    let catalogue = &files[&entry.packed.as_ref().unwrap().catalogue];
    assert!(entry.take_catalogue(catalogue));
    let filter =
        Filter { category: Some("world".into()), tags: vec!["tag 3".into()], years: vec![2010], ..Filter::default() };
    assert_eq!(filter.select(&entry), filter.select(&whole));
    assert!(!filter.select(&entry).is_empty());
}

#[test]
fn opening_costs_the_same_with_ten_times_as_many_articles() {
    let [small, large] = [300, 3_000].map(|articles| packed(&publication(articles))["feed.json"].len());
    assert!(large as f64 <= small as f64 * 1.05, "{small} and {large} bytes");
}

/// Files that differ between two packs.
pub(super) fn changed(before: &Files, after: &Files) -> Vec<String> {
    after.iter().filter(|(name, bytes)| before.get(*name) != Some(bytes)).map(|(name, _)| name.clone()).collect()
}

#[test]
fn an_edit_and_a_new_article_change_few_files() {
    let whole = publication(900);
    let before = packed(&whole);
    let mut edited = Bundle::clone(&whole);
    edited.articles[500].content = Content::Html("<p>Corrected.</p>".to_owned());
    edited.settle();
    let after_edit = changed(&before, &packed(&Arc::new(edited)));
    // Its shard and the lists and look-up files that name it, with whoever shares these.
    let shards = |names: &[String]| names.iter().filter(|name| name.starts_with("bundle/articles")).count();
    assert_eq!(shards(&after_edit), 1, "{after_edit:?}");
    let with_one_more = packed(&publication(901));
    let after_new = changed(&before, &with_one_more);
    let all = with_one_more.keys().filter(|name| name.starts_with("bundle/articles")).count();
    assert!(shards(&after_new) * 3 < all, "{} of {all} shards", shards(&after_new));
}

#[test]
fn a_section_has_what_its_articles_are_in_and_listed_in_and_looked_up_in() {
    let whole = publication(230);
    let written = Mutex::new(Files::new());
    let take = |file: SiteFile| {
        written.lock().unwrap().insert(file.name, file.bytes);
        Ok(())
    };
    let prints = BundlePrints::new(&whole, &crate::memory::ArticlePrints::default());
    let parts = write(&whole, &prints, Sizes { page: 5, slugs: 5, shard: 4 << 10 }, &take).unwrap();
    let listed: Vec<manifest::Listed> = written
        .lock()
        .unwrap()
        .keys()
        .filter_map(|path| {
            Some(manifest::Listed { path: path.clone(), sha256: None, bytes: 1, group: manifest::group(path)? })
        })
        .collect();
    let sections: serde_json::Value = serde_json::to_value(sections::of(&parts, &listed)).unwrap();
    let files = |category: &str| -> std::collections::BTreeSet<&str> {
        let section = sections.as_array().unwrap().iter().find(|section| section["category"] == category).unwrap();
        let steps = section["files"].as_array().unwrap().iter().map(|step| step.as_u64().unwrap() as usize);
        let mut at = 0;
        steps
            .map(|step| {
                at += step;
                listed[at].path.as_str()
            })
            .collect()
    };
    let files_of_all = written.into_inner().unwrap();
    for category in ["world", "world/asia", "home"] {
        let own = files(category);
        let filter = Filter { category: Some(category.to_owned()), ..Filter::default() };
        let articles = filter.select(&whole);
        assert!(articles.len() > 50, "{category}");
        let mut needed = std::collections::BTreeSet::new();
        for ordinal in articles {
            let article = whole.article(ordinal).unwrap();
            let shard = find(&files_of_all, &parts.packed, article.slug.as_str()).unwrap();
            assert!(own.contains(shard.as_str()), "{category}: {}", article.slug);
            needed.insert(shard);
            let (page, at) = parts.packed.page_of(ordinal).unwrap();
            let page = format!("feed-{page}.json");
            assert_eq!(read(&files_of_all, &page).article(at).unwrap().id, article.id);
            needed.insert(page);
            for slug in [&article.slug].into_iter().chain(&article.aliases) {
                needed.insert(format!("bundle/lookup/{}.json", parts.packed.bucket(slug.as_str())));
            }
        }
        assert_eq!(own, needed.iter().map(String::as_str).collect(), "{category}");
    }
    assert!(files("world").is_superset(&files("world/asia")) && files("world").len() > files("world/asia").len());
}

#[test]
fn an_archive_is_inspected_as_what_it_is() {
    let whole = publication(230);
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in packed(&whole) {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    let found = crate::inspect::inspect(folder.path(), 5).unwrap();
    assert_eq!((found.articles, found.problems.as_slice()), (230, &[][..]));
    let counts: Vec<usize> = found.categories.iter().map(|category| category.articles).collect();
    assert_eq!(counts, whole.category_counts().into_iter().map(|count| count as usize).collect::<Vec<_>>());
}

#[test]
fn an_archive_of_no_articles_is_no_reason_to_fail() {
    let files = packed(&Arc::new(Bundle { title: "Empty".to_owned(), ..Bundle::default() }));
    assert_eq!(read(&files, "feed.json").count(), 0);
}
