//! A static server for all sites: compressed as well as can be, loopback only, and it counts.
//!
//! 1. [`Site`] reads a file when it is first asked for, compresses it (brotli 11 and gzip 9, as a good host would) and keeps it: an
//!    archive has a hundred thousand of them, and a visit wants few. So a first visit waits for the compression and is not measured.
//! 2. [`Server::start`] answers `GET` on a port of its own choosing, one thread for each connection, kept alive.
//! 3. [`Server::take_counts`] gives the bytes and answers since the last time: exact, workers included, which the page's own
//!    timings leave out; [`Server::take_log`] tells them one by one.
//!
//! It is no server for people: `tidings serve` is. Having one of our own here keeps the two sites under the same conditions.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use flate2::{Compression, read::GzEncoder};
use miette::{IntoDiagnostic, Result, WrapErr};

/// Bytes of a request's head; browsers stay far below.
const LONGEST_HEAD: u64 = 16 * 1024;

/// A folder, and what has been asked for of it.
pub(crate) struct Site {
    folder: PathBuf,
    /// What the browser is told of keeping files.
    caching: &'static str,
    files: Mutex<HashMap<PathBuf, Arc<File>>>,
}

struct File {
    mime: &'static str,
    plain: Vec<u8>,
    /// Brotli and gzip, where that is smaller.
    compressed: Option<(Vec<u8>, Vec<u8>)>,
}

impl Site {
    pub(crate) fn new(folder: PathBuf) -> Site {
        Site { folder, caching: "max-age=600", files: Mutex::default() }
    }

    /// Of which a browser keeps nothing, so that every visit is its first.
    pub(crate) fn uncached(folder: PathBuf) -> Site {
        Site { caching: "no-store", ..Site::new(folder) }
    }

    /// The file for an address such as `/a/slug/?x`.
    fn file(&self, address: &str) -> Option<Arc<File>> {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let mut path = decode_percent(path.trim_start_matches('/'))?;
        if path.is_empty() || path.ends_with('/') {
            path.push_str("index.html");
        }
        if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
            return None;
        }
        let place = self.folder.join(&path);
        if let Some(file) = lock(&self.files).get(&place) {
            return Some(Arc::clone(file));
        }
        let file = Arc::new(File::new(&path, std::fs::read(&place).ok()?).ok()?);
        lock(&self.files).insert(place, Arc::clone(&file));
        Some(file)
    }
}

impl File {
    fn new(path: &str, plain: Vec<u8>) -> Result<File> {
        let (mime, is_compressible) = mime(path);
        if !is_compressible {
            return Ok(File { mime, plain, compressed: None });
        }
        let mut brotli = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
        brotli::BrotliCompress(&mut plain.as_slice(), &mut brotli, &parameters).into_diagnostic()?;
        let mut gzip = Vec::new();
        GzEncoder::new(plain.as_slice(), Compression::best()).read_to_end(&mut gzip).into_diagnostic()?;
        let compressed = (brotli.len() < plain.len() && gzip.len() < plain.len()).then_some((brotli, gzip));
        Ok(File { mime, plain, compressed })
    }

    /// The bytes to send to a client that takes these encodings, and the name of theirs.
    fn body(&self, accepted: &str) -> (&[u8], Option<&'static str>) {
        let takes =
            |name: &str| accepted.split(',').any(|part| part.split(';').next().unwrap_or_default().trim() == name);
        match &self.compressed {
            Some((brotli, _)) if takes("br") => (brotli, Some("br")),
            Some((_, gzip)) if takes("gzip") => (gzip, Some("gzip")),
            _ => (&self.plain, None),
        }
    }
}

/// What went over the wire.
#[derive(Clone, Copy, Default)]
pub(crate) struct Counts {
    /// Heads and bodies of answers.
    pub(crate) bytes: u64,
    /// Bodies alone.
    pub(crate) bodies: u64,
    pub(crate) answers: u32,
    /// When the last request came in.
    last: Option<Instant>,
}

impl Counts {
    /// Time since the last request; none yet counts as no time at all.
    pub(crate) fn quiet(&self) -> Duration {
        self.last.map_or(Duration::ZERO, |last| last.elapsed())
    }
}

/// A running server; its threads end with the process.
pub(crate) struct Server {
    pub(crate) origin: String,
    site: Arc<Site>,
    traffic: Arc<Mutex<Traffic>>,
}

/// What was asked for, in sum and one by one.
#[derive(Default)]
struct Traffic {
    counts: Counts,
    /// Addresses, each with the bytes of its answer.
    log: Vec<(String, u64)>,
}

impl Server {
    pub(crate) fn start(site: Site) -> Result<Server> {
        let listener = TcpListener::bind("127.0.0.1:0").into_diagnostic().wrap_err("no free port on this machine")?;
        let origin = format!("http://{}", listener.local_addr().into_diagnostic()?);
        let (site, traffic) = (Arc::new(site), Arc::new(Mutex::new(Traffic::default())));
        let (own, shared) = (Arc::clone(&site), Arc::clone(&traffic));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (site, traffic) = (Arc::clone(&own), Arc::clone(&shared));
                // A connection that breaks is the browser's business; it was closed on purpose after each run.
                std::thread::spawn(move || converse(&stream, &site, &traffic));
            }
        });
        Ok(Server { origin, site, traffic })
    }

    /// Forgets what the files of the site were: they have been written anew.
    pub(crate) fn read_anew(&self) {
        lock(&self.site.files).clear();
    }

    /// What was asked for since the last time, each with the bytes of its answer.
    pub(crate) fn take_log(&self) -> Vec<(String, u64)> {
        std::mem::take(&mut lock(&self.traffic).log)
    }

    pub(crate) fn counts(&self) -> Counts {
        lock(&self.traffic).counts
    }

    /// The counts so far; counting begins anew.
    pub(crate) fn take_counts(&self) -> Counts {
        std::mem::take(&mut lock(&self.traffic).counts)
    }
}

fn lock<T>(shared: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Answers one request after the other until the client closes.
fn converse(stream: &TcpStream, site: &Site, traffic: &Mutex<Traffic>) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut reader = BufReader::new(stream);
    loop {
        let (address, accepted) = read_head(&mut reader)?;
        let file = site.file(&address);
        let (status, mime, (body, encoding)) = match &file {
            Some(file) => ("200 OK", file.mime, file.body(&accepted)),
            None => ("404 Not Found", "text/plain", (b"not here".as_slice(), None)),
        };
        let encoding = encoding.map_or(String::new(), |name| format!("content-encoding: {name}\r\n"));
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: {mime}\r\n{encoding}content-length: {}\r\nvary: accept-encoding\r\n\
             cache-control: {}\r\n\r\n",
            body.len(),
            site.caching
        );
        {
            let mut traffic = lock(traffic);
            traffic.log.push((address, (head.len() + body.len()) as u64));
            let counts = &mut traffic.counts;
            counts.bytes += (head.len() + body.len()) as u64;
            counts.bodies += body.len() as u64;
            counts.answers += 1;
            counts.last = Some(Instant::now());
        }
        let mut writer = stream;
        writer.write_all(head.as_bytes()).ok()?;
        writer.write_all(body).ok()?;
    }
}

/// The address and the accepted encodings of the next request.
fn read_head(reader: &mut BufReader<&TcpStream>) -> Option<(String, String)> {
    let mut head = reader.take(LONGEST_HEAD);
    let mut line = String::new();
    head.read_line(&mut line).ok()?;
    let address = line.strip_prefix("GET ")?.split(' ').next()?.to_owned();
    let mut accepted = String::new();
    loop {
        line.clear();
        if head.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let Some((name, value)) = line.split_once(':') else { return Some((address, accepted)) };
        if name.eq_ignore_ascii_case("accept-encoding") {
            accepted = value.trim().to_owned();
        }
    }
}

/// The type of a file, and whether compressing it helps.
fn mime(path: &str) -> (&'static str, bool) {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => ("text/html; charset=utf-8", true),
        "js" | "mjs" => ("text/javascript; charset=utf-8", true),
        "css" => ("text/css; charset=utf-8", true),
        "json" | "webmanifest" => ("application/json", true),
        "md" => ("text/markdown; charset=utf-8", true),
        "svg" => ("image/svg+xml", true),
        "xml" => ("application/xml", true),
        "txt" => ("text/plain; charset=utf-8", true),
        "wasm" => ("application/wasm", true),
        "png" => ("image/png", false),
        "jpg" | "jpeg" => ("image/jpeg", false),
        "webp" => ("image/webp", false),
        "avif" => ("image/avif", false),
        "gif" => ("image/gif", false),
        "ico" => ("image/x-icon", false),
        _ => ("application/octet-stream", false),
    }
}

fn decode_percent(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut parts = text.split('%');
    bytes.extend_from_slice(parts.next()?.as_bytes());
    for part in parts {
        let (code, rest) = part.split_at_checked(2)?;
        bytes.push(u8::from_str_radix(code, 16).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_the_addresses_browsers_ask_for() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["site/index.html", "site/a/گل.md", "site/a/b/index.html", "index.html"] {
            let place = folder.path().join(name);
            std::fs::create_dir_all(place.parent().unwrap()).unwrap();
            std::fs::write(place, "a").unwrap();
        }
        let site = Site::new(folder.path().join("site"));
        for address in ["/", "/?feed=x", "/index.html#a", "/a/%DA%AF%D9%84.md", "/a/b/"] {
            assert!(site.file(address).is_some(), "{address}");
        }
        for address in ["/a", "/../index.html", "/%", "/%zz", "/a/b"] {
            assert!(site.file(address).is_none(), "{address}");
        }
    }

    #[test]
    fn each_client_gets_the_best_encoding_it_takes() {
        let file = File::new("a.js", b"let a = 1; ".repeat(100)).unwrap();
        assert_eq!(file.body("gzip, deflate, br, zstd").1, Some("br"));
        assert_eq!(file.body("gzip;q=0.9").1, Some("gzip"));
        assert_eq!(file.body("").1, None);
        assert_eq!(File::new("a.png", vec![0; 1000]).unwrap().body("br").1, None);
    }

    #[test]
    fn answers_are_counted_to_the_byte() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("index.html"), "<p>a</p>").unwrap();
        let server = Server::start(Site::new(folder.path().to_owned())).unwrap();
        let text = ureq::get(format!("{}/", server.origin)).call().unwrap().body_mut().read_to_string().unwrap();
        assert_eq!(text, "<p>a</p>");
        let counts = server.take_counts();
        assert_eq!(counts.answers, 1);
        assert!((100..400).contains(&counts.bytes), "{}", counts.bytes);
        assert_eq!(server.counts().answers, 0);
    }
}
