//! Charts as SVG: bars with intervals, a line over months, a curve of time. They know shares and labels, nothing of promises.
//!
//! Colours are custom properties, so that a page, dark mode and paper choose them. Drawn 400 units wide: legible on a phone, and
//! as large as wanted on a wall.

mod bars;
mod curve;
mod line;
mod svg;

pub(crate) use bars::{Bar, bars};
pub(crate) use curve::{Waiting, curve};
pub(crate) use line::{Point, line};
pub(crate) use svg::{Frame, STYLE, Svg};
