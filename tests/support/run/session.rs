//! One promise in one engine, and the evidence of a failure.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::plan::Reach;
use super::sessions::Sessions;
use super::times::{Part, Times, Watch};
use super::{Promise, Test};
use crate::browser::Browser;
use crate::engine::Engine;
use crate::site::Shape;
use crate::{Failure, Outcome, project_root, server};

/// Held by the heavy promises that run: one for each of two cores.
static TURNS: tokio::sync::Semaphore = tokio::sync::Semaphore::const_new(2);

/// Runs one promise in one engine on sites of one shape.
pub(super) async fn keep(
    sessions: &Sessions,
    times: &Times,
    (engine, shape, reach): (Engine, Shape, Reach),
    promise: Promise,
    name: &str,
) -> Outcome {
    let mut watch = Watch::start();
    let _turn = match promise.is_heavy() {
        true => Some(TURNS.acquire().await),
        false => None,
    };
    let session = sessions.borrow(engine).await?;
    watch.was(Part::Opening);
    let test = Test::new(
        Browser::new(engine, session.client()),
        Arc::clone(&session.foreign),
        shape,
        reach == Reach::Thorough,
    );
    let body = async {
        // What was said too late for the test before is about a page that is left and a server that is gone.
        test.browser.browser_log().await?;
        (promise.body)(&test).await
    };
    let kept = tokio::time::timeout(promise.limit, body).await;
    watch.was(Part::Body);
    let outcome = match kept {
        Ok(Ok(())) => test.assert_quiet().await,
        Ok(Err(failure)) => Err(failure),
        Err(_) => Err(Failure::new(format!(
            "not done after {:?}; it was waiting for {}",
            promise.limit,
            test.browser.awaited()
        ))),
    };
    let (outcome, answers) = match outcome {
        Ok(()) => (Ok(()), true),
        Err(failure) => {
            let evidence = evidence(&test, name).await;
            (Err(failure.followed_by(&evidence.notes)), evidence.driver_answers)
        }
    };
    if shape == Shape::Disk && answers {
        // Files have one origin, or none: what a page keeps there the next one would find.
        let forget = "localStorage.clear(); sessionStorage.clear();";
        let _ = tokio::time::timeout(Duration::from_secs(10), test.browser.execute(forget, vec![])).await;
    }
    if outcome.is_ok() && !test.browser.is_altered() && !promise.is_heavy() {
        sessions.give_back(session, &test.browser).await;
    } else if answers {
        sessions.end(session).await;
    } else {
        sessions.abandon(session);
    }
    server::end_of_promise();
    watch.was(Part::Closing);
    times.note(name, engine, watch);
    outcome
}

/// What there is to say about a failure.
struct Evidence {
    notes: String,
    /// Whether the driver answered to the last question, so that it is worth asking it to close its browser.
    driver_answers: bool,
}

/// Keeps what helps to understand a failure, and says where; never fails itself.
async fn evidence(test: &Test, name: &str) -> Evidence {
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
    if let Ok(Ok(source)) = tokio::time::timeout(patience, test.browser.source()).await
        && let Some(file) = keep("html", source.as_bytes())
    {
        notes.push(format!("page source: {}", file.display()));
    }
    let _ = tokio::time::timeout(patience, test.listen()).await;
    // The last question: WebKit's driver may never answer to it, nor to any after it.
    let picture = tokio::time::timeout(patience, test.browser.screenshot()).await;
    let driver_answers = picture.is_ok();
    if let Ok(Ok(picture)) = picture
        && let Some(file) = keep("png", &picture)
    {
        notes.push(format!("screenshot: {}", file.display()));
    }
    notes.extend(test.unexpected_remarks().into_iter().map(|remark| format!("the page said: {remark}")));
    notes.extend(test.foreign_requests().into_iter().map(|request| format!("foreign request: {request}")));
    Evidence { notes: notes.join("\n    "), driver_answers }
}
