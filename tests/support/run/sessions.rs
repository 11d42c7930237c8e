//! Sessions that go from one test to the next: a browser costs more to start than most promises take.
//!
//! What a test could leave behind, and why the next one does not meet it:
//! - A page: the browser shows a blank one, and its log and the witness of foreign requests begin anew ([`Session::leave`]).
//! - Storage, caches, service workers: these belong to an origin, and no two servers of a run have the same ([`crate::server`]).
//! - Another window, another frame, keys held, the size of the window, settings of the browser's own protocol: such a session is closed.
//! - Memory: after [`tests_per_session`] tests, or one that takes a lot, a session is closed.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;
use tempfile::TempDir;

use crate::browser::Browser;
use crate::driver::{Driver, Drivers};
use crate::engine::{Engine, Profile};
use crate::foreign::Witness;
use crate::{Failure, Outcome, lock};

/// Opening and closing a session: a cold Firefox on a busy machine takes ten seconds.
pub(super) const SESSION_LIMIT: Duration = Duration::from_secs(60);

/// Leaving a session as it was found: one page and a few words.
const LEAVING_LIMIT: Duration = Duration::from_secs(15);

/// A browser that has opened so many sites is tired: their caches and workers stay until it goes. A WebKit of up to twenty tests showed a page
/// past its service worker under the updates of `two_hundred_updates_under_faults`, both times at the same cycle; fresh ones never did.
fn tests_per_session(engine: Engine) -> u32 {
    if engine == Engine::WebKit { 5 } else { 20 }
}

#[derive(Default)]
pub(super) struct Sessions {
    drivers: Drivers,
    idle: Mutex<Vec<Session>>,
}

/// A browser with a profile of its own.
pub(super) struct Session {
    driver: Driver,
    client: Client,
    pub(super) foreign: Arc<Witness>,
    tests: u32,
    /// Lives as long as the browser.
    _profile: TempDir,
}

impl Session {
    pub(super) fn client(&self) -> Client {
        self.client.clone()
    }

    /// Leaves the page of the last test, and forgets what was said and asked there.
    async fn leave(&mut self, browser: &Browser) -> Outcome {
        self.tests += 1;
        self.client.release_actions().await?;
        browser.goto("about:blank").await?;
        // Where the pointer was left, a later test's page would find something to hover over, sooner or later.
        browser.rest_pointer().await?;
        if self.client.windows().await?.len() != 1 {
            return Err(Failure::new("the test left another window"));
        }
        browser.browser_log().await?;
        self.foreign.forget();
        Ok(())
    }
}

/// Has a driver open its browser, with a witness of foreign requests.
pub(super) async fn connect(driver: &Driver, profile: &Path, lasts: Profile) -> Outcome<(Client, Arc<Witness>)> {
    let foreign = Arc::new(Witness::start().await?);
    let Value::Object(capabilities) = driver.engine().capabilities(foreign.port(), profile, lasts)? else {
        return Err(Failure::new("capabilities are not an object"));
    };
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    let client = tokio::time::timeout(SESSION_LIMIT, builder.connect(&driver.address()))
        .await
        .map_err(|_| Failure::new(format!("no session within {SESSION_LIMIT:?}")))??;
    Ok((client, foreign))
}

impl Sessions {
    /// A session for one test.
    ///
    /// # Errors
    /// The driver or the browser does not start.
    pub(super) async fn borrow(&self, engine: Engine) -> Outcome<Session> {
        let idle = {
            let mut idle = lock(&self.idle);
            let place = idle.iter().position(|session| session.driver.engine() == engine);
            place.map(|place| idle.swap_remove(place))
        };
        match idle {
            Some(session) => Ok(session),
            None => self.open(engine).await,
        }
    }

    /// A browser that does not start says nothing about the viewer: WebKit's driver was seen to wait for ever, so another driver is
    /// asked once more, and the run says so.
    async fn open(&self, engine: Engine) -> Outcome<Session> {
        match self.try_open(engine).await {
            Err(failure) => {
                eprintln!("{} did not start, and is started again: {}", engine.name(), failure.message());
                self.try_open(engine).await
            }
            session => session,
        }
    }

    async fn try_open(&self, engine: Engine) -> Outcome<Session> {
        let profile = tempfile::tempdir()?;
        let driver = self.drivers.borrow(engine).await?;
        match connect(&driver, profile.path(), Profile::Passing).await {
            Ok((client, foreign)) => Ok(Session { driver, client, foreign, tests: 0, _profile: profile }),
            Err(failure) => {
                self.drivers.end(driver);
                Err(failure.while_doing("opening a session"))
            }
        }
    }

    /// Takes a session back after a test that was kept and left nothing behind but its page.
    pub(super) async fn give_back(&self, mut session: Session, browser: &Browser) {
        let left = tokio::time::timeout(LEAVING_LIMIT, session.leave(browser)).await;
        match left {
            Ok(Ok(())) if session.tests < tests_per_session(session.driver.engine()) => lock(&self.idle).push(session),
            _ => self.end(session).await,
        }
    }

    /// Closes a session, or ends its browser.
    pub(super) async fn end(&self, session: Session) {
        let Session { driver, client, .. } = session;
        match tokio::time::timeout(SESSION_LIMIT, client.close()).await {
            Ok(Ok(())) if driver.engine().driver_can_be_used_again() => self.drivers.give_back(driver),
            _ => self.drivers.end(driver),
        }
    }

    /// Ends the browser of a session whose driver no longer answers.
    pub(super) fn abandon(&self, session: Session) {
        self.drivers.end(session.driver);
    }

    /// Closes all that nobody uses.
    pub(super) async fn close(&self) {
        let idle: Vec<Session> = lock(&self.idle).drain(..).collect();
        for session in idle {
            self.end(session).await;
        }
    }

    /// Ends every driver and browser, also in the middle of a test.
    pub(super) fn stop(&self) {
        self.drivers.stop();
    }
}
