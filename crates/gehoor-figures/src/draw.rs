//! Which charts there are, and what they show of figures.

use gehoor_stats::Interval;

use crate::chart::{Bar, Frame, Point, Svg, Waiting, bars, curve, line};
use crate::reading::Figures;
use crate::rules::{Few, Measures, Month, Tries, WITHIN};
use crate::words::Words;

/// The charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Chart {
    /// How promises were kept.
    Kept,
    /// Kept in time by team.
    Teams,
    /// Kept in time by kind.
    Kinds,
    /// Kept in time by month.
    Months,
    /// Time until reached.
    Reach,
    /// Attempts by amount.
    Effort,
}

impl Chart {
    /// All of them.
    pub(crate) const ALL: [Self; 6] =
        [Self::Kept, Self::Teams, Self::Kinds, Self::Months, Self::Reach, Self::Effort];

    /// The word in addresses and texts.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Teams => "teams",
            Self::Kinds => "kinds",
            Self::Months => "months",
            Self::Reach => "reach",
            Self::Effort => "effort",
        }
    }

    /// The chart of a file's name ("kept.svg").
    pub(crate) fn of_file(name: &str) -> Option<Self> {
        let word = name.strip_suffix(".svg")?;
        Self::ALL.into_iter().find(|chart| chart.word() == word)
    }
}

/// A chart with its values in words.
pub(crate) struct Drawn {
    pub(crate) svg: Svg,
    pub(crate) frame: Frame,
}

impl Drawn {
    /// As part of a page.
    pub(crate) fn inline(&self) -> String {
        self.svg.inline(&self.frame)
    }

    /// As a file of its own.
    pub(crate) fn alone(&self) -> String {
        self.svg.alone(&self.frame)
    }
}

/// Draws a chart.
pub(crate) fn draw(chart: Chart, figures: &Figures, words: &Words<'_>) -> Drawn {
    let (svg, lines) = match chart {
        Chart::Kept => share_bars(kept(&figures.all, words), words),
        Chart::Teams => share_bars(teams(figures, words), words),
        Chart::Kinds => share_bars(kinds(figures, words), words),
        Chart::Months => months(figures, words),
        Chart::Reach => reach(&figures.all, words),
        Chart::Effort => effort(figures, words),
    };
    let shown = lines.iter().any(|(_, shown, _)| *shown);
    let reading = match (shown, chart) {
        (false, _) => "chart-empty",
        (true, Chart::Reach) => "chart-band",
        (true, _) => "chart-interval",
    };
    let told: Vec<String> = lines.into_iter().map(|(label, _, note)| format!("{label}: {note}")).collect();
    let frame = Frame {
        id: chart.word(),
        title: words.say(&format!("chart-{}", chart.word())),
        description: told.join("; "),
        foot: vec![sample(figures, words), words.say(reading)],
    };
    Drawn { svg, frame }
}

/// How the figures were sampled, in a sentence.
pub(crate) fn sample(figures: &Figures, words: &Words<'_>) -> String {
    let date = |at| words.date(at, &figures.zone);
    let made = words.count(figures.all.made);
    words.with("sample", &[("from", date(figures.starts_at)), ("until", date(figures.ends_at)), ("n", made)])
}

/// Label, whether there is a figure, and the figure in words.
type Line = (String, bool, String);

fn lines(all: &[Bar]) -> Vec<Line> {
    all.iter().map(|bar| (bar.label.clone(), bar.value.is_some(), bar.note.clone())).collect()
}

fn quarters(words: &Words<'_>) -> Vec<(f64, String)> {
    [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| (share, words.percent(share))).to_vec()
}

fn share_bars(all: Vec<Bar>, words: &Words<'_>) -> (Svg, Vec<Line>) {
    (bars(&all, 1.0, &quarters(words)), lines(&all))
}

fn share_bar(label: String, ratio: &Few<gehoor_stats::Ratio>, words: &Words<'_>) -> Bar {
    let value = ratio.enough().map(|ratio| (ratio.share, ratio.interval));
    Bar { label, note: words.ratio(ratio), value }
}

fn kept(all: &Measures, words: &Words<'_>) -> Vec<Bar> {
    let shares = [
        ("kept", &all.kept),
        ("in-time", &all.in_time),
        ("broken", &all.broken),
        ("asked-first", &all.asked_first),
        ("released", &all.released),
    ];
    shares.map(|(key, ratio)| share_bar(words.say(key), ratio, words)).to_vec()
}

fn teams(figures: &Figures, words: &Words<'_>) -> Vec<Bar> {
    figures.teams.iter().map(|team| share_bar(team.name.clone(), &team.measures.in_time, words)).collect()
}

fn kinds(figures: &Figures, words: &Words<'_>) -> Vec<Bar> {
    figures.kinds.iter().map(|(kind, of)| share_bar(words.kind(*kind), &of.in_time, words)).collect()
}

fn months(figures: &Figures, words: &Words<'_>) -> (Svg, Vec<Line>) {
    let point = |(place, (month, of)): (usize, &(Month, Measures))| Point {
        label: words.month(*month),
        year: (place == 0 || month.number() == 1).then(|| month.year().to_string()),
        value: of.in_time.enough().map(|ratio| (ratio.share, ratio.interval)),
    };
    let points: Vec<Point> = figures.months.iter().enumerate().map(point).collect();
    let line_of = |(month, of): &(Month, Measures)| {
        (words.month_and_year(*month), of.in_time.enough().is_some(), words.ratio(&of.in_time))
    };
    (line(&points, &quarters(words)), figures.months.iter().map(line_of).collect())
}

fn reach(all: &Measures, words: &Words<'_>) -> (Svg, Vec<Line>) {
    let empty = gehoor_stats::Curve::default();
    let found = all.reach.enough();
    let shown = found.map_or(&empty, |reach| &reach.curve);
    let times = WITHIN.map(|minutes| Waiting {
        minutes: minutes as f64,
        label: words.short_minutes(minutes),
        waiting: if found.is_some() { words.count(shown.at_risk(minutes as f64)) } else { String::new() },
    });
    let mut told = vec![(words.say("median"), found.is_some(), reached_half(all, words))];
    for (minutes, within) in found.map(|reach| reach.within.as_slice()).unwrap_or_default() {
        if let Some((share, interval)) = within {
            let time = words.minutes(*minutes as f64);
            told.push((words.with("within", &[("time", time)]), true, words.share(*share, *interval)));
        }
    }
    (curve(shown, &quarters(words), &times), told)
}

/// By when half were reached, with n.
pub(crate) fn reached_half(of: &Measures, words: &Words<'_>) -> String {
    match &of.reach {
        Few::TooFew(n) => words.too_few(*n),
        Few::Enough(reach) => words.of_n(words.median(reach.median.as_ref()), reach.curve.n()),
    }
}

fn effort(figures: &Figures, words: &Words<'_>) -> (Svg, Vec<Line>) {
    let bar = |of: &crate::rules::OfBand| Bar {
        label: words.band(of.band),
        note: words.tries(&of.tries),
        value: of.tries.enough().and_then(mean),
    };
    let all: Vec<Bar> = figures.effort.bands.iter().map(bar).collect();
    let highest = all.iter().filter_map(|bar| bar.value).map(|(_, interval)| interval.high);
    let most = highest.fold(3.0, f64::max).ceil();
    let step = (most / 6.0).ceil();
    let marks = (0..).map(|n| f64::from(n) * step).take_while(|mark| *mark <= most);
    let marks: Vec<(f64, String)> = marks.map(|mark| (mark, words.number(mark, 0))).collect();
    (bars(&all, most, &marks), lines(&all))
}

fn mean(tries: &Tries) -> Option<(f64, Interval)> {
    tries.mean.as_ref().map(|mean| (mean.mean, mean.interval))
}
