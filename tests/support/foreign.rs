//! The witness of foreign requests: a proxy on loopback that every browser session is made to use.
//!
//! 1. The session's `proxy` capability names this listener for http and https, with loopback exempt ([`crate::engine`]).
//! 2. Whatever the page, its workers or the browser itself ask of another host arrives here, host name unresolved.
//! 3. The request line is written down and answered with 502; nothing leaves the machine.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::{Outcome, lock};

/// A request line longer than this is cut; 8 KB is what servers commonly accept.
const LONGEST_HEAD: usize = 8 * 1024;

pub struct Witness {
    port: u16,
    seen: Arc<Mutex<Vec<String>>>,
    task: JoinHandle<()>,
}

impl Witness {
    /// Starts to listen on a free port of the loopback interface.
    pub async fn start() -> Outcome<Witness> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = listener.local_addr()?.port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let record = Arc::clone(&seen);
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(take_down(stream, Arc::clone(&record)));
            }
        });
        Ok(Witness { port, seen, task })
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// Forgets what was seen.
    pub fn forget(&self) {
        lock(&self.seen).clear();
    }

    /// The request lines seen so far, such as `GET http://foreign.invalid/x` or `CONNECT foreign.invalid:443`.
    pub fn requests(&self) -> Vec<String> {
        lock(&self.seen).clone()
    }
}

impl Drop for Witness {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn take_down(mut stream: TcpStream, record: Arc<Mutex<Vec<String>>>) {
    let mut head = Vec::new();
    let mut piece = [0_u8; 1024];
    while head.len() < LONGEST_HEAD && !head.windows(4).any(|window| window == b"\r\n\r\n") {
        match stream.read(&mut piece).await {
            Ok(0) | Err(_) => break,
            Ok(length) => head.extend(piece.iter().take(length)),
        }
    }
    let head = String::from_utf8_lossy(&head);
    let line = head.lines().next().unwrap_or_default().trim_end_matches(" HTTP/1.1");
    // A browser opens spare connections and drops them unused; only a request is one.
    if !line.is_empty() {
        lock(&record).push(line.to_owned());
        let _ = stream.write_all(b"HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").await;
    }
}
