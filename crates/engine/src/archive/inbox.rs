//! The loop of the worker without the browser: messages and files in, messages and wishes for files out.
//!
//! 1. [`Inbox::receive`] reads a message. `Open` wants the root of the index; a search waits for it.
//! 2. Of several searches only the newest is answered. What it wants is fetched side by side, each file once; what an older one still
//!    waits for comes in and is kept.
//! 3. Once the answer is posted, texts for its passages are fetched after a pause ([`Job::Pause`]): somebody who goes on typing needs none.

use super::cache::Cache;
use super::{Archive, Piece};
use crate::message::{Answer, Ask, PROTOCOL, Post, Request};
use crate::question::Question;
use crate::wire;

/// Milliseconds from any fixed point.
pub type Clock = fn() -> f64;

/// What is to be done.
#[derive(Debug, PartialEq)]
pub enum Job {
    Post(Post),
    /// Fetch a file and call [`Inbox::arrived`] with the number. A piece of the index is deflated, and called by its hash.
    Fetch {
        number: u32,
        address: String,
        is_piece: bool,
    },
    /// Call [`Inbox::paused`] with the number in a moment.
    Pause {
        number: u32,
    },
}

pub struct Inbox {
    clock: Clock,
    site: String,
    /// Number of the request that opened it; for a root that does not come.
    opened_by: u32,
    archive: Option<Archive>,
    search: Option<Search>,
    /// By the numbers of their jobs; `None` is the root.
    coming: Cache<Option<Piece>>,
    last_number: u32,
}

struct Search {
    id: u32,
    question: Question,
    stage: Stage,
}

#[derive(PartialEq)]
enum Stage {
    Answer,
    /// The answer is out; these are its hits.
    Resting(Vec<u32>),
    Passages(Vec<u32>),
}

impl Inbox {
    pub fn new(clock: Clock) -> Inbox {
        Inbox {
            clock,
            site: String::new(),
            opened_by: 0,
            archive: None,
            search: None,
            coming: Cache::default(),
            last_number: 0,
        }
    }

    /// The first message of a worker's life.
    pub fn greeting() -> Post {
        wire::post(0, Answer::Hello { protocol: PROTOCOL })
    }

    /// Reads a message; `passing` is what travelled beside it.
    pub fn receive(&mut self, json: &str, passing: Option<Vec<u8>>) -> Vec<Job> {
        match wire::read(json) {
            Ok(Request { id, ask: Ask::Hello }) => vec![post(id, Answer::Hello { protocol: PROTOCOL })],
            Ok(Request { id, ask: Ask::Open { site, root } }) => self.open(id, site, &root),
            Ok(Request { id, ask: Ask::Search { text, offset, limit, .. } }) => {
                let question = Question { text, passing, offset, limit };
                self.search = Some(Search { id, question, stage: Stage::Answer });
                self.archive.iter_mut().for_each(Archive::tidy);
                self.step()
            }
            Ok(Request { id, .. }) => vec![failed(id, "this worker searches archives, and nothing else")],
            Err(id) => vec![failed(id, wire::UNKNOWN)],
        }
    }

    fn open(&mut self, id: u32, site: String, root: &str) -> Vec<Job> {
        let address = [site.as_str(), root].concat();
        (self.site, self.opened_by, self.archive, self.search) = (site, id, None, None);
        self.coming.clear();
        vec![self.fetch(None, address)]
    }

    fn fetch(&mut self, piece: Option<Piece>, address: String) -> Job {
        self.last_number = self.last_number.wrapping_add(1);
        self.coming.put(self.last_number, piece);
        let is_piece = matches!(piece, None | Some(Piece::Index(_)));
        Job::Fetch { number: self.last_number, address, is_piece }
    }

    /// A file, or the news that it cannot be had.
    pub fn arrived(&mut self, number: u32, bytes: Option<Vec<u8>>) -> Vec<Job> {
        match (self.coming.take(number), &mut self.archive) {
            (Some(Some(piece)), Some(archive)) => {
                archive.take(piece, bytes);
                self.step()
            }
            (Some(None), _) => match bytes.and_then(|bytes| Archive::open(bytes).ok()) {
                Some(archive) => {
                    let articles = archive.articles();
                    self.archive = Some(archive);
                    let mut jobs = vec![post(self.opened_by, Answer::Loaded { articles, milliseconds: 0.0 })];
                    jobs.extend(self.step());
                    jobs
                }
                None => vec![failed(self.opened_by, "the index of the archive could not be had")],
            },
            // Of an archive that was open before.
            _ => Vec::new(),
        }
    }

    /// The pause is over.
    pub fn paused(&mut self, number: u32) -> Vec<Job> {
        let Some(search) = self.search.as_mut().filter(|search| search.id == number) else { return Vec::new() };
        if let Stage::Resting(hits) = &mut search.stage {
            search.stage = Stage::Passages(std::mem::take(hits));
        }
        self.step()
    }

    /// Goes on as far as what is here allows.
    fn step(&mut self) -> Vec<Job> {
        loop {
            let (Some(archive), Some(search)) = (&mut self.archive, &mut self.search) else { return Vec::new() };
            let started = (self.clock)();
            let wanted = match &search.stage {
                Stage::Answer => match archive.search(&search.question) {
                    Ok(mut found) => {
                        found.milliseconds = (self.clock)() - started;
                        let hits: Vec<u32> = found.hits.iter().map(|hit| hit.ordinal).collect();
                        let mut jobs = vec![post(search.id, Answer::Found(found))];
                        // What is here already is told at once.
                        match archive.passages(&search.question, &hits) {
                            Ok(passages) => {
                                jobs.push(post(search.id, Answer::Passages(passages)));
                                self.search = None;
                            }
                            Err(_) => {
                                search.stage = Stage::Resting(hits);
                                jobs.push(Job::Pause { number: search.id });
                            }
                        }
                        return jobs;
                    }
                    Err(wanted) => wanted,
                },
                Stage::Resting(_) => return Vec::new(),
                Stage::Passages(hits) => match archive.passages(&search.question, hits) {
                    Ok(passages) => {
                        let jobs = vec![post(search.id, Answer::Passages(passages))];
                        self.search = None;
                        return jobs;
                    }
                    Err(wanted) => wanted,
                },
            };
            let (mut files, mut is_nameless) = (Vec::new(), false);
            for piece in wanted {
                match archive.file(piece) {
                    Some(_) if self.coming.values().any(|coming| *coming == Some(piece)) => {}
                    Some(file) => files.push((piece, [self.site.as_str(), &file].concat())),
                    None => {
                        archive.take(piece, None);
                        is_nameless = true;
                    }
                }
            }
            let jobs: Vec<Job> = files.into_iter().map(|(piece, address)| self.fetch(Some(piece), address)).collect();
            if !is_nameless || !jobs.is_empty() {
                return jobs;
            }
        }
    }
}

fn post(id: u32, answer: Answer) -> Job {
    Job::Post(wire::post(id, answer))
}

fn failed(id: u32, reason: &str) -> Job {
    Job::Post(wire::failed(id, reason))
}
