//! The README's journeys, natively: what a publisher types and what comes out.

fn main() {}
