//! A curve of time by Kaplan and Meier: the share for which it has happened, in steps, with its band.

use gehoor_stats::Curve;

use super::svg::{Anchor, Svg, WIDTH};

const LEFT: f64 = 42.0;
const RIGHT: f64 = 14.0;
const TOP: f64 = 10.0;
const PLOT: f64 = 170.0;
const FOOT: f64 = 40.0;
/// Minutes at the right edge: two weeks.
const EDGE: f64 = 20_160.0;
/// Minutes below which time is drawn nearly evenly, above which more and more closely.
const EVEN: f64 = 30.0;

/// A time at which it is told how many still wait.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Waiting {
    /// In minutes.
    pub(crate) minutes: f64,
    /// The time in words.
    pub(crate) label: String,
    /// How many still wait.
    pub(crate) waiting: String,
}

/// The curve, with marks at the left at these shares and below at these times.
pub(crate) fn curve(curve: &Curve, marks: &[(f64, String)], times: &[Waiting]) -> Svg {
    let mut svg = Svg::new(TOP + PLOT + FOOT);
    for (share, text) in marks {
        svg.line("grid", (LEFT, y(*share)), (WIDTH - RIGHT, y(*share)));
        svg.text("quiet", (LEFT - 6.0, y(*share) + 4.0), Anchor::End, text);
    }
    for time in times {
        let at = x(time.minutes);
        svg.line("grid", (at, TOP), (at, TOP + PLOT + 4.0));
        svg.text("quiet", (at, TOP + PLOT + 18.0), Anchor::Middle, &time.label);
        svg.text("quiet", (at, TOP + PLOT + 33.0), Anchor::Middle, &time.waiting);
    }
    let Some(last) = curve.last() else { return svg };
    let mut band = stairs(curve, last, |step| 1.0 - step.interval.low);
    band.extend(stairs(curve, last, |step| 1.0 - step.interval.high).into_iter().rev());
    svg.path("area", &band, true);
    svg.path("path", &stairs(curve, last, |step| 1.0 - step.survival), false);
    svg
}

fn x(minutes: f64) -> f64 {
    let far = |minutes: f64| (minutes / EVEN).ln_1p();
    LEFT + (WIDTH - LEFT - RIGHT) * (far(minutes) / far(EDGE)).clamp(0.0, 1.0)
}

fn y(share: f64) -> f64 {
    TOP + PLOT * (1.0 - share.clamp(0.0, 1.0))
}

/// The corners of a staircase that begins at nothing.
fn stairs(curve: &Curve, last: f64, of: impl Fn(&gehoor_stats::Step) -> f64) -> Vec<(f64, f64)> {
    let mut corners = vec![(x(0.0), y(0.0))];
    let mut height = 0.0;
    for step in curve.steps().iter().take_while(|step| step.time <= EDGE) {
        corners.push((x(step.time), y(height)));
        height = of(step);
        corners.push((x(step.time), y(height)));
    }
    corners.push((x(last.min(EDGE)), y(height)));
    corners
}
