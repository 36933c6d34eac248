//! The times at which "how long did it take" is counted. A time that happened is rounded up, one that only lasted so far is
//! rounded down: so no figure is better than what was.

/// Minutes. Fine where minutes matter, coarse where days do.
const GRID: &[i64] = &[
    0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 480, 600, 720, 960, 1200, 1440, 1800,
    2160, 2880, 3600, 4320, 5760, 7200, 8640, 10_080, 11_520, 12_960, 14_400, 17_280, 20_160, 30_240, 40_320,
    60_480, 80_640, 129_600, 259_200, 525_600, 1_051_200,
];

/// Nothing is told apart beyond this many minutes: two years.
pub const LONGEST: i64 = 1_051_200;

/// The times for which "reached within" is told, in minutes: an hour, four hours, one day, three days, seven days. Hours by the
/// clock, nights and weekends included.
pub const WITHIN: [i64; 5] = [60, 240, 1440, 4320, 10_080];

/// The first time of the grid that is not before `minutes`; the last one when there is none.
pub fn up(minutes: i64) -> i64 {
    GRID.iter().copied().find(|time| *time >= minutes).unwrap_or(LONGEST)
}

/// The last time of the grid that is not after `minutes`; 0 for a negative one.
pub fn down(minutes: i64) -> i64 {
    GRID.iter().copied().rev().find(|time| *time <= minutes).unwrap_or(0)
}
