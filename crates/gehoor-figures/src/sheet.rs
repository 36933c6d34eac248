//! Figures as a sheet: one row for each figure of each group, for a spreadsheet in Dutch or for a machine.

use csv::{Terminator, WriterBuilder};
use gehoor_shell::Error;
use gehoor_stats::{Interval, Ratio};

use crate::reading::Figures;
use crate::rules::{Few, Measures, Reach, Tries, WITHIN};
use crate::words::Words;

/// For whom the sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Excel as it is set in the Netherlands: semicolons, a mark of UTF-8, decimal commas, days first, words in the reader's
    /// language; a text that would be taken for a formula gets an apostrophe before it.
    ExcelNl,
    /// RFC 4180: commas, decimal points, ISO dates, words of the API.
    Machine,
}

impl Form {
    /// The form of a word; a machine's when there is none.
    pub(crate) fn of_word(word: Option<&str>) -> Self {
        if word == Some("excelNl") { Self::ExcelNl } else { Self::Machine }
    }
}

const COLUMNS: [&str; 12] =
    ["from", "until", "by", "group", "measure", "n", "count", "value", "low", "high", "unit", "sample"];

/// One figure.
struct Line {
    by: &'static str,
    group: Named,
    measure: Named,
    n: u64,
    count: Option<u64>,
    value: Option<f64>,
    interval: (Option<f64>, Option<f64>),
    unit: &'static str,
}

/// A word of the API, and what people call it.
#[derive(Clone)]
struct Named {
    word: String,
    name: String,
}

/// The sheet of these figures.
pub(crate) fn sheet(figures: &Figures, words: &Words<'_>, form: Form) -> Result<Vec<u8>, Error> {
    let delimiter = if form == Form::ExcelNl { b';' } else { b',' };
    let start = if form == Form::ExcelNl { "\u{feff}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer =
        WriterBuilder::new().delimiter(delimiter).terminator(Terminator::CRLF).from_writer(start);
    let broken = |error: csv::Error| Error::program(error.to_string());
    let pen = Pen { figures, words, form };
    writer.write_record(COLUMNS.map(|column| pen.word("sheet", column))).map_err(broken)?;
    for line in all_lines(figures, words) {
        writer.write_record(pen.record(&line)).map_err(broken)?;
    }
    writer.into_inner().map_err(|error| Error::program(error.to_string()))
}

struct Pen<'a> {
    figures: &'a Figures,
    words: &'a Words<'a>,
    form: Form,
}

impl Pen<'_> {
    fn record(&self, line: &Line) -> [String; 12] {
        let number = |value: Option<f64>| value.map(|value| self.number(value)).unwrap_or_default();
        [
            self.date(self.figures.starts_at),
            self.date(self.figures.ends_at),
            self.word("by", line.by),
            self.named(&line.group),
            self.named(&line.measure),
            line.n.to_string(),
            line.count.map(|count| count.to_string()).unwrap_or_default(),
            number(line.value),
            number(line.interval.0),
            number(line.interval.1),
            self.word("unit", line.unit),
            match self.form {
                Form::ExcelNl => self.words.say("sheet-all"),
                Form::Machine => crate::api::RULE.to_owned(),
            },
        ]
    }

    /// The word itself for a machine, its name for people.
    fn word(&self, group: &str, word: &str) -> String {
        match self.form {
            Form::ExcelNl => self.words.say(&format!("{group}-{word}")),
            Form::Machine => word.to_owned(),
        }
    }

    fn named(&self, named: &Named) -> String {
        match self.form {
            Form::ExcelNl => defused(&named.name),
            Form::Machine => named.word.clone(),
        }
    }

    fn number(&self, value: f64) -> String {
        let text = format!("{value:.4}");
        let text = text.trim_end_matches('0').trim_end_matches('.');
        if self.form == Form::ExcelNl { text.replace('.', ",") } else { text.to_owned() }
    }

    fn date(&self, at: gehoor_kernel::time::Instant) -> String {
        let day = self.figures.zone.local(at).date();
        match self.form {
            Form::ExcelNl => format!("{:02}-{:02}-{:04}", day.day(), day.month(), day.year()),
            Form::Machine => format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
        }
    }
}

/// A spreadsheet takes a cell that begins so for a formula (ASVS 5.0, 1.2.10).
fn defused(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']);
    if formula { format!("'{text}") } else { text.to_owned() }
}

fn all_lines(figures: &Figures, words: &Words<'_>) -> Vec<Line> {
    let everything = Named { word: "total".to_owned(), name: words.say("by-total") };
    let mut lines = of_group("total", &everything, &figures.all, words);
    for team in &figures.teams {
        let named = Named { word: team.id.to_string(), name: team.name.clone() };
        lines.extend(of_group("team", &named, &team.measures, words));
    }
    for (kind, of) in &figures.kinds {
        let named = Named { word: kind.word().to_owned(), name: words.kind(*kind) };
        lines.extend(of_group("kind", &named, of, words));
    }
    for (month, of) in &figures.months {
        let named = Named { word: month.to_string(), name: words.month_and_year(*month) };
        lines.extend(of_group("month", &named, of, words));
    }
    for of in &figures.effort.bands {
        let named = Named { word: of.band.word().to_owned(), name: words.band(of.band) };
        lines.push(tries("amount", &named, &of.tries, words));
        lines.extend(reach("amount", &named, &of.reach, words));
    }
    lines
}

fn of_group(by: &'static str, group: &Named, of: &Measures, words: &Words<'_>) -> Vec<Line> {
    let shares = [
        ("kept", "kept", &of.kept),
        ("keptInTime", "in-time", &of.in_time),
        ("broken", "broken", &of.broken),
        ("askedFirst", "asked-first", &of.asked_first),
        ("released", "released", &of.released),
    ];
    let made = Line {
        by,
        group: group.clone(),
        measure: Named { word: "made".to_owned(), name: words.say("made") },
        n: of.made,
        count: None,
        value: None,
        interval: (None, None),
        unit: "promises",
    };
    let mut lines = vec![made];
    lines.extend(shares.map(|(word, key, ratio)| share(by, group, (word, words.say(key)), ratio)));
    lines.push(tries(by, group, &of.tries, words));
    lines.extend(reach(by, group, &of.reach, words));
    lines
}

fn share(by: &'static str, group: &Named, (word, name): (&str, String), ratio: &Few<Ratio>) -> Line {
    let found = ratio.enough();
    Line {
        by,
        group: group.clone(),
        measure: Named { word: word.to_owned(), name },
        n: ratio.n(),
        count: found.map(|ratio| ratio.count),
        value: found.map(|ratio| ratio.share),
        interval: ends(found.map(|ratio| ratio.interval)),
        unit: "share",
    }
}

fn tries(by: &'static str, group: &Named, tries: &Few<Tries>, words: &Words<'_>) -> Line {
    let mean = tries.enough().and_then(|tries| tries.mean);
    let n = match tries {
        Few::TooFew(n) => *n,
        Few::Enough(tries) => tries.n,
    };
    Line {
        by,
        group: group.clone(),
        measure: Named { word: "attemptsPerReach".to_owned(), name: words.say("tries") },
        n,
        count: None,
        value: mean.map(|mean| mean.mean),
        interval: ends(mean.map(|mean| mean.interval)),
        unit: "attempts",
    }
}

fn reach(by: &'static str, group: &Named, reach: &Few<Reach>, words: &Words<'_>) -> Vec<Line> {
    let (n, found) = match reach {
        Few::TooFew(n) => (*n, None),
        Few::Enough(reach) => (reach.curve.n(), Some(reach)),
    };
    let median = found.and_then(|reach| reach.median);
    let line = |word: &str, name: String, value, interval, unit| Line {
        by,
        group: group.clone(),
        measure: Named { word: word.to_owned(), name },
        n,
        count: None,
        value,
        interval,
        unit,
    };
    let ends_of_median = (median.map(|median| median.low), median.and_then(|median| median.high));
    let half =
        line("medianTimeToReach", words.say("median"), median.map(|m| m.time), ends_of_median, "minutes");
    let within = WITHIN.map(|minutes| {
        let found = found.and_then(|reach| reach.within(minutes));
        let (word, unit) = (format!("reachedWithin{minutes}Minutes"), "share");
        let name = words.with("within", &[("time", words.minutes(minutes as f64))]);
        line(&word, name, found.map(|(share, _)| share), ends(found.map(|(_, interval)| interval)), unit)
    });
    std::iter::once(half).chain(within).collect()
}

fn ends(interval: Option<Interval>) -> (Option<f64>, Option<f64>) {
    (interval.map(|interval| interval.low), interval.map(|interval| interval.high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_defused() {
        for text in ["=1+1", "+31", "-2", "@SUM(A1)", "\tx", "＝1"] {
            assert_eq!(defused(text), format!("'{text}"));
        }
        assert_eq!(defused("Werkplaats = 1"), "Werkplaats = 1");
    }
}
