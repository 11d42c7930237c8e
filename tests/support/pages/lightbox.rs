//! One photo over its article.

use serde_json::json;

use crate::browser::Browser;
use crate::{Failure, Outcome};

pub struct Lightbox<'a> {
    browser: &'a Browser,
}

/// The dialog while it is open.
const OPEN: &str = "dialog.lightbox[open]";

/// What is on show; its neighbours wait beside it.
const SLIDE: &str = "dialog.lightbox[open] [data-place=current]";

/// Sends a pointer's events to what is under it, as touch screens do: `[[kind, id, x, y, after_ms], …]`. Drivers differ in what fingers they
/// have; pages are told by the same events in every engine.
const TOUCH: &str = "for (const [kind, id, x, y, after] of arguments[0]) {
    if (after) await new Promise((done) => setTimeout(done, after));
    const target = document.elementFromPoint(x, y) ?? document.querySelector('.lightbox-stage');
    target.dispatchEvent(new PointerEvent('pointer' + kind, {
        pointerId: id, pointerType: 'touch', isPrimary: id === 1, button: kind === 'move' ? -1 : 0, buttons: kind === 'up' ? 0 : 1,
        clientX: x, clientY: y, bubbles: true, cancelable: true,
    }));
}";

/// What a finger does, which finger (from 1), at which part of the window across and down, and so many milliseconds after what came before.
pub type Touch = (&'static str, u32, f64, f64, u32);

impl<'a> Lightbox<'a> {
    /// Waits until the lightbox is open and its picture there.
    pub async fn shown(browser: &'a Browser) -> Outcome<Lightbox<'a>> {
        browser.find(OPEN).await?;
        let script = &format!(
            "const picture = document.querySelector('{SLIDE} img.lightbox-picture');
            return !!picture && picture.complete && picture.naturalWidth > 0"
        );
        browser.wait_for_script("the photo to have arrived", script).await?;
        Ok(Lightbox { browser })
    }

    pub async fn wait_closed(browser: &Browser) -> Outcome {
        browser.wait_gone(OPEN).await
    }

    /// Waits until the caption says this.
    pub async fn wait_for_caption(&self, caption: &str) -> Outcome {
        self.browser
            .wait_for(&format!("the photo with the caption {caption:?}"), || async {
                let found = self.browser.texts(&format!("{SLIDE} .lightbox-text")).await?.concat();
                Ok(if found == caption { Ok(()) } else { Err(format!("{found:?}")) })
            })
            .await
    }

    pub async fn credit(&self) -> Outcome<String> {
        self.browser.text(&format!("{SLIDE} .lightbox-credit")).await
    }

    pub async fn counter(&self) -> Outcome<String> {
        self.browser.text(".lightbox .lightbox-counter").await
    }

    pub async fn alternative_text(&self) -> Outcome<Option<String>> {
        self.browser.attribute(&format!("{SLIDE} img.lightbox-picture"), "alt").await
    }

    /// The selector of a button: `close`, `previous`, `next`, `describe`, `zoom`, `play` or `full`.
    pub fn button(to: &str) -> String {
        format!("{OPEN} .lightbox-button[data-to={to}]")
    }

    pub async fn click(&self, to: &str) -> Outcome {
        self.browser.click(&Lightbox::button(to)).await
    }

    /// Whether a step button says that it leads nowhere.
    pub async fn leads_nowhere(&self, to: &str) -> Outcome<bool> {
        let button = Lightbox::button(to);
        let says = self.browser.attribute(&button, "aria-disabled").await?;
        Ok(says.as_deref() == Some("true") || self.browser.attribute(&button, "disabled").await?.is_some())
    }

    /// Where the picture is drawn: left, top, width and height, once nothing moves any more.
    pub async fn drawn(&self) -> Outcome<[f64; 4]> {
        let still = format!("return document.querySelector('{OPEN}').getAnimations({{ subtree: true }}).length === 0");
        self.browser.wait_for_script("the picture to come to rest", &still).await?;
        let script = format!(
            "const {{ left, top, width, height }} = document.querySelector('{SLIDE} img.lightbox-picture').getBoundingClientRect();
             return [left, top, width, height]"
        );
        let value = self.browser.execute(&script, vec![]).await?;
        let sides = value.as_array().into_iter().flatten().filter_map(serde_json::Value::as_f64);
        <[f64; 4]>::try_from(sides.collect::<Vec<_>>()).map_err(|_| Failure::new("the picture is not drawn"))
    }

    /// Turns the wheel with the pointer at a part of the window across and down; pixels as browsers count them, up if negative.
    pub async fn wheel(&self, x: f64, y: f64, pixels: f64) -> Outcome {
        let script = "const [x, y, deltaY] = arguments;
            const at = { clientX: x * innerWidth, clientY: y * innerHeight, deltaY, bubbles: true, cancelable: true };
            return !document.querySelector('.lightbox-stage').dispatchEvent(new WheelEvent('wheel', at))";
        let is_taken = self.browser.execute(script, vec![x.into(), y.into(), pixels.into()]).await?;
        if is_taken == serde_json::Value::Bool(true) { Ok(()) } else { Err(Failure::new("the page would scroll")) }
    }

    /// Has fingers do what they do.
    pub async fn touch(&self, touches: &[Touch]) -> Outcome {
        let size = self.browser.execute("return [innerWidth, innerHeight]", vec![]).await?;
        let side = |index: usize| size.get(index).and_then(serde_json::Value::as_f64).unwrap_or_default();
        let films = touches.iter().map(|(kind, id, x, y, after)| json!([kind, id, x * side(0), y * side(1), after]));
        self.browser.execute_async(TOUCH, vec![films.collect()]).await.map(|_| ())
    }
}
