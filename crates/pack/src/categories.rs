//! Category paths as people write them, into a tree.
//!
//! A path is followed from the root down. At each level a name means the category declared with that id, that slug or that name
//! in any language; a name that means none makes a new category. Order: as declared, then as first met in the sorted files.

use std::collections::{HashMap, HashSet};

use tidings_bundle::{CategoryDraft, Slug};

use crate::import::CategoryPath;
use crate::import::markdown::words_of;

/// Declared and made categories, found by what people call them.
pub struct Categories {
    drafts: Vec<CategoryDraft>,
    ids: HashMap<String, usize>,
    /// (parent's id, folded name) → place in `drafts`.
    known: HashMap<(String, String), usize>,
    /// What `_index.md` files say about categories that may come to be, by folder.
    described: HashMap<String, CategoryDraft>,
    language: String,
}

impl Categories {
    /// Begins with the declared ones; a parent that is not declared is made. The described ones are made when an article is in
    /// them, so that a folder without articles is no empty category.
    pub fn new(declared: Vec<CategoryDraft>, described: Vec<CategoryDraft>, language: &str) -> Categories {
        let mut categories = Categories {
            drafts: Vec::new(),
            ids: HashMap::new(),
            known: HashMap::new(),
            described: described.into_iter().map(|draft| (path_of(&draft.id), draft)).collect(),
            language: language.to_owned(),
        };
        let ids: HashSet<String> = declared.iter().map(|draft| draft.id.clone()).collect();
        for draft in declared {
            if let Some(parent) = draft.parent.clone()
                && !ids.contains(&parent)
                && !categories.ids.contains_key(&parent)
            {
                categories.resolve(&CategoryPath::from_slashes(&parent));
            }
            categories.add(draft);
        }
        categories
    }

    fn add(&mut self, draft: CategoryDraft) -> usize {
        let place = self.drafts.len();
        let parent = draft.parent.clone().unwrap_or_default();
        let last = draft.id.rsplit('/').next().unwrap_or(&draft.id).to_owned();
        let slug = draft.slug.as_ref().map(ToString::to_string);
        let names = draft.names.iter().map(|(_, name)| name.clone());
        for name in names.chain([last]).chain(slug) {
            self.known.entry((parent.clone(), fold(&name))).or_insert(place);
        }
        self.ids.entry(draft.id.clone()).or_insert(place);
        self.drafts.push(draft);
        place
    }

    /// The id of the category a path means, made if need be.
    pub fn resolve(&mut self, path: &CategoryPath) -> Option<String> {
        // An id may be written whole, also one that is no path of its parents.
        let whole = path.0.join("/");
        if self.ids.contains_key(&whole) {
            return Some(whole);
        }
        let mut parent: Option<String> = None;
        for name in &path.0 {
            let key = (parent.clone().unwrap_or_default(), fold(name));
            let place = match self.known.get(&key) {
                Some(place) => *place,
                None => self.make(parent.as_deref(), name),
            };
            parent = self.drafts.get(place).map(|draft| draft.id.clone());
        }
        parent
    }

    fn make(&mut self, parent: Option<&str>, name: &str) -> usize {
        let wanted = Slug::from_text(name);
        let id_of = |slug: &Slug| match parent {
            Some(parent) => format!("{parent}/{slug}"),
            None => slug.to_string(),
        };
        let mut slug = wanted.clone();
        let mut number = 2;
        // "C" and "C++" make the same slug.
        while self.ids.contains_key(&id_of(&slug)) {
            slug = Slug::new(&format!("{wanted}-{number}")).unwrap_or_else(|| Slug::from_text(&format!("x {number}")));
            number += 1;
        }
        let id = id_of(&slug);
        if let Some(described) = self.described.remove(&id) {
            return self.add(CategoryDraft { id, parent: parent.map(str::to_owned), slug: Some(slug), ..described });
        }
        // A folder's name is a file name; a name with a capital or a space was written for people.
        let is_for_people = name.chars().any(char::is_uppercase) || name.contains(' ') || !name.is_ascii();
        let shown = if is_for_people { name.to_owned() } else { words_of(name) };
        self.add(CategoryDraft {
            id,
            parent: parent.map(str::to_owned),
            slug: Some(slug),
            names: vec![(self.language.clone(), shown)],
            ..CategoryDraft::default()
        })
    }

    pub fn into_drafts(self) -> Vec<CategoryDraft> {
        self.drafts
    }
}

/// The id that following a folder's path makes.
fn path_of(folder: &str) -> String {
    let slugs: Vec<String> =
        folder.split('/').filter(|name| !name.is_empty()).map(|name| Slug::from_text(name).to_string()).collect();
    slugs.join("/")
}

/// What a folder's name and a name for people share: lower-cased words.
fn fold(name: &str) -> String {
    let spaced = name.to_lowercase().replace(['-', '_'], " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(declared: Vec<CategoryDraft>, paths: &[&str]) -> (Vec<String>, Vec<CategoryDraft>) {
        let mut categories = Categories::new(declared, Vec::new(), "en");
        let ids = paths.iter().filter_map(|path| categories.resolve(&CategoryPath::from_slashes(path))).collect();
        (ids, categories.into_drafts())
    }

    #[test]
    fn folders_become_categories_with_readable_names() {
        let (ids, drafts) = ids(Vec::new(), &["world/middle-east", "world", "World/Middle East"]);
        assert_eq!(ids, ["world/middle-east", "world", "world/middle-east"]);
        let names: Vec<_> = drafts.iter().map(|draft| draft.names[0].1.as_str()).collect();
        assert_eq!(names, ["World", "Middle east"]);
    }

    #[test]
    fn a_declared_category_is_found_by_id_slug_and_any_name() {
        let europe = CategoryDraft {
            id: "world/europe".to_owned(),
            parent: Some("world".to_owned()),
            names: vec![("en".to_owned(), "Europe".to_owned()), ("fa".to_owned(), "اروپا".to_owned())],
            ..CategoryDraft::default()
        };
        let (ids, drafts) = ids(vec![europe], &["world/europe", "World/اروپا", "world/EUROPE"]);
        assert_eq!(ids, ["world/europe"; 3]);
        assert_eq!(drafts.len(), 2, "the parent that nobody declared is there, too");
    }

    #[test]
    fn a_described_folder_is_a_category_once_an_article_is_in_it() {
        let draft = |id: &str, name: &str| CategoryDraft {
            id: id.to_owned(),
            names: vec![("en".to_owned(), name.to_owned())],
            ..CategoryDraft::default()
        };
        let described = vec![draft("Inside Team", "The Team, Inside"), draft("releases", "Releases")];
        let mut categories = Categories::new(Vec::new(), described, "en");
        assert_eq!(categories.resolve(&CategoryPath::from_slashes("Inside Team")).as_deref(), Some("inside-team"));
        let drafts = categories.into_drafts();
        assert_eq!(drafts.len(), 1);
        assert_eq!(drafts[0].names[0].1, "The Team, Inside");
    }

    #[test]
    fn names_without_letters_and_names_alike_stay_apart() {
        let (ids, drafts) = ids(Vec::new(), &["C", "C++", "C#", "c", "!!!", "???"]);
        assert_eq!(ids[..4], ["c", "c-2", "c-3", "c"]);
        assert_eq!(drafts.len(), 5);
    }
}
