//! Waiting for a state instead of sleeping.

use std::future::Future;
use std::time::{Duration, Instant};

use super::Browser;
use crate::{Failure, Outcome, lock};

/// How long a state may take to come about. Pages answer in a tenth of a second; a machine that compiles beside us needs the rest.
pub const PATIENCE: Duration = Duration::from_secs(15);

/// Time between two looks at a state: about one frame.
const LOOK_AGAIN: Duration = Duration::from_millis(25);

impl Browser {
    /// Waits until the state holds; `description` completes the sentence "waited for …".
    ///
    /// # Errors
    /// The state did not come about within [`PATIENCE`], or asking for it failed to the end.
    pub async fn wait_until<F, Look>(&self, description: &str, look: F) -> Outcome
    where
        F: Fn() -> Look,
        Look: Future<Output = Outcome<bool>>,
    {
        self.wait_for(description, || async { Ok(if look().await? { Ok(()) } else { Err(String::new()) }) }).await
    }

    /// Waits until a look returns a value; `Err(seen)` says what was there instead.
    ///
    /// # Errors
    /// As [`Browser::wait_until`]; the message ends with what was seen last.
    pub async fn wait_for<T, F, Look>(&self, description: &str, look: F) -> Outcome<T>
    where
        F: Fn() -> Look,
        Look: Future<Output = Outcome<Result<T, String>>>,
    {
        self.wait_up_to(PATIENCE, description, look).await
    }

    /// As [`Browser::wait_for_script`] with a patience of its own, for what is slow by nature.
    pub async fn wait_long(&self, description: &str, patience: Duration, body: &str) -> Outcome {
        self.wait_up_to(patience, description, || async {
            Ok(if self.is_true(body).await? { Ok(()) } else { Err(String::new()) })
        })
        .await
    }

    async fn wait_up_to<T, F, Look>(&self, patience: Duration, description: &str, look: F) -> Outcome<T>
    where
        F: Fn() -> Look,
        Look: Future<Output = Outcome<Result<T, String>>>,
    {
        *lock(&self.awaited) = description.to_owned();
        let deadline = Instant::now() + patience;
        loop {
            let seen = match look().await {
                Ok(Ok(value)) => return Ok(value),
                Ok(Err(seen)) => seen,
                // A page that is being replaced answers with errors; only the last one matters.
                Err(failure) => failure.message().to_owned(),
            };
            if Instant::now() > deadline {
                let seen = if seen.is_empty() { seen } else { format!(" (last seen: {seen})") };
                return Err(Failure::new(format!("waited {patience:?} for {description}{seen}")));
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Waits until a script's value is true.
    pub async fn wait_for_script(&self, description: &str, body: &str) -> Outcome {
        self.wait_until(description, || self.is_true(body)).await
    }
}
