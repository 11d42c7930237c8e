//! What elements are filled with, where it is the same in a browser (`view`) and without one (`still/view`).

use super::view::Tag;

/// What an element can be filled with.
pub trait Content {
    fn append_to(self, parent: &Tag);
}

impl<T: Content> Content for Option<T> {
    fn append_to(self, parent: &Tag) {
        if let Some(content) = self {
            content.append_to(parent);
        }
    }
}

impl<T: Content> Content for Vec<T> {
    fn append_to(self, parent: &Tag) {
        self.into_iter().for_each(|content| content.append_to(parent));
    }
}
