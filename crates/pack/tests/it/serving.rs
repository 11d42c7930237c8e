use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

use tidings_pack::serve::{Options, ServeError, Server, serve, serve_with};

use crate::support::{Site, fixture, packed, write};

pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

pub(crate) fn ask(address: SocketAddr, request: &str) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(request.as_bytes()).unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let split = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(bytes[..split].to_vec()).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let headers = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    Answer { status, headers, body: bytes[split + 4..].to_vec() }
}

fn get(server: &Server, path: &str, headers: &str) -> Answer {
    ask(server.address(), &format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n"))
}

fn estuary() -> (Site, Server) {
    let site = packed(&fixture("estuary"));
    let server = serve(&site.path, "127.0.0.1:0".parse().unwrap()).unwrap();
    (site, server)
}

#[test]
fn entries_are_asked_about_each_time_and_hashed_files_are_kept() {
    let (site, server) = estuary();
    for (path, mime, caching) in [
        ("/", "text/html; charset=utf-8", "no-cache"),
        ("/feed.json", "application/json", "no-cache"),
        ("/viewer-0a1b2c3d4e5f6071.js", "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("/sw.js", "text/javascript; charset=utf-8", "no-cache"),
    ] {
        let answer = get(&server, path, "");
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some(mime));
        assert_eq!(answer.header("cache-control"), Some(caching), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
    let picture = &site.article("lock-gates").lead.as_ref().unwrap().src;
    let answer = get(&server, &format!("/{picture}"), "");
    assert_eq!(answer.header("content-type"), Some("image/png"));
    assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(answer.body, std::fs::read(site.path.join(picture)).unwrap());
}

#[test]
fn texts_are_compressed_as_the_browser_likes_it() {
    let (site, server) = estuary();
    let plain = std::fs::read(site.path.join("feed.json")).unwrap();
    let brotli = get(&server, "/feed.json", "Accept-Encoding: gzip, br\r\n");
    assert_eq!((brotli.header("content-encoding"), brotli.header("vary")), (Some("br"), Some("accept-encoding")));
    let mut unpacked = Vec::new();
    brotli::Decompressor::new(&brotli.body[..], 4096).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain);
    let gzip = get(&server, "/feed.json", "Accept-Encoding: gzip\r\n");
    unpacked.clear();
    flate2::read::GzDecoder::new(&gzip.body[..]).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain);
    assert_eq!(get(&server, "/feed.json", "").body, plain);
}

#[test]
fn what_the_browser_has_is_not_sent_again_until_it_changes() {
    let (site, server) = estuary();
    let first = get(&server, "/feed.json", "Accept-Encoding: br\r\n");
    let tag = first.header("etag").unwrap().to_owned();
    let again = get(&server, "/feed.json", &format!("Accept-Encoding: br\r\nIf-None-Match: {tag}\r\n"));
    assert_eq!((again.status, again.body.len()), (304, 0));
    write(&site.path.join("feed.json"), "{\"changed\": true}");
    let changed = get(&server, "/feed.json", &format!("Accept-Encoding: br\r\nIf-None-Match: {tag}\r\n"));
    assert_eq!((changed.status, changed.body), (200, b"{\"changed\": true}".to_vec()));
}

#[test]
fn nothing_outside_of_the_site_is_shown() {
    let (site, server) = estuary();
    write(&site.path.parent().unwrap().join("secret.txt"), "secret");
    write(&site.path.join(".env"), "secret");
    #[cfg(unix)]
    std::os::unix::fs::symlink(site.path.parent().unwrap().join("secret.txt"), site.path.join("link.txt")).unwrap();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/media/..%2f..%2fsecret.txt",
        "/link.txt",
        "/.env",
        "/%2eenv",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/media/",
        "/bundle",
    ] {
        let answer = get(&server, path, "");
        assert_eq!(answer.status, 404, "{path}");
        assert!(!String::from_utf8_lossy(&answer.body).contains("secret"), "{path}");
    }
}

#[test]
fn a_missing_page_is_a_page_and_a_folder_gets_its_slash() {
    let (site, server) = estuary();
    let missing = get(&server, "/nothing/here", "");
    assert_eq!((missing.status, missing.header("content-type")), (404, Some("text/html; charset=utf-8")));
    write(&site.path.join("404.html"), "our own");
    assert_eq!(get(&server, "/nothing", "").body, b"our own");
    write(&site.path.join("a/water/index.html"), "page");
    let folder = get(&server, "/a/water?x=1", "");
    assert_eq!((folder.status, folder.header("location")), (308, Some("/a/water/?x=1")));
    assert_eq!(get(&server, "/a/water/", "").body, b"page");
    write(&site.path.join("host.example/index.html"), "page");
    assert_eq!(get(&server, "//host.example", "").header("location"), Some("/host.example/"), "never another host");
}

#[test]
fn only_reading_is_possible_and_head_tells_without_a_body() {
    let (_site, server) = estuary();
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = ask(server.address(), &format!("{method} / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
        assert_eq!((answer.status, answer.header("allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let head = ask(server.address(), "HEAD /feed.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert!(head.header("content-length").is_some_and(|length| length != "0"));
}

#[test]
fn a_drawing_opened_by_itself_may_run_nothing() {
    let (_site, server) = estuary();
    let answer = get(&server, "/icons/icon.svg", "");
    assert_eq!(answer.header("content-type"), Some("image/svg+xml"));
    assert_eq!(
        answer.header("content-security-policy"),
        Some("default-src 'none'; style-src 'unsafe-inline'; sandbox")
    );
}

#[test]
fn a_stopped_server_answers_nobody_and_its_port_is_free() {
    let (site, server) = estuary();
    let address = server.address();
    // A browser's idle connection must not keep it alive.
    let idle = TcpStream::connect(address).unwrap();
    server.stop();
    assert!(TcpStream::connect(address).is_err());
    drop(idle);
    let again = serve(&site.path, address).unwrap();
    assert_eq!(get(&again, "/", "").status, 200);
}

#[test]
fn a_taken_port_and_a_missing_site_are_named() {
    let (site, _server) = estuary();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let error = serve(&site.path, taken.local_addr().unwrap()).unwrap_err();
    assert!(matches!(error, ServeError::PortTaken { .. }), "{error}");
    let error = serve(&site.path.join("nowhere"), "127.0.0.1:0".parse().unwrap()).unwrap_err();
    assert!(matches!(error, ServeError::NoSite { .. }), "{error}");
}

#[test]
fn other_origins_may_read_when_told_so() {
    let site = packed(&fixture("estuary"));
    let options = Options { allow_other_origins: true };
    let server = serve_with(&site.path, "127.0.0.1:0".parse().unwrap(), options).unwrap();
    assert_eq!(get(&server, "/feed.json", "").header("access-control-allow-origin"), Some("*"));
}
