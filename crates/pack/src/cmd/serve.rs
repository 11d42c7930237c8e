//! `tidings serve`: a site in the browser until Ctrl-C.

use std::net::SocketAddr;
use std::process::ExitCode;

use miette::IntoDiagnostic;

use crate::cli;
use crate::serve::{Options, serve_with};

/// Serves until the person has seen enough.
///
/// # Errors
/// When there is no site or the port cannot be had.
pub fn run(arguments: &cli::Serve) -> miette::Result<ExitCode> {
    // First of all: whoever reads the address below may end us at once.
    let (end, ended) = std::sync::mpsc::channel();
    ctrlc::set_handler(move || {
        // Nobody listens any more once we end.
        let _ = end.send(());
    })
    .into_diagnostic()?;
    let address = SocketAddr::new(arguments.address, arguments.port);
    let options = Options { allow_other_origins: arguments.cors };
    let server = serve_with(&arguments.site, address, options)?;
    println!("{} at {} (Ctrl-C ends it)", arguments.site.display(), server.url());
    if !arguments.address.is_loopback() {
        eprintln!("everybody who can reach this machine can read the site");
    }
    // Ctrl-C, or the signal that service managers send.
    let _ = ended.recv();
    server.stop();
    println!("ended");
    Ok(ExitCode::SUCCESS)
}
