//! The table: medians, the smallest and largest beside them, and the ratio to the peer.

use super::visit::Visit;
use crate::spread::Spread;

/// One line of the table: its name, its value in a visit, how to print it, and whether a ratio says anything.
struct Line {
    name: &'static str,
    value: fn(&Visit) -> f64,
    print: fn(f64) -> String,
    has_ratio: bool,
}

const LINES: [Line; 7] = [
    Line { name: "first paint", value: |visit| visit.first_paint, print: seconds, has_ratio: true },
    Line { name: "largest paint", value: |visit| visit.largest_paint, print: seconds, has_ratio: true },
    Line { name: "readable", value: |visit| visit.readable, print: seconds, has_ratio: true },
    Line {
        name: "layout shift",
        value: |visit| visit.layout_shift,
        print: |shift| format!("{shift:.3}"),
        has_ratio: false,
    },
    Line { name: "bytes to readable", value: |visit| visit.bytes_to_read, print: kilobytes, has_ratio: true },
    Line { name: "bytes in all", value: |visit| visit.bytes, print: kilobytes, has_ratio: true },
    Line {
        name: "requests in all",
        value: |visit| visit.requests,
        print: |count| format!("{count:.0}"),
        has_ratio: true,
    },
];

/// The table for one page.
pub(crate) fn table(page: &str, ours: &[Visit], peer: &[Visit], peer_name: &str) -> String {
    let mut table = format!("{page:<20}{:>26}{peer_name:>26}{:>10}\n", "tidings", "ratio");
    for line in &LINES {
        let [our, their] = [ours, peer].map(|visits| Spread::of(visits.iter().map(line.value)));
        let ratio = if line.has_ratio && their.median > 0.0 {
            format!("{:.2}", our.median / their.median)
        } else {
            "–".to_owned()
        };
        table.push_str(&format!(
            "  {:<18}{:>26}{:>26}{ratio:>10}\n",
            line.name,
            our.print(line.print),
            their.print(line.print)
        ));
    }
    table
}

fn seconds(milliseconds: f64) -> String {
    format!("{:.2} s", milliseconds / 1_000.0)
}

fn kilobytes(bytes: f64) -> String {
    format!("{:.0} KB", bytes / 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_shows_both_sides_the_spread_and_the_ratio() {
        let visit = |readable| Visit {
            bytes: 150_000.0,
            requests: 7.0,
            bytes_to_read: 90_000.0,
            first_paint: 400.0,
            largest_paint: 500.0,
            readable,
            layout_shift: 0.0,
        };
        let table = table("front page", &[visit(500.0), visit(700.0), visit(600.0)], &[visit(1200.0)], "docsify");
        let line = table.lines().find(|line| line.contains("readable")).unwrap();
        assert_eq!(
            line.split_whitespace().collect::<Vec<_>>().join(" "),
            "readable 0.60 s (0.50 s–0.70 s) 1.20 s 0.50"
        );
    }
}
