//! The witnesses themselves: a check that cannot fail is a defect, so each is shown what it must notice, in every engine.

use serde_json::json;
use tidings_tests::run::{Promise, Test};
use tidings_tests::server::{Answer, Server};
use tidings_tests::{Outcome, ensure, promises};

pub(crate) fn promises() -> Vec<Promise> {
    promises![
        a_request_to_a_foreign_host_is_noticed once because "no publication is looked at",
        a_word_on_the_console_is_noticed_and_survives_a_reload once because "no publication is looked at",
        an_error_and_a_rejection_are_noticed once because "no publication is looked at",
        a_blocked_script_is_noticed once because "no publication is looked at",
        a_quiet_page_is_quiet once because "no publication is looked at",
        a_server_that_went_away_comes_back_on_the_same_origin once because "no publication is looked at",
    ]
}

fn page(head: &str, script: &str) -> Outcome<Server> {
    let server = Server::start(vec![])?;
    let html = format!(
        "<!doctype html><html lang=en><head>{head}<meta charset=utf-8><title>A page</title><link rel=icon href=\"data:,\">
        </head><body><p>Hello</p><script src=\"/page.js\"></script></body></html>"
    );
    server.answer("/", Answer::html(html));
    server.answer("/page.js", Answer::new("text/javascript", script));
    Ok(server)
}

async fn a_request_to_a_foreign_host_is_noticed(test: &Test) -> Outcome {
    let server = page(
        "",
        "fetch('http://foreign.invalid/x').catch(() => {}); new Image().src = 'https://other.invalid/y.png';",
    )?;
    test.browser.goto(&server.url("/")).await?;
    test.browser
        .wait_for("both foreign hosts to be noticed", || async {
            let seen = test.foreign_requests().join("; ");
            let both = seen.contains("GET http://foreign.invalid/x") && seen.contains("CONNECT other.invalid:443");
            Ok(if both { Ok(()) } else { Err(seen) })
        })
        .await?;
    ensure!(test.assert_quiet().await.is_err(), "foreign requests must break a promise");
    test.allow_foreign(".invalid");
    test.allow_remark(".invalid");
    Ok(())
}

async fn a_word_on_the_console_is_noticed_and_survives_a_reload(test: &Test) -> Outcome {
    let server = page("", "console.warn('careful', { depth: 3 })")?;
    test.browser.goto(&server.url("/")).await?;
    server.answer("/page.js", Answer::new("text/javascript", ""));
    test.browser.reload().await?;
    test.listen().await?;
    let heard = test.remarks();
    ensure!(
        heard.iter().any(|remark| remark.kind == "console.warn" && remark.text == "careful {\"depth\":3}"),
        "the warning was not heard: {heard:?}"
    );
    ensure!(test.assert_quiet().await.is_err(), "a word on the console must break a promise");
    test.allow_remark("careful");
    Ok(())
}

async fn an_error_and_a_rejection_are_noticed(test: &Test) -> Outcome {
    let server = page("", "Promise.reject(new Error('unheard')); throw new Error('out of order')")?;
    test.browser.goto(&server.url("/")).await?;
    for kind in ["error", "rejection"] {
        test.browser
            .wait_until(&format!("the witness to note {kind}"), || async {
                Ok(test.browser.remarks().await?.iter().any(|remark| remark.kind == kind))
            })
            .await?;
    }
    ensure!(test.assert_quiet().await.is_err(), "an error must break a promise");
    test.allow_remark("unheard");
    test.allow_remark("out of order");
    Ok(())
}

async fn a_blocked_script_is_noticed(test: &Test) -> Outcome {
    let policy = "<meta http-equiv=content-security-policy content=\"script-src 'self'\">";
    let server = page(
        policy,
        "const s = document.createElement('script'); s.text = 'window.pwned = 1'; document.head.append(s);",
    )?;
    test.browser.goto(&server.url("/")).await?;
    test.browser
        .wait_until("the witness to note the blocked script", || async {
            Ok(test.browser.remarks().await?.iter().any(|remark| remark.kind == "policy"))
        })
        .await?;
    ensure!(
        test.browser.execute("return typeof window.pwned", vec![]).await? == json!("undefined"),
        "the policy lets inline scripts run"
    );
    ensure!(test.assert_quiet().await.is_err(), "a violation must break a promise");
    test.allow_remark("policy");
    test.allow_remark("Content Security Policy");
    Ok(())
}

async fn a_quiet_page_is_quiet(test: &Test) -> Outcome {
    let server = page("", "document.body.dataset.ready = 'yes'")?;
    test.browser.goto(&server.url("/")).await?;
    test.browser.wait_for_script("the page's own script to run", "return document.body.dataset.ready === 'yes'").await
}

async fn a_server_that_went_away_comes_back_on_the_same_origin(test: &Test) -> Outcome {
    let script = "window.ask = () => fetch('/page.js', { cache: 'no-store' }).then(() => 'there', () => 'away')";
    let server = page("", script)?;
    test.browser.goto(&server.url("/")).await?;
    for (there, expected) in [(true, "there"), (false, "away"), (true, "there")] {
        if there {
            server.start_again()?;
        } else {
            server.stop();
        }
        let found = test.browser.execute_async("return await window.ask()", vec![]).await?;
        ensure!(found == json!(expected), "expected the server to be {expected}, found {found}");
    }
    test.allow_remark("page.js");
    Ok(())
}
