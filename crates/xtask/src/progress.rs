//! Says where a long command stands: a numbered line before and after each step, a table of times at the end.

use miette::Result;
use std::time::{Duration, Instant};

/// What a step has to say for itself when it went well.
pub(crate) enum Outcome {
    /// It did its work.
    Done,
    /// There was nothing to do, and why.
    Skipped(&'static str),
    /// It did its work, and this is worth a remark in the table.
    Noted(String),
}

/// The steps of one command so far.
pub(crate) struct Progress {
    name: &'static str,
    total: usize,
    started: Instant,
    rows: Vec<(String, Duration, String)>,
    quiet: bool,
}

impl Progress {
    /// Begins a command of `total` steps.
    pub(crate) fn new(name: &'static str, total: usize) -> Progress {
        Progress { name, total, started: Instant::now(), rows: Vec::new(), quiet: false }
    }

    /// Keeps silent about steps that had nothing to do.
    pub(crate) fn quietly(mut self) -> Progress {
        self.quiet = true;
        self
    }

    /// Runs one step and tells how it went.
    ///
    /// # Errors
    /// The step's own; the line before it says which step that was.
    pub(crate) fn step(&mut self, title: &str, work: impl FnOnce() -> Result<Outcome>) -> Result<()> {
        let place = format!("{} {}/{}", self.name, self.rows.len() + 1, self.total);
        if !self.quiet {
            println!("[{place}] {title} …");
        }
        let started = Instant::now();
        let result = work();
        let took = started.elapsed();
        let (remark, is_silent) = match &result {
            Ok(Outcome::Done) => ("done".to_owned(), false),
            Ok(Outcome::Skipped(why)) => ((*why).to_owned(), self.quiet),
            Ok(Outcome::Noted(remark)) => (remark.clone(), false),
            Err(_) => ("FAILED".to_owned(), false),
        };
        if !is_silent {
            println!("[{place}] {title}: {remark} ({}, {} in all)", seconds(took), seconds(self.started.elapsed()));
        }
        self.rows.push((title.to_owned(), took, remark));
        result.map(drop)
    }

    /// Prints the table of times.
    pub(crate) fn table(&self) {
        let width = self.rows.iter().map(|(title, ..)| title.chars().count()).max().unwrap_or(0);
        println!("\n{}: {} steps", self.name, self.rows.len());
        for (title, took, remark) in &self.rows {
            println!("  {title:<width$}  {:>9}  {remark}", seconds(*took));
        }
        println!("  {:<width$}  {:>9}", "in all", seconds(self.started.elapsed()));
    }
}

/// A time for people: `0.4 s`, `12 s`, `3 min 05 s`.
pub(crate) fn seconds(time: Duration) -> String {
    let whole = time.as_secs();
    match whole {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{whole} s"),
        _ => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use miette::miette;

    #[test]
    fn times_read_well_at_every_size() {
        let read = |milliseconds| seconds(Duration::from_millis(milliseconds));
        assert_eq!([read(420), read(12_300), read(185_000)], ["0.4 s", "12 s", "3 min 05 s"]);
    }

    #[test]
    fn a_failed_step_stays_in_the_table_and_its_error_goes_on() {
        let mut progress = Progress::new("test", 2);
        assert!(progress.step("first", || Ok(Outcome::Done)).is_ok());
        assert_eq!(progress.step("second", || Err(miette!("broken"))).unwrap_err().to_string(), "broken");
        assert_eq!(progress.rows.last().map(|row| row.2.as_str()), Some("FAILED"));
    }
}
