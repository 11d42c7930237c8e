//! A stranger's page with the viewer in it.

use fantoccini::elements::Element;
use serde_json::Value;

use crate::browser::Browser;
use crate::server::{Answer, Server};
use crate::site::Site;
use crate::{Failure, Outcome, project_root};

/// A page of another site that embeds an article.
pub struct HostPage<'a> {
    browser: &'a Browser,
    server: Server,
}

impl<'a> HostPage<'a> {
    /// Serves a page of `tests/embed-host/` from another site than the viewer's and opens it; `{viewer}` in it is the viewer's
    /// origin. What follows a `?` in the page's name is the query of its address.
    pub async fn open(browser: &'a Browser, site: &Site, page: &str) -> Outcome<HostPage<'a>> {
        let folder = project_root().join("tests/embed-host");
        let server = Server::start_as("localhost", vec![("/".to_owned(), folder.clone())])?;
        let (page, query) = page.split_at(page.find('?').unwrap_or(page.len()));
        let html = std::fs::read_to_string(folder.join(page))?.replace("{viewer}", &site.server.origin());
        server.answer("/", Answer::html(html));
        browser.goto(&server.url(&format!("/{query}"))).await?;
        Ok(HostPage { browser, server })
    }

    pub fn server(&self) -> &Server {
        &self.server
    }

    /// Waits for the frame of the viewer that a selector finds.
    async fn frame_of(&self, selector: &str) -> Outcome<Element> {
        let script = "return document.querySelector(arguments[0])?.shadowRoot?.querySelector('iframe') ?? null";
        self.browser
            .wait_for(&format!("the frame of {selector} in the host page"), || async {
                match self.browser.execute(script, vec![selector.into()]).await? {
                    Value::Null => Ok(Err("the element has no frame".to_owned())),
                    found => Ok(self.browser.element(&found).map_err(|failure| failure.to_string())),
                }
            })
            .await
    }

    /// The frame's height on the host page, in CSS pixels.
    pub async fn height(&self) -> Outcome<f64> {
        let script = "return document.querySelector('tidings-viewer').shadowRoot.querySelector('iframe').getBoundingClientRect().height";
        let height = self.browser.execute(script, vec![]).await?;
        height.as_f64().ok_or_else(|| Failure::new("the frame has no height"))
    }

    /// Moves into the frame of the viewer with this id.
    pub async fn enter_viewer(&self, id: &str) -> Outcome {
        Ok(self.frame_of(&format!("#{id}")).await?.enter_frame().await?)
    }

    /// Waits until the page has heard an event of a viewer (tests/embed-host/record.js), and answers its details.
    pub async fn hear(&self, id: &str, name: &str) -> Outcome<Value> {
        let script =
            "return window.heard.findLast((event) => event.id === arguments[0] && event.name === arguments[1]) ?? null";
        self.browser
            .wait_for(&format!("{id} to say {name}"), || async {
                match self.browser.execute(script, vec![id.into(), name.into()]).await? {
                    Value::Null => Ok(Err(self.browser.read("return JSON.stringify(window.heard)").await?)),
                    heard => Ok(Ok(heard)),
                }
            })
            .await
    }

    /// Moves into the frame of the first viewer; [`Browser::leave_frame`] comes back.
    pub async fn enter(&self) -> Outcome {
        Ok(self.frame_of("tidings-viewer").await?.enter_frame().await?)
    }

    /// Names of the global variables that the page on show has.
    pub async fn globals(&self) -> Outcome<Vec<String>> {
        let value = self.browser.execute("return Object.getOwnPropertyNames(window)", vec![]).await?;
        Ok(crate::browser::strings(&value))
    }
}
