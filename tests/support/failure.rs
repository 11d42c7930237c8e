//! Why a promise was not kept: one sentence for a person, and the line of the test that noticed.
//!
//! Tests return [`Outcome`] and use `?`; whatever error a driver, the network or JSON raises turns into a [`Failure`] that knows
//! where it was raised. [`ensure!`](crate::ensure) states an expectation in words.

use std::error::Error;
use std::fmt;
use std::panic::Location;

/// What a test and every step of it return.
pub type Outcome<T = ()> = Result<T, Failure>;

/// A promise that was not kept, or a machine that was in the way.
pub struct Failure {
    message: String,
    place: &'static Location<'static>,
}

impl Failure {
    #[track_caller]
    pub fn new(message: impl Into<String>) -> Failure {
        Failure { message: message.into(), place: Location::caller() }
    }

    /// Puts what was being done in front of what went wrong, keeping the place.
    pub fn while_doing(self, what: &str) -> Failure {
        Failure { message: format!("{what}: {}", self.message), place: self.place }
    }

    /// Adds evidence behind the message, keeping the place.
    pub fn followed_by(self, notes: &str) -> Failure {
        Failure { message: format!("{}\n    {notes}", self.message), place: self.place }
    }

    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}\n    at {}:{}", self.message, self.place.file(), self.place.line())
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

// `Failure` is deliberately no `Error` itself: that leaves room for this conversion, and `?` carries the caller's line.
impl<E: Error> From<E> for Failure {
    #[track_caller]
    fn from(error: E) -> Failure {
        let mut message = error.to_string();
        let mut cause = error.source();
        while let Some(inner) = cause {
            let inner_message = inner.to_string();
            if !message.contains(&inner_message) {
                message.push_str(": ");
                message.push_str(&inner_message);
            }
            cause = inner.source();
        }
        Failure::new(message)
    }
}

/// Returns a [`Failure`] with the given words unless the condition holds.
#[macro_export]
macro_rules! ensure {
    ($condition:expr, $($words:tt)+) => {
        if !$condition {
            return Err($crate::Failure::new(format!($($words)+)));
        }
    };
}

/// Returns a [`Failure`] that shows both sides unless they are equal.
#[macro_export]
macro_rules! ensure_equal {
    ($found:expr, $expected:expr, $($words:tt)+) => {
        match (&$found, &$expected) {
            (found, expected) if *found == *expected => {}
            (found, expected) => {
                return Err($crate::Failure::new(format!(
                    "{}: expected {expected:?}, found {found:?}",
                    format!($($words)+)
                )));
            }
        }
    };
}
