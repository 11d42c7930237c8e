//! `tidings serve`: a site in the browser until Ctrl-C; a source, too, packed again whenever it changes ([`live`]).

mod live;

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::mpsc::Sender;

use miette::IntoDiagnostic;

use crate::cli;
use crate::preview;
use crate::serve::{Options, Server, serve_with};

/// Serves until the person has seen enough.
///
/// # Errors
/// When there is nothing to show or the port cannot be had.
pub fn run(arguments: &cli::Serve) -> miette::Result<ExitCode> {
    if preview::is_source(&arguments.path) {
        return live::run(arguments);
    }
    // First of all: whoever reads the address below may end us at once.
    let (end, ended) = std::sync::mpsc::channel();
    on_end(end, || ())?;
    let (address, options) = place(arguments);
    let server = serve_with(&arguments.path, address, options)?;
    announce(arguments, &server, "Ctrl-C ends it");
    if is_told_how_to_pack(arguments) {
        eprintln!(
            "it is a site already and is not packed: --viewer, --settings, --cache and --no-renditions do nothing"
        );
    }
    // Ctrl-C, or the signal that service managers send.
    let _ = ended.recv();
    server.stop();
    println!("ended");
    Ok(ExitCode::SUCCESS)
}

fn is_told_how_to_pack(arguments: &cli::Serve) -> bool {
    let cli::Serve { viewer, settings, cache, no_renditions, .. } = arguments;
    viewer.is_some() || settings.is_some() || cache.is_some() || *no_renditions
}

/// Sends a word at Ctrl-C.
fn on_end<T: Send + 'static>(end: Sender<T>, word: impl Fn() -> T + Send + 'static) -> miette::Result<()> {
    ctrlc::set_handler(move || {
        // Nobody listens any more once we end.
        let _ = end.send(word());
    })
    .into_diagnostic()
}

fn place(arguments: &cli::Serve) -> (SocketAddr, Options) {
    (SocketAddr::new(arguments.address, arguments.port), Options { allow_other_origins: arguments.cors })
}

fn announce(arguments: &cli::Serve, server: &Server, how: &str) {
    println!("{} at {} ({how})", arguments.path.display(), server.url());
    if !arguments.address.is_loopback() {
        eprintln!("everybody who can reach this machine can read the site");
    }
}
