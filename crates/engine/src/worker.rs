//! The loop: a request in, a reply out.
