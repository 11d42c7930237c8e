//! How often a source has been packed, for pages that wait for the next time.

use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tokio::sync::watch;

/// How long a page waits for an answer: less than the minute after which proxies give up.
const LONGEST: Duration = Duration::from_secs(25);

/// A number that rises with every change; a handle that can be copied.
#[derive(Clone, Debug)]
pub struct Changes {
    /// `None` once nobody will count any more.
    number: Arc<watch::Sender<Option<u64>>>,
}

impl Default for Changes {
    /// Counts from the clock, so that a server that is started anew has a higher number than the one before.
    fn default() -> Changes {
        let milliseconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis());
        Changes { number: Arc::new(watch::Sender::new(Some(u64::try_from(milliseconds).unwrap_or(0)))) }
    }
}

impl Changes {
    /// The number now.
    pub fn number(&self) -> u64 {
        self.number.borrow().unwrap_or(0)
    }

    /// Something has changed: whoever waits is told.
    pub fn tell(&self) {
        self.number.send_modify(|number| *number = number.map(|number| number.saturating_add(1)));
    }

    /// Nobody waits any longer.
    pub(super) fn end(&self) {
        self.number.send_replace(None);
    }

    /// Waits for a number above `since`, [`LONGEST`] at most, and says what it is then; `None` once the server ends.
    pub(super) async fn after(&self, since: u64) -> Option<u64> {
        let mut receiver = self.number.subscribe();
        let higher = receiver.wait_for(|number| number.is_none_or(|number| number > since));
        match tokio::time::timeout(LONGEST, higher).await {
            Ok(number) => number.ok().and_then(|number| *number),
            Err(_) => Some(self.number()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn whoever_waits_hears_of_the_next_change_and_of_the_end() {
        let changes = Changes::default();
        let first = changes.number();
        assert_eq!(changes.after(first - 1).await, Some(first), "late comers are told at once");
        let waiting = tokio::spawn({
            let changes = changes.clone();
            async move { changes.after(first).await }
        });
        changes.tell();
        assert_eq!(waiting.await.unwrap(), Some(first + 1));
        changes.end();
        assert_eq!(changes.after(first + 1).await, None);
    }
}
