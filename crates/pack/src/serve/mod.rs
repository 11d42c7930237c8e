//! A static host on this machine: shows a packed site to a browser the way a real host would.
//!
//! 1. [`serve`] binds the address and answers on a thread of its own; the [`Server`] it returns says where, and stops it.
//! 2. `files` turns the path of a request into a file of the site, or into none: nothing outside, nothing hidden.
//! 3. `headers` knows types, caching and policies; `compress` packs texts once and keeps the result.
//! 4. `answer` puts them together.
//! 5. [`serve_live`] shows a folder that changes: every page it sends reloads itself when [`Changes`] are told (`live`).
//!
//! It is for looking at a site and for tests, on loopback unless told otherwise: no TLS, no ranges, no listings, no logs.

mod answer;
mod changes;
mod compress;
mod files;
mod headers;
mod live;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use miette::Diagnostic;
use thiserror::Error;
use tokio::sync::oneshot;

pub use changes::Changes;

/// How long answers under way may take once the server is told to stop.
const GRACE: Duration = Duration::from_secs(2);

/// Why nothing is served.
#[derive(Debug, Error, Diagnostic)]
pub enum ServeError {
    #[error("there is no site in {}", root.display())]
    #[diagnostic(help("`tidings pack <source> -o {}` makes one; a folder of Markdown is packed and shown as it is", root.display()))]
    NoSite { root: PathBuf },
    #[error("port {} is taken by another program", address.port())]
    #[diagnostic(help("choose another one with --port, or --port 0 for any that is free"))]
    PortTaken { address: SocketAddr },
    #[error("cannot listen on {address}: {error}")]
    #[diagnostic(help("check --address and --port; ports below 1024 need a privilege"))]
    CannotListen { address: SocketAddr, error: io::Error },
    #[error("cannot start the server: {error}")]
    Runtime { error: io::Error },
}

/// What the server does beyond answering.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Let pages of other origins read the site (`Access-Control-Allow-Origin: *`), as public hosts do.
    pub allow_other_origins: bool,
}

/// A server that runs until it is stopped or dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Where it listens; with the port that was chosen if port 0 was asked for.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// `http://127.0.0.1:4173/`
    pub fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Ends it: no new connections at once, answers under way for two more seconds at most. Returns when it is over.
    pub fn stop(self) {
        drop(self);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // It fails if the server has ended by itself, which is what is wanted.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Serves the site in `root` on `address`.
///
/// # Errors
/// When there is no `index.html` or `feed.json` in `root`, or the address cannot be had.
///
/// # Example
/// ```
/// # let folder = tempfile::tempdir()?;
/// # std::fs::write(folder.path().join("feed.json"), "{}")?;
/// let server = tidings_pack::serve::serve(folder.path(), "127.0.0.1:0".parse()?)?;
/// assert_ne!(server.address().port(), 0);
/// server.stop();
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn serve(root: &Path, address: SocketAddr) -> Result<Server, ServeError> {
    serve_with(root, address, Options::default())
}

/// [`serve`], with options.
///
/// # Errors
/// As [`serve`].
pub fn serve_with(root: &Path, address: SocketAddr, options: Options) -> Result<Server, ServeError> {
    let no_site = || ServeError::NoSite { root: root.to_owned() };
    let root_canonical = root.canonicalize().map_err(|_| no_site())?;
    if !root_canonical.join("index.html").is_file() && !root_canonical.join("feed.json").is_file() {
        return Err(no_site());
    }
    start(root_canonical, address, options, None)
}

/// [`serve_with`], of a folder in which a site is made again and again, and need not be there yet. Pages reload themselves when
/// `changes` are told.
///
/// # Errors
/// When `root` is no folder, or the address cannot be had.
pub fn serve_live(root: &Path, address: SocketAddr, options: Options, changes: &Changes) -> Result<Server, ServeError> {
    let root = root.canonicalize().map_err(|_| ServeError::NoSite { root: root.to_owned() })?;
    start(root, address, options, Some(changes.clone()))
}

fn start(root: PathBuf, address: SocketAddr, options: Options, changes: Option<Changes>) -> Result<Server, ServeError> {
    let listener = TcpListener::bind(address).map_err(|error| match error.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortTaken { address },
        _ => ServeError::CannotListen { address, error },
    })?;
    let runtime_error = |error| ServeError::Runtime { error };
    listener.set_nonblocking(true).map_err(runtime_error)?;
    let bound = listener.local_addr().map_err(runtime_error)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .thread_name("serve")
        .build()
        .map_err(runtime_error)?;
    let (stop, stopped) = oneshot::channel();
    let host = Arc::new(answer::Host::new(root, options, changes));
    let thread = std::thread::Builder::new()
        .name("serve".to_owned())
        .spawn(move || {
            runtime.block_on(run(listener, host, stopped));
            // Whatever is still busy, such as a compression nobody waits for, is left behind.
            runtime.shutdown_timeout(Duration::from_millis(100));
        })
        .map_err(runtime_error)?;
    Ok(Server { address: bound, stop: Some(stop), thread: Some(thread) })
}

async fn run(listener: TcpListener, host: Arc<answer::Host>, stopped: oneshot::Receiver<()>) {
    let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
        return;
    };
    let (ending, ended) = oneshot::channel::<()>();
    let router = axum::Router::new().fallback(answer::answer).with_state(Arc::clone(&host));
    let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
        let _ = stopped.await;
        host.end();
        let _ = ending.send(());
    });
    let grace = async move {
        let _ = ended.await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        _ = serving => {}
        () = grace => {}
    }
}
