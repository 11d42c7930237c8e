//! A loaded feed: its articles as plain text, and their index.

use tidings_bundle::{Article, Bundle, Content, Ordinal};
use tidings_markup::plain_text;
use tidings_search::{Document, Index, IndexBuilder, Match, Phrase, Query, highlight, snippet};

use super::{facts, markdown};
use crate::message::{Found, Hit, Row};
use crate::passage::{SNIPPET_CHARS, is_marked, segments};
use crate::question::{Chosen, Question};

pub(super) struct Library {
    /// Contents are replaced by their plain text, which snippets and phrases need; HTML stays with the viewer.
    bundle: Bundle,
    index: Index,
}

impl Library {
    pub(super) fn new(mut bundle: Bundle) -> Self {
        let mut builder = IndexBuilder::new();
        for at in 0..bundle.articles.len() {
            let Some(article) = bundle.articles.get(at) else { continue };
            let Fields { title, body, extra, facts } = fields(&bundle, article);
            builder.add(Document { title: &title, body: &body, extra: &extra, facts: &facts });
            if let Some(article) = bundle.articles.get_mut(at) {
                article.title = title;
                article.content = Content::Text(body);
            }
        }
        Self { index: builder.finish(), bundle }
    }

    pub(super) fn articles(&self) -> u32 {
        self.index.len()
    }

    pub(super) fn search(&self, question: &Question) -> Found {
        let query = self.index.recognise(Query::parse(&question.text));
        let found = match query.is_empty() {
            true => self.everything(),
            false => self.index.score_by(&query, &|ordinal, phrase| self.stands(ordinal, phrase)),
        };
        let Chosen { matches, total, page } = question.choose(found);
        let hits = page.into_iter().filter_map(|found| self.hit(&query, found)).collect();
        let meant = self.index.suggest(&question.text, &query);
        Found { total, hits, matches, meant, missing: 0, milliseconds: 0.0 }
    }

    /// All articles, newest first, as equals.
    fn everything(&self) -> Vec<Match> {
        (0..self.index.len()).map(|ordinal| Match { ordinal, score: 0.0 }).collect()
    }

    fn stands(&self, ordinal: u32, phrase: &Phrase) -> bool {
        self.bundle.article(Ordinal(ordinal)).is_some_and(|article| {
            // As in an index with positions.
            let mut extra = String::new();
            add_extra(&self.bundle, article, &mut extra);
            let mut texts = [article.title.as_str(), text_of(article)].into_iter().chain(extra.lines());
            texts.any(|text| phrase.stands_in(text))
        })
    }

    fn hit(&self, query: &Query, found: Match) -> Option<Hit> {
        let article = self.bundle.article(Ordinal(found.ordinal))?;
        let passage_of = |text: &str| segments(snippet(text, query, SNIPPET_CHARS));
        let mut passage = passage_of(text_of(article));
        if !is_marked(&passage) {
            let [subtitle, summary] = standing(article);
            let better = [subtitle, summary].into_iter().map(passage_of).find(|passage| is_marked(passage));
            passage = better.unwrap_or(passage);
        }
        Some(Hit {
            ordinal: found.ordinal,
            headline: segments(highlight(&article.title, query)),
            snippet: passage,
            score: found.score,
            row: row_of(article),
        })
    }
}

fn row_of(article: &Article) -> Row {
    Row {
        id: article.id.clone(),
        slug: article.slug.as_str().to_owned(),
        language: article.language.clone(),
        dir: Some(article.dir.as_str().to_owned()),
        published: article.published.map(|moment| moment.to_rfc3339()),
        category: article.main_category().and_then(|category| u32::try_from(category).ok()),
    }
}

fn text_of(article: &Article) -> &str {
    match &article.content {
        Content::Text(text) | Content::Html(text) | Content::Markdown(text) => text,
    }
}

fn standing(article: &Article) -> [&str; 2] {
    [&article.subtitle, &article.summary].map(|text| text.as_deref().unwrap_or_default())
}

/// What an article is found by, as plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fields {
    pub title: String,
    pub body: String,
    pub extra: String,
    /// Lines of [`Document::facts`].
    pub facts: String,
}

/// What is indexed of an article. Whoever writes an index beforehand asks here, so that an archive finds what a plain feed finds.
pub fn fields(bundle: &Bundle, article: &Article) -> Fields {
    let mut extra = String::new();
    add_extra(bundle, article, &mut extra);
    Fields { title: article.headline().to_owned(), body: body_of(article), extra, facts: facts::of(bundle, article) }
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
