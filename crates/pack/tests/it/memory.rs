//! What an earlier pack found out decides how long the next one takes, and nothing else: a source that changes again and again is packed
//! with and without it, and every byte compared.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use tidings_bundle::Timestamp;
use tidings_pack::media::workshop::Workshop;
use tidings_pack::pipeline::pack_with;
use tidings_pack::report::Report;
use tidings_pack::write::{self, Options, Shape};

use crate::support::{files, request, viewer, write};

/// A source that grows, and what is known of it.
struct Desk {
    folder: tempfile::TempDir,
    /// Every file is written a second after the one before, and all of them long ago.
    clock: u64,
    random: u64,
    shape: Shape,
}

impl Desk {
    fn new(shape: Shape) -> Desk {
        let mut desk = Desk { folder: tempfile::tempdir().unwrap(), clock: 0, random: 20_261_124, shape };
        desk.put("tidings.toml", "title = \"The Desk\"\nlanguage = \"en\"\n[[categories]]\nid = \"harbour\"\nnames = { en = \"Harbour\", fa = \"بندر\" }\n");
        desk.put("harbour/_index.md", "---\ntitle: The harbour\n---\n");
        desk.put("includes/note.md", "> Ask the harbour master.\n");
        desk.put("pictures/boat.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>");
        for number in 0..24 {
            desk.put_article(number, "first");
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn source(&self) -> PathBuf {
        self.path("source")
    }

    /// A number below `limit`, the next of a fixed row (D. H. Lehmer's generator).
    fn below(&mut self, limit: u64) -> u64 {
        self.random = self.random * 48_271 % 0x7fff_ffff;
        self.random % limit
    }

    fn put(&mut self, name: &str, text: &str) {
        let path = self.source().join(name);
        write(&path, text);
        self.clock += 1;
        let moment = SystemTime::now() - Duration::from_secs(100_000 - self.clock);
        File::options().write(true).open(path).unwrap().set_modified(moment).unwrap();
    }

    fn name(number: u64) -> String {
        match number % 6 {
            0 => format!("harbour/piece-{number}.md"),
            // The same piece in another language.
            1 => format!("harbour/piece-{}.fa.md", number - 1),
            2 => format!("town/market/2025-01-{:02}-piece-{number}.md", number + 1),
            3 => format!("town/piece-{number}/index.md"),
            4 => format!("piece-{number}.txt"),
            _ => format!("town/piece-{number}.md"),
        }
    }

    fn put_article(&mut self, number: u64, word: &str) {
        let (other, tag, seed) = (self.below(24), self.below(5), self.below(1_000));
        let name = Desk::name(number);
        let up = "../".repeat(name.matches('/').count());
        let text = match number % 6 {
            4 => format!("Piece {number}\n\nIt is about {word} and nothing else, {seed} times.\n"),
            _ => format!(
                "---\ntitle: Piece {number}\ndate: 2025-{:02}-{:02}\ntags: [tag {tag}, \"{}\"]\nauthors: [Ada {}]\nrelated: [piece-{other}]\n\
                 aliases: [old-{seed}]\n---\nThe {word} of [another]({up}{}), [gone](gone-{seed}.md) and ![a boat]({up}pictures/boat.svg).\n\n\
                 [!INCLUDE [note]({up}includes/note.md)]\n\n{{{{< figure src=\"{up}pictures/boat.svg\" alt=\"Boat\" >}}}}\n",
                number % 12 + 1,
                number % 28 + 1,
                if number.is_multiple_of(2) { "Harbour" } else { "town" },
                number % 3,
                Desk::name(other),
            ),
        };
        self.put(&name, &text);
    }

    /// Something an editor might do between two packs.
    fn change(&mut self, round: u64) {
        let number = self.below(24);
        match round % 12 {
            0 => self.put_article(number, "edited"),
            1 => self.put_article(24 + round, "new"),
            2 => std::fs::remove_file(self.source().join(Desk::name(number))).unwrap_or_default(),
            3 => self.put("includes/note.md", &format!("> Ask the harbour master {number} times.\n")),
            4 => {
                let drawing =
                    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}\" height=\"3\"/>", number + 5);
                self.put("pictures/boat.svg", &drawing);
            }
            5 => self.put(&format!("harbour/gone-{number}.md"), "---\ntitle: Found again\n---\nHere.\n"),
            6 => self.put("harbour/_index.md", &format!("---\ntitle: Harbour {number}\n---\n")),
            7 => {
                let settings = format!(
                    "title = \"Desk {number}\"\nlanguage = \"en\"\nhome_page_url = \"https://desk.example/\"\n"
                );
                self.put("tidings.toml", &settings);
            }
            8 => self.put(
                "town/late.md",
                &format!("---\ntitle: Late\nexpires: 2026-01-{:02}\n---\nSoon gone.\n", 10 + number % 10),
            ),
            // Not even changed, only written again.
            9 => {
                let name = Desk::name(number);
                if let Ok(text) = std::fs::read_to_string(self.source().join(&name)) {
                    self.put(&name, &text);
                }
            }
            10 => self.put("town/draft.md", &format!("---\ndraft: {}\n---\nDraft.\n", number.is_multiple_of(2))),
            _ => {}
        }
    }

    fn pack(&self, site: &Path, workshop: Workshop, day: u64) -> Vec<String> {
        let mut report = Report::default();
        let now = Timestamp::parse(&format!("2026-01-{:02}T12:00:00Z", 10 + day % 10)).unwrap();
        let request = tidings_pack::import::Request { now, ..request(&self.source()) };
        let options = Options { shape: self.shape, ..viewer() };
        pack_with(&request, site, &options, workshop, &mut report).unwrap();
        report.sorted().iter().map(ToString::to_string).collect()
    }

    fn pack_remembering(&self, day: u64) -> Vec<String> {
        self.pack(&self.path("site"), Workshop::in_folder(&self.path("cache")), day)
    }

    /// Packs both ways and compares.
    fn compare(&self, day: u64, when: &str) {
        let told = self.pack_remembering(day);
        let fresh = tempfile::tempdir().unwrap();
        let expected = self.pack(&fresh.path().join("site"), Workshop::default(), day);
        assert_eq!(told, expected, "{when}: the same is said");
        let (found, expected) =
            (without_deltas(files(&self.path("site"))), without_deltas(files(&fresh.path().join("site"))));
        let names = |files: &[(String, Vec<u8>)]| files.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&found), names(&expected), "{when}");
        for ((name, found), (_, expected)) in found.iter().zip(&expected) {
            assert!(
                found == expected,
                "{when}: {name}\n{}\n{}",
                String::from_utf8_lossy(found),
                String::from_utf8_lossy(expected)
            );
        }
    }
}

/// Deltas lead from revisions that only one of two sites has had; they and their names in the record are all that differs.
fn without_deltas(files: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    let is_other = |line: &&str| !line.contains("\"bundle/delta/");
    let without = |(name, bytes): (String, Vec<u8>)| {
        let bytes = match name == write::RECORD {
            true => String::from_utf8_lossy(&bytes).lines().filter(is_other).collect::<String>().into_bytes(),
            false => bytes,
        };
        (name, bytes)
    };
    files.into_iter().filter(|(name, _)| !name.starts_with("bundle/delta/")).map(without).collect()
}

#[test]
fn a_remembered_source_gives_the_same_bytes_whatever_changes() {
    for shape in [Shape::Packed, Shape::Plain] {
        let mut desk = Desk::new(shape);
        desk.compare(0, "at first");
        for round in 0..24 {
            desk.change(round);
            desk.compare(round, &format!("round {round}, {shape:?}"));
        }
    }
}

/// A file that looks the same from outside is not read, so its article says what it said.
#[test]
fn what_has_not_changed_is_not_read_again() {
    let mut desk = Desk::new(Shape::Packed);
    let page = desk.path("site/a/piece-0/index.html");
    desk.pack_remembering(0);
    let before = std::fs::read_to_string(&page).unwrap();
    assert!(before.contains("The first of"));
    let path = desk.source().join(Desk::name(0));
    let (text, modified) =
        (std::fs::read_to_string(&path).unwrap(), std::fs::metadata(&path).unwrap().modified().unwrap());
    std::fs::write(&path, text.replace("The first of", "The forth of")).unwrap();
    File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    desk.pack_remembering(0);
    assert_eq!(std::fs::read_to_string(&page).unwrap(), before);
    desk.put_article(0, "second");
    desk.pack_remembering(0);
    assert!(std::fs::read_to_string(&page).unwrap().contains("The second of"));
}

/// Somebody else wrote into the site: nothing that was known of it holds.
#[test]
fn a_site_that_was_packed_otherwise_meanwhile_is_written_whole() {
    let desk = Desk::new(Shape::Packed);
    desk.pack_remembering(0);
    let page = desk.path("site/a/piece-0/index.html");
    let before = std::fs::read(&page).unwrap();
    // As long as the page that is known, so that only the record of the site tells.
    desk.pack(&desk.path("site"), Workshop::default(), 0);
    std::fs::write(&page, vec![b'x'; before.len()]).unwrap();
    desk.pack_remembering(0);
    assert_eq!(std::fs::read(&page).unwrap(), before);
}

/// The index is made as a whole, so a lost piece is found only by looking for all of them.
#[test]
fn a_lost_piece_of_the_index_is_made_again() {
    let desk = Desk::new(Shape::Packed);
    desk.pack_remembering(0);
    let pieces = std::fs::read_dir(desk.path("site/bundle/search")).unwrap().flatten().map(|entry| entry.path());
    let pieces: Vec<PathBuf> = pieces.filter(|path| path.extension().is_some_and(|ending| ending == "bin")).collect();
    assert!(pieces.len() > 1);
    std::fs::remove_file(&pieces[1]).unwrap();
    desk.compare(0, "after a piece was lost");
}

#[test]
fn a_spoiled_cache_costs_nothing_but_time() {
    let mut desk = Desk::new(Shape::Packed);
    desk.pack_remembering(0);
    for (number, (name, mut bytes)) in files(&desk.path("cache")).into_iter().enumerate() {
        match number % 3 {
            0 => bytes.truncate(bytes.len() / 2),
            1 => bytes.iter_mut().for_each(|byte| *byte ^= 0x55),
            _ => bytes.clear(),
        }
        std::fs::write(desk.path("cache").join(name), bytes).unwrap();
    }
    desk.put_article(0, "edited");
    desk.compare(0, "after the cache was spoiled");
}

#[test]
#[cfg(unix)]
fn what_other_sources_left_in_the_cache_long_ago_goes_after_a_pack() {
    let desk = Desk::new(Shape::Plain);
    let cache = desk.path("cache");
    let pack = |site: &str, cache: &Path| {
        let workshop = Workshop::in_folder(cache);
        pack_with(&request(&desk.source()), &desk.path(site), &viewer(), workshop, &mut Report::default()).unwrap()
    };
    pack("one", &cache);
    let memories = std::fs::read_dir(&cache).unwrap().flatten().map(|entry| entry.path());
    let memories =
        memories.into_iter().find(|path| path.is_dir() && path.to_string_lossy().contains("memory-")).unwrap();
    let names = || std::fs::read_dir(&memories).unwrap().flatten().map(|entry| entry.path()).collect::<Vec<_>>();
    let long_ago = SystemTime::now() - Duration::from_secs(100 * 24 * 60 * 60);
    let [first] = &names()[..] else { panic!("{:?}", names()) };
    File::open(first).unwrap().set_modified(long_ago).unwrap();
    // Tidied a moment ago, so this pack does not.
    pack("two", &cache);
    assert_eq!(names().len(), 2);
    File::open(cache.join("tidied")).unwrap().set_modified(long_ago).unwrap();
    pack("two", &cache);
    assert!(names().len() == 1 && !first.exists(), "{:?}", names());
    let again = pack("two", &cache);
    assert_eq!(again.written.changed, 0, "its own memory is as it was");
}
