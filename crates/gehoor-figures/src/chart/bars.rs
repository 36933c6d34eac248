//! Bars, each with its interval.

use gehoor_stats::Interval;

use super::svg::{Anchor, Svg, WIDTH};

const LEFT: f64 = 8.0;
const ROW: f64 = 44.0;
const TOP: f64 = 4.0;
const THICK: f64 = 14.0;
const FOOT: f64 = 22.0;
const CAP: f64 = 4.0;

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bar {
    /// What it is of.
    pub(crate) label: String,
    /// The value in words, or why there is none.
    pub(crate) note: String,
    /// The value with its interval.
    pub(crate) value: Option<(f64, Interval)>,
}

/// Bars from 0 to `most`, with marks below at these values.
pub(crate) fn bars(all: &[Bar], most: f64, marks: &[(f64, String)]) -> Svg {
    let below = TOP + ROW * all.len() as f64;
    let mut svg = Svg::new(below + FOOT);
    let room = WIDTH - 2.0 * LEFT;
    let x = |value: f64| LEFT + room * (value / most).clamp(0.0, 1.0);
    for (value, text) in marks {
        let anchor = match *value {
            value if value <= 0.0 => Anchor::Start,
            value if value >= most => Anchor::End,
            _ => Anchor::Middle,
        };
        svg.line("grid", (x(*value), TOP + 18.0), (x(*value), below + 2.0));
        svg.text("quiet", (x(*value), below + 16.0), anchor, text);
    }
    for (place, bar) in all.iter().enumerate() {
        row(&mut svg, bar, TOP + ROW * place as f64, &x);
    }
    svg
}

fn row(svg: &mut Svg, bar: &Bar, top: f64, x: &impl Fn(f64) -> f64) {
    svg.text("label", (LEFT, top + 14.0), Anchor::Start, &bar.label);
    svg.text("quiet", (WIDTH - LEFT, top + 14.0), Anchor::End, &bar.note);
    let (above, middle) = (top + 20.0, top + 20.0 + THICK / 2.0);
    svg.rect("track", (LEFT, above), (WIDTH - 2.0 * LEFT, THICK));
    let Some((value, Interval { low, high })) = bar.value else { return };
    svg.rect("bar", (LEFT, above), (x(value) - LEFT, THICK));
    svg.line("mark", (x(low), middle), (x(high), middle));
    for end in [low, high] {
        svg.line("mark", (x(end), middle - CAP), (x(end), middle + CAP));
    }
}
