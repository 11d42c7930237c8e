//! Turns promises into tests: one per engine, each with a session of its own, watched from beginning to end.
//!
//! 1. [`run`] reads `--engine <name>` (repeatable; all three by default) and leaves the other arguments to libtest's usual ones.
//! 2. For every test a driver is borrowed, a witness of foreign requests started and a session opened ([`Test`]).
//! 3. The promise runs under a time limit; when it passes, the witnesses are heard ([`Test::assert_quiet`]).
//! 4. A failure is told with its line, what was awaited, and what the page had said; screenshot and source are kept.
//! 5. The session is closed whatever happened; if it will not close, its driver and browser are ended.
//!
//! There are no retries: a promise that is kept only sometimes is broken.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use libtest_mimic::{Arguments, Failed, Trial};
use serde_json::Value;

use crate::browser::Browser;
use crate::driver::{Driver, Drivers};
use crate::engine::Engine;
use crate::foreign::Witness;
use crate::probe::Remark;
use crate::{Failure, Outcome, lock, project_root};

/// How long a promise may take in all, unless it says otherwise.
const LIMIT: Duration = Duration::from_secs(60);

/// Opening and closing a session: a cold Firefox on a busy machine takes ten seconds.
const SESSION_LIMIT: Duration = Duration::from_secs(60);

/// Two browsers at once are what two cores carry.
const TESTS_AT_ONCE: usize = 2;

/// The running body of a promise.
pub type Running<'a> = Pin<Box<dyn Future<Output = Outcome> + Send + 'a>>;

/// Something the viewer promises a reader, and how to find out whether it holds.
#[derive(Clone, Copy)]
pub struct Promise {
    pub name: &'static str,
    pub body: for<'a> fn(&'a Test) -> Running<'a>,
    pub limit: Duration,
}

impl Promise {
    pub fn new(name: &'static str, body: for<'a> fn(&'a Test) -> Running<'a>) -> Promise {
        Promise { name, body, limit: LIMIT }
    }

    /// Gives the promise more time than the usual minute.
    pub fn within_seconds(self, seconds: u64) -> Promise {
        Promise { limit: Duration::from_secs(seconds), ..self }
    }
}

/// Makes a list of [`Promise`]s from the names of async functions that take a [`Test`].
#[macro_export]
macro_rules! promises {
    ($($name:ident $(within $seconds:literal)?),* $(,)?) => {
        vec![$($crate::run::Promise::new(stringify!($name), |test| Box::pin($name(test)))$(.within_seconds($seconds))?),*]
    };
}

/// What a promise gets to work with.
pub struct Test {
    pub browser: Browser,
    foreign: Witness,
    heard: Mutex<Vec<Remark>>,
    allowed: Mutex<Vec<String>>,
    allowed_foreign: Mutex<Vec<String>>,
    watched: Mutex<bool>,
}

impl Test {
    pub fn engine(&self) -> Engine {
        self.browser.engine()
    }

    /// Declares that remarks with these words in them belong to what is being tested.
    pub fn allow_remark(&self, words: &str) {
        lock(&self.allowed).push(words.to_owned());
    }

    /// Declares that requests with these words in them belong to what is being tested.
    pub fn allow_foreign(&self, words: &str) {
        lock(&self.allowed_foreign).push(words.to_owned());
    }

    /// Declares that the last page is not one of the test server's, so that nobody watched it.
    pub fn allow_unwatched(&self) {
        *lock(&self.watched) = false;
    }

    /// Requests to hosts other than loopback so far.
    pub fn foreign_requests(&self) -> Vec<String> {
        self.foreign.requests()
    }

    /// Takes down what the current page and its frames have said. Needed only before leaving for another origin; the last page
    /// is heard anyway.
    pub async fn listen(&self) -> Outcome {
        let mut remarks = match self.browser.remarks().await {
            Ok(remarks) => remarks,
            Err(_) if !*lock(&self.watched) => Vec::new(),
            Err(failure) => return Err(failure),
        };
        let frames = self.browser.count("iframe").await?;
        for frame in 0..frames {
            let Ok(index) = u16::try_from(frame) else { break };
            self.browser.client().enter_frame(index).await?;
            // A frame without a witness shows something that is not ours.
            remarks.extend(self.browser.remarks().await.unwrap_or_default());
            self.browser.leave_frame().await?;
        }
        remarks.extend(self.browser.browser_log().await?);
        let mut heard = lock(&self.heard);
        for remark in remarks {
            if !heard.contains(&remark) {
                heard.push(remark);
            }
        }
        Ok(())
    }

    /// Everything heard so far.
    pub fn remarks(&self) -> Vec<Remark> {
        lock(&self.heard).clone()
    }

    /// Checks that no page said anything and no foreign host was asked, but for what was declared.
    ///
    /// # Errors
    /// Lists everything unexpected.
    pub async fn assert_quiet(&self) -> Outcome {
        self.listen().await?;
        let allowed = lock(&self.allowed).clone();
        let mut unexpected: Vec<String> = lock(&self.heard)
            .iter()
            .map(Remark::to_string)
            .filter(|remark| !allowed.iter().any(|words| remark.contains(words)))
            .collect();
        let allowed = lock(&self.allowed_foreign).clone();
        unexpected.extend(
            self.foreign
                .requests()
                .into_iter()
                .filter(|request| !allowed.iter().any(|words| request.contains(words)))
                .map(|request| format!("foreign request: {request}")),
        );
        if unexpected.is_empty() {
            Ok(())
        } else {
            Err(Failure::new(format!("the page was not quiet:\n    {}", unexpected.join("\n    "))))
        }
    }
}

/// Runs the promises that the arguments (program name first) select, and returns the exit code.
pub fn run(promises: &[Promise], arguments: impl Iterator<Item = String>) -> ExitCode {
    let (engines, rest) = match split_engines(arguments) {
        Ok(split) => split,
        Err(failure) => {
            eprintln!("{}", failure.message());
            return ExitCode::from(2);
        }
    };
    let mut arguments = Arguments::from_iter(rest);
    arguments.test_threads.get_or_insert(TESTS_AT_ONCE);

    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => Arc::new(runtime),
        Err(error) => {
            eprintln!("the asynchronous runtime does not start: {error}");
            return ExitCode::FAILURE;
        }
    };
    let drivers = Arc::new(Drivers::default());
    let at_interrupt = Arc::clone(&drivers);
    runtime.spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            at_interrupt.stop();
            std::process::exit(130);
        }
    });

    let mut trials = Vec::new();
    for promise in promises {
        // Engines take turns, so that two tests at once seldom are two of the same browser.
        for engine in &engines {
            let (promise, engine) = (*promise, *engine);
            let name = format!("{}::{}", engine.name(), promise.name);
            let (runtime, drivers) = (Arc::clone(&runtime), Arc::clone(&drivers));
            trials.push(Trial::test(name.clone(), move || {
                runtime
                    .block_on(keep(&drivers, engine, promise, &name))
                    .map_err(|failure| Failed::from(failure.to_string()))
            }));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    drivers.stop();
    conclusion.exit_code()
}

/// Separates `--engine x` and `--engine=x` from the other arguments.
fn split_engines(arguments: impl Iterator<Item = String>) -> Outcome<(Vec<Engine>, Vec<String>)> {
    let mut engines = Vec::new();
    let mut rest = Vec::new();
    let mut arguments = arguments.peekable();
    while let Some(argument) = arguments.next() {
        let name = if argument == "--engine" {
            arguments.next().unwrap_or_default()
        } else if let Some(name) = argument.strip_prefix("--engine=") {
            name.to_owned()
        } else {
            rest.push(argument);
            continue;
        };
        let engine = Engine::from_name(&name)
            .ok_or_else(|| Failure::new(format!("unknown engine {name:?}: chromium, firefox and webkit are known")))?;
        engines.push(engine);
    }
    if engines.is_empty() {
        engines.extend(Engine::ALL);
    }
    Ok((engines, rest))
}

/// Runs one promise in one engine, from the driver's start to the session's end.
async fn keep(drivers: &Drivers, engine: Engine, promise: Promise, name: &str) -> Outcome {
    let driver = drivers.borrow(engine).await?;
    let profile = tempfile::tempdir()?;
    let test = match open_session(&driver, profile.path()).await {
        Ok(test) => test,
        Err(failure) => {
            drivers.end(driver);
            return Err(failure.while_doing("opening a session"));
        }
    };
    let outcome = match tokio::time::timeout(promise.limit, (promise.body)(&test)).await {
        Ok(Ok(())) => test.assert_quiet().await,
        Ok(Err(failure)) => Err(failure),
        Err(_) => Err(Failure::new(format!(
            "not done after {:?}; it was waiting for {}",
            promise.limit,
            test.browser.awaited()
        ))),
    };
    let outcome = match outcome {
        Ok(()) => Ok(()),
        Err(failure) => Err(failure.followed_by(&evidence(&test, name).await)),
    };
    let closing = test.browser.client().clone().close();
    match tokio::time::timeout(SESSION_LIMIT, closing).await {
        Ok(Ok(())) => drivers.give_back(driver),
        _ => drivers.end(driver),
    }
    outcome
}

async fn open_session(driver: &Driver, profile: &std::path::Path) -> Outcome<Test> {
    let foreign = Witness::start().await?;
    let capabilities = driver.engine().capabilities(foreign.port(), profile)?;
    let Value::Object(capabilities) = capabilities else {
        return Err(Failure::new("capabilities are not an object"));
    };
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    let address = driver.address();
    let client = tokio::time::timeout(SESSION_LIMIT, builder.connect(&address))
        .await
        .map_err(|_| Failure::new(format!("no session within {SESSION_LIMIT:?}")))??;
    Ok(Test {
        browser: Browser::new(driver.engine(), client),
        foreign,
        heard: Mutex::default(),
        allowed: Mutex::default(),
        allowed_foreign: Mutex::default(),
        watched: Mutex::new(true),
    })
}

/// Keeps what helps to understand a failure, and says where; never fails itself.
async fn evidence(test: &Test, name: &str) -> String {
    let folder = project_root().join("target/e2e");
    let stem = name.replace("::", "-");
    let mut notes = Vec::new();
    let _ = std::fs::create_dir_all(&folder);
    let patience = Duration::from_secs(10);
    let keep = |kind: &str, bytes: &[u8]| -> Option<PathBuf> {
        let file = folder.join(format!("{stem}.{kind}"));
        std::fs::write(&file, bytes).ok().map(|()| file)
    };
    if let Ok(Ok(address)) = tokio::time::timeout(patience, test.browser.address()).await {
        notes.push(format!("the page was {address}"));
    }
    if let Ok(Ok(picture)) = tokio::time::timeout(patience, test.browser.screenshot()).await
        && let Some(file) = keep("png", &picture)
    {
        notes.push(format!("screenshot: {}", file.display()));
    }
    if let Ok(Ok(source)) = tokio::time::timeout(patience, test.browser.source()).await
        && let Some(file) = keep("html", source.as_bytes())
    {
        notes.push(format!("page source: {}", file.display()));
    }
    let _ = tokio::time::timeout(patience, test.listen()).await;
    notes.extend(test.remarks().into_iter().map(|remark| format!("the page said: {remark}")));
    notes.extend(test.foreign_requests().into_iter().map(|request| format!("foreign request: {request}")));
    notes.join("\n    ")
}
