//! Pictures without what they tell about their makers: place, time, camera, names, comments, thumbnails of what was cut away.
//!
//! 1. A container is walked part by part ([`jpeg`], [`png`], [`webp`], [`gif`], [`avif`]); nothing is decoded, nothing is trusted beyond
//!    its own length, and the work is linear in the file.
//! 2. Parts that a decoder needs to show the picture as meant stay (pixels, tables, colour profile, animation). Everything else
//!    goes, known or not: a list of what stays cannot miss a new kind of metadata.
//! 3. What follows the end of a picture goes too: cameras append further pictures there, each with a place of its own.
//! 4. The one thing that metadata says about how to show the picture, its orientation ([`exif`]), is told to the caller.
//!
//! A picture that was clean before comes back byte for byte.

use std::borrow::Cow;

pub(super) mod avif;
pub(super) mod exif;
pub(super) mod gif;
pub(super) mod jpeg;
pub(super) mod png;
pub(super) mod webp;

use exif::Turn;

/// What may be published of a picture.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Clean<'b> {
    pub(super) bytes: Cow<'b, [u8]>,
    /// How the picture is to be turned, now that its file does not say so any more.
    pub(super) turn: Turn,
}

/// The parts of a file that stay, in their order.
struct Parts<'b> {
    file: &'b [u8],
    kept: Vec<u8>,
    /// End of what was looked at, while everything so far stayed; copying begins with the first part that goes.
    untouched: Option<usize>,
}

impl<'b> Parts<'b> {
    fn new(file: &'b [u8]) -> Parts<'b> {
        Parts { file, kept: Vec::new(), untouched: Some(0) }
    }

    fn keep(&mut self, start: usize, end: usize) {
        match &mut self.untouched {
            Some(until) if *until == start => *until = end.min(self.file.len()),
            _ => {
                self.touch();
                self.kept.extend_from_slice(slice(self.file, start, end));
            }
        }
    }

    /// Writes something else than what was there.
    fn put(&mut self, bytes: &[u8]) {
        self.touch();
        self.kept.extend_from_slice(bytes);
    }

    fn touch(&mut self) {
        if let Some(until) = self.untouched.take() {
            self.kept.reserve(self.file.len());
            self.kept.extend_from_slice(slice(self.file, 0, until));
        }
    }

    fn finish(mut self) -> Cow<'b, [u8]> {
        if self.untouched == Some(self.file.len()) {
            return Cow::Borrowed(self.file);
        }
        self.touch();
        Cow::Owned(self.kept)
    }
}

/// What of `start..end` is there.
fn slice(bytes: &[u8], start: usize, end: usize) -> &[u8] {
    let end = end.min(bytes.len());
    bytes.get(start.min(end)..end).unwrap_or_default()
}

fn array<const N: usize>(bytes: &[u8], at: usize) -> Option<[u8; N]> {
    bytes.get(at..at.checked_add(N)?)?.try_into().ok()
}

fn length(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
