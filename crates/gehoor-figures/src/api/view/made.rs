//! From figures to their JSON.

use gehoor_promise::rules::Kind;
use gehoor_stats::{Interval, Ratio};

use super::{
    AtView, BandView, CountView, EffortView, FiguresView, KindView, MeasuresView, MonthView, ReachView,
    SampleView, ShareView, TeamView, TestView, TriesView, WithinView,
};
use crate::api::RULE;
use crate::rules::{Effort, Few, LEAST, Measures, Month, OfBand, Reach, Tries, Verdict};
use crate::{Figures, Team};

impl FiguresView {
    pub(crate) fn new(figures: &Figures) -> Self {
        Self {
            from: figures.from.to_string(),
            until: figures.until.to_string(),
            time_zone: figures.zone.name().to_owned(),
            sample: sample(figures),
            team_id: figures.team.as_ref().map(|(id, _)| id.to_string()),
            kind: figures.kind.map(|kind| kind.word()),
            one_person: figures.one_person,
            complete: figures.complete,
            total: MeasuresView::new(&figures.all),
            by_team: figures.teams.iter().map(team).collect(),
            by_kind: figures.kinds.iter().map(kind).collect(),
            by_month: figures.months.iter().map(month).collect(),
            effort: EffortView::new(&figures.effort),
        }
    }
}

fn sample(figures: &Figures) -> SampleView {
    SampleView {
        rule: RULE,
        from: figures.starts_at.to_string(),
        until: figures.ends_at.to_string(),
        made: figures.all.made,
        least: LEAST,
        level: gehoor_stats::LEVEL,
    }
}

fn team(team: &Team) -> TeamView {
    let measures = MeasuresView::new(&team.measures);
    TeamView { team_id: team.id.to_string(), name: team.name.clone(), measures }
}

fn kind((kind, of): &(Kind, Measures)) -> KindView {
    KindView { kind: kind.word(), measures: MeasuresView::new(of) }
}

fn month((month, of): &(Month, Measures)) -> MonthView {
    MonthView { month: month.to_string(), measures: MeasuresView::new(of) }
}

impl MeasuresView {
    fn new(of: &Measures) -> Self {
        Self {
            made: of.made,
            open: of.open,
            kept: share(&of.kept),
            kept_in_time: share(&of.in_time),
            broken: share(&of.broken),
            asked_first: share(&of.asked_first),
            released: share(&of.released),
            attempts_per_reach: tries(&of.tries),
            time_to_reach: reach(&of.reach),
        }
    }
}

fn share(ratio: &Few<Ratio>) -> ShareView {
    let found = ratio.enough();
    ShareView {
        n: ratio.n(),
        too_few: found.is_none(),
        count: found.map(|ratio| ratio.count),
        share: found.map(|ratio| ratio.share),
        low: found.map(|ratio| ratio.interval.low),
        high: found.map(|ratio| ratio.interval.high),
    }
}

fn tries(tries: &Few<Tries>) -> TriesView {
    let (n, found) = match tries {
        Few::TooFew(n) => (*n, None),
        Few::Enough(tries) => (tries.n, Some(tries)),
    };
    let mean = found.and_then(|tries| tries.mean);
    let counted = found.map(|tries| tries.counted.as_slice()).unwrap_or_default();
    TriesView {
        n,
        too_few: found.is_none(),
        counts: counted.iter().map(|(attempts, n)| CountView { attempts: *attempts, promises: *n }).collect(),
        mean: mean.map(|mean| mean.mean),
        low: mean.map(|mean| mean.interval.low),
        high: mean.map(|mean| mean.interval.high),
    }
}

fn reach(reach: &Few<Reach>) -> ReachView {
    let (n, found) = match reach {
        Few::TooFew(n) => (*n, None),
        Few::Enough(reach) => (reach.curve.n(), Some(reach)),
    };
    let median = found.and_then(|reach| reach.median);
    ReachView {
        n,
        too_few: found.is_none(),
        reached: found.map(|reach| reach.curve.events()),
        median_minutes: median.map(|median| median.time),
        median_low: median.map(|median| median.low),
        median_high: median.and_then(|median| median.high),
        curve: found.map(|reach| reach.curve.steps().iter().map(at).collect()).unwrap_or_default(),
        within: found.map(|reach| reach.within.iter().map(within).collect()).unwrap_or_default(),
    }
}

fn at(step: &gehoor_stats::Step) -> AtView {
    let Interval { low, high } = step.interval;
    let share = 1.0 - step.survival;
    AtView { minutes: step.time, share, low: 1.0 - high, high: 1.0 - low, at_risk: step.at_risk }
}

fn within((minutes, found): &(i64, Option<(f64, Interval)>)) -> WithinView {
    WithinView {
        minutes: *minutes,
        share: found.map(|(share, _)| share),
        low: found.map(|(_, interval)| interval.low),
        high: found.map(|(_, interval)| interval.high),
    }
}

impl EffortView {
    fn new(effort: &Effort) -> Self {
        let band = |of: &OfBand| BandView {
            amount: of.band.word(),
            attempts_per_reach: tries(&of.tries),
            time_to_reach: reach(&of.reach),
        };
        let attempts = effort.attempts.map(|t| TestView {
            n: t.n,
            chi_square: t.chi_square,
            freedom: t.freedom,
            p: t.p,
        });
        let time =
            effort.time.map(|t| TestView { n: t.n, chi_square: t.chi_square, freedom: t.freedom, p: t.p });
        Self {
            verdict: match effort.verdict {
                Verdict::TooFew => "tooFew",
                Verdict::Flat => "flat",
                Verdict::Differs => "differs",
            },
            bands: effort.bands.iter().map(band).collect(),
            attempts,
            time,
            difference: effort.difference.map(|d| d.difference),
            difference_low: effort.difference.map(|d| d.interval.low),
            difference_high: effort.difference.map(|d| d.interval.high),
        }
    }
}
