//! A Chromium through chromedriver: one fresh profile for each page that is opened, so nothing is ever cached.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde_json::{Value, json};

/// What a page is slowed down to.
#[derive(Clone, Copy)]
pub(crate) struct Throttle {
    /// Bits a second, down. Up is not limited: requests are small.
    pub(crate) bits_per_second: u32,
    /// Milliseconds from a request to the first byte of its answer.
    pub(crate) round_trip_ms: u32,
    /// How many times slower the page's own thread runs.
    pub(crate) processor: f64,
}

/// A screen that is not the window's.
#[derive(Clone, Copy)]
pub(crate) struct Screen {
    width: u32,
    height: u32,
    /// Pixels of the device in one of the page's.
    density: f64,
}

/// A phone of the middle class.
pub(crate) const PHONE: Screen = Screen { width: 412, height: 823, density: 1.75 };

/// Chromium's switches: no window, no sandbox (containers run as root), and no traffic of its own.
const SWITCHES: [&str; 9] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,900",
];

/// A running chromedriver; ends with this value.
pub(crate) struct Driver {
    process: Child,
    address: String,
    agent: ureq::Agent,
    /// What every browser shows its pages on; otherwise its window.
    pub(crate) screen: Option<Screen>,
}

impl Driver {
    /// Starts the `chromedriver` of this machine on a port of its own choosing.
    pub(crate) fn start() -> Result<Driver> {
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .into_diagnostic()
            .wrap_err("chromedriver does not start: `cargo xtask setup` installs it, or says how")?;
        let output = process.stdout.take().ok_or_else(|| miette!("chromedriver has no output"))?;
        let port = BufReader::new(output).lines().map_while(|line| line.ok()).find_map(|line| port_in(&line));
        let port = port.ok_or_else(|| miette!("chromedriver ended without naming its port"))?;
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Ok(Driver { process, address: format!("http://127.0.0.1:{port}"), agent: config.into(), screen: None })
    }

    /// Opens a browser with an empty profile.
    pub(crate) fn session(&self) -> Result<Session<'_>> {
        let capabilities = json!({ "capabilities": { "alwaysMatch": {
            // The page's own observers say when it is there; waiting for `load` would hide it.
            "pageLoadStrategy": "none",
            "goog:chromeOptions": { "args": SWITCHES },
        } } });
        let answer = self.ask("POST", "/session", Some(&capabilities))?;
        let id = answer.get("sessionId").and_then(Value::as_str);
        let id = id.ok_or_else(|| miette!("chromedriver opened a session without an id: {answer}"))?;
        let session = Session { driver: self, path: format!("/session/{id}") };
        if let Some(Screen { width, height, density }) = self.screen {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": density, "mobile": true });
            session.devtools("Emulation.setDeviceMetricsOverride", &metrics)?;
        }
        Ok(session)
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        let address = format!("{}{path}", self.address);
        let sent = match body {
            Some(body) => self.agent.post(&address).send_json(body),
            None if method == "DELETE" => self.agent.delete(&address).call(),
            None => self.agent.get(&address).call(),
        };
        let mut answer = sent.into_diagnostic().wrap_err_with(|| format!("chromedriver does not answer {path}"))?;
        let status = answer.status();
        let answer: Value = answer.body_mut().read_json().into_diagnostic()?;
        let value = answer.get("value").cloned().unwrap_or(Value::Null);
        if status.is_success() {
            return Ok(value);
        }
        let message = value.get("message").and_then(Value::as_str).unwrap_or("no message");
        Err(miette!("chromedriver refuses {path}: {}", message.lines().next().unwrap_or_default()))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// One browser; closes with this value.
pub(crate) struct Session<'d> {
    driver: &'d Driver,
    path: String,
}

impl Session<'_> {
    /// Slows the page down, from the next address on.
    pub(crate) fn throttle(&self, throttle: Throttle) -> Result<()> {
        self.devtools("Network.enable", &json!({}))?;
        let conditions = json!({
            "offline": false,
            "latency": throttle.round_trip_ms,
            "downloadThroughput": throttle.bits_per_second / 8,
            "uploadThroughput": -1,
        });
        self.devtools("Network.emulateNetworkConditions", &conditions)?;
        self.devtools("Emulation.setCPUThrottlingRate", &json!({ "rate": throttle.processor }))?;
        Ok(())
    }

    /// Runs a script in every page before the page's own.
    pub(crate) fn before_each_page(&self, script: &str) -> Result<()> {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({ "source": script })).map(drop)
    }

    /// Goes to an address; does not wait for it.
    pub(crate) fn open(&self, address: &str) -> Result<()> {
        self.driver.ask("POST", &format!("{}/url", self.path), Some(&json!({ "url": address }))).map(drop)
    }

    /// Runs a script now and returns what it returns.
    pub(crate) fn evaluate(&self, script: &str) -> Result<Value> {
        let body = json!({ "script": script, "args": [] });
        self.driver.ask("POST", &format!("{}/execute/sync", self.path), Some(&body))
    }

    /// Bytes that the page's JavaScript holds once its garbage is collected, without the memory of wasm modules.
    pub(crate) fn collected_heap(&self) -> Result<f64> {
        self.devtools("HeapProfiler.collectGarbage", &json!({}))?;
        self.devtools("Performance.enable", &json!({}))?;
        let answer = self.devtools("Performance.getMetrics", &json!({}))?;
        let metrics = answer.get("metrics").and_then(Value::as_array).into_iter().flatten();
        let mut named = metrics.filter(|metric| metric.get("name").and_then(Value::as_str) == Some("JSHeapUsedSize"));
        let used = named.next().and_then(|metric| metric.get("value")?.as_f64());
        used.ok_or_else(|| miette!("the browser does not tell the size of its heap: {answer}"))
    }

    /// How many workers the page has started, besides the service worker.
    pub(crate) fn workers(&self) -> Result<usize> {
        let answer = self.devtools("Target.getTargets", &json!({}))?;
        let targets = answer.get("targetInfos").and_then(Value::as_array);
        let targets = targets.ok_or_else(|| miette!("the browser does not tell its targets: {answer}"))?;
        Ok(targets.iter().filter(|target| target.get("type").and_then(Value::as_str) == Some("worker")).count())
    }

    fn devtools(&self, command: &str, parameters: &Value) -> Result<Value> {
        let body = json!({ "cmd": command, "params": parameters });
        self.driver.ask("POST", &format!("{}/goog/cdp/execute", self.path), Some(&body))
    }
}

impl Drop for Session<'_> {
    fn drop(&mut self) {
        let _ = self.driver.ask("DELETE", &self.path, None);
    }
}

/// The port in `ChromeDriver was started successfully on port 4321.`
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("successfully on port ")?;
    rest.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_port_is_read_from_the_drivers_greeting() {
        assert_eq!(port_in("ChromeDriver was started successfully on port 4321."), Some(4321));
        assert_eq!(port_in("Starting ChromeDriver 156 on port 0"), None);
    }
}
