//! Figures in words and numbers as people write them, in the reader's language.

use gehoor_kernel::time::{Instant, Zone};
use gehoor_promise::rules::Kind;
use gehoor_shell::Language;
use gehoor_shell::texts::Texts;
use gehoor_shell::web::Ui;
use gehoor_stats::{Interval, Quantile, Ratio};

use crate::rules::{Band, Few, Month, Tries};

/// A day, an hour.
const DAY: i64 = 1440;
const HOUR: i64 = 60;

/// The texts of one language.
#[derive(Clone, Copy)]
pub(crate) struct Words<'a> {
    source: Source<'a>,
    language: Language,
}

/// Where texts come from: the catalogues, or those of a page, in which the company may have texts of its own.
#[derive(Clone, Copy)]
enum Source<'a> {
    Catalogues(&'a Texts),
    Page(&'a Ui),
}

impl<'a> Words<'a> {
    pub(crate) fn new(texts: &'a Texts, language: Language) -> Self {
        Self { source: Source::Catalogues(texts), language }
    }

    /// The words of a page.
    pub(crate) fn of_page(ui: &'a Ui) -> Self {
        Self { source: Source::Page(ui), language: ui.language() }
    }

    /// The text `figures-…`.
    pub(crate) fn say(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// The text `figures-…` with its values.
    pub(crate) fn with(&self, key: &str, args: &[(&'static str, String)]) -> String {
        let key = format!("figures-{key}");
        match self.source {
            Source::Catalogues(texts) => texts.say(self.language, &key, args),
            Source::Page(ui) => ui.say(&key, args),
        }
    }

    /// "1.234,5" or "1,234.5".
    pub(crate) fn number(&self, value: f64, places: usize) -> String {
        let text = format!("{value:.places$}");
        let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
        let (thousands, decimal) = if self.language == Language::Nl { ('.', ',') } else { (',', '.') };
        let mut written = String::with_capacity(text.len() + 4);
        for (place, digit) in whole.char_indices() {
            if place > 0 && (whole.len() - place).is_multiple_of(3) && !whole[..place].ends_with('-') {
                written.push(thousands);
            }
            written.push(digit);
        }
        if !rest.is_empty() {
            written.push(decimal);
            written.push_str(rest);
        }
        written
    }

    pub(crate) fn count(&self, n: u64) -> String {
        self.number(n as f64, 0)
    }

    /// "92%"; what is not quite none or all does not say that it is.
    pub(crate) fn percent(&self, share: f64) -> String {
        let near = share > 0.0 && share < 0.005 || share < 1.0 && share > 0.995;
        format!("{}%", self.number(share * 100.0, usize::from(near)))
    }

    /// "45 min", "4 h", "3 days".
    pub(crate) fn minutes(&self, minutes: f64) -> String {
        let whole = minutes.round() as i64;
        let (key, n) = match whole {
            whole if whole >= DAY && whole % DAY == 0 => ("days", (whole / DAY).to_string()),
            whole if whole > 0 && whole % HOUR == 0 => ("hours", (whole / HOUR).to_string()),
            whole if whole > 2 * HOUR => ("hours", self.number(minutes / HOUR as f64, 1)),
            whole => ("minutes", whole.to_string()),
        };
        self.with(key, &[("n", n)])
    }

    /// The same, as short as an axis needs it.
    pub(crate) fn short_minutes(&self, minutes: i64) -> String {
        let (key, n) =
            if minutes < DAY { ("short-hours", minutes / HOUR) } else { ("short-days", minutes / DAY) };
        self.with(key, &[("n", n.to_string())])
    }

    pub(crate) fn month(&self, month: Month) -> String {
        self.say(&format!("month-{}", month.number()))
    }

    pub(crate) fn month_and_year(&self, month: Month) -> String {
        format!("{} {}", self.month(month), month.year())
    }

    /// "25 nov 2026".
    pub(crate) fn date(&self, at: Instant, zone: &Zone) -> String {
        format!("{} {}", zone.local(at).day(), self.month_and_year(Month::of(at, zone)))
    }

    pub(crate) fn kind(&self, kind: Kind) -> String {
        self.say(&format!("kind-{}", kind.word()))
    }

    pub(crate) fn band(&self, band: Band) -> String {
        self.say(&format!("band-{}", band.word()))
    }

    pub(crate) fn too_few(&self, n: u64) -> String {
        self.with("too-few", &[("n", n.to_string())])
    }

    /// "92% (88% to 95%)".
    pub(crate) fn share(&self, share: f64, interval: Interval) -> String {
        self.around(self.percent(share), self.percent(interval.low), self.percent(interval.high))
    }

    pub(crate) fn around(&self, value: String, low: String, high: String) -> String {
        self.with("with-interval", &[("value", value), ("low", low), ("high", high)])
    }

    /// "88% to 95%".
    pub(crate) fn ends(&self, [low, high]: [String; 2]) -> String {
        self.with("interval", &[("low", low), ("high", high)])
    }

    /// A share with its interval and its n, or that there are too few.
    pub(crate) fn ratio(&self, ratio: &Few<Ratio>) -> String {
        match ratio {
            Few::TooFew(n) => self.too_few(*n),
            Few::Enough(ratio) => self.of_n(self.share(ratio.share, ratio.interval), ratio.n),
        }
    }

    pub(crate) fn of_n(&self, text: String, n: u64) -> String {
        format!("{text}, {}", self.with("of-n", &[("n", self.count(n))]))
    }

    /// The mean of tries with its interval; that there are too few for one.
    pub(crate) fn mean(&self, tries: &Few<Tries>) -> String {
        let Some(mean) = tries.enough().and_then(|tries| tries.mean) else { return self.say("few") };
        let one = |value: f64| self.number(value, 1);
        self.around(one(mean.mean), one(mean.interval.low), one(mean.interval.high))
    }

    /// The mean of tries with its interval and n; only n when there is no mean.
    pub(crate) fn tries(&self, tries: &Few<Tries>) -> String {
        match tries {
            Few::TooFew(n) => self.too_few(*n),
            Few::Enough(Tries { n, mean: None, .. }) => self.too_few(*n),
            Few::Enough(Tries { n, mean: Some(_), .. }) => self.of_n(self.mean(tries), *n),
        }
    }

    /// By when half were reached.
    pub(crate) fn median(&self, median: Option<&Quantile>) -> String {
        let Some(median) = median else { return self.say("not-yet") };
        let (value, low) = (self.minutes(median.time), self.minutes(median.low));
        match median.high {
            Some(high) => self.around(value, low, self.minutes(high)),
            None => self.with("median-open", &[("value", value), ("low", low)]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Texts {
        Texts::new(crate::TEXTS).expect("the catalogues are sound")
    }

    #[test]
    fn numbers_are_written_as_people_do() {
        let texts = texts();
        let (nl, en) = (Words::new(&texts, Language::Nl), Words::new(&texts, Language::En));
        assert_eq!(
            (nl.number(1_234_567.25, 2), en.number(1_234_567.25, 2)),
            ("1.234.567,25".into(), "1,234,567.25".into())
        );
        assert_eq!((nl.number(-1234.0, 0), nl.count(999)), ("-1.234".to_owned(), "999".to_owned()));
        assert_eq!(
            [0.0, 0.002, 0.5, 0.9981, 1.0].map(|share| nl.percent(share)),
            ["0%", "0,2%", "50%", "99,8%", "100%"]
        );
    }

    #[test]
    fn times_are_told_in_the_unit_that_fits() {
        let texts = texts();
        let (nl, en) = (Words::new(&texts, Language::Nl), Words::new(&texts, Language::En));
        let all = [0.0, 45.0, 60.0, 90.0, 150.0, 2160.0, 1440.0, 4320.0];
        assert_eq!(
            all.map(|minutes| nl.minutes(minutes)),
            ["0 min", "45 min", "1 uur", "90 min", "2,5 uur", "36 uur", "1 dag", "3 dagen"]
        );
        assert_eq!([1440.0, 4320.0].map(|minutes| en.minutes(minutes)), ["1 day", "3 days"]);
    }

    #[test]
    fn every_kind_band_and_month_has_its_words() {
        let texts = texts();
        for language in [Language::Nl, Language::En] {
            let keys = Kind::ALL.iter().map(|kind| format!("kind-{}", kind.word()));
            let bands = Band::ALL.iter().map(|band| format!("band-{}", band.word()));
            let months = (1..=12).map(|month| format!("month-{month}"));
            for key in keys.chain(bands).chain(months) {
                assert!(texts.has(language, &format!("figures-{key}")), "{key}");
            }
        }
    }
}
