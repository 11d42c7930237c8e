//! JSON Feed out.

use crate::Bundle;

pub fn encode(_bundle: &Bundle) -> String {
    String::new()
}
