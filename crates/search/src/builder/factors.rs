//! What occurrences count, before they are rounded ([`crate::impact`]).

use crate::lengths::rounded_factor;
use crate::postings::Frequencies;
use crate::weights::FieldWeights;

/// What one occurrence counts in each field of an article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Factors {
    title: f32,
    body: f32,
    extra: f32,
}

impl Factors {
    /// For an article of such lengths, in words, among others of such mean lengths.
    pub(super) fn new(lengths: [u32; 3], means: [f32; 3], weights: &FieldWeights) -> Self {
        let factor = |boost: f32, b: f32, length: u32, mean: f32| {
            let relative = if mean > 0.0 { length as f32 / mean } else { 1.0 };
            boost / rounded_factor(1.0 - b + b * relative)
        };
        let ([title, body, extra], [title_mean, body_mean, extra_mean]) = (lengths, means);
        Self {
            title: factor(weights.title, weights.title_length, title, title_mean),
            body: factor(1.0, weights.body_length, body, body_mean),
            extra: factor(weights.extra, weights.extra_length, extra, extra_mean),
        }
    }

    pub(super) fn weigh(&self, frequencies: Frequencies) -> f32 {
        self.title * frequencies.title as f32
            + self.body * frequencies.body as f32
            + self.extra * frequencies.extra as f32
    }
}
