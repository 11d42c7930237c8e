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
    let address = SocketAddr::new(arguments.address, arguments.port);
    let options = Options { allow_other_origins: arguments.cors };
    let server = serve_with(&arguments.site, address, options)?;
    println!("{} at {} (Ctrl-C ends it)", arguments.site.display(), server.url());
    if !arguments.address.is_loopback() {
        eprintln!("everybody who can reach this machine can read the site");
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().into_diagnostic()?;
    runtime.block_on(end_wanted());
    server.stop();
    println!("ended");
    Ok(ExitCode::SUCCESS)
}

/// Ctrl-C, or the signal that service managers send.
async fn end_wanted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else {
            let _ = tokio::signal::ctrl_c().await;
            return;
        };
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    }
    #[cfg(not(unix))]
    {
        let _ = tokio::signal::ctrl_c().await;
    }
}
