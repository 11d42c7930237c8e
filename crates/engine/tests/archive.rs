//! The loop of the worker of archives, natively, over files in memory. `cargo test -p tidings-engine --features archive,worker`

#![expect(clippy::unwrap_used, reason = "tests; clippy does not know their helpers")]

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tidings_engine::archive::ROWS;
use tidings_engine::archive::inbox::{Inbox, Job};
use tidings_engine::{Answer, Ask, Found, Post, Reply, Request, Segment};
use tidings_search::{Document, IndexBuilder, Name, Sizes};

const SITE: &str = "http://127.0.0.1/site/";

/// A site, and a worker that reads from it.
struct Reader {
    inbox: Inbox,
    files: BTreeMap<String, Vec<u8>>,
    /// Addresses in the order of being asked for.
    asked: Vec<String>,
    replies: Vec<(Reply, Vec<u32>)>,
    pauses: Vec<u32>,
}

fn name(bytes: &[u8]) -> Name {
    let mut name = Name::default();
    name.copy_from_slice(&Sha256::digest(bytes)[..12]);
    name
}

/// What the packer calls a piece.
fn address(name: Name) -> String {
    format!("bundle/search/{}.bin", BASE64_URL_SAFE_NO_PAD.encode(name))
}

/// Articles with a title and a text, the oldest first.
fn site(articles: &[(&str, &str)]) -> (BTreeMap<String, Vec<u8>>, String) {
    let mut builder = IndexBuilder::new();
    for (title, body) in articles {
        builder.add(Document { title, body, extra: "", facts: "" });
    }
    let sizes = Sizes { dictionary: 60, lists: 40, positions: 40 };
    let written = builder.finish().write(sizes, &name);
    let mut files = BTreeMap::new();
    let root = address(name(&written.root));
    for piece in written.all() {
        files.insert(address(name(&piece)), piece);
    }
    for (number, articles) in articles.chunks(ROWS as usize).enumerate() {
        let row = |(title, body): &(&str, &str)| {
            let summary: String = body.chars().take(20).collect();
            json!({"slug": title.to_lowercase(), "headline": title, "summary": summary, "published": "2024-05-01T00:00:00Z"})
        };
        let rows: Vec<Value> = articles.iter().map(row).collect();
        files.insert(format!("bundle/search/rows/{number}.json"), Value::from(rows).to_string().into_bytes());
    }
    for (number, (_, body)) in articles.iter().enumerate() {
        files.insert(format!("bundle/search/text/{number}.txt"), body.as_bytes().to_vec());
    }
    (files, root)
}

/// Newest last.
const ARTICLES: [(&str, &str); 6] = [
    ("Harbour", "The harbour freezes in winter, and long before that the ice breakers of the north come home."),
    ("Tide", "The tide turns the wheels of a mill; at night it lights the harbour."),
    ("Wind", "Wind turns other wheels on the hill."),
    ("Sun", "Nothing turns. Panels lie on the roof and wait."),
    ("Mill", "A mill grinds what the wind brings."),
    ("Night", "At night the harbour sleeps."),
];

impl Reader {
    fn new(articles: &[(&str, &str)]) -> Reader {
        let (files, root) = site(articles);
        let mut reader =
            Reader { inbox: Inbox::new(|| 0.0), files, asked: Vec::new(), replies: Vec::new(), pauses: Vec::new() };
        reader.say(1, Ask::Open { site: SITE.to_owned(), root }, None);
        reader
    }

    fn say(&mut self, id: u32, ask: Ask, passing: Option<Vec<u8>>) {
        let json = serde_json::to_string(&Request { id, ask }).unwrap();
        let jobs = self.inbox.receive(&json, passing);
        self.work(jobs);
    }

    /// Does what is to be done; files come at once, in the order in which they are wanted.
    fn work(&mut self, jobs: Vec<Job>) {
        for job in jobs {
            match job {
                Job::Post(Post { json, matches }) => self.replies.push((serde_json::from_str(&json).unwrap(), matches)),
                Job::Pause { number } => self.pauses.push(number),
                Job::Fetch { number, address, .. } => {
                    let file = address.strip_prefix(SITE).unwrap().to_owned();
                    let bytes = self.files.get(&file).cloned();
                    self.asked.push(file);
                    let jobs = self.inbox.arrived(number, bytes);
                    self.work(jobs);
                }
            }
        }
    }

    fn ask(&mut self, id: u32, text: &str, passing: Option<Vec<u8>>) {
        let ask = Ask::Search { text: text.to_owned(), offset: 0, limit: 10 };
        self.say(id, ask, passing);
    }

    fn search(&mut self, text: &str) -> Found {
        self.ask(7, text, None);
        self.found(7)
    }

    fn found(&self, id: u32) -> Found {
        let found = self.replies.iter().rev().find_map(|(reply, matches)| match &reply.answer {
            Answer::Found(found) if reply.id == id => Some(Found { matches: matches.clone(), ..found.clone() }),
            _ => None,
        });
        found.unwrap()
    }

    fn rest(&mut self) {
        for number in std::mem::take(&mut self.pauses) {
            let jobs = self.inbox.paused(number);
            self.work(jobs);
        }
    }
}

fn titles(found: &Found) -> Vec<String> {
    found.hits.iter().map(|hit| shown(&hit.headline)).collect()
}

fn shown(segments: &[Segment]) -> String {
    segments.iter().map(|part| if part.marked { format!("[{}]", part.text) } else { part.text.clone() }).collect()
}

#[test]
fn a_word_is_found_through_few_files() {
    let mut reader = Reader::new(&ARTICLES);
    assert!(matches!(reader.replies[0].0.answer, Answer::Loaded { articles: 6, .. }));
    let found = reader.search("harbour ");
    assert_eq!(titles(&found), ["[Harbour]", "Night", "Tide"]);
    assert_eq!((found.total, found.missing, found.matches.as_slice()), (3, 0, [0, 4, 5].as_slice()));
    let row = found.hits[1].row.clone();
    assert_eq!((found.hits[1].ordinal, row.slug.as_str(), row.id.as_str()), (0, "night", "night"));
    // The root, a piece of the dictionary, a part with lists or none, two files of rows.
    assert!(reader.asked.len() <= 5, "{:?}", reader.asked);
}

#[test]
fn passages_come_after_a_pause_and_at_once_when_they_are_here() {
    let mut reader = Reader::new(&ARTICLES);
    reader.search("winter ");
    assert!(!reader.asked.iter().any(|file| file.contains("/text/")));
    reader.rest();
    let Answer::Passages(passages) = &reader.replies.last().unwrap().0.answer else { panic!("no passages") };
    let [(5, passage)] = passages.as_slice() else { panic!("{passages:?}") };
    assert!(shown(passage).contains("freezes in [winter], and"), "{passage:?}");
    let asked = reader.asked.len();
    reader.ask(8, "winter ", None);
    assert!(matches!(&reader.replies.last().unwrap().0, Reply { id: 8, answer: Answer::Passages(_) }));
    assert_eq!((reader.asked.len(), reader.pauses.len()), (asked, 0));
}

#[test]
fn only_what_passes_is_shown_and_all_is_counted() {
    let mut reader = Reader::new(&ARTICLES);
    // Ordinals 1 and 4 of six: Mill and Tide.
    reader.ask(7, "mill grinds night ", Some(vec![0b01_0010]));
    let found = reader.found(7);
    assert_eq!(titles(&found), ["[Mill]", "Tide"]);
    assert_eq!((found.total, found.matches.len()), (2, 3));
}

#[test]
fn a_mistyped_word_is_answered_with_what_it_was_taken_for() {
    let mut reader = Reader::new(&ARTICLES);
    let found = reader.search("Harboor -sleeps ");
    assert_eq!((found.total, found.meant.as_deref()), (2, Some("harbour -sleeps ")));
    assert_eq!(reader.search("harbour ").meant, None);
}

#[test]
fn without_a_word_there_is_everything_newest_first() {
    let mut reader = Reader::new(&ARTICLES);
    assert_eq!(titles(&reader.search(" ")), ["Night", "Mill", "Sun", "Wind", "Tide", "Harbour"]);
    reader.rest();
    assert!(!reader.asked.iter().any(|file| file.contains("/text/")));
}

#[test]
fn a_file_that_is_gone_costs_what_it_knows_and_is_asked_for_again() {
    let mut reader = Reader::new(&ARTICLES);
    let files = reader.files.clone();
    reader.search("harbour ");
    let lost = reader.asked[1..].to_vec();
    for file in lost {
        let mut reader = Reader::new(&ARTICLES);
        reader.files.remove(&file);
        let found = reader.search("harbour ");
        assert!(found.missing > 0, "{file}");
        reader.files = files.clone();
        let found = reader.search("harbour ");
        assert_eq!((found.hits.len(), found.missing), (3, 0), "{file}");
    }
}

#[test]
fn broken_files_are_answered_without_them() {
    for broken in [vec![], vec![0xff; 40], b"{\"a\": 1}".to_vec()] {
        let mut reader = Reader::new(&ARTICLES);
        for (name, file) in &mut reader.files {
            if !name.ends_with(".txt") {
                file.clone_from(&broken);
            }
        }
        let found = reader.search("harbour mill");
        assert!(found.hits.is_empty() && found.missing > 0);
    }
}

#[test]
fn an_archive_without_a_root_says_so() {
    let mut reader = Reader::new(&ARTICLES);
    reader.say(9, Ask::Open { site: SITE.to_owned(), root: "bundle/search/none.bin".to_owned() }, None);
    assert!(matches!(&reader.replies.last().unwrap().0, Reply { id: 9, answer: Answer::Failed { .. } }));
    reader.ask(10, "harbour", None);
    assert_eq!(reader.replies.last().unwrap().0.id, 9);
}

#[test]
fn only_the_newest_search_is_answered() {
    let mut reader = Reader::new(&ARTICLES);
    let ask = |text: &str| Ask::Search { text: text.to_owned(), offset: 0, limit: 10 };
    let receive = |reader: &mut Reader, id: u32, text: &str| {
        let json = serde_json::to_string(&Request { id, ask: ask(text) }).unwrap();
        reader.inbox.receive(&json, None)
    };
    let (first, second) = (receive(&mut reader, 20, "harbour "), receive(&mut reader, 21, "tide "));
    reader.work(first);
    reader.work(second);
    let found: Vec<u32> = reader.replies.iter().map(|(reply, _)| reply.id).filter(|id| *id >= 20).collect();
    assert_eq!(found, [21]);
}

#[test]
fn other_requests_are_refused_by_name() {
    let mut reader = Reader::new(&ARTICLES);
    reader.say(30, Ask::Render { markdown: "*a*".to_owned() }, None);
    reader.say(31, Ask::Load, None);
    let jobs = reader.inbox.receive("no json", None);
    reader.work(jobs);
    let refused = reader.replies.iter().filter(|(reply, _)| matches!(reply.answer, Answer::Failed { .. }));
    assert_eq!(refused.map(|(reply, _)| reply.id).collect::<Vec<_>>(), [30, 31, 0]);
}
