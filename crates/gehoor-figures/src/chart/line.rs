//! A line over time, each point with its interval. Where there is no value the line is broken.

use gehoor_stats::Interval;

use super::svg::{Anchor, Svg, WIDTH};

const LEFT: f64 = 42.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 10.0;
const PLOT: f64 = 170.0;
const FOOT: f64 = 36.0;
/// More labels than this stand in each other's way.
const MOST_LABELS: usize = 13;

/// One point.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Point {
    /// What stands below it.
    pub(crate) label: String,
    /// What stands below that, at the first point and where a year begins.
    pub(crate) year: Option<String>,
    /// The share with its interval, 0 to 1.
    pub(crate) value: Option<(f64, Interval)>,
}

/// The line of these points, with marks at the left at these shares.
pub(crate) fn line(points: &[Point], marks: &[(f64, String)]) -> Svg {
    let mut svg = Svg::new(TOP + PLOT + FOOT);
    for (share, text) in marks {
        svg.line("grid", (LEFT, y(*share)), (WIDTH - RIGHT, y(*share)));
        svg.text("quiet", (LEFT - 6.0, y(*share) + 4.0), Anchor::End, text);
    }
    labels(&mut svg, points);
    for run in runs(points) {
        svg.path("path", &run, false);
    }
    for (place, point) in points.iter().enumerate() {
        let Some((share, Interval { low, high })) = point.value else { continue };
        let at = x(place, points.len());
        svg.line("mark", (at, y(low)), (at, y(high)));
        svg.dot("dot", (at, y(share)));
    }
    svg
}

fn x(place: usize, of: usize) -> f64 {
    let room = WIDTH - LEFT - RIGHT;
    LEFT + room * (place as f64 + 0.5) / of.max(1) as f64
}

fn y(share: f64) -> f64 {
    TOP + PLOT * (1.0 - share.clamp(0.0, 1.0))
}

fn labels(svg: &mut Svg, points: &[Point]) {
    let every = points.len().div_ceil(MOST_LABELS).max(1);
    let bottom = TOP + PLOT;
    for (place, point) in points.iter().enumerate() {
        let at = x(place, points.len());
        if place.is_multiple_of(every) {
            svg.text("quiet", (at, bottom + 16.0), Anchor::Middle, &point.label);
        }
        if let Some(year) = &point.year {
            svg.text("quiet", (at, bottom + 31.0), Anchor::Middle, year);
        }
    }
}

/// The stretches of points that follow one another.
fn runs(points: &[Point]) -> Vec<Vec<(f64, f64)>> {
    let mut runs: Vec<Vec<(f64, f64)>> = vec![Vec::new()];
    for (place, point) in points.iter().enumerate() {
        match (point.value, runs.last_mut()) {
            (Some((share, _)), Some(run)) => run.push((x(place, points.len()), y(share))),
            _ => runs.push(Vec::new()),
        }
    }
    runs.retain(|run| run.len() > 1);
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_without_a_figure_breaks_the_line() {
        let point = |share: Option<f64>| Point {
            label: "m".into(),
            year: None,
            value: share.map(|share| (share, Interval { low: share, high: share })),
        };
        let runs = runs(&[Some(0.5), Some(0.6), None, Some(0.7), None, Some(0.8), Some(0.9)].map(point));
        assert_eq!(runs.iter().map(Vec::len).collect::<Vec<_>>(), [2, 2]);
    }
}
