//! Components inside adopted content: a gallery where the author put it.

use super::adopt::Slot;
use super::view::View;

/// Puts `view` into the place that the content left for it.
pub fn fill(slot: &Slot, view: View) {
    slot.holder().child(view);
}
