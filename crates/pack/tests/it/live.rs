//! `tidings serve` of a source: what a writer who saves a file sees, in the browser and on the terminal.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use crate::serving::{Answer, ask};
use crate::support::{files, write};

/// Longer than anything here takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A source that is shown.
struct Desk {
    folder: tempfile::TempDir,
    child: Child,
    said: Receiver<String>,
    address: SocketAddr,
}

impl Desk {
    fn open(sources: &[(&str, &str)]) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let page = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
            <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; connect-src 'self'\">\
            <title>Tidings</title></head><body></body></html>";
        write(&folder.path().join("dist/index.html"), page);
        write(&folder.path().join("dist/sw.js"), "// the viewer's own");
        for (name, text) in sources {
            write(&folder.path().join("source").join(name), text);
        }
        let path = |name: &str| folder.path().join(name).into_os_string();
        let mut child = Command::new(env!("CARGO_BIN_EXE_tidings"))
            .args(["serve".into(), path("source"), "--port".into(), "0".into()])
            .args(["--viewer".into(), path("dist"), "--cache".into(), path("cache")])
            .env("NO_COLOR", "1")
            .env("SOURCE_DATE_EPOCH", "1768478400")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, said) = channel();
        listen(child.stdout.take().unwrap(), sender.clone());
        listen(child.stderr.take().unwrap(), sender);
        let line = until(&said, "packed again on every change");
        let address = line.split("http://").nth(1).and_then(|rest| rest.split('/').next()).unwrap().parse().unwrap();
        Desk { folder, child, said, address }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("source").join(name)
    }

    /// As editors do: a new file takes the place of the old one, which is never seen half written.
    fn save(&self, name: &str, text: &str) {
        let path = self.path(name);
        let beside = path.with_extension("swp");
        write(&beside, text);
        std::fs::rename(beside, path).unwrap();
    }

    fn get(&self, path: &str) -> Answer {
        get(self.address, path)
    }

    fn page(&self, path: &str) -> String {
        String::from_utf8(self.get(path).body).unwrap()
    }

    fn number(&self, since: u64) -> u64 {
        number(self.address, since)
    }

    /// Waits for a line with these words.
    fn until(&self, words: &str) -> String {
        until(&self.said, words)
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn get(address: SocketAddr, path: &str) -> Answer {
    ask(address, &format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
}

/// Of changes, once it is above `since`.
fn number(address: SocketAddr, since: u64) -> u64 {
    String::from_utf8(get(address, &format!("/.tidings/changes?since={since}")).body).unwrap().parse().unwrap()
}

fn listen(output: impl Read + Send + 'static, sender: Sender<String>) {
    std::thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
}

fn until(said: &Receiver<String>, words: &str) -> String {
    let end = Instant::now() + PATIENCE;
    let mut all = String::new();
    loop {
        let left = end.saturating_duration_since(Instant::now());
        let Ok(line) = said.recv_timeout(left) else { panic!("never said \"{words}\", but:\n{all}") };
        if line.contains(words) {
            return line;
        }
        all += &line;
        all.push('\n');
    }
}

const SETTINGS: &str = "title = \"The Desk\"\nlanguage = \"en\"\n";

fn article(title: &str, words: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2025-05-01\n---\n{words}\n")
}

#[test]
fn a_saved_article_is_in_its_page_and_whoever_waits_is_told() {
    let desk = Desk::open(&[("tidings.toml", SETTINGS), ("one.md", &article("One", "The tide was out."))]);
    let answer = desk.get("/a/one/");
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let page = String::from_utf8(answer.body).unwrap();
    let since = page.split("/.tidings/reload.js?since=").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let since: u64 = since.parse().unwrap();
    assert!(page.contains("The tide was out.") && since == desk.number(0), "{page}");
    let address = desk.address;
    let waiting = std::thread::spawn(move || number(address, since));
    desk.save("one.md", &article("One", "The tide was in."));
    assert!(waiting.join().unwrap() > since);
    assert!(desk.page("/a/one/").contains("The tide was in."));
    assert!(desk.until("packed again").contains("written or removed"));
    let on_disk = files(&desk.folder.path().join("cache"));
    assert!(on_disk.iter().any(|(name, _)| name.ends_with("a/one/index.html")));
    let with_script = |(_, bytes): &&(String, Vec<u8>)| bytes.windows(9).any(|part| part == b"/.tidings");
    assert_eq!(on_disk.iter().find(with_script).map(|(name, _)| name), None, "only what is sent names the script");
}

#[test]
fn an_error_is_told_and_the_site_stays_until_it_is_mended() {
    let desk = Desk::open(&[("tidings.toml", SETTINGS), ("one.md", &article("One", "The tide was out."))]);
    let before = desk.number(0);
    desk.save("tidings.toml", "title = \"The Desk\"\nlanguage = en\n");
    desk.until("line 2");
    desk.until("not packed");
    assert!(desk.page("/").contains("<title>The Desk</title>"));
    assert_eq!(desk.number(0), before, "nothing to reload for");
    desk.save("tidings.toml", "title = \"The Chair\"\nlanguage = \"en\"\n");
    desk.until("packed again");
    assert!(desk.page("/").contains("<title>The Chair</title>"));
    assert!(desk.number(before) > before);
}

#[test]
fn new_articles_come_and_deleted_ones_go() {
    let desk = Desk::open(&[("tidings.toml", SETTINGS), ("one.md", &article("One", "The tide was out."))]);
    let before = desk.number(0);
    desk.save("deep/down/two.md", &article("Two", "A boat."));
    let before = desk.number(before);
    assert!(desk.page("/a/two/").contains("A boat."));
    std::fs::remove_file(desk.path("deep/down/two.md")).unwrap();
    assert!(desk.number(before) > before);
    let gone = desk.get("/a/two/");
    assert_eq!(gone.status, 404);
    assert!(String::from_utf8(gone.body).unwrap().contains("/.tidings/reload.js"), "an error page comes back, too");
}

#[test]
#[cfg(unix)]
fn no_worker_keeps_an_old_site_and_a_signal_ends_it_although_pages_wait() {
    let mut desk = Desk::open(&[("tidings.toml", SETTINGS), ("one.md", &article("One", "The tide was out."))]);
    let worker = desk.get("/sw.js");
    assert_eq!(worker.header("cache-control"), Some("no-store"));
    assert!(String::from_utf8(worker.body).unwrap().contains("registration.unregister()"));
    let (address, since) = (desk.address, desk.number(0));
    let waiting = std::thread::spawn(move || get(address, &format!("/.tidings/changes?since={since}")));
    let killed = Command::new("kill").args(["-INT", &desk.child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    desk.until("ended");
    assert!(desk.child.wait().unwrap().success());
    // Sent away, or too late to be let in.
    assert!(waiting.join().is_ok_and(|answer| answer.status == 503) || std::net::TcpStream::connect(address).is_err());
}
