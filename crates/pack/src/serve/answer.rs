//! One request, one answer.

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, Response, StatusCode};

use super::Options;
use super::compress::{self, Cache, Encoding};
use super::files::{self, Lookup, SiteFile};
use super::live::{self, Said};
use super::{Changes, headers};
use crate::viewer_files::is_hashed;

/// Shown when the site has no `404.html` of its own.
const NOT_FOUND: &str = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
    <meta name=\"viewport\" content=\"width=device-width\">\n<title>Not found</title>\n\
    <h1>Not found</h1>\n<p>There is nothing at this address. <a href=\"/\">To the front page</a></p>\n</html>\n";

/// A site and what is remembered about it.
#[derive(Debug)]
pub(super) struct Host {
    root: PathBuf,
    options: Options,
    cache: Cache,
    /// Of a folder in which a site is made again and again.
    changes: Option<Changes>,
}

impl Host {
    pub(super) fn new(root: PathBuf, options: Options, changes: Option<Changes>) -> Host {
        Host { root, options, cache: Cache::default(), changes }
    }

    /// Sends away whoever waits for changes.
    pub(super) fn end(&self) {
        if let Some(changes) = &self.changes {
            changes.end();
        }
    }
}

/// Answers a request; reading and packing happen where they may block.
pub(super) async fn answer(State(host): State<Arc<Host>>, request: Request) -> Response<Body> {
    let allows_others = host.options.allow_other_origins;
    let is_head = request.method() == Method::HEAD;
    let mut response = if is_head || request.method() == Method::GET {
        let path = request.uri().path().to_owned();
        let query = request.uri().query().map(str::to_owned);
        let asked = request.headers().clone();
        let said = match &host.changes {
            Some(changes) => live::answer(changes, &path, query.as_deref()).await,
            None => None,
        };
        match said {
            Some(said) => say(&said),
            None => {
                let work = tokio::task::spawn_blocking(move || respond(&host, &path, query.as_deref(), &asked));
                work.await.unwrap_or_else(|_| plain(StatusCode::INTERNAL_SERVER_ERROR, "the server could not answer"))
            }
        }
    } else {
        let mut response = plain(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD");
        set(&mut response, header::ALLOW, "GET, HEAD");
        response
    };
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if allows_others {
        set(&mut response, header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    }
    if is_head {
        *response.body_mut() = Body::empty();
    }
    response
}

fn respond(host: &Host, path: &str, query: Option<&str>, asked: &HeaderMap) -> Response<Body> {
    match files::find(&host.root, path) {
        Lookup::File(file) => show(host, &file, StatusCode::OK, asked),
        Lookup::Folder => {
            let query = query.map(|query| format!("?{query}")).unwrap_or_default();
            let mut response = plain(StatusCode::PERMANENT_REDIRECT, "the address of a folder ends with a slash");
            // One leading slash: `//host` would lead to another host.
            set(&mut response, header::LOCATION, &format!("/{}/{query}", path.trim_matches('/')));
            response
        }
        Lookup::Nothing => match files::find(&host.root, "/404.html") {
            Lookup::File(page) => show(host, &page, StatusCode::NOT_FOUND, &HeaderMap::new()),
            _ => match &host.changes {
                Some(changes) => live_page(StatusCode::NOT_FOUND, NOT_FOUND, changes.number()),
                None => page(StatusCode::NOT_FOUND, NOT_FOUND),
            },
        },
    }
}

fn show(host: &Host, file: &SiteFile, status: StatusCode, asked: &HeaderMap) -> Response<Body> {
    let header = |name: HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    let (mime, is_text) = headers::kind(file);
    let is_hashed = is_hashed(&file.name);
    if let Some(changes) = host.changes.as_ref().filter(|_| mime.starts_with("text/html")) {
        // Before the page is read: what changes after that is told.
        let number = changes.number();
        return match std::fs::read(&file.path) {
            Ok(html) => live_page(status, &String::from_utf8_lossy(&html), number),
            Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR, "the file could not be read"),
        };
    }
    // What changes with every save would be packed for the way with every save.
    let can_be_packed = is_text && compress::is_worth_it(file) && (host.changes.is_none() || is_hashed);
    let encoding = header(header::ACCEPT_ENCODING).and_then(Encoding::accepted).filter(|_| can_be_packed);
    let tag = headers::tag(file, encoding.map(Encoding::name));
    let is_known = header(header::IF_NONE_MATCH).is_some_and(|known| headers::is_known(known, &tag));
    let mut response = if is_known && status == StatusCode::OK {
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response
    } else {
        let content = match encoding {
            Some(encoding) => host.cache.packed(file, encoding),
            None => std::fs::read(&file.path).map(Bytes::from),
        };
        let Ok(content) = content else {
            return plain(StatusCode::INTERNAL_SERVER_ERROR, "the file could not be read");
        };
        let length = content.len();
        let mut response = Response::new(Body::from(content));
        *response.status_mut() = status;
        set(&mut response, header::CONTENT_TYPE, mime);
        set(&mut response, header::CONTENT_LENGTH, &length.to_string());
        if let Some(encoding) = encoding {
            set(&mut response, header::CONTENT_ENCODING, encoding.name());
        }
        if mime == "image/svg+xml" {
            set(&mut response, header::CONTENT_SECURITY_POLICY, headers::DRAWING_POLICY);
        }
        response
    };
    set(&mut response, header::ETAG, &tag);
    let caching = if host.changes.is_some() && !is_hashed { headers::NEVER } else { headers::caching(file) };
    set(&mut response, header::CACHE_CONTROL, caching);
    if can_be_packed {
        set(&mut response, header::VARY, "accept-encoding");
    }
    response
}

fn say(said: &Said) -> Response<Body> {
    let mut response = match said {
        Said::Script(script) => {
            let mut response = Response::new(Body::from(*script));
            set(&mut response, header::CONTENT_TYPE, "text/javascript; charset=utf-8");
            response
        }
        Said::Number(number) => {
            let mut response = Response::new(Body::from(number.to_string()));
            set(&mut response, header::CONTENT_TYPE, "text/plain; charset=utf-8");
            response
        }
        Said::Ending => plain(StatusCode::SERVICE_UNAVAILABLE, "the server ends"),
        Said::Nothing => plain(StatusCode::NOT_FOUND, "there is nothing at this address"),
    };
    set(&mut response, header::CACHE_CONTROL, headers::NEVER);
    response
}

fn live_page(status: StatusCode, html: &str, number: u64) -> Response<Body> {
    let mut response = Response::new(Body::from(live::page(html, number)));
    *response.status_mut() = status;
    set(&mut response, header::CONTENT_TYPE, "text/html; charset=utf-8");
    set(&mut response, header::CACHE_CONTROL, headers::NEVER);
    response
}

fn page(status: StatusCode, html: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(html));
    *response.status_mut() = status;
    set(&mut response, header::CONTENT_TYPE, "text/html; charset=utf-8");
    set(&mut response, header::CACHE_CONTROL, "no-cache");
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    set(&mut response, header::CONTENT_TYPE, "text/plain; charset=utf-8");
    set(&mut response, header::CACHE_CONTROL, "no-cache");
    response
}

fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    // A value that cannot stand in a header (a strange path in a redirect) leaves the header out.
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
