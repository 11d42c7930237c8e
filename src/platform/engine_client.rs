//! Talking to the engine, the worker that searches and turns Markdown into HTML.
//!
//! 1. [`EngineClient::start`] makes the worker from its hashed file, after the first paint, and hands it what is searched: the feed's bytes, or
//!    of an archive the place of its index.
//! 2. Questions carry numbers. Of the searches only the newest counts: an answer to an older one is dropped.
//! 3. A worker that dies (a trap, a file that cannot be fetched) is started again with the same feed, and what was asked is asked
//!    again; after [`MOST_RESTARTS`] deaths the client gives up and says so, until [`EngineClient::retry`].
//!
//! Messages are JSON text (`tidings_engine`'s types); the feed travels beside them as an `ArrayBuffer`.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array, Uint32Array};
use tidings_engine::{Answer, Ask, Found, PROTOCOL, Reply, Request, Segment};
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

use super::listener::Listener;
use super::{trusted, wire};

/// How far the engine is.
#[derive(Clone, Debug, PartialEq)]
pub enum EngineState {
    /// Being fetched, or reading the feed.
    Starting,
    Ready,
    /// Gave up; the reason is for the console, not for readers.
    Failed {
        reason: String,
    },
}

/// A death more than this many times is no accident.
const MOST_RESTARTS: u32 = 2;
/// Milliseconds to wait after the first death, and four times as long after each further one. A page that is being left cannot fetch
/// anything any more but goes on running (WebKit); it is gone before its engine would have died often enough to speak of it.
const FIRST_WAIT: i32 = 200;

type OnState = Box<dyn Fn(EngineState)>;
type OnFound = Box<dyn Fn(SearchAnswer)>;
type OnRendered = Box<dyn FnOnce(Option<String>)>;

/// What the engine says to the newest search.
pub enum SearchAnswer {
    Found(Found),
    /// Passages for hits of that, by ordinal.
    Passages(Vec<(u32, Vec<Segment>)>),
}

/// What is searched.
pub enum Corpus<'a> {
    /// A plain feed.
    Feed(&'a [u8]),
    /// The index of an archive: absolute address of the site's folder, and of the root of the index in it.
    Index { site: String, root: String },
}

struct Search {
    id: u32,
    ask: Ask,
    passing: Option<Vec<u8>>,
    is_answered: bool,
}

struct Inner {
    script: String,
    ask: Ask,
    /// A feed; what is asked of an archive has none.
    feed: Option<Uint8Array>,
    worker: Option<(Worker, Vec<Listener>)>,
    ready: bool,
    deaths: u32,
    last_id: u32,
    /// The newest search.
    search: Option<Search>,
    rendering: Vec<(u32, String, OnRendered)>,
    on_state: Rc<OnState>,
    on_found: Rc<OnFound>,
}

/// The viewer's end of the line.
#[derive(Clone)]
pub struct EngineClient(Rc<RefCell<Inner>>);

impl EngineClient {
    /// Starts the worker from `script` (an address on our own origin).
    pub fn start(
        script: &str,
        corpus: Corpus<'_>,
        on_state: impl Fn(EngineState) + 'static,
        on_found: impl Fn(SearchAnswer) + 'static,
    ) -> EngineClient {
        let (ask, feed) = match corpus {
            Corpus::Feed(feed) => (Ask::Load, Some(Uint8Array::from(feed))),
            Corpus::Index { site, root } => (Ask::Open { site, root }, None),
        };
        let client = EngineClient(Rc::new(RefCell::new(Inner {
            script: script.to_owned(),
            ask,
            feed,
            worker: None,
            ready: false,
            deaths: 0,
            last_id: 0,
            search: None,
            rendering: Vec::new(),
            on_state: Rc::new(Box::new(on_state)),
            on_found: Rc::new(Box::new(on_found)),
        })));
        client.spawn();
        client
    }

    /// Asks for matches; an earlier search that is still unanswered is forgotten.
    /// `passing` is what a filter lets through, as [`Ask::Search`] has it.
    pub fn search(&self, text: &str, passing: Option<Vec<u8>>, limit: u32) {
        let id = self.next_id();
        let ask = Ask::Search { text: text.to_owned(), offset: 0, limit };
        self.0.borrow_mut().search = Some(Search { id, ask, passing, is_answered: false });
        self.send_search();
    }

    /// Asks for the HTML of a Markdown text; `None` when the engine cannot be had.
    pub fn render(&self, markdown: &str, then: impl FnOnce(Option<String>) + 'static) {
        let id = self.next_id();
        self.0.borrow_mut().rendering.push((id, markdown.to_owned(), Box::new(then)));
        let is_up = self.0.borrow().worker.is_some();
        if is_up {
            self.send(&Request { id, ask: Ask::Render { markdown: markdown.to_owned() } }, None);
        }
    }

    /// Tries again after the client gave up.
    pub fn retry(&self) {
        self.0.borrow_mut().deaths = 0;
        self.spawn();
    }

    fn next_id(&self) -> u32 {
        let mut inner = self.0.borrow_mut();
        inner.last_id = inner.last_id.wrapping_add(1).max(1);
        inner.last_id
    }

    fn spawn(&self) {
        self.tell_state(EngineState::Starting);
        let script = self.0.borrow().script.clone();
        let worker = trusted::script_url(&script)
            .ok_or("the engine is not on this origin")
            .and_then(|url| new_worker(&url).map_err(|_| "workers are not allowed here"));
        let worker = match worker {
            Ok(worker) => worker,
            Err(reason) => return self.give_up(reason),
        };
        let on_message = {
            let client = self.clone();
            Listener::register(&worker, "message", move |event| {
                let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data).unwrap_or_default();
                let parts: Array = data.dyn_into().unwrap_or_default();
                if let Some(reply) = parts.get(0).as_string().and_then(|text| wire::read(&text)) {
                    client.take(reply, &parts.get(1));
                }
            })
        };
        let on_error = {
            let client = self.clone();
            Listener::register(&worker, "error", move |event| {
                // Handled here: without this the browser reports it as an error of the page.
                event.prevent_default();
                client.restart();
            })
        };
        let (ask, feed) = {
            let mut inner = self.0.borrow_mut();
            inner.ready = false;
            inner.worker = Some((worker, vec![on_message, on_error]));
            // A copy: the worker gets its buffer for good, and a restart needs the bytes again.
            (inner.ask.clone(), inner.feed.as_ref().map(|feed| feed.slice(0, feed.length()).buffer()))
        };
        let id = self.next_id();
        self.send(&Request { id, ask }, feed.as_ref());
        let waiting: Vec<Request> = {
            let inner = self.0.borrow();
            inner
                .rendering
                .iter()
                .map(|(id, markdown, _)| Request { id: *id, ask: Ask::Render { markdown: markdown.clone() } })
                .collect()
        };
        waiting.iter().for_each(|request| self.send(request, None));
        self.send_search();
    }

    fn restart(&self) {
        let (old, deaths) = {
            let mut inner = self.0.borrow_mut();
            inner.deaths += 1;
            (inner.worker.take(), inner.deaths)
        };
        if let Some((worker, _)) = &old {
            worker.terminate();
        }
        let client = self.clone();
        // Its listeners are being called right now, so it is let go later.
        super::clock::later(FIRST_WAIT << (2 * (deaths - 1).min(MOST_RESTARTS)), move || {
            drop(old);
            if deaths > MOST_RESTARTS { client.give_up("the engine stopped repeatedly") } else { client.spawn() }
        });
    }

    fn give_up(&self, reason: &str) {
        let waiting = std::mem::take(&mut self.0.borrow_mut().rendering);
        waiting.into_iter().for_each(|(.., then)| then(None));
        self.tell_state(EngineState::Failed { reason: reason.to_owned() });
    }

    fn take(&self, reply: Reply, beside: &JsValue) {
        match reply.answer {
            Answer::Hello { protocol } if protocol != PROTOCOL => {
                // An engine of another release, out of some cache: talking to it would go wrong later.
                self.stop();
                self.give_up("the engine belongs to another release of the viewer");
            }
            Answer::Hello { .. } => {}
            Answer::Loaded { .. } => {
                self.0.borrow_mut().ready = true;
                self.tell_state(EngineState::Ready);
            }
            Answer::Found(mut found) => {
                found.matches = Uint32Array::new(beside).to_vec();
                self.tell(reply.id, SearchAnswer::Found(found));
            }
            Answer::Passages(passages) => self.tell(reply.id, SearchAnswer::Passages(passages)),
            Answer::Rendered { html } => {
                if let Some(then) = self.take_rendering(reply.id) {
                    then(Some(html));
                }
            }
            Answer::Failed { reason } => match self.take_rendering(reply.id) {
                Some(then) => then(None),
                None => self.tell_state(EngineState::Failed { reason }),
            },
        }
    }

    /// Passes on what was said to the newest search, and to no other.
    fn tell(&self, id: u32, told: SearchAnswer) {
        let on_found = {
            let mut inner = self.0.borrow_mut();
            match inner.search.as_mut().filter(|search| search.id == id) {
                Some(search) => search.is_answered = true,
                None => return,
            }
            inner.deaths = 0;
            Rc::clone(&inner.on_found)
        };
        on_found(told);
    }

    fn take_rendering(&self, id: u32) -> Option<OnRendered> {
        let rendering = &mut self.0.borrow_mut().rendering;
        let position = rendering.iter().position(|(asked, ..)| *asked == id)?;
        Some(rendering.remove(position).2)
    }

    /// Ends the worker: nothing is asked of it any more.
    pub fn stop(&self) {
        if let Some((worker, _)) = self.0.borrow_mut().worker.as_ref() {
            worker.terminate();
        }
    }

    fn send_search(&self) {
        let request = {
            let inner = self.0.borrow();
            let search = inner.search.as_ref().filter(|search| !search.is_answered);
            search.map(|search| {
                let passing = search.passing.as_ref().map(|passing| Uint8Array::from(passing.as_slice()).buffer());
                (Request { id: search.id, ask: search.ask.clone() }, passing)
            })
        };
        if let Some((request, passing)) = request {
            self.send(&request, passing.as_ref());
        }
    }

    fn send(&self, request: &Request, beside: Option<&ArrayBuffer>) {
        let Some(text) = wire::write(request) else { return };
        let message = Array::of1(&text.into());
        let transfer = Array::new();
        if let Some(beside) = beside {
            message.push(beside);
            transfer.push(beside);
        }
        if let Some((worker, _)) = self.0.borrow().worker.as_ref() {
            let _ = worker.post_message_with_transfer(&message, &transfer);
        }
    }

    fn tell_state(&self, state: EngineState) {
        let on_state = Rc::clone(&self.0.borrow().on_state);
        on_state(state);
    }
}

fn new_worker(url: &JsValue) -> Result<Worker, JsValue> {
    #[wasm_bindgen]
    extern "C" {
        // web-sys types the address as a string; under Trusted Types it is an object.
        #[wasm_bindgen(js_name = Worker, extends = Worker)]
        type TrustedWorker;
        #[wasm_bindgen(constructor, js_class = "Worker", catch)]
        fn new(url: &JsValue) -> Result<TrustedWorker, JsValue>;
    }
    Ok(TrustedWorker::new(url)?.unchecked_into())
}
