//! Starts other programs, with a limit on their time and an error that says what to do.
//!
//! 1. A [`Job`] runs in a process group of its own, so that a time-out or Ctrl-C ends the browsers a driver has started too.
//! 2. [`Job::run`] shows what it prints; [`Job::run_tests`] also counts the tests; [`Job::read`] keeps the text.
//! 3. A failure names the command, how it ended and the remedy that the caller gave.

use miette::{IntoDiagnostic, MietteDiagnostic, Report, Result, WrapErr};
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;
use std::time::Duration;
use wait_timeout::ChildExt;

/// The job that runs now, for Ctrl-C; one at a time.
static RUNNING: Mutex<Option<u32>> = Mutex::new(None);

/// How long a pipe may stay open after its program has ended (a child that was left behind may hold it).
const PIPE_GRACE: Duration = Duration::from_secs(5);

/// Ctrl-C and a polite kill end the running job's whole group, then us.
pub(crate) fn stop_children_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| {
        if let Some(group) = *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) {
            signal_group(group, "TERM");
        }
        // 128 + SIGINT, as shells count it.
        std::process::exit(130);
    })
    .into_diagnostic()
    .wrap_err("cannot listen for Ctrl-C")
}

/// Tests as their runners counted them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Counts {
    pub(crate) fn add(&mut self, other: Counts) {
        self.passed += other.passed;
        self.failed += other.failed;
    }

    /// Adds what a line like `test result: ok. 12 passed; 0 failed; 1 ignored` tells.
    fn add_summary_line(&mut self, line: &str) {
        let Some((_, summary)) = line.split_once("test result: ") else {
            return;
        };
        let count = |word: &str| {
            let before = summary.split_once(word).map_or("", |(before, _)| before).trim_end();
            before.rsplit(|letter: char| !letter.is_ascii_digit()).next().and_then(|digits| digits.parse().ok())
        };
        self.passed += count(" passed").unwrap_or(0u32);
        self.failed += count(" failed").unwrap_or(0u32);
    }
}

/// A program about to be started.
pub(crate) struct Job {
    command: Command,
    limit: Option<Duration>,
    remedy: String,
}

impl Job {
    pub(crate) fn new(program: &str) -> Job {
        Job { command: Command::new(program), limit: None, remedy: String::new() }
    }

    pub(crate) fn folder(mut self, folder: &Path) -> Job {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn arg(mut self, argument: impl AsRef<OsStr>) -> Job {
        self.command.arg(argument);
        self
    }

    pub(crate) fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Job {
        self.command.args(arguments);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Job {
        self.command.env(name, value);
        self
    }

    /// The most minutes it may take; without one it may run for ever.
    pub(crate) fn minutes(mut self, minutes: u64) -> Job {
        self.limit = Some(Duration::from_secs(minutes * 60));
        self
    }

    /// What a person does when it fails.
    pub(crate) fn remedy(mut self, remedy: impl Into<String>) -> Job {
        self.remedy = remedy.into();
        self
    }

    /// Runs it to its end, showing what it prints.
    pub(crate) fn run(mut self) -> Result<()> {
        let mut child = self.start()?;
        let ended = self.wait(&mut child);
        self.judge(ended?)
    }

    /// Runs a test program, showing what it prints; answers the counts of all its summaries beside how it ended, and leaves
    /// no browser behind.
    pub(crate) fn run_tests(mut self) -> (Counts, Result<()>) {
        self.command.stdout(Stdio::piped());
        let mut child = match self.start() {
            Ok(child) => child,
            Err(report) => return (Counts::default(), Err(report)),
        };
        let (sender, receiver) = mpsc::channel();
        if let Some(pipe) = child.stdout.take() {
            thread::spawn(move || {
                let mut counts = Counts::default();
                for line in BufReader::new(pipe).split(b'\n').map_while(|line| line.ok()) {
                    let line = String::from_utf8_lossy(&line);
                    println!("{line}");
                    counts.add_summary_line(&line);
                }
                sender.send(counts)
            });
        }
        let ended = self.wait(&mut child);
        signal_group(child.id(), "KILL");
        let counts = receiver.recv_timeout(PIPE_GRACE).unwrap_or_default();
        (counts, ended.and_then(|status| self.judge(status)))
    }

    /// Runs it and answers what it printed on its standard output.
    pub(crate) fn read(mut self) -> Result<String> {
        self.command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = self.start()?;
        let (sender, receiver) = mpsc::channel();
        if let Some(mut pipe) = child.stdout.take() {
            thread::spawn(move || {
                let mut bytes = Vec::new();
                // What was read before an error is still worth showing.
                let _ = pipe.read_to_end(&mut bytes);
                sender.send(bytes)
            });
        }
        let ended = self.wait(&mut child);
        self.judge(ended?)?;
        let bytes = receiver.recv_timeout(PIPE_GRACE).unwrap_or_default();
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn start(&mut self) -> Result<Child> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut self.command, 0);
        let child = self.command.stdin(Stdio::null()).spawn().map_err(|error| {
            let why = if error.kind() == std::io::ErrorKind::NotFound { "is not installed" } else { "does not start" };
            self.failure(format!("{} {why}: {error}", self.command.get_program().display()))
        })?;
        *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = Some(child.id());
        Ok(child)
    }

    fn wait(&self, child: &mut Child) -> Result<ExitStatus> {
        let ended = match self.limit {
            None => child.wait().into_diagnostic(),
            Some(limit) => match child.wait_timeout(limit).into_diagnostic() {
                Ok(Some(status)) => Ok(status),
                Ok(None) => {
                    signal_group(child.id(), "KILL");
                    // Only where there are no groups; and the zombie is reaped in either case.
                    let _ = child.kill().and_then(|()| child.wait());
                    Err(self.failure(format!(
                        "`{}` was stopped after its limit of {} minutes",
                        self.line(),
                        limit.as_secs() / 60
                    )))
                }
                Err(report) => Err(report),
            },
        };
        *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = None;
        ended
    }

    fn judge(&self, status: ExitStatus) -> Result<()> {
        if status.success() {
            return Ok(());
        }
        let how = match status.code() {
            Some(code) => format!("ended with code {code}"),
            None => "was killed (out of memory, or from outside)".to_owned(),
        };
        Err(self.failure(format!("`{}` {how}", self.line())))
    }

    fn failure(&self, what: String) -> Report {
        let diagnostic = MietteDiagnostic::new(what);
        if self.remedy.is_empty() { diagnostic.into() } else { diagnostic.with_help(&self.remedy).into() }
    }

    /// The command as one would type it.
    fn line(&self) -> String {
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args());
        words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
    }
}

/// Sends a signal to every process of the group; one that is gone already is no error.
fn signal_group(group: u32, signal: &str) {
    if cfg!(unix) {
        let group = format!("-{group}");
        let _ = Command::new("kill").args(["-s", signal, "--", &group]).stderr(Stdio::null()).status();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn summaries_of_several_test_programs_add_up() {
        let mut counts = Counts::default();
        counts.add_summary_line("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out");
        counts.add_summary_line("test result: FAILED. 3 passed; 2 failed; 0 ignored");
        counts.add_summary_line("7 passed on the way to something else");
        assert_eq!(counts, Counts { passed: 15, failed: 2 });
    }

    #[cfg(unix)]
    #[test]
    fn a_job_over_its_limit_is_ended_with_all_it_has_started() {
        let started = Instant::now();
        let mut job = Job::new("sh").args(["-c", "sleep 600 & sleep 600"]).remedy("wait");
        job.limit = Some(Duration::from_millis(100));
        let (_, ended) = job.run_tests();
        assert!(ended.unwrap_err().to_string().contains("was stopped after its limit"));
        assert!(started.elapsed() < PIPE_GRACE, "the sleeping grandchild kept the pipe open");
    }

    #[test]
    fn a_program_that_is_missing_is_named() {
        let report = Job::new("no-such-program-here").run().unwrap_err();
        assert!(report.to_string().contains("no-such-program-here is not installed"), "{report}");
    }
}
