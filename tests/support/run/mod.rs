//! Turns promises into tests: one per engine, each with a session of its own, watched from beginning to end.
//!
//! 1. [`run`] reads `--engine <name>` (repeatable; all three by default) and `--thorough`, and leaves the other arguments to libtest's
//!    usual ones.
//! 2. Each promise becomes tests in each engine, on the shapes of a site that it holds for ([`crate::site::Shape`]):
//!    `chromium::packed::results_can_be_filtered`. A run of all promises takes not quite all of them ([`plan`]).
//! 3. A session is borrowed or opened, with a witness of foreign requests ([`session`]).
//! 4. The promise runs under a time limit; when it passes, the witnesses are heard ([`Test::assert_quiet`]).
//! 5. A failure is told with its line, what was awaited, and what the page had said; screenshot and source are kept.
//! 6. The session is left as it was found and goes to the next test of the engine ([`sessions`]); after a failure, or when it cannot be
//!    left like that, it is closed, and if it will not close, its driver and browser are ended.
//!
//! There are no retries: a promise that is kept only sometimes is broken. Only a browser that does not start is started once more, which the
//! run says.

mod lasting;
mod plan;
mod session;
mod sessions;
mod test;
mod times;

use std::future::Future;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use libtest_mimic::{Arguments, Failed, Trial};

use crate::engine::Engine;
use crate::{Failure, Outcome};
use plan::Reach;
use sessions::Sessions;
use times::Times;

pub use lasting::Lasting;
pub use test::Test;

/// How long a promise may take in all, unless it says otherwise.
const LIMIT: Duration = Duration::from_secs(60);

/// A promise that is given more time than this is heavy.
const HEAVY: Duration = Duration::from_secs(120);

/// Each browser is several processes that run at once, so one test nearly fills two cores. 36 promises about the lightbox, three
/// engines, two cores: 65 s one by one, 50 s two at once, 61 s three at once (`cargo xtask test --filter lightbox`).
const TESTS_AT_ONCE: usize = 2;

/// The running body of a promise.
pub type Running<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// Something the viewer promises a reader, and how to find out whether it holds.
#[derive(Clone, Copy)]
pub struct Promise {
    pub name: &'static str,
    pub body: for<'a> fn(&'a Test) -> Running<'a>,
    pub limit: Duration,
    is_once: bool,
    is_on_disk: bool,
}

impl Promise {
    pub fn new(name: &'static str, body: for<'a> fn(&'a Test) -> Running<'a>) -> Promise {
        Promise { name, body, limit: LIMIT, is_once: false, is_on_disk: false }
    }

    /// One test instead of one for each shape of a site: the promise is about one shape, about both, or about none. The reason is for
    /// those who read the list of promises.
    pub fn once_because(self, _reason: &str) -> Promise {
        Promise { is_once: true, ..self }
    }

    /// Keeps the promise on a disk as well, where there is no host.
    pub fn also_on(self, _disk: &str) -> Promise {
        Promise { is_on_disk: true, ..self }
    }

    /// Whether it asks so much of its browser that the next one gets another, and so much of the machine that it waits for its turn: such a
    /// promise bounds what its page may take, not what all of them take from each other.
    fn is_heavy(&self) -> bool {
        self.limit > HEAVY
    }

    /// Gives the promise more time than the usual minute.
    pub fn within_seconds(self, seconds: u64) -> Promise {
        Promise { limit: Duration::from_secs(seconds), ..self }
    }
}

/// Makes a list of [`Promise`]s from the names of async functions that take a [`Test`]. Each holds for sites of both shapes, and asks
/// [`Test::shape`] which it is to use; `and on disk` for an edition in one file, too. What is tested once says why.
#[macro_export]
macro_rules! promises {
    ($($name:ident $(and on $disk:ident)? $(within $seconds:literal)? $(once because $why:literal)?),* $(,)?) => {
        vec![$(
            $crate::run::Promise::new(stringify!($name), |test| Box::pin($name(test)))
                $(.also_on(stringify!($disk)))?
                $(.within_seconds($seconds))?
                $(.once_because($why))?
        ),*]
    };
}

/// Runs the promises that the arguments (program name first) select, and returns the exit code.
pub fn run(promises: &[Promise], arguments: impl Iterator<Item = String>) -> ExitCode {
    let (engines, is_thorough, rest) = match split(arguments) {
        Ok(split) => split,
        Err(failure) => {
            eprintln!("{}", failure.message());
            return ExitCode::from(2);
        }
    };
    let mut arguments = Arguments::from_iter(rest);
    arguments.test_threads.get_or_insert(TESTS_AT_ONCE);
    let reach = if is_thorough || arguments.filter.is_some() { Reach::Thorough } else { Reach::Pairs };

    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => Arc::new(runtime),
        Err(error) => {
            eprintln!("the asynchronous runtime does not start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let sessions = Arc::new(Sessions::default());
    let at_interrupt = Arc::clone(&sessions);
    runtime.spawn(async move {
        interrupted().await;
        at_interrupt.stop();
        std::process::exit(130);
    });

    let times = Arc::new(Times::default());
    let mut trials = Vec::new();
    for (place, promise) in promises.iter().enumerate() {
        // Engines take turns, so that two tests at once seldom are two of the same browser.
        for engine in &engines {
            for shape in plan::shapes(promise, place, *engine, reach) {
                let (promise, engine) = (*promise, *engine);
                let folder = if promise.is_once { String::new() } else { format!("{}::", shape.name()) };
                let name = format!("{}::{folder}{}", engine.name(), promise.name);
                let (runtime, sessions, times) = (Arc::clone(&runtime), Arc::clone(&sessions), Arc::clone(&times));
                trials.push(Trial::test(name.clone(), move || {
                    let kept = session::keep(&sessions, &times, (engine, shape, reach), promise, &name);
                    runtime.block_on(kept).map_err(|failure| Failed::from(failure.to_string()))
                }));
            }
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    runtime.block_on(sessions.close());
    sessions.stop();
    times.print();
    conclusion.exit_code()
}

/// Waits until somebody wants the run to end: browsers must not outlive it.
async fn interrupted() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else { return std::future::pending().await };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}

/// Separates `--engine x`, `--engine=x` and `--thorough` from the other arguments.
fn split(arguments: impl Iterator<Item = String>) -> Outcome<(Vec<Engine>, bool, Vec<String>)> {
    let mut engines = Vec::new();
    let mut is_thorough = false;
    let mut rest = Vec::new();
    let mut arguments = arguments.peekable();
    while let Some(argument) = arguments.next() {
        let name = if argument == "--engine" {
            arguments.next().unwrap_or_default()
        } else if let Some(name) = argument.strip_prefix("--engine=") {
            name.to_owned()
        } else {
            match argument.as_str() {
                "--thorough" => is_thorough = true,
                _ => rest.push(argument),
            }
            continue;
        };
        let engine = Engine::from_name(&name)
            .ok_or_else(|| Failure::new(format!("unknown engine {name:?}: chromium, firefox and webkit are known")))?;
        engines.push(engine);
    }
    if engines.is_empty() {
        engines.extend(Engine::ALL);
    }
    Ok((engines, is_thorough, rest))
}
