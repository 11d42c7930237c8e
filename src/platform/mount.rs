//! Components inside adopted content: a gallery where the author put it.

use leptos::prelude::*;

use super::adopt::Slot;

/// Components that live in the slots of adopted content; dropping it takes them out.
#[derive(Default)]
pub struct Mounted(Vec<Box<dyn std::any::Any>>);

impl Mounted {
    /// Fills `slot` with what `view` makes.
    pub fn fill(&mut self, slot: &Slot, view: impl FnOnce() -> AnyView + 'static) {
        self.0.push(Box::new(leptos::mount::mount_to(slot.element(), view)));
    }
}
