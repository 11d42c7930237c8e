//! Prepared answers: what the server says instead of the file that lies there, and when.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// What the server says at an address instead of the file that lies there.
#[derive(Clone)]
pub struct Answer {
    pub(super) status: u16,
    pub(super) mime: String,
    pub(super) body: Arc<[u8]>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) delay: Duration,
    pub(super) gate: Option<watch::Receiver<bool>>,
}

impl Answer {
    pub fn new(mime: &str, body: impl Into<Vec<u8>>) -> Answer {
        Answer {
            status: 200,
            mime: mime.to_owned(),
            body: body.into().into(),
            headers: Vec::new(),
            delay: Duration::ZERO,
            gate: None,
        }
    }

    pub fn json(body: impl Into<Vec<u8>>) -> Answer {
        Answer::new("application/feed+json", body)
    }

    pub fn html(body: impl Into<Vec<u8>>) -> Answer {
        Answer::new("text/html; charset=utf-8", body)
    }

    pub fn status(mut self, status: u16) -> Answer {
        self.status = status;
        self
    }

    pub fn header(mut self, name: &str, value: &str) -> Answer {
        self.headers.push((name.to_ascii_lowercase(), value.to_owned()));
        self
    }

    /// Answers only after this long.
    pub fn after(mut self, delay: Duration) -> Answer {
        self.delay = delay;
        self
    }

    /// Answers only once the returned gate is opened.
    pub fn held(mut self) -> (Answer, Gate) {
        let (sender, receiver) = watch::channel(false);
        self.gate = Some(receiver);
        (self, Gate(sender))
    }
}

/// Holds an [`Answer`] back until [`Gate::open`].
pub struct Gate(watch::Sender<bool>);

impl Gate {
    pub fn open(&self) {
        let _ = self.0.send(true);
    }
}
