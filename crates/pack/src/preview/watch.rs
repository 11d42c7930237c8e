//! What happens to the files of a source, as far as it may matter to its site.
//!
//! 1. [`Scope`] says which files count: those below the source, and settings that lie elsewhere. Hidden files, what editors put
//!    beside a file while they save it, and sites and caches within the source do not.
//! 2. [`start`] asks the system to tell of changes; where it cannot (a network's disk, too many folders) the source is looked
//!    through every [`POLL`].
//! 3. [`settle`] waits until nothing has happened for [`QUIET`]: an editor's save is several events, a branch that is checked out
//!    thousands.
//!
//! Better too often than not at all: a pack that finds nothing new takes little time and writes nothing.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use miette::Diagnostic;
use notify::event::{AccessKind, AccessMode};
use notify::{Config, Event, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use thiserror::Error;

use crate::import::{Request, walk};

/// Longer than an editor takes between the parts of a save, shorter than a person notices.
const QUIET: Duration = Duration::from_millis(60);
/// Somebody who never stops writing gets to see something, too.
const LONGEST: Duration = Duration::from_millis(500);
const POLL: Duration = Duration::from_secs(2);
/// Folders that never hold content and change often.
const NEVER: &[&str] = &["node_modules", "_site"];
/// What editors write beside a file: Emacs, Vim, JetBrains, KDE and GNOME, LibreOffice.
const ENDINGS: &[&str] = &["~", ".swp", ".swx", ".swo", "#", ".part", ".kate-swp", "___jb_tmp___", "___jb_old___"];

/// Why changes are not told.
#[derive(Debug, Error, Diagnostic)]
#[error("{} cannot be watched: {error}", path.display())]
#[diagnostic(help("check who may read it; `tidings pack` packs it once"))]
pub struct WatchError {
    path: PathBuf,
    error: notify::Error,
}

/// The files that count.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Canonical.
    root: PathBuf,
    /// Of a source that is a file, only its folder itself is watched: it may be anybody's home.
    is_folder: bool,
    settings: Option<PathBuf>,
    cache: PathBuf,
}

/// Tells of changes until it is dropped.
pub struct Watch {
    _watcher: Box<dyn Watcher + Send>,
    /// Why the source is looked through again and again instead.
    pub polled: Option<String>,
}

impl Scope {
    pub(super) fn new(request: &Request, cache: &Path) -> Scope {
        let canonical = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let source = canonical(&request.source);
        let is_folder = source.is_dir();
        let root = if is_folder { source } else { source.parent().map(Path::to_owned).unwrap_or(source) };
        Scope { root, is_folder, settings: request.settings.as_deref().map(canonical), cache: cache.to_owned() }
    }

    /// Whether a change may matter.
    fn concerns(&self, event: &Event) -> bool {
        let is_read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
        event.need_rescan() || (!is_read && event.paths.iter().any(|path| self.counts(path)))
    }

    fn counts(&self, path: &Path) -> bool {
        if self.settings.as_deref() == Some(path) {
            return true;
        }
        let Ok(below) = path.strip_prefix(&self.root) else { return false };
        let is_content = |name: &str| {
            !name.starts_with('.') && !NEVER.contains(&name) && !ENDINGS.iter().any(|ending| name.ends_with(ending))
        };
        let is_plain = below.iter().all(|part| is_content(&part.to_string_lossy()));
        is_plain && !path.starts_with(&self.cache) && !self.is_in_site(path)
    }

    /// A site within the source: a pack into it is no change.
    fn is_in_site(&self, path: &Path) -> bool {
        path.ancestors().take_while(|above| *above != self.root).any(walk::is_site)
    }
}

/// Calls `changed` after each change that may matter.
///
/// # Errors
/// When the source can neither be watched nor looked through.
pub fn start(scope: &Scope, changed: impl Fn() + Send + Clone + 'static) -> Result<Watch, WatchError> {
    let handler = |scope: Scope, changed: Box<dyn Fn() + Send>| {
        move |event: notify::Result<Event>| {
            // What cannot be told is looked for.
            if event.map_or(true, |event| scope.concerns(&event)) {
                changed();
            }
        }
    };
    let told = RecommendedWatcher::new(handler(scope.clone(), Box::new(changed.clone())), Config::default())
        .and_then(|watcher| watch(watcher, scope));
    let error = match told {
        Ok(watcher) => return Ok(Watch { _watcher: Box::new(watcher), polled: None }),
        Err(error) => error,
    };
    let config = Config::default().with_poll_interval(POLL);
    PollWatcher::new(handler(scope.clone(), Box::new(changed)), config)
        .and_then(|watcher| watch(watcher, scope))
        .map(|watcher| Watch { _watcher: Box::new(watcher), polled: Some(error.to_string()) })
        .map_err(|error| WatchError { path: scope.root.clone(), error })
}

fn watch<W: Watcher>(mut watcher: W, scope: &Scope) -> notify::Result<W> {
    let mode = if scope.is_folder { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
    watcher.watch(&scope.root, mode)?;
    // The folder, not the file: editors put a new file at the place of the old one.
    let folder = scope.settings.as_deref().and_then(Path::parent);
    if let Some(folder) = folder.filter(|folder| !folder.starts_with(&scope.root)) {
        watcher.watch(folder, RecursiveMode::NonRecursive)?;
    }
    Ok(watcher)
}

/// Waits for a change and the end of what belongs to it; `false` when there will be none.
pub fn settle(changes: &Receiver<()>) -> bool {
    if changes.recv().is_err() {
        return false;
    }
    let started = Instant::now();
    while started.elapsed() < LONGEST {
        match changes.recv_timeout(QUIET) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
    // Whatever else has come is seen by the pack that follows.
    while changes.try_recv().is_ok() {}
    true
}

#[cfg(test)]
mod tests {
    use notify::event::{CreateKind, Flag, ModifyKind};
    use tidings_bundle::Timestamp;

    use super::*;

    fn scope(root: &Path, settings: Option<PathBuf>) -> Scope {
        let now = Timestamp::parse("2026-01-15T12:00:00Z").unwrap();
        let request = Request { source: root.to_owned(), settings, output: None, now };
        Scope::new(&request, &root.canonicalize().unwrap().join("cache"))
    }

    #[test]
    fn only_what_may_matter_counts() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        std::fs::create_dir_all(root.join("site/bundle")).unwrap();
        std::fs::write(root.join("site/bundle/files.json"), "{}").unwrap();
        let settings = root.parent().unwrap().join("elsewhere.toml");
        let scope = scope(&root, Some(settings.clone()));
        for (name, expected) in [
            ("one.md", true),
            ("deep/down/boat.png", true),
            ("tidings.toml", true),
            (".git/index.lock", false),
            ("deep/.one.md.swp", false),
            ("one.md~", false),
            ("#one.md#", false),
            ("node_modules/a/readme.md", false),
            ("cache/memory-1/site", false),
            ("site/feed.json", false),
            ("site/a/b/index.html", false),
        ] {
            assert_eq!(scope.counts(&root.join(name)), expected, "{name}");
        }
        assert!(scope.counts(&settings) && !scope.counts(&root.parent().unwrap().join("other.toml")));
    }

    #[test]
    fn reading_is_no_change_and_lost_events_are_one() {
        let folder = tempfile::tempdir().unwrap();
        let scope = scope(folder.path(), None);
        let path = folder.path().canonicalize().unwrap().join("one.md");
        for (kind, expected) in [
            (EventKind::Access(AccessKind::Open(AccessMode::Any)), false),
            (EventKind::Access(AccessKind::Close(AccessMode::Read)), false),
            (EventKind::Access(AccessKind::Close(AccessMode::Write)), true),
            (EventKind::Create(CreateKind::File), true),
            (EventKind::Modify(ModifyKind::Any), true),
        ] {
            assert_eq!(scope.concerns(&Event::new(kind).add_path(path.clone())), expected, "{kind:?}");
        }
        assert!(scope.concerns(&Event::new(EventKind::Other).set_flag(Flag::Rescan)));
    }

    #[test]
    fn a_row_of_changes_is_one() {
        let (sender, receiver) = std::sync::mpsc::channel();
        for _ in 0..100 {
            sender.send(()).unwrap();
        }
        assert!(settle(&receiver));
        assert!(receiver.try_recv().is_err());
        drop(sender);
        assert!(!settle(&receiver));
    }

    #[test]
    fn a_written_file_is_told_by_the_system() {
        let folder = tempfile::tempdir().unwrap();
        let (sender, receiver) = std::sync::mpsc::channel();
        let _watch = start(&scope(folder.path(), None), move || sender.send(()).unwrap_or_default()).unwrap();
        std::fs::write(folder.path().join("one.md"), "x").unwrap();
        receiver.recv_timeout(Duration::from_secs(30)).unwrap();
    }
}
