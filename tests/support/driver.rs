//! The drivers' processes: started when first needed, lent to one test at a time, ended with the run.
//!
//! 1. [`Drivers::borrow`] hands out an idle driver of the engine or starts one; geckodriver and WebKitWebDriver serve one session
//!    each, so there are as many as tests run at once, not as many as tests.
//! 2. [`Drivers::give_back`] takes it again; a driver whose session would not close is ended instead, browser included.
//! 3. A browser that needs a screen has one for itself: of two windows on one screen only one has the focus, and pages of the other show
//!    no ring and now and then do not follow a click.
//! 4. [`Drivers::stop`] ends all of them. Each is the head of a process group of its own, so no browser outlives it.

use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::display::Display;
use crate::engine::Engine;
use crate::{Failure, Outcome, lock};

/// How long a driver may take until it answers. Seconds pass only when the machine is busy compiling.
const START_LIMIT: Duration = Duration::from_secs(30);

#[derive(Default)]
pub struct Drivers {
    idle: Mutex<Vec<Driver>>,
    /// Process ids of all that were started and not yet ended, lent ones included.
    running: Mutex<Vec<u32>>,
    /// By the process id of the driver.
    displays: Mutex<Vec<(u32, Display)>>,
}

/// One driver process, reachable at [`Driver::address`].
pub struct Driver {
    engine: Engine,
    port: u16,
    process: Child,
}

impl Driver {
    pub fn engine(&self) -> Engine {
        self.engine
    }

    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drivers {
    /// Lends a driver that has no session.
    ///
    /// # Errors
    /// The driver is not installed or does not answer in time.
    pub async fn borrow(&self, engine: Engine) -> Outcome<Driver> {
        {
            let mut idle = lock(&self.idle);
            if let Some(place) = idle.iter().position(|driver| driver.engine == engine) {
                return Ok(idle.swap_remove(place));
            }
        }
        self.start(engine).await
    }

    /// Takes a driver back whose session is closed.
    pub fn give_back(&self, driver: Driver) {
        lock(&self.idle).push(driver);
    }

    /// Ends a driver and everything it started.
    pub fn end(&self, mut driver: Driver) {
        let id = driver.process.id();
        kill_group(id);
        let _ = driver.process.wait();
        lock(&self.running).retain(|other| *other != id);
        lock(&self.displays).retain(|(other, _)| *other != id);
    }

    /// Ends every driver, also those that are lent (the run was interrupted), and the screens.
    pub fn stop(&self) {
        let idle: Vec<Driver> = lock(&self.idle).drain(..).collect();
        for driver in idle {
            self.end(driver);
        }
        for id in lock(&self.running).drain(..) {
            kill_group(id);
        }
        lock(&self.displays).clear();
    }

    async fn start(&self, engine: Engine) -> Outcome<Driver> {
        let port = free_port()?;
        let (program, arguments) = engine.driver_command(port)?;
        let mut command = Command::new(&program);
        command
            .args(arguments)
            .envs(engine.environment().iter().copied())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0);
        let display = if engine == Engine::WebKit { Some(Display::start()?) } else { None };
        command.envs(display.iter().map(|display| ("DISPLAY", display.name())));
        let process =
            command.spawn().map_err(|error| Failure::new(format!("{} does not start: {error}", program.display())))?;
        lock(&self.running).push(process.id());
        lock(&self.displays).extend(display.map(|display| (process.id(), display)));
        let driver = Driver { engine, port, process };
        match answers(port).await {
            true => Ok(driver),
            false => {
                self.end(driver);
                Err(Failure::new(format!("{} did not answer within {START_LIMIT:?}", program.display())))
            }
        }
    }
}

async fn answers(port: u16) -> bool {
    let deadline = Instant::now() + START_LIMIT;
    while Instant::now() < deadline {
        if tokio::net::TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_ok() {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    false
}

/// A port nobody listens on at the moment.
fn free_port() -> Outcome<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

fn kill_group(leader: u32) {
    let _ = Command::new("kill")
        .args(["-KILL", "--", &format!("-{leader}")])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
}
