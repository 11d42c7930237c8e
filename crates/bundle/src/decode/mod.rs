//! JSON Feed in.

use crate::{Bundle, DecodeError};

pub fn decode(_bytes: &[u8]) -> Result<Bundle, DecodeError> {
    Err(DecodeError::Empty)
}
