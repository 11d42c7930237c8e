//! A front matter's entries into the fields of an article.
//!
//! Only what stands in the header: what a missing title or date is taken from is [`super::markdown`]'s business. Addresses
//! stay as written; those of pictures are noted with their lines, so that a missing picture can be reported where it is named.

use tidings_bundle::{
    Article, Author, Contributor, Correction, Direction, Embed, Gallery, Kind, Picture, Sensitive, SeriesPosition,
    Slug, Source, Translation,
};

use super::fields::Fields;
use super::{CategoryPath, language};

/// What an article is dated by, the first that is there. Hugo reads `pubdate` and `published` as `publishDate`.
const PUBLISHED: &[&str] = &["date", "publishDate", "publish_date", "pubDate", "ms.date"];
const LEAD: &[&str] = &["lead", "image", "images", "cover", "featured_image", "banner"];

/// What a header says about an article.
pub struct Header {
    pub article: Article,
    pub id: Option<String>,
    pub slug: Option<Slug>,
    /// What a menu calls the article (Docusaurus).
    pub label: Option<String>,
    pub path: Option<String>,
    pub former: Vec<String>,
    pub categories: Vec<CategoryPath>,
    pub dir: Option<Direction>,
    /// Addresses of pictures, and the slug, with their lines.
    pub lines: Vec<(String, u32)>,
    /// Line of what the article is dated by, for messages.
    pub date_line: Option<u32>,
}

/// Reads everything but the body. Whatever is of no use goes to the findings of `fields`.
pub fn read(fields: &Fields<'_>, blank: Article) -> Header {
    let mut lines = Vec::new();
    let mut article = blank;
    words(fields, &mut article);
    dates(fields, &mut article);
    people(fields, &mut article);
    pictures(fields, &mut article, &mut lines);
    relations(fields, &mut article);
    if let (Some(slug), Some(line)) = (fields.text(&["slug"]), fields.line(&["slug"])) {
        lines.push((slug, line));
    }
    let url = place(fields, &["url", "permalink", "canonical", "canonical_url"]);
    let slug_path = fields.text(&["slug"]).filter(|slug| is_path(slug));
    let is_absolute = |url: &String| url.starts_with("https://") || url.starts_with("http://");
    article.url = url.clone().filter(is_absolute);
    article.external_url = fields.text(&["external_url"]).filter(is_absolute);
    Header {
        article,
        id: fields.text(&["id"]),
        slug: slug(fields),
        label: fields.text(&["sidebar_label", "linkTitle", "nav_title", "short_title"]),
        path: fields.text(&["path"]).or_else(|| url.filter(|url| !is_absolute(url))).or(slug_path),
        former: fields.texts(&["aliases", "alias", "redirect_from"], false),
        categories: categories(fields),
        dir: direction(fields),
        lines,
        date_line: fields.line(PUBLISHED),
    }
}

fn words(fields: &Fields<'_>, article: &mut Article) {
    article.title = fields.text(&["title"]).unwrap_or_default();
    article.subtitle = fields.text(&["subtitle", "standfirst"]);
    article.summary = fields.text(&["summary", "description", "excerpt"]);
    article.kicker = fields.text(&["kicker"]);
    article.dateline = fields.text(&["dateline"]);
    article.rights = fields.text(&["rights"]);
    article.pinned = fields.flag(&["pinned"]);
    article.tags = fields.texts(&["tags", "tag"], true);
    if let Some(node) = fields.find(&["kind"]) {
        match node.text().unwrap_or_default().trim() {
            "news" => article.kind = Kind::News,
            "report" => article.kind = Kind::Report,
            "opinion" => article.kind = Kind::Opinion,
            "gallery" => article.kind = Kind::Gallery,
            "page" => article.kind = Kind::Page,
            other => fields.warn(
                node,
                format!("there is no kind \"{other}\""),
                "choose news, report, opinion, gallery or page",
            ),
        }
    }
    if let Some(node) = fields.find(&["lang", "language", "locale"]) {
        let tag = node.text().unwrap_or_default().trim().replace('_', "-");
        if language::is_well_formed(&tag) {
            article.language = Some(tag);
        } else {
            fields.warn(node, format!("\"{tag}\" is no language tag"), "write one like en, fa or pt-BR");
        }
    }
}

fn direction(fields: &Fields<'_>) -> Option<Direction> {
    let node = fields.find(&["dir", "direction"])?;
    let dir = node.text().and_then(Direction::parse);
    if dir.is_none() {
        fields.warn(node, "`dir` is neither ltr nor rtl", "write ltr or rtl");
    }
    dir
}

fn dates(fields: &Fields<'_>, article: &mut Article) {
    article.published = fields.date(PUBLISHED);
    let updated = || fields.find(&["date"])?.table()?.find(&["updated"])?.text().and_then(super::dates::parse);
    article.modified = fields
        .date(&["updated", "lastmod", "last_modified_at", "modified", "updatedDate", "last_update"])
        .or_else(updated);
    article.corrections = fields.tables(&["corrections", "correction"], "text", |entry, _| {
        Some(Correction { date: entry.date(&["date"]), text: entry.text(&["text"])?, ..Correction::default() })
    });
}

fn people(fields: &Fields<'_>, article: &mut Article) {
    article.authors = fields.tables(&["authors", "author", "by"], "name", |entry, _| {
        let id = entry.text(&["id"]);
        Some(Author {
            name: entry.text(&["name"]).or_else(|| id.clone())?,
            id,
            url: entry.text(&["url"]),
            avatar: entry.text(&["avatar"]),
            bio: entry.text(&["bio"]),
            ..Author::default()
        })
    });
    article.contributors = fields.tables(&["contributors"], "name", |entry, _| {
        Some(Contributor { name: entry.text(&["name"])?, role: entry.text(&["role"]), ..Contributor::default() })
    });
    article.source = fields.table(&["source"], "name", |entry, _| {
        Some(Source { name: entry.text(&["name"])?, url: entry.text(&["url"]), ..Source::default() })
    });
    article.sensitive = fields.table(&["sensitive"], "note", |entry, _| {
        // `sensitive: false` and `sensitive: true` are what people write first.
        match entry.find(&["note"]).and_then(super::node::Node::flag) {
            Some(false) => None,
            Some(true) => Some(Sensitive::default()),
            None => {
                Some(Sensitive { level: entry.text(&["level"]), note: entry.text(&["note"]), ..Sensitive::default() })
            }
        }
    });
}

fn picture(entry: &Fields<'_>, lines: &mut Vec<(String, u32)>) -> Option<Picture> {
    let names = &["src", "url", "image", "file", "path"];
    let src = entry.text(names)?;
    if let Some(line) = entry.line(names) {
        lines.push((src.clone(), line));
    }
    Some(Picture {
        src,
        alt: alt(entry),
        caption: entry.text(&["caption"]),
        credit: entry.text(&["credit"]),
        license: entry.text(&["license"]),
        date: entry.text(&["date"]),
        place: entry.text(&["place"]),
        focus: entry.text(&["focus"]),
        ..Picture::default()
    })
}

/// An empty alt text is a statement (decoration), and not the same as none.
fn alt(entry: &Fields<'_>) -> Option<String> {
    let node = entry.find(&["alt"]);
    node.and_then(super::node::Node::text).map(|text| text.trim().to_owned())
}

fn pictures(fields: &Fields<'_>, article: &mut Article, lines: &mut Vec<(String, u32)>) {
    let noted = std::cell::RefCell::new(lines);
    article.lead =
        fields.tables(LEAD, "src", |entry, _| picture(entry, &mut noted.borrow_mut())).into_iter().next().map(
            |mut lead| {
                lead.alt = lead.alt.or_else(|| fields.text(&["image_alt", "image_description"]));
                lead.caption = lead.caption.or_else(|| fields.text(&["image_caption"]));
                lead.credit = lead.credit.or_else(|| fields.text(&["image_credit"]));
                lead
            },
        );
    article.galleries = fields.tables(&["galleries", "gallery"], "id", |entry, line| {
        let items =
            entry.tables(&["items", "pictures", "images"], "src", |item, _| picture(item, &mut noted.borrow_mut()));
        let id = entry.text(&["id"]).unwrap_or_else(|| format!("gallery-{line}"));
        if items.is_empty() {
            if let Some(node) = entry.find(&["id", "title"]) {
                entry.warn(node, format!("the gallery \"{id}\" has no pictures"), "list them under `items`");
            }
            return None;
        }
        Some(Gallery { id, title: entry.text(&["title"]), items, ..Gallery::default() })
    });
    article.embeds = fields.tables(&["embeds", "embed"], "url", |entry, line| {
        let poster = entry.text(&["poster"]);
        if let (Some(poster), Some(line)) = (&poster, entry.line(&["poster"])) {
            noted.borrow_mut().push((poster.clone(), line));
        }
        Some(Embed {
            id: entry.text(&["id"]).unwrap_or_else(|| format!("embed-{line}")),
            provider: entry.text(&["provider"]),
            key: entry.text(&["key"]),
            url: entry.text(&["url"]),
            title: entry.text(&["title"]),
            poster,
            ratio: entry.text(&["ratio"]),
            transcript: entry.text(&["transcript"]),
            ..Embed::default()
        })
    });
}

fn relations(fields: &Fields<'_>, article: &mut Article) {
    article.related = fields.texts(&["related"], false);
    article.series = fields.table(&["series"], "id", |entry, _| {
        let position = entry.integer(&["position"]).and_then(|position| u32::try_from(position).ok());
        Some(SeriesPosition { id: entry.text(&["id"])?, position, ..SeriesPosition::default() })
    });
    let original = fields.text(&["original"]);
    article.translation = fields
        .table(&["translation", "translationKey", "translation_key"], "group", |entry, _| {
            Some((entry.text(&["group"])?, entry.text(&["original"])))
        })
        .map(|(group, inner)| Translation {
            group,
            original: inner.or_else(|| original.clone()),
            ..Translation::default()
        });
}

/// An address or a path. Jekyll's patterns (`/:year/:title/`, `pretty`) and a bare yes or no say nothing about this article.
fn place(fields: &Fields<'_>, names: &[&str]) -> Option<String> {
    let is_flag = fields.find(names).is_some_and(|node| node.flag().is_some());
    let written = fields.text(names).filter(|_| !is_flag)?;
    let is_pattern = written.contains("/:") || written.starts_with(':') || written.contains("{{");
    let is_style = matches!(written.as_str(), "pretty" | "none" | "date" | "ordinal" | "weekdate");
    (!is_pattern && !is_style).then_some(written)
}

/// Docusaurus has paths for slugs: `/guides/water`. One that climbs is none.
fn is_path(slug: &str) -> bool {
    slug.contains('/') && !slug.split('/').any(|part| part == ".." || part == ".") && !slug.trim_matches('/').is_empty()
}

fn slug(fields: &Fields<'_>) -> Option<Slug> {
    let node = fields.find(&["slug"])?;
    let written = fields.text(&["slug"]).filter(|slug| !is_path(slug) && slug != "/")?;
    let slug = Slug::new(&written);
    if slug.is_none() {
        let instead = Slug::from_text(&written);
        fields.warn(
            node,
            format!("the slug \"{written}\" cannot stand in an address"),
            &format!("it becomes \"{instead}\"; use letters, digits, - and _"),
        );
        return Some(instead);
    }
    slug
}

fn categories(fields: &Fields<'_>) -> Vec<CategoryPath> {
    let written = fields.texts(&["categories", "category"], false);
    written.iter().map(|path| CategoryPath::from_slashes(path)).filter(|path| !path.0.is_empty()).collect()
}

impl CategoryPath {
    /// `world/europe`, with or without spaces and slashes around.
    pub fn from_slashes(path: &str) -> CategoryPath {
        CategoryPath(path.split('/').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect())
    }
}
