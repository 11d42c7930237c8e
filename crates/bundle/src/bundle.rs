//! Questions to a whole bundle and to one article.

use crate::{Article, Bundle, Content, Media, Ordinal, Slug};

impl Bundle {
    pub fn article(&self, ordinal: Ordinal) -> Option<&Article> {
        self.articles.get(ordinal.0 as usize)
    }
    pub fn ordinals(&self) -> impl DoubleEndedIterator<Item = Ordinal> + use<> {
        (0..self.articles.len() as u32).map(Ordinal)
    }
    pub fn by_slug(&self, _slug: &str) -> Option<Ordinal> {
        None
    }
    pub fn by_id(&self, _id: &str) -> Option<Ordinal> {
        None
    }
    pub fn media(&self, id: &str) -> Option<&Media> {
        self.media.iter().find(|media| media.id == id)
    }
    /// (newer, older)
    pub fn neighbours(&self, _ordinal: Ordinal) -> (Option<Ordinal>, Option<Ordinal>) {
        (None, None)
    }
    pub fn translations(&self, _ordinal: Ordinal) -> Vec<Ordinal> {
        Vec::new()
    }
    pub fn related(&self, _ordinal: Ordinal, _limit: usize) -> Vec<Ordinal> {
        Vec::new()
    }
    /// Sorts newest first, makes ids and slugs unique, forgets look-ups.
    pub fn settle(&mut self) {}
}

impl Article {
    /// An article with nothing but the necessary; set the rest.
    pub fn new(id: impl Into<String>, slug: Slug, content: Content) -> Article {
        Article {
            id: id.into(),
            slug,
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
            content,
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
            extensions: Default::default(),
            tidings_extensions: Default::default(),
        }
    }
    pub fn headline(&self) -> &str {
        &self.title
    }
    pub fn primary_language(&self) -> Option<&str> {
        self.language.as_deref()?.split('-').next()
    }
    /// The category of the breadcrumb: the primary one, else the first.
    pub fn main_category(&self) -> Option<usize> {
        self.primary_category.or(self.categories.first().copied())
    }
}
