//! `tidings.toml`: what a publication says about itself.
//!
//! ```toml
//! title = "The Estuary"
//! language = "en"
//! home_page_url = "https://estuary.example/"
//! exclude = ["README.md", "notes/**"]
//!
//! [[languages]]
//! tag = "fa"
//! dir = "rtl"
//! label = "فارسی"
//!
//! [[categories]]
//! id = "world/europe"
//! names = { en = "Europe", fa = "اروپا" }
//! order = 2
//!
//! [home]
//! featured = ["the-lock-gates"]
//! sections = ["world"]
//! ```
//!
//! A name nobody knows is a warning (it is usually a misspelling), a file that is no TOML ends the run: guessing at a title or
//! at what to exclude would publish the wrong thing.

use std::path::Path;

use miette::NamedSource;
use tidings_bundle::{Author, Bundle, CategoryDraft, Direction, Home, LanguageName, Rights, Series, Slug};

use super::fields::Fields;
use super::node::Table;
use super::walk::Pattern;
use super::{language, theme, toml};
use crate::error::PackError;
use crate::report::{Finding, Report};

pub const FILE_NAME: &str = "tidings.toml";
const KNOWN: &[&str] = &[
    "title",
    "description",
    "language",
    "home_page_url",
    "id",
    "icon",
    "favicon",
    "languages",
    "categories",
    "authors",
    "home",
    "rights",
    "series",
    "mirrors",
    "theme",
    "exclude",
    "extra",
];

/// The file, read.
#[derive(Debug, Default)]
pub struct Settings {
    pub bundle: Bundle,
    pub categories: Vec<CategoryDraft>,
    pub exclude: Vec<Pattern>,
}

impl Settings {
    /// Tags that may stand in file names.
    pub fn language_tags(&self) -> Vec<String> {
        let named = self.bundle.languages.iter().map(|language| language.tag.clone());
        named.chain(self.bundle.language.clone()).collect()
    }
}

/// Reads the settings of a source; without a file all of them are open.
///
/// # Errors
/// When the file is there and cannot be read, or is no TOML.
pub fn read(path: &Path, report: &mut Report) -> Result<Settings, PackError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Settings::default()),
        Err(error) => return Err(PackError::source(path, &error)),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let table = toml::read(&text, 1).map_err(|error| {
        let starts: usize = text.split_inclusive('\n').take(error.line.saturating_sub(1) as usize).map(str::len).sum();
        let length = text.get(starts..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
        PackError::Settings {
            message: format!("{name} line {}: {}", error.line, error.message),
            text: NamedSource::new(&name, text.clone()),
            place: (starts, length).into(),
        }
    })?;
    Ok(from_table(&table, &name, report))
}

fn from_table(table: &Table, name: &str, report: &mut Report) -> Settings {
    for (entry, node) in table.iter() {
        if !KNOWN.contains(&entry) {
            let finding = Finding::warning(name, Some(node.line), format!("there is no setting `{entry}`"));
            report.add(finding.remedy(format!("the settings are {}", KNOWN.join(", "))));
        }
    }
    let fields = Fields::new(name, table);
    let mut settings = Settings::default();
    describe(&mut settings.bundle, &fields);
    let language = settings.bundle.language.clone().unwrap_or_else(|| "en".to_owned());
    settings.categories = fields.tables(&["categories"], "id", |entry, _| category(entry, &language));
    settings.exclude = fields.texts(&["exclude"], false).iter().map(|pattern| Pattern::new(pattern)).collect();
    report.extend(fields.into_findings());
    settings
}

fn describe(bundle: &mut Bundle, fields: &Fields<'_>) {
    bundle.title = fields.text(&["title"]).unwrap_or_default();
    bundle.description = fields.text(&["description"]);
    bundle.language = fields.text(&["language"]).filter(|tag| {
        let is_tag = language::is_well_formed(tag);
        if let (false, Some(node)) = (is_tag, fields.find(&["language"])) {
            fields.warn(node, format!("\"{tag}\" is no language tag"), "write one like en, fa or pt-BR");
        }
        is_tag
    });
    bundle.home_page_url = fields.text(&["home_page_url"]);
    bundle.id = fields.text(&["id"]);
    bundle.icon = fields.text(&["icon"]);
    bundle.favicon = fields.text(&["favicon"]);
    bundle.languages = fields.tables(&["languages"], "tag", |entry, _| {
        let tag = entry.text(&["tag"])?;
        let dir = entry.text(&["dir"]).and_then(|dir| Direction::parse(&dir));
        Some(LanguageName {
            dir: dir.unwrap_or_else(|| Direction::of_language(&tag)),
            label: entry.text(&["label"]).unwrap_or_else(|| tag.clone()),
            tag,
            ..LanguageName::default()
        })
    });
    bundle.known_authors = fields.tables(&["authors"], "name", |entry, _| {
        Some(Author {
            name: entry.text(&["name"])?,
            id: entry.text(&["id"]),
            url: entry.text(&["url"]),
            avatar: entry.text(&["avatar"]),
            bio: entry.text(&["bio"]),
            ..Author::default()
        })
    });
    bundle.series = fields.tables(&["series"], "id", |entry, _| {
        let id = entry.text(&["id"])?;
        Some(Series { title: entry.text(&["title", "name"]).unwrap_or_else(|| id.clone()), id, ..Series::default() })
    });
    bundle.rights = fields.table(&["rights"], "notice", |entry, _| {
        Some(Rights {
            notice: entry.text(&["notice"]),
            license: entry.text(&["license"]),
            contact: entry.text(&["contact"]),
            ..Rights::default()
        })
    });
    bundle.theme = theme::read(fields);
    bundle.mirrors =
        fields.texts(&["mirrors"], false).into_iter().filter_map(|address| mirror(address, fields)).collect();
    bundle.home = fields
        .table(&["home"], "featured", |entry, _| {
            Some(Home {
                featured: entry.texts(&["featured"], false),
                sections: entry.texts(&["sections"], false),
                ..Home::default()
            })
        })
        .unwrap_or_default();
}

/// A folder of the web, with the slash at its end.
fn mirror(address: String, fields: &Fields<'_>) -> Option<String> {
    let url = url::Url::parse(&address).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let Some(mut url) = url else {
        if let Some(node) = fields.find(&["mirrors"]) {
            fields.warn(
                node,
                format!("{address:?} is no address of the web"),
                "write one like https://mirror.example/news/",
            );
        }
        return None;
    };
    if !url.path().ends_with('/') {
        url.set_path(&format!("{}/", url.path()));
    }
    Some(url.into())
}

fn category(entry: &Fields<'_>, default_language: &str) -> Option<CategoryDraft> {
    let id = entry.text(&["id"])?.trim_matches('/').to_owned();
    let mut names: Vec<(String, String)> = Vec::new();
    if let Some(table) = entry.find(&["names"]).and_then(super::node::Node::table) {
        let named = table.iter().filter_map(|(tag, node)| Some((tag.to_owned(), node.text()?.trim().to_owned())));
        names.extend(named.filter(|(_, name)| !name.is_empty()));
    }
    if let (true, Some(name)) = (names.is_empty(), entry.text(&["name", "title"])) {
        names.push((default_language.to_owned(), name));
    }
    Some(CategoryDraft {
        parent: entry.text(&["parent"]).or_else(|| id.rsplit_once('/').map(|(parent, _)| parent.to_owned())),
        slug: entry.text(&["slug"]).and_then(|slug| Slug::new(&slug)),
        id,
        names,
        description: entry.text(&["description"]),
        order: entry.integer(&["order"]),
        ..CategoryDraft::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(text: &str) -> (Settings, Report) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        std::fs::write(&path, text).unwrap();
        let mut report = Report::default();
        (read(&path, &mut report).unwrap(), report)
    }

    #[test]
    fn a_publication_says_what_it_is() {
        let (settings, report) = settings(
            "title = \"The Estuary\"\nlanguage = \"en\"\nexclude = [\"*.txt\"]\n\n[[languages]]\ntag = \"fa\"\nlabel = \"فارسی\"\n\n\
             [[categories]]\nid = \"world/europe\"\nnames = { en = \"Europe\", fa = \"اروپا\" }\norder = 2\n\n\
             [[authors]]\nname = \"Ada\"\n\n[home]\nfeatured = [\"lock\"]\n\n[rights]\nlicense = \"CC BY 4.0\"\n",
        );
        assert!(report.is_empty(), "{report:?}");
        assert_eq!(settings.bundle.title, "The Estuary");
        assert_eq!(settings.bundle.languages[0].dir, Direction::RightToLeft);
        assert_eq!(settings.categories[0].parent.as_deref(), Some("world"));
        assert_eq!(settings.categories[0].names.len(), 2);
        assert_eq!(settings.bundle.home.featured, ["lock"]);
        assert_eq!(settings.language_tags(), ["fa", "en"]);
        assert!(settings.exclude[0].matches("notes/a.txt"));
    }

    #[test]
    fn mirrors_are_folders_of_the_web() {
        let (settings, report) =
            settings("mirrors = [\"https://a.example/news\", \"https://b.example/\", \"ftp://c\", \"/d\"]\n");
        assert_eq!(settings.bundle.mirrors, ["https://a.example/news/", "https://b.example/"]);
        assert_eq!(report.sorted().iter().map(|finding| finding.line).collect::<Vec<_>>(), [Some(1), Some(1)]);
    }

    #[test]
    fn a_misspelt_setting_is_named_with_its_line() {
        let (_, report) = settings("title = \"x\"\nlangauge = \"en\"\n");
        assert_eq!(report.sorted()[0].line, Some(2));
    }

    #[test]
    fn settings_that_are_no_toml_end_the_run_and_no_settings_do_not() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE_NAME);
        assert!(read(&path, &mut Report::default()).unwrap().bundle.title.is_empty());
        std::fs::write(&path, "title = \"x\"\nlanguage = en\n").unwrap();
        let error = read(&path, &mut Report::default()).unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }
}
