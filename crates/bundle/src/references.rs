//! What an article refers to by name: pictures, persons, languages. Decoding fills in from here, encoding leaves out what will
//! be filled in; both must find the same.

use crate::letters::folded;
use crate::names::Names;
use crate::{Author, Bundle, Direction, Media};

pub(crate) struct References<'a> {
    pub(crate) feed: &'a Bundle,
    media: Names,
    authors_by_id: Names,
    authors_by_name: Names,
    directions: Names,
}

impl<'a> References<'a> {
    pub(crate) fn new(feed: &'a Bundle) -> Self {
        let mut authors_by_id = Names::default();
        for (author, index) in feed.known_authors.iter().zip(0..) {
            if let Some(id) = &author.id {
                authors_by_id.insert_first(id.clone(), index);
            }
        }
        References {
            feed,
            media: Names::of(&mut feed.media.iter().map(|media| media.id.clone())),
            authors_by_id,
            authors_by_name: Names::of(&mut feed.known_authors.iter().map(|author| folded(&author.name))),
            directions: Names::of(&mut feed.languages.iter().map(|language| folded(&language.tag))),
        }
    }

    pub(crate) fn media(&self, id: &str) -> Option<&'a Media> {
        self.feed.media.get(self.media.get(id)? as usize)
    }

    /// The entry of `_tidings.authors` for this person: by id, for one without id by name.
    pub(crate) fn known_author(&self, author: &Author) -> Option<&'a Author> {
        let index = match &author.id {
            Some(id) => self.authors_by_id.get(id),
            None => self.authors_by_name.get(&folded(&author.name)),
        };
        self.feed.known_authors.get(index? as usize)
    }

    /// The name of the person whose id this is.
    pub(crate) fn name_of(&self, id: &str) -> Option<&'a str> {
        let known = self.feed.known_authors.get(self.authors_by_id.get(id)? as usize);
        known.map(|known| known.name.as_str())
    }

    /// As the publication declares its language, else as the language is usually written, else as the title begins.
    pub(crate) fn direction(&self, language: Option<&str>, title: &str) -> Direction {
        let Some(language) = language.or(self.feed.language.as_deref()) else {
            return Direction::of_text(title).unwrap_or_default();
        };
        let declared = self.directions.get(&folded(language));
        let declared = declared.and_then(|index| self.feed.languages.get(index as usize));
        declared.map_or_else(|| Direction::of_language(language), |declared| declared.dir)
    }
}
