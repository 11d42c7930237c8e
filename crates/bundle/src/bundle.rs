//! Questions to a whole bundle and to one article.

use crate::names::Register;
use crate::problem::{Place, Problems};
use crate::{Article, Bundle, Content, Ordinal, Problem, Slug, lookup, order};

impl Bundle {
    pub fn article(&self, ordinal: Ordinal) -> Option<&Article> {
        self.articles.get(ordinal.0 as usize)
    }

    /// Articles of the publication, those of an archive that are elsewhere included.
    pub fn count(&self) -> usize {
        self.packed.as_ref().map_or(self.articles.len(), |packed| packed.articles as usize)
    }

    /// Articles per category, as [`CategoryTree::counts`] has them; of an archive, as its packer counted them.
    pub fn category_counts(&self) -> Vec<u32> {
        match self.packed {
            Some(_) => self.categories.nodes().iter().map(|category| category.count.unwrap_or_default()).collect(),
            None => self.counts().to_vec(),
        }
    }

    /// The ordinals of all articles of the publication, newest first; of an archive most lead nowhere in this bundle.
    pub fn all_ordinals(&self) -> impl DoubleEndedIterator<Item = Ordinal> + ExactSizeIterator + use<> {
        (0..self.count() as u32).map(Ordinal)
    }

    /// The ordinals of all articles that are here, newest first.
    pub fn ordinals(&self) -> impl DoubleEndedIterator<Item = Ordinal> + ExactSizeIterator + use<> {
        (0..self.articles.len() as u32).map(Ordinal)
    }

    /// Makes ids and slugs unique, drops aliases that lead elsewhere, sorts newest first (undated last, else as they stand), and
    /// forgets earlier look-ups. Decoding ends with it; whoever builds a bundle by hand calls it after the last change.
    ///
    /// Who comes first keeps the name, so a bundle is best settled in the order in which it will be published.
    pub fn settle(&mut self) -> Vec<Problem> {
        let problems = Problems::default();
        let positions: Vec<usize> = (0..self.articles.len()).collect();
        self.settle_read(&positions, &problems);
        problems.into_list()
    }

    /// `positions`: where each article stood among the items, for the messages.
    pub(crate) fn settle_read(&mut self, positions: &[usize], problems: &Problems) {
        self.lookup = lookup::Lookup::default();
        make_ids_unique(&mut self.articles, positions, problems);
        let slugs = make_slugs_unique(&mut self.articles, positions, problems);
        drop_misleading_aliases(&mut self.articles, slugs, positions, problems);
        let published = |article: &Article| article.published.map(|published| -published.milliseconds());
        let newest_first = order::by_number(&mut self.articles.iter().map(published));
        order::arrange(&mut self.articles, newest_first);
    }
}

fn make_ids_unique(articles: &mut [Article], positions: &[usize], problems: &Problems) {
    let mut ids = Register::exact();
    let doubles: Vec<bool> = articles.iter().map(|article| !ids.claim(&article.id)).collect();
    for ((article, position), is_double) in articles.iter_mut().zip(positions).zip(doubles) {
        if is_double {
            let id = ids.claim_numbered(&article.id, |number| crate::slug::numbered(&article.id, number, usize::MAX));
            let place = Place::ROOT.entry("items", *position);
            problems.add(&place.member("id"), format_args!("another article has this id"), "the id gets a number");
            article.id = id;
        }
    }
}

/// First every slug that stands alone is given away, then the doubles take what is free: a written `x-2` is never pushed aside
/// by a second `x`.
fn make_slugs_unique(articles: &mut [Article], positions: &[usize], problems: &Problems) -> Register {
    let mut slugs = Register::ignoring_case();
    let doubles: Vec<bool> = articles.iter().map(|article| !slugs.claim(article.slug.as_str())).collect();
    for ((article, position), is_double) in articles.iter_mut().zip(positions).zip(doubles) {
        if is_double {
            let slug = slugs.claim_numbered(article.slug.as_str(), |number| article.slug.numbered(number));
            let place = Place::ROOT.entry("items", *position);
            let what = format_args!("another article has the slug {}", article.slug);
            problems.add(&place.member("slug"), what, "the slug gets a number");
            article.slug = slug;
        }
    }
    slugs
}

fn drop_misleading_aliases(articles: &mut [Article], mut slugs: Register, positions: &[usize], problems: &Problems) {
    for (article, position) in articles.iter_mut().zip(positions) {
        let own = article.slug.clone();
        article.aliases.retain(|alias| {
            let is_free = slugs.claim(alias.as_str());
            if !is_free && *alias != own {
                let place = Place::ROOT.entry("items", *position);
                problems.add(&place.member("aliases"), format_args!("{alias} leads to another article"), "left out");
            }
            is_free
        });
    }
}

impl Article {
    /// An article with nothing but the necessary; set the rest.
    pub fn new(id: impl Into<String>, slug: Slug, content: Content) -> Article {
        Article {
            id: id.into(),
            slug,
            content,
            aliases: Vec::new(),
            url: None,
            external_url: None,
            title: String::new(),
            subtitle: None,
            summary: None,
            kicker: None,
            dateline: None,
            kind: Default::default(),
            language: None,
            dir: Default::default(),
            published: None,
            modified: None,
            authors: Vec::new(),
            contributors: Vec::new(),
            tags: Vec::new(),
            categories: Vec::new(),
            primary_category: None,
            lead: None,
            galleries: Vec::new(),
            embeds: Vec::new(),
            corrections: Vec::new(),
            series: None,
            related: Vec::new(),
            translation: None,
            source: None,
            rights: None,
            sensitive: None,
            pinned: false,
            words: None,
            attachments: Vec::new(),
            shard: None,
            extensions: Default::default(),
            tidings_extensions: Default::default(),
        }
    }

    /// The title; an untitled article begins to speak: the first words of its summary or body, else its id.
    pub fn headline(&self) -> &str {
        if !self.title.is_empty() {
            return &self.title;
        }
        let body = match &self.content {
            Content::Html(html) => first_words_of_html(html),
            Content::Markdown(text) => first_words(text.trim_start().trim_start_matches(['#', '>', '*', '-', ' '])),
            Content::Text(text) => first_words(text),
        };
        let summary = self.summary.as_deref().map(first_words).filter(|words| !words.is_empty());
        summary.or(Some(body).filter(|words| !words.is_empty())).unwrap_or(&self.id)
    }

    /// `fa` of `fa-IR`.
    pub fn primary_language(&self) -> Option<&str> {
        self.language.as_deref().map(crate::category::primary)
    }

    /// The category of the breadcrumb: the primary one, else the first.
    pub fn main_category(&self) -> Option<usize> {
        self.primary_category.or(self.categories.first().copied())
    }
}

/// The first line, cut between words near 80 characters.
fn first_words(text: &str) -> &str {
    const LONGEST: usize = 80;
    let line = text.trim_start().lines().next().unwrap_or_default().trim_end();
    match line.char_indices().nth(LONGEST) {
        None => line,
        Some((end, _)) => {
            let cut = line.get(..end).unwrap_or_default();
            cut.rfind(char::is_whitespace).and_then(|space| cut.get(..space)).unwrap_or(cut).trim_end()
        }
    }
}

/// The first run of text between tags, up to an entity; scripts and styles do not speak. Looks no further than some kilobytes.
fn first_words_of_html(html: &str) -> &str {
    const ENOUGH: usize = 4_096;
    let mut end = html.len().min(ENOUGH);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let mut is_hidden = false;
    for (index, piece) in html.get(..end).unwrap_or_default().split('<').enumerate() {
        let (tag, text) = if index == 0 { ("", piece) } else { piece.split_once('>').unwrap_or_default() };
        let tag = tag.get(..5).unwrap_or_default();
        if tag.eq_ignore_ascii_case("scrip") || tag.eq_ignore_ascii_case("style") {
            is_hidden = true;
        } else if tag.starts_with('/') {
            is_hidden = false;
        }
        let words = first_words(text.split('&').next().unwrap_or_default());
        if !is_hidden && !words.is_empty() {
            return words;
        }
    }
    ""
}
