//! How far a pack has come, for whoever wants to know.
//!
//! 1. A listener is given to [`crate::pipeline::pack_watched`]; without one nothing is counted.
//! 2. Each part of the work that takes time begins a [`Step`] and counts what it has done, on all cores.
//! 3. The listener is told every [`EVERY`] at most, and once more at the end of a step: numbers only rise.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Often enough to be seen moving.
const EVERY: Duration = Duration::from_millis(100);

/// A part of the work, in the order in which they come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Files of the source.
    Reading,
    /// Articles that are made of them.
    Articles,
    /// Pictures, of which smaller ones are made.
    Pictures,
    /// Files of the site.
    Writing,
}

/// Whoever wants to know; called from all threads, by one at a time. It hears how many things of a step are done, and of how many if
/// that is known. The first call for a step says 0.
type Listener = dyn Fn(Step, usize, Option<usize>) + Send + Sync;

/// A handle on the listener, or on none.
#[derive(Clone, Default)]
pub struct Progress(Option<Arc<Listener>>);

/// A step under way; its end is told when it goes.
pub struct Counting {
    listener: Option<Arc<Listener>>,
    step: Step,
    total: Option<usize>,
    done: AtomicUsize,
    last: Mutex<Instant>,
}

impl Progress {
    /// Tells `listener` the step, how many things of it are done, and of how many.
    pub fn new(listener: impl Fn(Step, usize, Option<usize>) + Send + Sync + 'static) -> Progress {
        Progress(Some(Arc::new(listener)))
    }

    /// Begins a step of so many things, if that is known.
    pub fn begin(&self, step: Step, total: Option<usize>) -> Counting {
        if let Some(listener) = &self.0 {
            listener(step, 0, total);
        }
        let (listener, done, last) = (self.0.clone(), AtomicUsize::new(0), Mutex::new(Instant::now()));
        Counting { listener, step, total, done, last }
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(if self.0.is_some() { "Progress(told)" } else { "Progress(untold)" })
    }
}

impl Counting {
    /// One thing is done.
    pub fn one(&self) {
        let Some(listener) = &self.listener else { return };
        self.done.fetch_add(1, Ordering::Relaxed);
        // Whoever does not get the lock need not tell: somebody else does.
        if let Ok(mut last) = self.last.try_lock()
            && last.elapsed() >= EVERY
        {
            *last = Instant::now();
            listener(self.step, self.done.load(Ordering::Relaxed), self.total);
        }
    }
}

impl Drop for Counting {
    fn drop(&mut self) {
        if let Some(listener) = &self.listener {
            let _last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
            listener(self.step, self.done.load(Ordering::Relaxed), self.total);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_tells_its_beginning_and_its_end_and_seldom_something_between() {
        use rayon::prelude::*;

        let (sender, notes) = std::sync::mpsc::channel();
        let progress = Progress::new(move |step, done, total| sender.send((step, done, total)).unwrap());
        let started = Instant::now();
        let counting = progress.begin(Step::Reading, Some(100_000));
        (0..100_000).into_par_iter().for_each(|_| counting.one());
        drop(counting);
        let most = started.elapsed().as_millis() / EVERY.as_millis() + 2;
        let told: Vec<_> = notes.try_iter().collect();
        assert_eq!(told.first(), Some(&(Step::Reading, 0, Some(100_000))));
        assert_eq!(told.last(), Some(&(Step::Reading, 100_000, Some(100_000))));
        assert!(told.is_sorted() && told.len() as u128 <= most, "{told:?}");
    }

    #[test]
    fn without_a_listener_nothing_happens() {
        let counting = Progress::default().begin(Step::Writing, None);
        counting.one();
        assert_eq!(counting.done.load(Ordering::Relaxed), 0);
    }
}
