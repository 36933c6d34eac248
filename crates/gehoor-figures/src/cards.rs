//! The cards of the page: each a chart with its table and what it says.

use gehoor_stats::{Independence, LogRank, Ratio};

use crate::draw::{Chart, draw, reached_half};
use crate::reading::Figures;
use crate::rules::{Few, LEAST, Measures, Tries, Verdict};
use crate::words::Words;

/// A card.
pub(crate) struct Card {
    /// The chart's word, in ids and addresses.
    pub(crate) word: &'static str,
    /// Its name.
    pub(crate) title: String,
    /// The chart.
    pub(crate) drawing: Drawing,
    /// What it says, in sentences.
    pub(crate) says: Vec<String>,
    /// The names of the table's columns; the first is that of the rows' names.
    pub(crate) columns: Vec<String>,
    /// The table.
    pub(crate) rows: Vec<Row>,
}

/// A row of a table.
pub(crate) struct Row {
    /// Its name.
    pub(crate) name: String,
    /// What it is a share of; empty when that is plain.
    pub(crate) of: String,
    /// Its cells.
    pub(crate) cells: Vec<String>,
}

/// A drawing as it stands in a page.
pub(crate) struct Drawing(String);

impl std::fmt::Display for Drawing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Made by `chart` alone, which escapes every text.
impl askama::filters::HtmlSafe for Drawing {}

/// The cards of these figures. A comparison of teams or kinds is left out where there is one.
pub(crate) fn cards(figures: &Figures, words: &Words<'_>) -> Vec<Card> {
    let shown = |chart: &Chart| match chart {
        Chart::Teams => figures.teams.len() > 1,
        Chart::Kinds => figures.kinds.len() > 1,
        _ => true,
    };
    Chart::ALL.into_iter().filter(shown).map(|chart| card(chart, figures, words)).collect()
}

fn card(chart: Chart, figures: &Figures, words: &Words<'_>) -> Card {
    let drawn = draw(chart, figures, words);
    let (columns, rows) = match chart {
        Chart::Kept => (columns(words, &["measure", "n", "share", "interval"]), kept(&figures.all, words)),
        Chart::Months => (columns(words, &["month", "n", "in-time", "interval"]), months(figures, words)),
        Chart::Reach => (columns(words, &["time", "share", "interval"]), reach(&figures.all, words)),
        Chart::Teams => (groups(words, "team"), teams(figures, words)),
        Chart::Kinds => (groups(words, "kind"), kinds(figures, words)),
        Chart::Effort => (columns(words, &["amount", "n", "tries", "median"]), effort(figures, words)),
    };
    let mut says = vec![drawn.frame.foot.last().cloned().unwrap_or_default()];
    match chart {
        Chart::Reach => says.insert(0, half(&figures.all, words)),
        Chart::Effort => says = verdict(figures, words),
        _ => {}
    }
    let (word, title) = (chart.word(), drawn.frame.title.clone());
    Card { word, title, drawing: Drawing(drawn.inline()), says, columns, rows }
}

fn columns(words: &Words<'_>, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| words.say(&format!("column-{key}"))).collect()
}

fn groups(words: &Words<'_>, by: &str) -> Vec<String> {
    columns(words, &[by, "made", "kept", "in-time", "asked-first", "tries", "median"])
}

fn row(name: String, cells: Vec<String>) -> Row {
    Row { name, of: String::new(), cells }
}

/// n, the share, its interval; or n and that it is too few.
fn share(ratio: &Few<Ratio>, words: &Words<'_>) -> Vec<String> {
    match ratio {
        Few::TooFew(n) => vec![words.count(*n), words.say("few"), String::new()],
        Few::Enough(ratio) => {
            let ends = [ratio.interval.low, ratio.interval.high].map(|end| words.percent(end));
            vec![words.count(ratio.n), words.percent(ratio.share), words.ends(ends)]
        }
    }
}

fn kept(all: &Measures, words: &Words<'_>) -> Vec<Row> {
    let shares = [
        ("kept", &all.kept),
        ("in-time", &all.in_time),
        ("broken", &all.broken),
        ("asked-first", &all.asked_first),
        ("released", &all.released),
    ];
    let row = |(key, ratio): (&str, &Few<Ratio>)| Row {
        name: words.say(key),
        of: words.say(&format!("{key}-of")),
        cells: share(ratio, words),
    };
    shares.into_iter().map(row).collect()
}

fn months(figures: &Figures, words: &Words<'_>) -> Vec<Row> {
    let months = figures.months.iter().skip_while(|(_, of)| of.made == 0);
    months.map(|(month, of)| row(words.month_and_year(*month), share(&of.in_time, words))).collect()
}

fn reach(all: &Measures, words: &Words<'_>) -> Vec<Row> {
    let Some(reach) = all.reach.enough() else { return Vec::new() };
    let within = reach.within.iter();
    within
        .map(|(minutes, found)| {
            let cells = match found {
                Some((share, interval)) => {
                    let ends = [interval.low, interval.high].map(|end| words.percent(end));
                    vec![words.percent(*share), words.ends(ends)]
                }
                None => vec![words.say("not-seen"), String::new()],
            };
            row(words.with("within", &[("time", words.minutes(*minutes as f64))]), cells)
        })
        .collect()
}

/// "Half of the customers were reached within 2 h (1 h to 4 h), n = 80."
fn half(all: &Measures, words: &Words<'_>) -> String {
    words.with("half", &[("value", reached_half(all, words))])
}

fn group(name: String, of: &Measures, words: &Words<'_>) -> Row {
    let cells = vec![
        words.count(of.made),
        words.ratio(&of.kept),
        words.ratio(&of.in_time),
        words.ratio(&of.asked_first),
        words.tries(&of.tries),
        reached_half(of, words),
    ];
    row(name, cells)
}

fn teams(figures: &Figures, words: &Words<'_>) -> Vec<Row> {
    figures.teams.iter().map(|team| group(team.name.clone(), &team.measures, words)).collect()
}

fn kinds(figures: &Figures, words: &Words<'_>) -> Vec<Row> {
    let made = figures.kinds.iter().filter(|(_, of)| of.made > 0);
    made.map(|(kind, of)| group(words.kind(*kind), of, words)).collect()
}

fn effort(figures: &Figures, words: &Words<'_>) -> Vec<Row> {
    let bands = figures.effort.bands.iter();
    bands
        .map(|of| {
            let median = match &of.reach {
                Few::TooFew(n) => words.too_few(*n),
                Few::Enough(reach) => words.of_n(words.median(reach.median.as_ref()), reach.curve.n()),
            };
            row(words.band(of.band), vec![words.count(n(&of.tries)), words.mean(&of.tries), median])
        })
        .collect()
}

fn n(tries: &Few<Tries>) -> u64 {
    match tries {
        Few::TooFew(n) => *n,
        Few::Enough(tries) => tries.n,
    }
}

/// What the comparison says, what so few promises can show, and the tests behind it.
fn verdict(figures: &Figures, words: &Words<'_>) -> Vec<String> {
    let effort = &figures.effort;
    let mut says = vec![words.say(match effort.verdict {
        Verdict::TooFew => "effort-few",
        Verdict::Flat => "effort-flat",
        Verdict::Differs => "effort-differs",
    })];
    if let Some(difference) = effort.difference.filter(|_| effort.verdict == Verdict::Flat) {
        let smallest = words.number(difference.interval.half_width(), 1);
        says.push(words.with("effort-smallest", &[("value", smallest)]));
    }
    let counted = |test: &Independence| (test.n, test.chi_square, test.freedom, test.p);
    let timed = |test: &LogRank| (test.n, test.chi_square, test.freedom, test.p);
    let tests = [
        ("effort-attempts", effort.attempts.as_ref().map(counted)),
        ("effort-time", effort.time.as_ref().map(timed)),
    ];
    for (key, (n, chi_square, freedom, p)) in tests.into_iter().filter_map(|(key, test)| Some((key, test?))) {
        let args = [
            ("value", words.number(chi_square, 1)),
            ("freedom", freedom.to_string()),
            ("p", words.number(p, 3)),
            ("n", words.count(n)),
        ];
        says.push(words.with(key, &args));
    }
    says
}

/// Whether there is anything to show.
pub(crate) fn is_empty(figures: &Figures) -> bool {
    figures.all.made < LEAST
}
