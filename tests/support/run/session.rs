//! One promise in one engine, from the session's start to its end, and the evidence of a failure.

use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::ClientBuilder;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::Value;

use super::{Promise, Test};
use crate::browser::Browser;
use crate::driver::{Driver, Drivers};
use crate::engine::Engine;
use crate::foreign::Witness;
use crate::{Failure, Outcome, project_root};

/// Opening and closing a session: a cold Firefox on a busy machine takes ten seconds.
const SESSION_LIMIT: Duration = Duration::from_secs(60);

/// Runs one promise in one engine, from the driver's start to the session's end.
pub(super) async fn keep(drivers: &Drivers, engine: Engine, promise: Promise, name: &str) -> Outcome {
    let driver = drivers.borrow(engine).await?;
    let profile = tempfile::tempdir()?;
    let test = match open_session(&driver, profile.path()).await {
        Ok(test) => test,
        Err(failure) => {
            drivers.end(driver);
            return Err(failure.while_doing("opening a session"));
        }
    };
    let outcome = match tokio::time::timeout(promise.limit, (promise.body)(&test)).await {
        Ok(Ok(())) => test.assert_quiet().await,
        Ok(Err(failure)) => Err(failure),
        Err(_) => Err(Failure::new(format!(
            "not done after {:?}; it was waiting for {}",
            promise.limit,
            test.browser.awaited()
        ))),
    };
    let outcome = match outcome {
        Ok(()) => Ok(()),
        Err(failure) => Err(failure.followed_by(&evidence(&test, name).await)),
    };
    let closing = test.browser.client().clone().close();
    match tokio::time::timeout(SESSION_LIMIT, closing).await {
        Ok(Ok(())) if engine.driver_can_be_used_again() => drivers.give_back(driver),
        _ => drivers.end(driver),
    }
    outcome
}

async fn open_session(driver: &Driver, profile: &Path) -> Outcome<Test> {
    let foreign = Witness::start().await?;
    let capabilities = driver.engine().capabilities(foreign.port(), profile)?;
    let Value::Object(capabilities) = capabilities else {
        return Err(Failure::new("capabilities are not an object"));
    };
    let mut builder = ClientBuilder::new(HttpConnector::new());
    builder.capabilities(capabilities);
    let address = driver.address();
    let client = tokio::time::timeout(SESSION_LIMIT, builder.connect(&address))
        .await
        .map_err(|_| Failure::new(format!("no session within {SESSION_LIMIT:?}")))??;
    Ok(Test::new(Browser::new(driver.engine(), client), foreign))
}

/// Keeps what helps to understand a failure, and says where; never fails itself.
async fn evidence(test: &Test, name: &str) -> String {
    let folder = project_root().join("target/e2e");
    let stem = name.replace("::", "-");
    let mut notes = Vec::new();
    let _ = std::fs::create_dir_all(&folder);
    let patience = Duration::from_secs(10);
    let keep = |kind: &str, bytes: &[u8]| -> Option<PathBuf> {
        let file = folder.join(format!("{stem}.{kind}"));
        std::fs::write(&file, bytes).ok().map(|()| file)
    };
    if let Ok(Ok(address)) = tokio::time::timeout(patience, test.browser.address()).await {
        notes.push(format!("the page was {address}"));
    }
    if let Ok(Ok(picture)) = tokio::time::timeout(patience, test.browser.screenshot()).await
        && let Some(file) = keep("png", &picture)
    {
        notes.push(format!("screenshot: {}", file.display()));
    }
    if let Ok(Ok(source)) = tokio::time::timeout(patience, test.browser.source()).await
        && let Some(file) = keep("html", source.as_bytes())
    {
        notes.push(format!("page source: {}", file.display()));
    }
    let _ = tokio::time::timeout(patience, test.listen()).await;
    notes.extend(test.unexpected_remarks().into_iter().map(|remark| format!("the page said: {remark}")));
    notes.extend(test.foreign_requests().into_iter().map(|request| format!("foreign request: {request}")));
    notes.join("\n    ")
}
