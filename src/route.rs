//! Addresses: what the reader is looking at, as a value and as text.
//!
//! 1. [`Route::parse`] reads the part of the address that is ours: `a/<slug>?at=c-note`, without `#/` or base path.
//! 2. [`Route::address`] writes it. The two are inverse on every route (tested), so a reload shows the same thing.
//! 3. [`AddressStyle`] puts that text into a link: after `#/` (plain feeds, disk, embeds) or as a path (packed sites, where
//!    every article is a page of its own).
//!
//! Nothing here touches the browser; `platform::history` does.

use tidings_bundle::{Filter, Month};

use crate::percent::{decode, encode};

/// Where a link leads, or where the reader is.
#[derive(Clone, Debug, PartialEq)]
pub enum Route {
    Front,
    /// One article; `at` is the id of the element to show first.
    Article {
        slug: String,
        at: Option<String>,
    },
    /// One photo of a gallery, in the lightbox over its article; `number` counts from 1.
    Photo {
        slug: String,
        gallery: String,
        number: usize,
    },
    /// The articles of a category, filtered; the empty path is the whole publication.
    Category {
        path: String,
        filter: Filter,
    },
    Search {
        text: String,
        filter: Filter,
    },
    /// What the reader saved.
    Saved,
    /// What was wrong with the feed.
    Problems,
    /// An address of ours that leads nowhere.
    Unknown {
        address: String,
    },
}

/// Two routes with the same page show the same page in another state: no new heading, no scrolling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    Front,
    Article(String),
    Category(String),
    Search,
    Saved,
    Problems,
    Unknown(String),
}

/// How a route is written into a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressStyle {
    /// `#/a/slug`: works from any file, on any host.
    Hash,
    /// `<base>a/slug/`: needs a real page behind every address. `base` begins and ends with `/`.
    Path { base: String },
}

impl Route {
    /// Reads an address without its `#/` or base path.
    pub fn parse(address: &str) -> Route {
        let unknown = || Route::Unknown { address: address.to_owned() };
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let mut segments = path.split('/').filter(|segment| !segment.is_empty()).map(decode);
        let Some(first) = segments.next() else {
            return Route::Front;
        };
        let rest: Vec<String> = segments.collect();
        match (first.as_str(), rest.as_slice()) {
            ("a", [slug]) => match first_value(query, "photo").as_deref().and_then(|photo| photo.rsplit_once('/')) {
                Some((gallery, number)) => photo(slug, gallery, number).unwrap_or_else(unknown),
                None => Route::Article { slug: slug.clone(), at: first_value(query, "at") },
            },
            ("a", [slug, word, gallery, number]) if word == "photo" => {
                photo(slug, gallery, number).unwrap_or_else(unknown)
            }
            ("c", path) => Route::Category { path: path.join("/"), filter: filter_from(query) },
            ("search", []) => {
                Route::Search { text: first_value(query, "q").unwrap_or_default(), filter: filter_from(query) }
            }
            ("saved", []) => Route::Saved,
            ("problems", []) => Route::Problems,
            ("index.html", []) => Route::Front,
            _ => unknown(),
        }
    }

    /// Writes the address that [`Route::parse`] reads.
    pub fn address(&self) -> String {
        match self {
            Route::Front => String::new(),
            Route::Article { slug, at } => {
                let mut query = Query::default();
                query.add_some("at", at.as_deref());
                format!("a/{}{}", encode(slug), query.finish())
            }
            Route::Photo { slug, gallery, number } => {
                format!("a/{}/photo/{}/{number}", encode(slug), encode(gallery))
            }
            Route::Category { path, filter } => {
                let mut query = Query::default();
                // The path says the category; the filter's own would say it twice.
                query.add_filter(&Filter { category: None, ..filter.clone() });
                let path: Vec<String> = path.split('/').map(encode).collect();
                format!("c/{}{}", path.join("/"), query.finish())
            }
            Route::Search { text, filter } => {
                let mut query = Query::default();
                query.add_some("q", Some(text.as_str()).filter(|text| !text.is_empty()));
                query.add_filter(filter);
                format!("search{}", query.finish())
            }
            Route::Saved => "saved".to_owned(),
            Route::Problems => "problems".to_owned(),
            Route::Unknown { address } => address.clone(),
        }
    }

    pub fn page(&self) -> Page {
        match self {
            Route::Front => Page::Front,
            Route::Article { slug, .. } | Route::Photo { slug, .. } => Page::Article(slug.clone()),
            Route::Category { path, .. } => Page::Category(path.clone()),
            Route::Search { .. } => Page::Search,
            Route::Saved => Page::Saved,
            Route::Problems => Page::Problems,
            Route::Unknown { address } => Page::Unknown(address.clone()),
        }
    }

    /// Whether a packed site has a page that was written for this and no other state of it.
    pub fn is_written(&self) -> bool {
        match self {
            Route::Front | Route::Article { .. } => true,
            Route::Category { filter, .. } => filter.is_empty(),
            _ => false,
        }
    }

    /// The filter in force; for a category page it includes the category.
    pub fn filter(&self) -> Filter {
        match self {
            Route::Category { path, filter } => {
                Filter { category: Some(path.clone()).filter(|path| !path.is_empty()), ..filter.clone() }
            }
            Route::Search { filter, .. } => filter.clone(),
            _ => Filter::default(),
        }
    }

    /// The same page under another filter.
    pub fn with_filter(&self, filter: Filter) -> Route {
        match self {
            Route::Search { text, .. } => Route::Search { text: text.clone(), filter },
            _ => Route::Category {
                path: filter.category.clone().unwrap_or_default(),
                filter: Filter { category: None, ..filter },
            },
        }
    }
}

impl AddressStyle {
    /// The `href` of a link to `route`.
    pub fn href(&self, route: &Route) -> String {
        let address = match (self, route) {
            // A photo has no page of its own; it is shown over its article.
            (AddressStyle::Path { .. }, Route::Photo { slug, gallery, number }) => {
                format!("a/{}?photo={}", encode(slug), encode(&format!("{gallery}/{number}")))
            }
            _ => route.address(),
        };
        match self {
            AddressStyle::Hash => format!("#/{address}"),
            AddressStyle::Path { base } => match address.split_once('?') {
                Some((path, query)) => format!("{base}{path}/?{query}"),
                None if address.is_empty() => base.clone(),
                None => format!("{base}{address}/"),
            },
        }
    }

    /// The route of a page address, given its path with query and its hash (with `#`, or empty).
    pub fn route(&self, path: &str, hash: &str) -> Route {
        // Also where pages have paths: an address of the other style stays good, and is what can be had without a network.
        if let Some(address) = hash.strip_prefix("#/") {
            return Route::parse(address);
        }
        match self {
            AddressStyle::Hash => Route::Front,
            AddressStyle::Path { base } => match path.strip_prefix(base.as_str()) {
                Some(address) => Route::parse(address),
                None => Route::Unknown { address: path.to_owned() },
            },
        }
    }
}

fn photo(slug: &str, gallery: &str, number: &str) -> Option<Route> {
    let number = number.parse().ok().filter(|number| *number > 0)?;
    Some(Route::Photo { slug: slug.to_owned(), gallery: gallery.to_owned(), number })
}

#[derive(Default)]
struct Query(String);

impl Query {
    fn add(&mut self, name: &str, value: &str) {
        self.0.push(if self.0.is_empty() { '?' } else { '&' });
        self.0.push_str(name);
        self.0.push('=');
        self.0.push_str(&encode(value));
    }

    fn add_some(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.add(name, value);
        }
    }

    fn add_filter(&mut self, filter: &Filter) {
        self.add_some("category", filter.category.as_deref());
        filter.tags.iter().for_each(|tag| self.add("tag", tag));
        filter.authors.iter().for_each(|author| self.add("author", author));
        filter.languages.iter().for_each(|language| self.add("lang", language));
        filter.years.iter().for_each(|year| self.add("year", &year.to_string()));
        filter.months.iter().for_each(|month| self.add("month", &month.to_string()));
    }

    fn finish(self) -> String {
        self.0
    }
}

fn pairs(query: &str) -> impl Iterator<Item = (&str, String)> {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (name, decode(&value.replace('+', " "))))
}

fn first_value(query: &str, wanted: &str) -> Option<String> {
    pairs(query).find(|(name, value)| *name == wanted && !value.is_empty()).map(|(_, value)| value)
}

fn filter_from(query: &str) -> Filter {
    let mut filter = Filter::default();
    for (name, value) in pairs(query).filter(|(_, value)| !value.is_empty()) {
        match name {
            "category" => filter.category = Some(value),
            "tag" => filter.tags.push(value),
            "author" => filter.authors.push(value),
            "lang" => filter.languages.push(value),
            "year" => filter.years.extend(value.parse::<i32>()),
            "month" => filter.months.extend(Month::read(&value)),
            _ => {}
        }
    }
    filter
}

#[cfg(test)]
#[path = "route_tests.rs"]
mod tests;
