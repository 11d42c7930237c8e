//! What is known of one engine with one archive.

use tidings_search::tokens;

use super::Archive;

/// One engine.
pub(super) struct Outcome {
    pub(super) engine: String,
    /// How it was set up, in a few words.
    pub(super) setting: &'static str,
    /// Bytes of code before a first answer; none of what no browser runs.
    pub(super) code: Option<u64>,
    /// Bytes of what is searched, as sent, by structure.
    pub(super) index: Vec<(String, u64)>,
    /// Bytes of what results are shown with, if that is not in the index.
    pub(super) rows: Option<u64>,
    /// From the texts in memory or on disk to an index that can be sent.
    pub(super) build_seconds: f64,
    /// Bytes held at most while it was built, where they can be told.
    pub(super) build_memory: Option<u64>,
    /// Bytes held while it is searched.
    pub(super) memory: Option<u64>,
    /// One for each query, in the order of the kinds.
    pub(super) answers: Vec<Answer>,
    /// Whether a mistyped word brought an article with the meant one into the first page: so many of so many.
    pub(super) forgiven: (usize, usize),
}

/// The answer to one query.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    /// Places of the articles on the first page, best first.
    pub(super) hits: Vec<usize>,
    /// Bytes and requests of a browser that has nothing yet, code included.
    pub(super) cold: Option<(u64, u32)>,
    /// Milliseconds once all is there: the least of three runs.
    pub(super) warm_ms: f64,
}

impl Outcome {
    /// Bytes of the whole index.
    pub(super) fn index_bytes(&self) -> u64 {
        self.index.iter().map(|(_, bytes)| bytes).sum()
    }
}

/// Mistyped words that brought an article with the meant word onto the first page, of all mistyped words.
pub(super) fn forgiven(archive: &Archive, answers: &[Answer]) -> (usize, usize) {
    let asked = archive.kinds.iter().flat_map(|kind| &kind.queries);
    let meant = asked.zip(answers).filter_map(|(asked, answer)| Some((asked.meant.as_deref()?, answer)));
    let has = |place: usize, meant: &str| {
        archive.articles.get(place).is_some_and(|article| {
            [&article.title, &article.text].into_iter().any(|text| tokens(text).any(|token| token.text == meant))
        })
    };
    meant.fold((0, 0), |(found, of), (meant, answer)| {
        (found + usize::from(answer.hits.iter().any(|place| has(*place, meant))), of + 1)
    })
}
