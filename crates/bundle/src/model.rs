//! The values a bundle decodes to. They are right by construction: [`crate::decode()`] has checked them, so readers of these
//! types need no second look at lengths, addresses, dates or references.
//!
//! Field names follow JSON Feed 1.1 and the `_tidings` extension (docs/bundle-format.md); members this version does not know are
//! kept in `extensions` and written back by `encode`, if the feature `lossless` is on.

use crate::lookup::Lookup;
use crate::{CategoryTree, Problem, Slug, ThemeTokens, Timestamp};

/// Members of a JSON object that this version does not know, kept so that a round trip loses nothing.
#[cfg(feature = "lossless")]
pub type Extensions = serde_json::Map<String, serde_json::Value>;

/// In the place of members that this version does not know: without the feature `lossless` nothing is kept of them.
#[cfg(not(feature = "lossless"))]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extensions(());

/// Position of an article in [`Bundle::articles`]: the number the viewer and the engine both speak of, since both decode the
/// same feed in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ordinal(pub u32);

/// A publication: one decoded feed.
///
/// To build one by hand, fill the fields over [`Bundle::default`] and call [`Bundle::settle`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bundle {
    pub title: String,
    pub description: Option<String>,
    /// BCP 47 tag of the publication, such as `en` or `fa-IR`.
    pub language: Option<String>,
    pub home_page_url: Option<String>,
    pub feed_url: Option<String>,
    pub next_url: Option<String>,
    pub icon: Option<String>,
    pub favicon: Option<String>,
    /// Authors of every article that names none of its own.
    pub authors: Vec<Author>,
    /// `_tidings.authors`: who is who. Decoding completes an article's author from here (by id, else by name), encoding
    /// leaves out of an article what stands here.
    pub known_authors: Vec<Author>,
    /// `_tidings.bundle_id`: what tells two publications apart on one device.
    pub id: Option<String>,
    pub revision: Option<u64>,
    pub generated: Option<Timestamp>,
    pub languages: Vec<LanguageName>,
    pub categories: CategoryTree,
    /// Newest first; undated ones last, in the order of the feed.
    pub articles: Vec<Article>,
    pub media: Vec<Media>,
    pub series: Vec<Series>,
    pub rights: Option<Rights>,
    pub home: Home,
    pub theme: ThemeTokens,
    /// `_tidings.mirrors`: folders elsewhere that hold the same files, as addresses of the web.
    pub mirrors: Vec<String>,
    /// `_tidings.packed`: this feed is the entry of an archive, and holds its newest articles only.
    pub packed: Option<Packed>,
    /// Members of the feed, and of its `_tidings` object, that this version does not know.
    pub extensions: Extensions,
    pub tidings_extensions: Extensions,
    /// What was wrong with the input and what it cost; never written back.
    pub problems: Vec<Problem>,
    /// Built on the first look-up, dropped by [`Bundle::settle`]; equal to every other.
    #[doc(hidden)]
    pub lookup: Lookup,
}

/// `_tidings.packed`: where the rest of an archive is. Articles have numbers, from 0 for the oldest, that new ones do not change;
/// [`Ordinal`]s count from the newest.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Packed {
    /// In the whole archive.
    pub articles: u32,
    /// Articles on each list page, at least 1. Page `feed-<n>.json` holds those with the numbers from `(n - 1) × page_size` on.
    pub page_size: u32,
    /// Files `bundle/lookup/<n>.json`, at least 1; [`Packed::bucket`] says which one knows a slug.
    pub buckets: u32,
    /// The file with what filters need of every article ([`Bundle::take_catalogue`]).
    pub catalogue: String,
    /// The root of the search index.
    pub search: Option<String>,
    /// SHA-256 of `bundle/manifest.json` in Base64 for addresses: which revision of the archive this is the entry of.
    pub manifest: Option<String>,
    pub extensions: Extensions,
}

/// `_tidings.languages[]`: how the publication calls a language, and its direction.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct LanguageName {
    pub tag: String,
    pub dir: Direction,
    pub label: String,
    pub extensions: Extensions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub enum Direction {
    #[default]
    LeftToRight,
    RightToLeft,
}

#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Author {
    /// Empty only while decoding; an author without a name takes its id or address.
    pub name: String,
    pub id: Option<String>,
    pub url: Option<String>,
    pub avatar: Option<String>,
    pub bio: Option<String>,
    pub extensions: Extensions,
}

/// `_tidings.shard` of an entry in a list: which file holds the whole article.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Shard {
    /// Relative to the site's root. Without one the look-up knows: two shards that name articles of each other could not both be
    /// named by their content.
    pub file: Option<String>,
    pub extensions: Extensions,
}

/// What an article's body is written in.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub enum Content {
    /// `content_html`; hostile until the viewer has adopted it through the allow-list.
    Html(String),
    /// `_tidings.content_markdown`; the engine turns it into HTML.
    Markdown(String),
    /// `content_text`; blank lines separate paragraphs.
    Text(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub enum Kind {
    #[default]
    News,
    Report,
    Opinion,
    Gallery,
    Page,
}

#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Article {
    /// Never empty; unique in the bundle.
    pub id: String,
    /// Unique in the bundle; a duplicate got a number behind it and a problem.
    pub slug: Slug,
    /// Former slugs; none equals another article's slug.
    pub aliases: Vec<Slug>,
    /// The canonical address on the origin: http, https or relative.
    pub url: Option<String>,
    pub external_url: Option<String>,
    /// Empty for an untitled item (JSON Feed allows it); show [`Article::headline`].
    pub title: String,
    /// The standfirst.
    pub subtitle: Option<String>,
    pub summary: Option<String>,
    pub kicker: Option<String>,
    pub dateline: Option<String>,
    pub kind: Kind,
    /// BCP 47; the article's own, else the publication's.
    pub language: Option<String>,
    pub dir: Direction,
    pub content: Content,
    pub published: Option<Timestamp>,
    pub modified: Option<Timestamp>,
    /// The article's own, else the publication's.
    pub authors: Vec<Author>,
    pub contributors: Vec<Contributor>,
    pub tags: Vec<String>,
    /// Indices into [`Bundle::categories`], without doubles.
    pub categories: Vec<usize>,
    pub primary_category: Option<usize>,
    pub lead: Option<Picture>,
    pub galleries: Vec<Gallery>,
    pub embeds: Vec<Embed>,
    pub corrections: Vec<Correction>,
    pub series: Option<SeriesPosition>,
    /// Ids of related articles, as written.
    pub related: Vec<String>,
    pub translation: Option<Translation>,
    pub source: Option<Source>,
    pub rights: Option<String>,
    pub sensitive: Option<Sensitive>,
    pub pinned: bool,
    /// Words in the body, if the packer counted them.
    pub words: Option<u32>,
    /// Audio, video and files; never pictures of a gallery.
    pub attachments: Vec<Attachment>,
    /// This is an entry of a list, and the article itself stands elsewhere.
    pub shard: Option<Shard>,
    pub extensions: Extensions,
    pub tidings_extensions: Extensions,
}

/// A picture in use: which file, and what this use says about it.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Picture {
    /// Address relative to the feed, or absolute. Comes from `_tidings.media` when `media` names an entry there.
    pub src: String,
    /// Pixels; both or neither.
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub media: Option<String>,
    /// `None`: nobody wrote one. `Some("")`: decoration.
    pub alt: Option<String>,
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub license: Option<String>,
    pub date: Option<String>,
    pub place: Option<String>,
    /// The point to keep when cropping, `x y` in percent, such as `50 30`.
    pub focus: Option<String>,
    pub extensions: Extensions,
}

#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Gallery {
    pub id: String,
    pub title: Option<String>,
    /// Never empty.
    pub items: Vec<Picture>,
    pub extensions: Extensions,
}

#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Media {
    pub id: String,
    pub src: String,
    pub mime: Option<String>,
    pub width: Option<u32>,
    pub height: Option<u32>,
    pub bytes: Option<u64>,
    pub alt: Option<String>,
    /// A tiny picture to show while the real one loads, in its address (`data:`).
    pub preview: Option<String>,
    /// The same picture, smaller.
    pub renditions: Vec<Rendition>,
    /// `sha256` and what a later version adds, as written: nobody has checked the addresses in it.
    pub extensions: Extensions,
}

/// A smaller copy of a picture. Browsers choose among them by width, and find out the rest when they load one.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Rendition {
    pub src: String,
    /// Pixels, at least 1.
    pub width: u32,
    #[cfg(feature = "lossless")]
    pub mime: Option<String>,
    #[cfg(feature = "lossless")]
    pub bytes: Option<u64>,
    #[cfg(feature = "lossless")]
    pub sha256: Option<String>,
    pub extensions: Extensions,
}

/// Something that lives elsewhere and is loaded on a click only.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Embed {
    pub id: String,
    pub provider: Option<String>,
    pub key: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    pub poster: Option<String>,
    pub ratio: Option<String>,
    pub transcript: Option<String>,
    pub extensions: Extensions,
}

#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Contributor {
    pub name: String,
    pub role: Option<String>,
    pub extensions: Extensions,
}

#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Correction {
    pub date: Option<Timestamp>,
    pub text: String,
    pub extensions: Extensions,
}

#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Series {
    pub id: String,
    pub title: String,
    pub extensions: Extensions,
}

#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct SeriesPosition {
    pub id: String,
    pub position: Option<u32>,
    pub extensions: Extensions,
}

#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Translation {
    /// Articles with the same group say the same thing in different languages.
    pub group: String,
    /// Id of the article this one was translated from.
    pub original: Option<String>,
    pub extensions: Extensions,
}

#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Source {
    pub name: String,
    pub url: Option<String>,
    pub extensions: Extensions,
}

#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Sensitive {
    pub level: Option<String>,
    pub note: Option<String>,
    pub extensions: Extensions,
}

#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Attachment {
    pub url: String,
    pub mime_type: String,
    pub title: Option<String>,
    /// Bytes.
    pub size: Option<u64>,
    /// Seconds.
    pub duration: Option<f64>,
    pub extensions: Extensions,
}

#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Rights {
    pub notice: Option<String>,
    pub license: Option<String>,
    pub contact: Option<String>,
    pub extensions: Extensions,
}

/// What the front page puts first.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "kept", derive(serde::Serialize, serde::Deserialize))]
pub struct Home {
    /// Article ids.
    pub featured: Vec<String>,
    /// Category ids.
    pub sections: Vec<String>,
    pub extensions: Extensions,
}
