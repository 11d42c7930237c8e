//! The table: medians, the smallest and largest beside them, and each column's ratio to the first.

use super::visit::Visit;
use crate::spread::Spread;

/// One line of the table: its name, its value in a visit, what of the first column it is compared with, and how to print it.
struct Line {
    name: &'static str,
    value: fn(&Visit) -> Option<f64>,
    against: Option<fn(&Visit) -> Option<f64>>,
    print: fn(f64) -> String,
}

const LINES: [Line; 8] = [
    line("first paint", |visit| Some(visit.first_paint), seconds),
    line("largest paint", |visit| Some(visit.largest_paint), seconds),
    line("readable", |visit| Some(visit.readable), seconds),
    // Against the moment when the peer can be read: it has nothing to take over.
    Line { against: Some(|visit| Some(visit.readable)), ..line("in charge", |visit| visit.in_charge, seconds) },
    Line { against: None, ..line("layout shift", |visit| Some(visit.layout_shift), |shift| format!("{shift:.3}")) },
    line("bytes to readable", |visit| Some(visit.bytes_to_read), kilobytes),
    line("bytes in all", |visit| Some(visit.bytes), kilobytes),
    line("requests in all", |visit| Some(visit.requests), |count| format!("{count:.0}")),
];

const fn line(name: &'static str, value: fn(&Visit) -> Option<f64>, print: fn(f64) -> String) -> Line {
    Line { name, value, against: Some(value), print }
}

/// One column: what it is called, and the visits.
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) visits: Vec<Visit>,
}

/// The table for one page.
pub(crate) fn table(page: &str, columns: &[Column]) -> String {
    let Some((first, others)) = columns.split_first() else { return String::new() };
    let mut table = format!("{page:<20}{:>24}", first.name);
    others.iter().for_each(|column| table.push_str(&format!("{:>24}{:>7}", column.name, "ratio")));
    table.push('\n');
    for line in &LINES {
        table.push_str(&format!("  {:<18}{:>24}", line.name, print(&first.visits, line)));
        let base = line.against.and_then(|against| spread(&first.visits, against)).map(|base| base.median);
        for column in others {
            let median = spread(&column.visits, line.value).map(|spread| spread.median);
            let ratio = match (median, base.filter(|base| *base > 0.0)) {
                (Some(median), Some(base)) => format!("{:.2}", median / base),
                _ => "–".to_owned(),
            };
            table.push_str(&format!("{:>24}{ratio:>7}", print(&column.visits, line)));
        }
        table.push('\n');
    }
    table
}

fn print(visits: &[Visit], line: &Line) -> String {
    spread(visits, line.value).map_or_else(|| "–".to_owned(), |spread| spread.print(line.print))
}

fn spread(visits: &[Visit], value: fn(&Visit) -> Option<f64>) -> Option<Spread> {
    let values: Vec<f64> = visits.iter().filter_map(value).collect();
    (!values.is_empty()).then(|| Spread::of(values))
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

    fn column(name: &str, readable: &[f64], in_charge: Option<f64>) -> Column {
        let visit = |readable: &f64| Visit {
            bytes: 150_000.0,
            requests: 7.0,
            bytes_to_read: 90_000.0,
            first_paint: 400.0,
            largest_paint: 500.0,
            readable: *readable,
            in_charge,
            layout_shift: 0.0,
        };
        Column { name: name.to_owned(), visits: readable.iter().map(visit).collect() }
    }

    #[test]
    fn the_table_shows_every_column_its_spread_and_its_ratio_to_the_first() {
        let columns = [column("docsify", &[1200.0], None), column("plain", &[500.0, 700.0, 600.0], Some(1500.0))];
        let table = table("front page", &columns);
        let line = |name: &str| {
            let line = table.lines().find(|line| line.contains(name)).unwrap_or_default();
            line.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(line("readable "), "readable 1.20 s 0.60 s (0.50 s–0.70 s) 0.50");
        assert_eq!(line("in charge"), "in charge – 1.50 s 1.25", "against what can be read of the peer");
        assert_eq!(line("layout shift"), "layout shift 0.000 0.000 –");
    }
}
