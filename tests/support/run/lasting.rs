//! A browser whose profile outlives it: closed and opened again, it has what it kept.
//!
//! The browser that a promise is lent has a profile that goes with it, so a promise about what lasts brings its own: [`Lasting::open`] starts
//! one, lets the promise use it, hears the witnesses, and closes it as its reader would.

use tempfile::TempDir;

use super::Test;
use super::sessions::{SESSION_LIMIT, connect};
use crate::Outcome;
use crate::browser::Browser;
use crate::driver::Drivers;
use crate::engine::{Engine, Profile};

pub struct Lasting {
    engine: Engine,
    profile: TempDir,
    drivers: Drivers,
}

impl Lasting {
    /// A new profile for the engine of a test, whose own browser then has nothing to do.
    ///
    /// # Errors
    /// There is no room for it.
    pub fn new(test: &Test) -> Outcome<Lasting> {
        test.allow_unwatched();
        Ok(Lasting { engine: test.engine(), profile: tempfile::tempdir()?, drivers: Drivers::default() })
    }

    /// Opens a browser with this profile for as long as `body` takes.
    ///
    /// # Errors
    /// What `body` answers, a browser that does not start, and whatever its pages said or asked of others.
    pub async fn open(&self, like: &Test, body: impl AsyncFnOnce(&Test) -> Outcome) -> Outcome {
        let driver = self.drivers.borrow(self.engine).await?;
        let (client, foreign) = connect(&driver, self.profile.path(), Profile::Lasting).await?;
        let test = Test::new(Browser::new(self.engine, client.clone()), foreign, like.shape(), like.is_thorough());
        let kept = match body(&test).await {
            Ok(()) => test.assert_quiet().await,
            Err(failure) => Err(failure.followed_by(&test.unexpected_remarks().join("\n    "))),
        };
        // WebKit's driver calls a session that it has closed unknown.
        let _ = tokio::time::timeout(SESSION_LIMIT, client.close()).await;
        self.drivers.end(driver);
        kept
    }
}

impl Drop for Lasting {
    fn drop(&mut self) {
        self.drivers.stop();
    }
}
