//! What occurrences count, before they are rounded ([`crate::impact`]).

use crate::lengths::length;
use crate::postings::Frequencies;
use crate::weights::FieldWeights;

/// What one occurrence counts in a field of each quantised length.
pub(super) struct Factors {
    title: [f32; 256],
    body: [f32; 256],
    extra: [f32; 256],
}

impl Factors {
    pub(super) fn new([title, body, extra]: [f32; 3], weights: &FieldWeights) -> Self {
        let factors = |boost: f32, b: f32, average: f32| {
            let mut byte = 0;
            [(); 256].map(|()| {
                let relative = if average > 0.0 { length(byte) / average } else { 1.0 };
                byte = byte.wrapping_add(1);
                boost / (1.0 - b + b * relative)
            })
        };
        Self {
            title: factors(weights.title, weights.title_length, title),
            body: factors(1.0, weights.body_length, body),
            extra: factors(weights.extra, weights.extra_length, extra),
        }
    }

    pub(super) fn weigh(&self, frequencies: Frequencies, lengths: [u8; 3]) -> f32 {
        let [title, body, extra] = lengths.map(usize::from);
        let field = |factors: &[f32; 256], at: usize, count: u32| factors.get(at).unwrap_or(&0.0) * count as f32;
        field(&self.title, title, frequencies.title)
            + field(&self.body, body, frequencies.body)
            + field(&self.extra, extra, frequencies.extra)
    }
}
