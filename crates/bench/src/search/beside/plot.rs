//! The plot: kilobytes of a first visit over the number of articles, both in powers of ten, as SVG.
//!
//! Its colours are readable on white and on black, and the sheet inside turns text and lines with the reader's scheme. Each line also has its name at
//! its end, so that nobody depends on colours.

use std::fmt::Write;

use tidings_markup::escape;

/// One engine.
pub(super) struct Line {
    pub(super) name: String,
    /// Articles and kilobytes, rising.
    pub(super) points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 720.0;
const HEIGHT: f64 = 420.0;
/// Left, top, right (for names), bottom.
const MARGINS: [f64; 4] = [72.0, 40.0, 150.0, 56.0];
/// Between the base lines of two names.
const NAME_HEIGHT: f64 = 16.0;

/// Okabe and Ito, "Color universal design" (2008): told apart by the colour-blind, and without its black and yellow on both grounds.
const COLOURS: [&str; 5] = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9"];

const SHEET: &str = "text { font: 13px system-ui, sans-serif; fill: #222 } .grid { stroke: #ccc } .axis { stroke: #555 }
.title { font-weight: 600 } @media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #444 } .axis { stroke: #999 } }";

/// A stretch of powers of ten, and the pixels it is drawn on.
struct Axis {
    powers: (f64, f64),
    pixels: (f64, f64),
}

impl Axis {
    /// Whole powers around all values.
    fn around(values: impl Iterator<Item = f64> + Clone, pixels: (f64, f64)) -> Axis {
        let most = values.clone().fold(1.0, f64::max).log10().ceil();
        // Without values nothing is the least.
        let least = values.fold(f64::INFINITY, f64::min).max(1.0).log10().floor().min(most);
        Axis { powers: (least, most.max(least + 1.0)), pixels }
    }

    fn place(&self, value: f64) -> f64 {
        let share = (value.max(1.0).log10() - self.powers.0) / (self.powers.1 - self.powers.0);
        self.pixels.0 + share * (self.pixels.1 - self.pixels.0)
    }

    /// The powers of ten on it.
    fn marks(&self) -> impl Iterator<Item = f64> + use<> {
        let (from, to) = self.powers;
        std::iter::successors(Some(from), move |power| Some(power + 1.0).filter(|next| *next <= to))
            .map(|power| 10_f64.powf(power))
    }
}

/// The whole file. Without lines it has axes alone.
pub(super) fn svg(lines: &[Line]) -> String {
    let [left, top, right, bottom] = MARGINS;
    let points = || lines.iter().flat_map(|line| &line.points);
    let across = Axis::around(points().map(|(articles, _)| *articles), (left, WIDTH - right));
    let up = Axis::around(points().map(|(_, bytes)| *bytes), (HEIGHT - bottom, top));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-labelledby=\"title\">\n\
         <title id=\"title\">Kilobytes of a first search over the number of articles</title>\n<style>{SHEET}</style>\n"
    );
    text(
        &mut svg,
        left,
        top - 18.0,
        "start",
        "title",
        "What a browser fetches for a first search, code included (median)",
    );
    let (floor, wall) = (HEIGHT - bottom, WIDTH - right);
    for mark in across.marks() {
        let x = across.place(mark);
        line(&mut svg, "grid", [x, top, x, floor]);
        text(&mut svg, x, floor + 20.0, "middle", "", &grouped(mark));
    }
    for mark in up.marks() {
        let y = up.place(mark);
        line(&mut svg, "grid", [left, y, wall, y]);
        text(&mut svg, left - 8.0, y + 4.0, "end", "", &grouped(mark));
    }
    line(&mut svg, "axis", [left, floor, wall, floor]);
    line(&mut svg, "axis", [left, top, left, floor]);
    text(&mut svg, f64::midpoint(left, wall), HEIGHT - 12.0, "middle", "", "articles");
    let (x, y) = (18.0, f64::midpoint(top, floor));
    let _ =
        writeln!(svg, "<text transform=\"rotate(-90 {x} {y})\" x=\"{x}\" y=\"{y}\" text-anchor=\"middle\">KB</text>");
    let ends: Vec<f64> =
        lines.iter().map(|line| line.points.last().map_or(0.0, |(_, bytes)| up.place(*bytes))).collect();
    for ((one, colour), y) in lines.iter().zip(COLOURS.iter().cycle()).zip(apart(&ends)) {
        let places: Vec<(f64, f64)> = one.points.iter().map(|(a, b)| (across.place(*a), up.place(*b))).collect();
        let path: Vec<String> = places.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let _ = writeln!(
            svg,
            "<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{}\"/>",
            path.join(" ")
        );
        for (x, y) in &places {
            let _ = writeln!(svg, "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" fill=\"{colour}\"/>");
        }
        if let Some((x, _)) = places.last() {
            text(&mut svg, x + 10.0, y + 4.0, "start", "", &one.name);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Heights of names, moved apart downwards where they would touch.
fn apart(heights: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..heights.len()).collect();
    let at = |heights: &[f64], index: usize| heights.get(index).copied().unwrap_or_default();
    order.sort_by(|a, b| at(heights, *a).total_cmp(&at(heights, *b)));
    let mut moved = heights.to_vec();
    let mut least = f64::NEG_INFINITY;
    for index in order {
        if let Some(height) = moved.get_mut(index) {
            *height = height.max(least);
            least = *height + NAME_HEIGHT;
        }
    }
    moved
}

fn line(svg: &mut String, class: &str, [x1, y1, x2, y2]: [f64; 4]) {
    let _ = writeln!(svg, "<line class=\"{class}\" x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\"/>");
}

fn text(svg: &mut String, x: f64, y: f64, anchor: &str, class: &str, words: &str) {
    let words = escape(words);
    let _ = writeln!(svg, "<text class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\">{words}</text>");
}

/// `10,000`.
fn grouped(number: f64) -> String {
    let digits = format!("{number:.0}");
    let count = digits.len();
    let group = |(at, digit): (usize, char)| {
        let comma = (at > 0 && (count - at).is_multiple_of(3)).then_some(',');
        comma.into_iter().chain([digit])
    };
    digits.chars().enumerate().flat_map(group).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_engine_is_a_named_line_between_labelled_axes() {
        let lines = [
            Line { name: "ours".to_owned(), points: vec![(1_000.0, 60.0), (100_000.0, 90.0)] },
            Line { name: "a <peer>".to_owned(), points: vec![(1_000.0, 500.0), (100_000.0, 5_000.0)] },
        ];
        let svg = svg(&lines);
        for part in
            [">articles<", ">KB<", ">1,000<", ">100,000<", ">10,000<", ">a &lt;peer&gt;<", "prefers-color-scheme"]
        {
            assert!(svg.contains(part), "{part}\n{svg}");
        }
        assert_eq!(svg.matches("<polyline").count(), 2);
    }

    #[test]
    fn powers_of_ten_are_evenly_apart() {
        let axis = Axis::around([1_000.0, 100_000.0].into_iter(), (0.0, 100.0));
        assert_eq!((axis.place(1_000.0), axis.place(10_000.0), axis.place(100_000.0)), (0.0, 50.0, 100.0));
        assert_eq!(axis.marks().collect::<Vec<_>>(), [1_000.0, 10_000.0, 100_000.0]);
    }

    #[test]
    fn names_do_not_touch_and_nothing_is_no_trouble() {
        assert_eq!(apart(&[100.0, 102.0, 50.0]), [100.0, 116.0, 50.0]);
        assert!(svg(&[]).ends_with("</svg>\n"));
    }
}
