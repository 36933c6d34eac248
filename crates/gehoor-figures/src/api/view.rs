//! Figures as JSON.

mod made;

use serde::Serialize;
use utoipa::ToSchema;

/// The figures of a period.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Figures)]
pub(super) struct FiguresView {
    /// The first month.
    from: String,
    /// The last month.
    until: String,
    /// The zone of the months.
    time_zone: String,
    /// How they were sampled.
    sample: SampleView,
    /// Only this team's.
    team_id: Option<String>,
    /// Only this kind.
    kind: Option<&'static str>,
    /// The team that was asked for is one person: nothing is told, for it would be figures of a person.
    one_person: bool,
    /// Whether everything that has happened is counted; false while the counting is on its way.
    complete: bool,
    /// All together.
    total: MeasuresView,
    /// Teams of two people or more, in order of name.
    by_team: Vec<TeamView>,
    /// Kinds.
    by_kind: Vec<KindView>,
    /// Months in which promises were made.
    by_month: Vec<MonthView>,
    /// Whether effort goes with the amount at stake.
    effort: EffortView,
}

/// How figures were sampled.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = FiguresSample)]
struct SampleView {
    /// allPromisesMade: none is left out, none was chosen.
    rule: &'static str,
    /// From this moment.
    #[schema(format = DateTime)]
    from: String,
    /// Until this moment.
    #[schema(format = DateTime)]
    until: String,
    /// How many promises that are.
    made: u64,
    /// Fewer cases than this give no figure.
    least: u64,
    /// The level of all intervals.
    level: f64,
}

/// A team's figures.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = FiguresOfTeam)]
struct TeamView {
    /// Which team.
    team_id: String,
    /// Its name.
    name: String,
    /// Its figures.
    measures: MeasuresView,
}

/// A kind's figures.
#[derive(Serialize, ToSchema)]
#[schema(as = FiguresOfKind)]
struct KindView {
    /// Which kind.
    kind: &'static str,
    /// Its figures.
    measures: MeasuresView,
}

/// A month's figures.
#[derive(Serialize, ToSchema)]
#[schema(as = FiguresOfMonth)]
struct MonthView {
    /// The month: 2026-11.
    month: String,
    /// Its figures.
    measures: MeasuresView,
}

/// The figures of a group of promises.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Measures)]
struct MeasuresView {
    /// How many promises were made.
    made: u64,
    /// How many of them are open.
    open: u64,
    /// Kept, of those that were kept or whose moment was missed.
    kept: ShareView,
    /// Kept in time, of those with a moment that were kept or missed it.
    kept_in_time: ShareView,
    /// Missed their moment, of those with a moment that ended or missed it.
    broken: ShareView,
    /// The customer asked first, of all.
    asked_first: ShareView,
    /// Released by the customer, of those that ended.
    released: ShareView,
    /// Tries until the customer was first spoken to.
    attempts_per_reach: TriesView,
    /// Time from our turn until the customer was first spoken to or the promise kept.
    time_to_reach: ReachView,
}

/// A share with Wilson's interval.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Share)]
struct ShareView {
    /// Of how many.
    n: u64,
    /// n is too small: there is no figure.
    too_few: bool,
    /// How many did.
    count: Option<u64>,
    /// The share, 0 to 1.
    share: Option<f64>,
    /// The lower end.
    low: Option<f64>,
    /// The upper end.
    high: Option<f64>,
}

/// How many tries it took.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AttemptsPerReach)]
struct TriesView {
    /// Promises whose customer was spoken to.
    n: u64,
    /// n is too small: there is no figure.
    too_few: bool,
    /// How many promises took so many tries.
    counts: Vec<CountView>,
    /// Their mean, from fifteen promises on.
    mean: Option<f64>,
    /// The lower end of Student's interval.
    low: Option<f64>,
    /// The upper end.
    high: Option<f64>,
}

/// So many promises took so many tries.
#[derive(Serialize, ToSchema)]
#[schema(as = AttemptsCount)]
struct CountView {
    /// Tries.
    attempts: u32,
    /// Promises.
    promises: u64,
}

/// How long it took, by Kaplan and Meier.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TimeToReach)]
struct ReachView {
    /// Promises whose turn has come.
    n: u64,
    /// n is too small: there is no figure.
    too_few: bool,
    /// How many of them reached their customer.
    reached: Option<u64>,
    /// By when half were reached, in minutes; null when half were not yet.
    median_minutes: Option<f64>,
    /// The lower end.
    median_low: Option<f64>,
    /// The upper end; null when the band does not come down that far.
    median_high: Option<f64>,
    /// The curve and its band.
    curve: Vec<AtView>,
    /// The share within an hour, four hours, a day, three days, seven days.
    within: Vec<WithinView>,
}

/// A step of the curve.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TimeToReachStep)]
struct AtView {
    /// Minutes since it was our turn.
    minutes: f64,
    /// The share that was reached by then.
    share: f64,
    /// The lower end.
    low: f64,
    /// The upper end.
    high: f64,
    /// How many still waited just before.
    at_risk: u64,
}

/// The share that was reached within a time.
#[derive(Serialize, ToSchema)]
#[schema(as = ReachedWithin)]
struct WithinView {
    /// The time in minutes.
    minutes: i64,
    /// The share; null beyond what was seen.
    share: Option<f64>,
    /// The lower end.
    low: Option<f64>,
    /// The upper end.
    high: Option<f64>,
}

/// Effort by amount at stake.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Effort)]
struct EffortView {
    /// tooFew, flat (neither test sees a difference) or differs.
    verdict: &'static str,
    /// Each class of amounts.
    bands: Vec<BandView>,
    /// Whether the number of tries goes with the class (Pearson).
    attempts: Option<TestView>,
    /// Whether the time goes with the class (log-rank).
    time: Option<TestView>,
    /// How many more tries the highest class took than the lowest.
    difference: Option<f64>,
    /// The lower end.
    difference_low: Option<f64>,
    /// The upper end. Half the interval's width is about the smallest difference that so few promises can show.
    difference_high: Option<f64>,
}

/// Effort for a class of amounts.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = EffortOfAmount)]
struct BandView {
    /// none (no amount was named), under100, under500, under2500 or from2500.
    amount: &'static str,
    /// Tries until reached.
    attempts_per_reach: TriesView,
    /// Time until reached.
    time_to_reach: ReachView,
}

/// A test of independence.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = IndependenceTest)]
struct TestView {
    /// Promises.
    n: u64,
    /// Its value.
    chi_square: f64,
    /// Its degrees of freedom.
    freedom: usize,
    /// The chance of such a value or a larger one when effort has nothing to do with the amount.
    p: f64,
}
