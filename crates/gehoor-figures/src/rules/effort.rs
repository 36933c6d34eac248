//! Effort by amount: whether customers with more at stake are tried harder or reached sooner. They must not be (law 4).

use gehoor_stats::{Difference, Independence, LEVEL, LogRank, difference, independence, log_rank};

use super::measures::{Few, Reach, Tries, reach, tries};
use super::tally::Tally;
use super::{LEAST, LEAST_MEAN};

/// What is at stake, in classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Band {
    /// No amount was named.
    #[default]
    None,
    /// Less than 100.
    Under100,
    /// 100 to less than 500.
    Under500,
    /// 500 to less than 2,500.
    Under2500,
    /// 2,500 or more.
    From2500,
}

impl Band {
    /// All of them, the unnamed first.
    pub const ALL: [Self; 5] = [Self::None, Self::Under100, Self::Under500, Self::Under2500, Self::From2500];

    /// The class of an amount in cents.
    pub fn of(cents: Option<i64>) -> Self {
        match cents {
            None => Self::None,
            Some(..10_000) => Self::Under100,
            Some(..50_000) => Self::Under500,
            Some(..250_000) => Self::Under2500,
            Some(_) => Self::From2500,
        }
    }

    /// As it is stored.
    pub fn number(self) -> i64 {
        self as i64
    }

    /// The class with this number.
    pub fn of_number(number: i64) -> Option<Self> {
        Self::ALL.into_iter().find(|band| band.number() == number)
    }

    /// The word in the API.
    pub fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Under100 => "under100",
            Self::Under500 => "under500",
            Self::Under2500 => "under2500",
            Self::From2500 => "from2500",
        }
    }
}

/// The effort for one class of amounts.
#[derive(Clone, Debug, PartialEq)]
pub struct OfBand {
    /// The class.
    pub band: Band,
    /// Tries until reached.
    pub tries: Few<Tries>,
    /// Time until reached.
    pub reach: Few<Reach>,
}

/// What the comparison of the classes with a named amount says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verdict {
    /// Fewer than two classes have enough promises.
    TooFew,
    /// Neither test sees a difference.
    Flat,
    /// At least one test sees one: its chance is below 0.025, so that both together err in 5 of 100 cases (Bonferroni).
    Differs,
}

/// Effort by amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Effort {
    /// Each class.
    pub bands: Vec<OfBand>,
    /// Whether the number of tries goes with the class; none when there are too few.
    pub attempts: Option<Independence>,
    /// Whether the time goes with the class; none when there are too few.
    pub time: Option<LogRank>,
    /// How many more tries the highest class took than the lowest, of those with a mean. Half of its width is about the smallest
    /// difference that so few promises can show.
    pub difference: Option<Difference>,
    /// What this says.
    pub verdict: Verdict,
}

/// What both tests together may err.
const CHANCE: f64 = 0.05;

impl Effort {
    /// Compares the classes; `of` gives the promises of each.
    pub fn of(of: impl Fn(Band) -> Tally) -> Self {
        let tallies: Vec<(Band, Tally)> = Band::ALL.into_iter().map(|band| (band, of(band))).collect();
        let bands: Vec<OfBand> = tallies
            .iter()
            .map(|(band, tally)| OfBand { band: *band, tries: tries(tally), reach: reach(tally) })
            .collect();
        let named: Vec<&Tally> =
            tallies.iter().filter(|(band, _)| *band != Band::None).map(|(_, tally)| tally).collect();
        let (attempts, time) = (attempts(&named), time(&named));
        let verdict = match (attempts.map(|test| test.p), time.map(|test| test.p)) {
            (None, None) => Verdict::TooFew,
            (a, b) if [a, b].into_iter().flatten().any(|p| p < CHANCE / 2.0) => Verdict::Differs,
            _ => Verdict::Flat,
        };
        Self { difference: extremes(&bands), bands, attempts, time, verdict }
    }
}

/// Tries in one, two, three, four or more. Columns are put together until independence lets expect five in each cell; none when even
/// "one" against "more" is too thin.
fn attempts(named: &[&Tally]) -> Option<Independence> {
    let rows: Vec<Vec<(u32, u64)>> = named.iter().map(|tally| tally.tries()).collect();
    let enough = |row: &&Vec<(u32, u64)>| row.iter().map(|(_, n)| n).sum::<u64>() >= LEAST;
    let rows: Vec<&Vec<(u32, u64)>> = rows.iter().filter(enough).collect();
    let table = |columns: u32| -> Vec<Vec<u64>> {
        let column = |row: &Vec<(u32, u64)>, place: u32| {
            let fits = |tries: u32| tries == place || place == columns && tries > place;
            row.iter().filter(|(tries, _)| fits(*tries)).map(|(_, n)| n).sum()
        };
        rows.iter().map(|row| (1..=columns).map(|place| column(row, place)).collect()).collect()
    };
    let tests = [4, 3, 2].into_iter().filter_map(|columns| independence(&table(columns)));
    tests.into_iter().find(|test| test.least_expected >= LEAST as f64)
}

fn time(named: &[&Tally]) -> Option<LogRank> {
    let groups: Vec<_> = named.iter().map(|tally| tally.leavings()).collect();
    let count = |group: &[gehoor_stats::Leaving]| group.iter().map(|l| l.events + l.censored).sum::<u64>();
    let enough: Vec<_> = groups.into_iter().filter(|group| count(group) >= LEAST).collect();
    log_rank(&enough).filter(|test| test.events >= LEAST_MEAN)
}

fn extremes(bands: &[OfBand]) -> Option<Difference> {
    let named = bands.iter().filter(|of| of.band != Band::None);
    let means: Vec<_> = named.filter_map(|of| of.tries.enough()?.mean.as_ref()).collect();
    let (first, last) = (means.first()?, means.last()?);
    if means.len() < 2 { None } else { difference(last, first, LEVEL) }
}
