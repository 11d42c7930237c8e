//! The viewer's pages as a reader meets them. Each selector stands here once; tests speak of headlines, photos and filters.
//!
//! A page object is made by opening an address or by waiting until the page is on show (`shown`), so having one means that its
//! page is there. The markup it relies on is the viewer's: `main[data-page]`, one `h1`, and the class of each component.

mod article;
mod category;
mod embed;
mod error;
mod front;
mod lightbox;
mod masthead;
mod search;

pub use article::ArticlePage;
pub use category::CategoryPage;
pub use embed::HostPage;
pub use error::ProblemPage;
pub use front::FrontPage;
pub use lightbox::{Lightbox, Touch};
pub use masthead::Masthead;
pub use search::SearchPage;

use serde_json::json;

use crate::browser::Browser;
use crate::{Failure, Outcome};

/// Waits for all pictures of the page, those below the screen as well.
pub async fn wait_for_pictures(browser: &Browser) -> Outcome {
    let script = "document.querySelectorAll('main img[loading=lazy]').forEach((picture) => { picture.loading = 'eager'; });
        return [...document.querySelectorAll('main img')].every((picture) => picture.complete && picture.naturalWidth > 0)";
    browser.wait_for_script("all pictures of the page", script).await
}

/// Waits until the viewer shows a page of this kind; what was written into the page before does not count.
pub async fn wait_for_page(browser: &Browser, kind: &str) -> Outcome {
    let script = "const main = document.querySelector('main');
        if (!main) return 'no main';
        return (main.closest('#start[data-page=written]') ? 'written ' : '') + (main.dataset.page || '')";
    browser
        .wait_for(&format!("the {kind} page"), || async {
            let found = browser.read(script).await?;
            Ok(if found == kind { Ok(()) } else { Err(format!("the {found} page")) })
        })
        .await
}

/// Waits until the page's one heading says this.
pub async fn wait_for_heading(browser: &Browser, heading: &str) -> Outcome {
    let script = "const heading = document.querySelector('main h1');
        return heading ? heading.textContent.replace(/\\s+/g, ' ').trim() : ''";
    browser
        .wait_for(&format!("the heading {heading:?}"), || async {
            let found = browser.read(script).await?;
            Ok(if found == heading { Ok(()) } else { Err(format!("{found:?}")) })
        })
        .await
}

/// The centre of the first shown element of a selector, in CSS pixels of the window.
pub async fn centre(browser: &Browser, selector: &str) -> Outcome<(f64, f64)> {
    browser.find(selector).await?;
    let script =
        "const shown = [...document.querySelectorAll(arguments[0])].find((e) => e.getClientRects().length > 0);
        const box = shown.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]";
    let value = browser.execute(script, vec![json!(selector)]).await?;
    let at = |index: usize| value.get(index).and_then(serde_json::Value::as_f64);
    at(0).zip(at(1)).ok_or_else(|| Failure::new(format!("{selector} has no place on the page")))
}
