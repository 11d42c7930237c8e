//! Several measurements of one thing: the median with the smallest and largest beside it, or what most of them do not exceed.

pub(crate) struct Spread {
    least: f64,
    pub(crate) median: f64,
    most: f64,
}

impl Spread {
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Spread {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        let at = |index: usize| values.get(index).copied().unwrap_or(f64::NAN);
        let (count, middle) = (values.len(), values.len() / 2);
        let median = if count % 2 == 1 { at(middle) } else { (at(middle.saturating_sub(1)) + at(middle)) / 2.0 };
        Spread { least: at(0), median, most: at(count.saturating_sub(1)) }
    }

    /// `0.60 s (0.50 s–0.70 s)`; the median alone where all print alike.
    pub(crate) fn print(&self, print: fn(f64) -> String) -> String {
        let (least, most) = (print(self.least), print(self.most));
        if least == most { print(self.median) } else { format!("{} ({least}–{most})", print(self.median)) }
    }
}

/// The value that so many in a hundred do not exceed.
pub(crate) fn quantile<T: Copy>(sorted: &[T], part: usize) -> Option<T> {
    sorted.get((sorted.len() * part / 100).min(sorted.len().checked_sub(1)?)).copied()
}

pub(crate) fn kb(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_count_lies_between() {
        assert_eq!(Spread::of(vec![4.0, 1.0, 2.0, 9.0]).median, 3.0);
        assert_eq!(Spread::of(vec![4.0, 1.0, 2.0]).median, 2.0);
    }

    #[test]
    fn the_spread_is_printed_where_there_is_one() {
        let print = |value: f64| format!("{value:.1}");
        assert_eq!(Spread::of([2.0, 1.0, 4.0]).print(print), "2.0 (1.0–4.0)");
        assert_eq!(Spread::of([2.0, 2.01]).print(print), "2.0");
    }

    #[test]
    fn a_quantile_is_one_of_the_values() {
        assert_eq!(quantile::<u64>(&[], 50), None);
        assert_eq!(quantile(&[7], 90), Some(7));
        assert_eq!(quantile(&[1, 2, 3, 4], 50), Some(3));
        assert_eq!(quantile(&(0..100).collect::<Vec<_>>(), 90), Some(90));
    }
}
