//! Where the time of a run went, told at its end: the suite is only as useful as it is quick.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::engine::Engine;
use crate::lock;

/// How many of the slowest tests are named.
const NAMED: usize = 15;

/// What a test's time goes into.
#[derive(Clone, Copy)]
pub(super) enum Part {
    /// Waiting for a turn, borrowing or opening a session.
    Opening,
    /// The promise itself.
    Body,
    /// Hearing the witnesses; leaving or closing the session.
    Closing,
}

const PARTS: [(Part, &str); 3] =
    [(Part::Opening, "opening"), (Part::Body, "promise"), (Part::Closing, "hearing and closing")];

/// Durations of all tests so far.
#[derive(Default)]
pub(super) struct Times(Mutex<Vec<Time>>);

struct Time {
    name: String,
    engine: Engine,
    parts: [Duration; PARTS.len()],
}

/// Measures one test.
pub(super) struct Watch {
    since: Instant,
    parts: [Duration; PARTS.len()],
}

impl Watch {
    pub(super) fn start() -> Watch {
        Watch { since: Instant::now(), parts: Default::default() }
    }

    /// What passed since the last call belongs to `part`.
    pub(super) fn was(&mut self, part: Part) {
        let now = Instant::now();
        self.parts[part as usize] += now - self.since;
        self.since = now;
    }
}

impl Times {
    pub(super) fn note(&self, name: &str, engine: Engine, watch: Watch) {
        lock(&self.0).push(Time { name: name.to_owned(), engine, parts: watch.parts });
    }

    /// Prints what each engine took, and the slowest tests.
    #[expect(clippy::print_stdout, reason = "the end of a test runner's report")]
    pub(super) fn print(&self) {
        let mut times = std::mem::take(&mut *lock(&self.0));
        let seconds = |durations: &mut dyn Iterator<Item = Duration>| durations.sum::<Duration>().as_secs_f64();
        for engine in Engine::ALL {
            let own: Vec<&Time> = times.iter().filter(|time| time.engine == engine).collect();
            if own.is_empty() {
                continue;
            }
            let of_parts = PARTS.map(|(part, name)| {
                format!("{name} {:.0} s", seconds(&mut own.iter().map(|time| time.parts[part as usize])))
            });
            println!("{}: {} tests, {}", engine.name(), own.len(), of_parts.join(", "));
        }
        times.sort_by_key(|time| std::cmp::Reverse(time.parts.iter().sum::<Duration>()));
        for time in times.iter().take(NAMED) {
            println!("{:6.1} s  {}", seconds(&mut time.parts.iter().copied()), time.name);
        }
    }
}
