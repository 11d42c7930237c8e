//! How far a pack has come, on a line of the terminal that goes when it is over. Elsewhere nobody sees lines that replace each other,
//! and nothing is written.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::progress::{Progress, Step};

/// A pack that takes less needs no line.
const PATIENCE: Duration = Duration::from_millis(300);
const COUNTED: &str = "{msg:9} {bar:30} {pos} of {len}";
const UNCOUNTED: &str = "{msg:9} {pos}";

/// A line on standard error, as long as it is needed.
pub(super) struct Line {
    bar: Option<ProgressBar>,
}

impl Line {
    /// A line, if standard error is a terminal that can show one.
    pub(super) fn new() -> Line {
        let is_dumb = std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb");
        let is_shown = std::io::stderr().is_terminal() && !is_dumb;
        Line { bar: is_shown.then(|| ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr())) }
    }

    /// What the pack tells.
    pub(super) fn progress(&self) -> Progress {
        let bar = self.bar.clone();
        bar.map(|bar| Progress::new(drawn(bar, Instant::now()))).unwrap_or_default()
    }

    /// Clears it away, for what is said next.
    pub(super) fn end(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

/// Draws what it is told once the pack, which began at `started`, takes long.
fn drawn(bar: ProgressBar, started: Instant) -> impl Fn(Step, usize, Option<usize>) {
    move |step, done, total| {
        if started.elapsed() < PATIENCE || total == Some(0) {
            return;
        }
        let style = ProgressStyle::with_template(if total.is_some() { COUNTED } else { UNCOUNTED });
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_message(word(step));
        bar.set_length(total.unwrap_or(done) as u64);
        bar.set_position(done as u64);
    }
}

fn word(step: Step) -> &'static str {
    match step {
        Step::Reading => "reading",
        Step::Articles => "articles",
        Step::Pictures => "pictures",
        Step::Writing => "writing",
    }
}

#[cfg(test)]
mod tests {
    use indicatif::InMemoryTerm;

    use super::*;

    #[test]
    fn a_long_pack_is_one_line_with_counts() {
        let term = InMemoryTerm::new(4, 80);
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::term_like(Box::new(term.clone())));
        let long_ago = Instant::now().checked_sub(PATIENCE * 2).unwrap();
        let told = drawn(bar.clone(), long_ago);
        told(Step::Articles, 120, Some(240));
        bar.force_draw();
        assert!(term.contents().starts_with("articles "), "{}", term.contents());
        assert!(term.contents().ends_with(" 120 of 240"), "{}", term.contents());
        told(Step::Writing, 31, None);
        bar.force_draw();
        assert_eq!(term.contents(), "writing   31");
        Line { bar: Some(bar) }.end();
        assert_eq!(term.contents(), "");
    }

    #[test]
    fn a_short_pack_needs_none() {
        let term = InMemoryTerm::new(4, 80);
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::term_like(Box::new(term.clone())));
        drawn(bar, Instant::now())(Step::Reading, 1, Some(2));
        assert_eq!(term.contents(), "");
    }
}
