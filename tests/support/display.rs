//! A screen for the engine that cannot do without one: WebKitGTK's browser under Xvfb.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use crate::{Failure, Outcome};

/// A virtual screen that goes away with the value.
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    /// Starts Xvfb on the first free display.
    ///
    /// # Errors
    /// Xvfb is not installed, or no display is free.
    pub fn start() -> Outcome<Display> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| Failure::new(format!("Xvfb does not start ({error}): run cargo xtask setup")))?;
        // The server writes the number of its display once it accepts clients, so reading the line is the wait.
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output).read_line(&mut number)?;
        }
        let number = number.trim();
        if number.is_empty() {
            let _ = server.kill();
            let _ = server.wait();
            return Err(Failure::new("Xvfb found no free display"));
        }
        let name = format!(":{number}");
        Ok(Display { server, name })
    }

    /// What belongs into the environment variable `DISPLAY`.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
