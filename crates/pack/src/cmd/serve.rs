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
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().into_diagnostic()?;
    // Whoever reads the address may end it at once: the signals are waited for before it is printed.
    let end_wanted = {
        let _inside = runtime.enter();
        end_wanted()
    };
    println!("{} at {} (Ctrl-C ends it)", arguments.site.display(), server.url());
    if !arguments.address.is_loopback() {
        eprintln!("everybody who can reach this machine can read the site");
    }
    runtime.block_on(end_wanted);
    server.stop();
    println!("ended");
    Ok(ExitCode::SUCCESS)
}

/// Ctrl-C, or the signal that service managers send. Both are caught from the call on, not only once the answer is awaited.
#[cfg(unix)]
fn end_wanted() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = signal(SignalKind::interrupt());
    let terminate = signal(SignalKind::terminate());
    async move {
        match (interrupt, terminate) {
            (Ok(mut interrupt), Ok(mut terminate)) => {
                tokio::select! {
                    _ = interrupt.recv() => {}
                    _ = terminate.recv() => {}
                }
            }
            _ => {
                let _ = tokio::signal::ctrl_c().await;
            }
        }
    }
}

#[cfg(not(unix))]
fn end_wanted() -> impl Future<Output = ()> {
    async {
        let _ = tokio::signal::ctrl_c().await;
    }
}
