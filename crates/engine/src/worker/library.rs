//! A loaded feed: its articles as plain text, and their index.

use tidings_bundle::{Article, Bundle, Content, Facets, Filter, Ordinal};
use tidings_markup::plain_text;
use tidings_search::{Document, Index, IndexBuilder, Match, Query, best, highlight, snippet};

use super::markdown;
use crate::message::{Found, Hit, MAX_LIMIT, Segment};

/// Characters of a snippet: two lines of the result list, three on a telephone.
const SNIPPET_CHARS: usize = 180;

pub(super) struct Library {
    /// Contents are replaced by their plain text, which snippets and phrases need; HTML stays with the viewer.
    bundle: Bundle,
    index: Index,
}

impl Library {
    pub(super) fn new(mut bundle: Bundle) -> Self {
        let mut builder = IndexBuilder::new();
        let mut extra = String::new();
        for at in 0..bundle.articles.len() {
            if let Some(article) = bundle.articles.get_mut(at) {
                article.title = article.headline().to_owned();
                article.content = Content::Text(body_of(article));
            }
            let Some(article) = bundle.articles.get(at) else { continue };
            extra.clear();
            add_extra(&bundle, article, &mut extra);
            builder.add(Document { title: &article.title, body: text_of(article), extra: &extra });
        }
        Self { index: builder.finish(), bundle }
    }

    pub(super) fn articles(&self) -> u32 {
        self.index.len()
    }

    pub(super) fn search(&self, text: &str, filter: &Filter, offset: u32, limit: u32) -> Found {
        let query = self.index.recognise(Query::parse(text));
        let mut found = if query.is_empty() { self.everything() } else { self.index.score(&query) };
        if query.has_phrases() {
            found.retain(|found| self.admits(&query, found.ordinal));
        }
        let ordinals: Vec<Ordinal> = found.iter().map(|found| Ordinal(found.ordinal)).collect();
        let facets = Facets::count(&self.bundle, &ordinals, filter);
        if !filter.is_empty() {
            // Both lists rise.
            let mut passing = filter.select(&self.bundle).into_iter().peekable();
            found.retain(|found| {
                while passing.next_if(|ordinal| ordinal.0 < found.ordinal).is_some() {}
                passing.next_if(|ordinal| ordinal.0 == found.ordinal).is_some()
            });
        }
        let total = u32::try_from(found.len()).unwrap_or(u32::MAX);
        let (offset, limit) = (offset as usize, limit.min(MAX_LIMIT) as usize);
        let page = best(found, offset.saturating_add(limit)).into_iter().skip(offset);
        let hits = page.filter_map(|found| self.hit(&query, found)).collect();
        Found { total, hits, facets, milliseconds: 0.0 }
    }

    /// All articles, newest first, as equals.
    fn everything(&self) -> Vec<Match> {
        (0..self.index.len()).map(|ordinal| Match { ordinal, score: 0.0 }).collect()
    }

    fn admits(&self, query: &Query, ordinal: u32) -> bool {
        self.bundle.article(Ordinal(ordinal)).is_some_and(|article| {
            let [subtitle, summary] = standing(article);
            query.admits(&[&article.title, text_of(article), subtitle, summary])
        })
    }

    fn hit(&self, query: &Query, found: Match) -> Option<Hit> {
        let article = self.bundle.article(Ordinal(found.ordinal))?;
        let mut passage = snippet(text_of(article), query, SNIPPET_CHARS);
        if !passage.iter().any(|segment| segment.marked) {
            let [subtitle, summary] = standing(article);
            let others = [subtitle, summary].map(|text| snippet(text, query, SNIPPET_CHARS));
            let better = others.into_iter().find(|passage| passage.iter().any(|segment| segment.marked));
            passage = better.unwrap_or(passage);
        }
        Some(Hit {
            ordinal: found.ordinal,
            headline: segments(highlight(&article.title, query)),
            snippet: segments(passage),
            score: found.score,
        })
    }
}

fn segments(segments: Vec<tidings_search::Segment>) -> Vec<Segment> {
    segments.into_iter().map(|segment| Segment { text: segment.text, marked: segment.marked }).collect()
}

fn text_of(article: &Article) -> &str {
    match &article.content {
        Content::Text(text) | Content::Html(text) | Content::Markdown(text) => text,
    }
}

fn standing(article: &Article) -> [&str; 2] {
    [&article.subtitle, &article.summary].map(|text| text.as_deref().unwrap_or_default())
}

/// What a reader reads: the content, then what stands at pictures, under embeds and in corrections.
fn body_of(article: &Article) -> String {
    let mut body = match &article.content {
        Content::Html(html) => plain_text(html),
        Content::Markdown(source) => markdown::html(source).map_or_else(|| source.clone(), |html| plain_text(&html)),
        Content::Text(text) => text.clone(),
    };
    let pictures = article.lead.iter().chain(article.galleries.iter().flat_map(|gallery| &gallery.items));
    let at_pictures = pictures.flat_map(|picture| [&picture.alt, &picture.caption, &picture.credit, &picture.place]);
    let in_embeds = article.embeds.iter().flat_map(|embed| [&embed.title, &embed.transcript]);
    let titles = article.galleries.iter().map(|gallery| &gallery.title);
    let lines = titles.chain(at_pictures).chain(in_embeds).flatten();
    for line in lines.chain(article.corrections.iter().map(|correction| &correction.text)) {
        add_line(line, &mut body);
    }
    body
}

/// What an article is filed under.
fn add_extra(bundle: &Bundle, article: &Article, extra: &mut String) {
    let standing = [&article.kicker, &article.subtitle, &article.summary, &article.dateline].into_iter().flatten();
    let people = article.authors.iter().map(|author| &author.name);
    let contributors = article.contributors.iter().map(|contributor| &contributor.name);
    for line in standing.chain(&article.tags).chain(people).chain(contributors) {
        add_line(line, extra);
    }
    for category in article.categories.iter().filter_map(|at| bundle.categories.get(*at)) {
        category.names.iter().for_each(|(_, name)| add_line(name, extra));
    }
}

fn add_line(line: &str, text: &mut String) {
    if !line.is_empty() {
        text.push('\n');
        text.push_str(line);
    }
}
