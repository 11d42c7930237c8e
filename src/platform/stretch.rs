//! Stretches of the text of an element, which lies in many nodes.

/// A place: in which of the texts, and how many UTF-16 units into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub text: usize,
    pub offset: u32,
}

/// From the first place up to the second.
pub type Stretch = (Place, Place);
