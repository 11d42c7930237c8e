//! One visit: a fresh browser opens a page, and the page says when it was there.

use std::time::{Duration, Instant};

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde::Deserialize;

use crate::browser::{Driver, Session, Throttle};
use crate::server::Server;

/// TARGETS: 1.6 Mbit/s down, 150 ms round trip, processor slowed four times.
pub(crate) const THROTTLE: Throttle = Throttle { bits_per_second: 1_600_000, round_trip_ms: 150, processor: 4.0 };

/// A page that shows nothing by now never will.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long no request may have come before a page counts as done.
const QUIET: Duration = Duration::from_millis(2_500);

/// What a visit opens.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) path: String,
    /// Words of its text: once they are on the screen it is readable.
    pub(crate) wanted: String,
    /// Whether it is ours, and the viewer takes over.
    pub(crate) has_viewer: bool,
}

/// What one visit measured; times in milliseconds from the start of the navigation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visit {
    /// Until everything is quiet: also what is fetched for later.
    pub(crate) bytes: f64,
    pub(crate) requests: f64,
    /// Of the page itself, answered before it was readable.
    pub(crate) bytes_to_read: f64,
    pub(crate) first_paint: f64,
    pub(crate) largest_paint: f64,
    pub(crate) readable: f64,
    /// When the viewer answered a click: of ours alone.
    pub(crate) in_charge: Option<f64>,
    pub(crate) layout_shift: f64,
}

/// What the probe has noted.
#[derive(Deserialize)]
struct Noted {
    first: Option<f64>,
    largest: Option<f64>,
    shift: f64,
    readable: Option<f64>,
    in_charge: Option<f64>,
    bytes: f64,
}

const READ: &str = r#"
    const seen = window.__startup ?? { shift: 0 };
    const before = (entry) => seen.readable !== null && entry.responseEnd <= seen.readable;
    const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    const bytes = entries.filter(before).reduce((sum, entry) => sum + (entry.transferSize ?? 0), 0);
    return { ...seen, bytes };
"#;

/// Opens a page in a fresh browser and waits until it can be read, its viewer has taken over and everything has been fetched; the
/// browser is still there afterwards.
pub(crate) fn visit<'d>(driver: &'d Driver, server: &Server, page: &Page) -> Result<(Visit, Session<'d>)> {
    let session = driver.session()?;
    session.throttle(THROTTLE)?;
    let wanted = serde_json::to_string(&page.wanted).into_diagnostic()?;
    session.before_each_page(&include_str!("probe.js").replacen("WANTED;", &format!("{wanted};"), 1))?;
    server.take_counts();
    let address = format!("{}{}", server.origin, page.path);
    session.open(&address)?;
    let started = Instant::now();
    let mut is_there = false;
    loop {
        wait_for_quiet(server, started);
        let noted: Noted = serde_json::from_value(session.evaluate(READ)?).into_diagnostic()?;
        let in_charge = noted.in_charge.filter(|_| page.has_viewer);
        if let (Some(first), Some(largest), Some(readable)) = (noted.first, noted.largest, noted.readable)
            && in_charge.is_some() == page.has_viewer
        {
            // What is fetched for later may begin only now: one more quiet while after the page was seen to be there.
            if !std::mem::replace(&mut is_there, true) {
                std::thread::sleep(QUIET);
                continue;
            }
            let counts = server.counts();
            let visit = Visit {
                bytes: counts.bytes as f64,
                requests: f64::from(counts.answers),
                bytes_to_read: noted.bytes,
                first_paint: first,
                largest_paint: largest,
                readable,
                in_charge,
                layout_shift: noted.shift,
            };
            return Ok((visit, session));
        }
        if started.elapsed() > PATIENCE {
            let text = session.evaluate("return document.body ? document.body.innerText.slice(0, 300) : null")?;
            let what =
                if noted.readable.is_none() { format!("{wanted} never appeared") } else { "no viewer came".into() };
            return Err(miette!("{what}; the page shows {text}")).wrap_err(address);
        }
        std::thread::sleep(Duration::from_millis(500));
    }
}

const REQUESTS: &str = r#"
    const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    const line = ({ name, startTime, requestStart, responseStart, responseEnd, transferSize }) =>
        [startTime, requestStart, responseStart, responseEnd].map((time) => String(Math.round(time)).padStart(6)).join("")
            + String(transferSize).padStart(9) + "  " + new URL(name).pathname;
    const lines = entries.sort((one, other) => one.startTime - other.startTime).map(line);
    return [...lines, ...window.__startup.shifts.map((shift) => `shift at ${shift}`)].join("\n");
"#;

/// The requests of a page: when each was wanted, asked for, answered and there (milliseconds), its bytes and its path;
/// then what was shifted on it, from where to where.
pub(crate) fn waterfall(session: &Session<'_>) -> Result<String> {
    let lines = session.evaluate(REQUESTS)?;
    lines.as_str().map(str::to_owned).ok_or_else(|| miette!("no requests: {lines}"))
}

/// Waits without touching the page, whose thread is being measured: until no request has come for a while, and all that was
/// asked for must have arrived through the throttled line.
pub(crate) fn wait_for_quiet(server: &Server, started: Instant) {
    loop {
        std::thread::sleep(Duration::from_millis(200));
        let counts = server.counts();
        let line = Duration::from_secs_f64(counts.bytes as f64 * 8.0 / f64::from(THROTTLE.bits_per_second));
        if counts.quiet() > QUIET && started.elapsed() > line + QUIET || started.elapsed() > PATIENCE {
            return;
        }
    }
}
