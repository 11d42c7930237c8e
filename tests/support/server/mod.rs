//! The site under test: a small web server in this process that can also misbehave.
//!
//! 1. A request is looked up among the prepared [`Answer`]s, then in the folders, in order.
//! 2. HTML pages get the witness script ([`crate::probe`]) as the first element of their head, so that every page that is shown
//!    is watched; other scripts (axe) can be added.
//! 3. [`Server::stop`] takes the whole runtime down with every open connection: that is what "the server is gone" means to a
//!    browser. [`Server::start_again`] comes back on the same port, so on the same origin.
//! 4. A server that a promise is done with goes on answering until the browser has left its page ([`end_of_promise`]): a page that
//!    is still fetching would tell of a network that failed.
//!
//! Nothing here compresses or caches; the command's own server is tested where it lives.

mod answer;
mod files;
mod page;

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, Response, StatusCode, header};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

use crate::{Outcome, lock, probe};

pub use answer::{Answer, Gate};

/// What a [`Server`] serves.
#[derive(Default)]
struct Contents {
    /// Address prefix (`/` or `/some/folder/`) and the folder on disk below it.
    folders: Mutex<Vec<(String, PathBuf)>>,
    answers: Mutex<HashMap<String, Answer>>,
    scripts: Mutex<Vec<String>>,
    is_policy_out: AtomicBool,
    requests: Mutex<Vec<String>>,
}

pub struct Server {
    host: &'static str,
    port: u16,
    contents: Arc<Contents>,
    runtime: Mutex<Option<Runtime>>,
}

impl Server {
    /// Serves the folders under `http://127.0.0.1:<port>`; the first folder that has the file wins.
    pub fn start(folders: Vec<(String, PathBuf)>) -> Outcome<Server> {
        Server::start_as("127.0.0.1", folders)
    }

    /// Serves under another name of the loopback interface: `localhost` is a foreign site to pages of `127.0.0.1`.
    pub fn start_as(host: &'static str, folders: Vec<(String, PathBuf)>) -> Outcome<Server> {
        let contents = Arc::new(Contents { folders: Mutex::new(folders), ..Contents::default() });
        let (port, runtime) = listen(0, &contents)?;
        Ok(Server { host, port, contents, runtime: Mutex::new(Some(runtime)) })
    }

    /// Scheme, host and port, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}:{}", self.host, self.port)
    }

    /// The whole address of a path that begins with a slash.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin())
    }

    /// Prepares what is said at a path (without query) from now on.
    pub fn answer(&self, path: &str, answer: Answer) {
        lock(&self.contents.answers).insert(path.to_owned(), answer);
    }

    /// Lets the file at a path be seen again.
    pub fn forget(&self, path: &str) {
        lock(&self.contents.answers).remove(path);
    }

    /// Serves one more folder below an address prefix; its files come before those that are served already.
    pub fn put_in_front(&self, prefix: &str, folder: PathBuf) {
        lock(&self.contents.folders).insert(0, (prefix.to_owned(), folder));
    }

    /// Loads one more script of the same origin into every page, after the witness.
    pub fn add_script(&self, path: &str, source: Vec<u8>) {
        self.answer(path, Answer::new("text/javascript", source));
        lock(&self.contents.scripts).push(path.to_owned());
    }

    /// Takes the Content-Security-Policy out of every page from now on: then only the viewer's own care stands between content and
    /// reader.
    pub fn take_policy_out(&self) {
        self.contents.is_policy_out.store(true, Ordering::Relaxed);
    }

    /// Paths with queries, in the order they were asked for.
    pub fn requests(&self) -> Vec<String> {
        lock(&self.contents.requests).clone()
    }

    /// Goes away, breaking every open connection.
    pub fn stop(&self) {
        if let Some(runtime) = lock(&self.runtime).take() {
            runtime.shutdown_background();
        }
    }

    /// Comes back where it was.
    ///
    /// # Errors
    /// Somebody else took the port in the meantime.
    pub fn start_again(&self) -> Outcome {
        let mut runtime = lock(&self.runtime);
        if runtime.is_none() {
            *runtime = Some(listen(self.port, &self.contents)?.1);
        }
        Ok(())
    }
}

thread_local! {
    /// Servers that were dropped by the promise of this thread. A promise is driven by one thread from its beginning to its end.
    static LEFT: RefCell<Vec<Runtime>> = const { RefCell::new(Vec::new()) };
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = lock(&self.runtime).take() {
            LEFT.with_borrow_mut(|left| left.push(runtime));
        }
    }
}

/// Ends the servers that were dropped since the last call, once no page is shown that could still ask them.
pub(crate) fn end_of_promise() {
    for runtime in LEFT.take() {
        runtime.shutdown_background();
    }
}

/// Ports that servers of this run have had. A port is an origin, whose service worker, caches and settings outlive its server in a browser
/// that goes on to the next test.
static HAD: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());

/// Binds and serves on a runtime of its own, whose end is the end of all its connections. Port 0 asks for one that nobody has had.
fn listen(port: u16, contents: &Arc<Contents>) -> Outcome<(u16, Runtime)> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    // Entered from inside another runtime, so the listener is made blocking-free by hand rather than by `block_on`.
    let socket = {
        let _inside = runtime.enter();
        loop {
            let socket = tokio::net::TcpSocket::new_v4()?;
            socket.set_reuseaddr(true)?;
            socket.bind((Ipv4Addr::LOCALHOST, port).into())?;
            let is_new = lock(&HAD).insert(socket.local_addr()?.port());
            if port != 0 || is_new {
                break socket.listen(256)?;
            }
        }
    };
    let port = socket.local_addr()?.port();
    let router = Router::new().fallback(respond).with_state(Arc::clone(contents));
    runtime.spawn(serve(socket, router));
    Ok((port, runtime))
}

async fn serve(listener: TcpListener, router: Router) {
    // Ends with the runtime; an error of the listener shows as a page that does not load.
    let _ = axum::serve(listener, router).await;
}

async fn respond(State(contents): State<Arc<Contents>>, request: Request<Body>) -> Response<Body> {
    let path = files::percent_decode(request.uri().path());
    if path == probe::PATH {
        // Kept by the browser for good: a page shown while the server is away is watched as well.
        return build(
            200,
            "text/javascript",
            &[("cache-control".into(), "public, max-age=31536000, immutable".into())],
            probe::SCRIPT.as_bytes().to_vec(),
        );
    }
    lock(&contents.requests).push(request.uri().to_string());
    let prepared = lock(&contents.answers).get(&path).cloned();
    let mut answer = match prepared.or_else(|| files::find(&lock(&contents.folders), &path)) {
        Some(answer) => answer,
        None => Answer::new("text/plain", "there is nothing here").status(404),
    };
    tokio::time::sleep(answer.delay).await;
    if let Some(gate) = &mut answer.gate {
        // A gate that was dropped unopened ends the wait too.
        let _ = gate.wait_for(|open| *open).await;
    }
    let body = if answer.mime.starts_with("text/html") {
        let html = String::from_utf8_lossy(&answer.body);
        let is_policy_out = contents.is_policy_out.load(Ordering::Relaxed);
        let html = if is_policy_out { page::without_policy(&html) } else { html.into_owned() };
        page::with_scripts(&html, &lock(&contents.scripts))
    } else {
        answer.body.to_vec()
    };
    build(answer.status, &answer.mime, &answer.headers, body)
}

fn build(status: u16, mime: &str, headers: &[(String, String)], body: Vec<u8>) -> Response<Body> {
    let mut builder = Response::builder()
        .status(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
        .header(header::CONTENT_TYPE, mime);
    if !headers.iter().any(|(name, _)| name == "cache-control") {
        builder = builder.header(header::CACHE_CONTROL, "no-cache");
    }
    for (name, value) in headers {
        builder = builder.header(name, value);
    }
    builder.body(Body::from(body)).unwrap_or_default()
}
