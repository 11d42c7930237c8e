//! How much of a feed this program takes, and why.
//!
//! A feed comes from strangers and is decoded in a browser tab. Each limit stands far above what publications do and below what
//! makes a telephone kill the tab. Beyond a limit the rest is left out and listed as a problem; only [`MAX_FEED_BYTES`] refuses
//! the feed.

/// Bytes of a feed. While it is decoded the text and the values made of it lie in memory together, two to three times the
/// feed; a 32-bit WebAssembly memory ends at 4 GiB and mobile browsers stop near 1 GiB. 256 MiB are some fifty thousand long
/// articles: such an archive belongs into pages and shards.
pub const MAX_FEED_BYTES: usize = 256 << 20;

/// Articles of a feed. An [`crate::Article`] takes about one KiB before its first letter, so two hundred thousand cost what
/// the largest feed costs; the fifty years' archive of a daily has about as many.
pub const MAX_ARTICLES: usize = 200_000;

/// Bytes of one item. A ten-megabyte article must open, also if its publisher escapes every letter (`\u0633`, three times
/// the bytes). A list of zeros grows twelvefold as values: 32 MiB become 400 MiB, which a tab survives.
pub const MAX_ITEM_BYTES: usize = 32 << 20;

/// Members of an object that is read in pieces (the feed, its `_tidings`, a broken item). The specifications name some forty.
pub const MAX_MEMBERS: usize = 10_000;

/// Entries of a list in an item: authors, tags, categories, galleries, embeds, corrections, attachments. No reader looks
/// through a thousand tags of one article, and each costs a link on the page.
pub const MAX_ENTRIES: usize = 1_000;

/// Pictures of a gallery. A press photographer's wedding set has two thousand; the grid loads them as they scroll in.
pub const MAX_PICTURES: usize = 5_000;

/// Mirrors of a publication, each a button where something is wanting.
pub const MAX_MIRRORS: usize = 8;

/// Sizes of one picture. Responsive pages use three to eight, in one or two formats.
pub const MAX_RENDITIONS: usize = 32;

/// Entries of `_tidings.media`, `_tidings.authors` and `_tidings.series`: two pictures for each of [`MAX_ARTICLES`].
pub const MAX_RECORDS: usize = 400_000;

/// Bytes of a text that stands on a line: title, name, tag, credit. The longest headline on record has some hundreds.
pub const MAX_LINE_BYTES: usize = 4 << 10;

/// Bytes of a text beside the body: summary, caption, description, transcript. An hour of speech is 60 KB.
pub const MAX_TEXT_BYTES: usize = 1 << 20;

/// Bytes of an address. Browsers and servers agree on 8 KiB at most for what goes over the wire.
pub const MAX_ADDRESS_BYTES: usize = 8 << 10;

/// Bytes of a picture written into its address (`data:`). Meant for previews and icons; a photo belongs into a file.
pub const MAX_INLINE_PICTURE_BYTES: usize = 1 << 20;
