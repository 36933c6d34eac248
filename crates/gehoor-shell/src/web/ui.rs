//! The words and forms of one page: texts in the reader's language, moments in the company's zone, numbers, money.

use std::borrow::Borrow;
use std::fmt::Display;
use std::sync::Arc;

use gehoor_kernel::text::phone;
use gehoor_kernel::time::civil::Date;
use gehoor_kernel::time::{Instant, Zone};

use super::house::{Address, House};
use super::pages::Right;
use super::visitor::Visitor;
use crate::{App, Error, Fault, Language};

/// What a template asks for texts. Cheap to clone.
#[derive(Clone)]
pub struct Ui(Arc<Inner>);

struct Inner {
    app: App,
    house: Arc<House>,
    language: Language,
    visitor: Option<Visitor>,
    now: Instant,
    path: String,
}

impl std::fmt::Debug for Ui {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ui")
            .field("language", &self.0.language)
            .field("path", &self.0.path)
            .finish_non_exhaustive()
    }
}

impl Ui {
    /// The words for this visitor; `path` is the address that was asked for.
    pub fn new(
        app: App,
        house: Arc<House>,
        language: Language,
        visitor: Option<Visitor>,
        path: String,
    ) -> Self {
        let now = app.clock.now();
        Self(Arc::new(Inner { app, house, language, visitor, now, path }))
    }

    /// The same page in another language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        let inner = &self.0;
        let (app, house) = (inner.app.clone(), Arc::clone(&inner.house));
        Self::new(app, house, language, inner.visitor.clone(), inner.path.clone())
    }

    /// The application, for addresses of built files and settings.
    pub fn app(&self) -> &App {
        &self.0.app
    }

    /// The company.
    pub fn house(&self) -> &House {
        &self.0.house
    }

    /// The reader's language.
    pub fn language(&self) -> Language {
        self.0.language
    }

    /// The tag for `lang` attributes.
    pub fn lang(&self) -> &'static str {
        self.0.language.tag()
    }

    /// Who is signed in.
    pub fn visitor(&self) -> Option<&Visitor> {
        self.0.visitor.as_ref()
    }

    /// Whether the visitor may come where this right is needed.
    pub fn may(&self, right: Right) -> bool {
        right == Right::Anyone || self.visitor().is_some_and(|visitor| visitor.right >= right)
    }

    /// The moment of this page.
    pub fn now(&self) -> Instant {
        self.0.now
    }

    /// The company's zone.
    pub fn zone(&self) -> &Zone {
        &self.0.house.zone
    }

    /// The address that was asked for, with its query.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The address of this page in another language.
    pub fn path_in(&self, tag: &str) -> String {
        let (path, query) = self.path().split_once('?').unwrap_or((self.path(), ""));
        let rest = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
        let pairs: Vec<_> = rest.map(str::to_owned).chain([format!("lang={tag}")]).collect();
        format!("{path}?{}", pairs.join("&"))
    }

    /// A new key for a form, so that the form acts once however often it is sent.
    pub fn key(&self) -> String {
        gehoor_kernel::id::encode(
            u128::from(self.0.app.ids.random().next_u64()) << 64
                | u128::from(self.0.app.ids.random().next_u64()),
        )
    }

    /// A text of the catalogues.
    pub fn t(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// A text with one named value.
    pub fn t1(&self, key: &str, name: &'static str, value: impl Display) -> String {
        self.say(key, &[(name, value.to_string())])
    }

    /// A text with two named values.
    pub fn t2(
        &self,
        key: &str,
        name: &'static str,
        value: impl Display,
        other: &'static str,
        second: impl Display,
    ) -> String {
        self.say(key, &[(name, value.to_string()), (other, second.to_string())])
    }

    /// The text whose key is `prefix` and a word of the store ("state-", "inDoubt").
    pub fn word(&self, prefix: &str, word: impl Display) -> String {
        self.t(&format!("{prefix}{word}"))
    }

    /// A text with its named values; the company's own text where it has one.
    pub fn say(&self, key: &str, args: &[(&'static str, String)]) -> String {
        self.house().say(&self.0.app.texts, self.language(), key, args)
    }

    /// What is wrong with a field, in a sentence.
    pub fn fault(&self, fault: &Fault) -> String {
        let guess = fault.args.iter().any(|(name, value)| *name == "guess" && !value.is_empty());
        let key = if guess { format!("fault-{}-guess", fault.code) } else { format!("fault-{}", fault.code) };
        self.say(&key, &fault.args)
    }

    /// A refusal as a sentence for the page on which it happened.
    pub fn refusal(&self, error: &Error) -> String {
        crate::api::problem(error, &self.0.app.texts, self.language(), "").detail
    }

    /// The time of day on the company's clock: "14:05".
    pub fn time(&self, at: impl Borrow<Instant>) -> String {
        let at = *at.borrow();
        let local = self.zone().local(at);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// The day of a moment on the company's calendar.
    pub fn date_of(&self, at: impl Borrow<Instant>) -> Date {
        let at = *at.borrow();
        self.zone().local(at).date()
    }

    /// A day in short, near days by name: "vandaag", "morgen", "gisteren", "ma 23-11", with the year when it is another.
    pub fn day(&self, at: impl Borrow<Instant>) -> String {
        let at = *at.borrow();
        let (day, today) = (self.date_of(at), self.date_of(self.now()));
        if day == today {
            return self.t("day-today");
        }
        if today.tomorrow().is_ok_and(|next| next == day) {
            return self.t("day-tomorrow");
        }
        if today.yesterday().is_ok_and(|last| last == day) {
            return self.t("day-yesterday");
        }
        let name = self.t(&format!("weekday-short-{}", day.weekday().to_monday_one_offset()));
        let year = if day.year() == today.year() { String::new() } else { format!("-{}", day.year()) };
        format!("{name} {}-{:02}{year}", day.day(), day.month())
    }

    /// Day and time: "vandaag 14:05", "ma 23-11 09:00".
    pub fn moment(&self, at: impl Borrow<Instant>) -> String {
        let at = *at.borrow();
        format!("{} {}", self.day(at), self.time(at))
    }

    /// A day in full: "maandag 23 november 2026".
    pub fn date(&self, at: impl Borrow<Instant>) -> String {
        let at = *at.borrow();
        self.civil_date(self.date_of(at))
    }

    /// A calendar day in full: "maandag 23 november 2026".
    pub fn civil_date(&self, day: impl Borrow<Date>) -> String {
        let day = *day.borrow();
        let weekday = self.t(&format!("weekday-{}", day.weekday().to_monday_one_offset()));
        let month = self.t(&format!("month-{}", day.month()));
        format!("{weekday} {} {month} {}", day.day(), day.year())
    }

    /// The machine-readable form of a moment, for `<time datetime>`.
    pub fn iso(&self, at: impl Borrow<Instant>) -> String {
        let at = *at.borrow();
        at.to_string()
    }

    /// The value for an input of type datetime-local, on the company's clock.
    pub fn local(&self, at: impl Borrow<Instant>) -> String {
        let at = *at.borrow();
        let local = self.zone().local(at);
        format!("{}T{:02}:{:02}", local.date(), local.hour(), local.minute())
    }

    /// How long from one moment to another, as people say it: "42 min", "2 uur 5 min", from a day on in whole days; a minute at least.
    pub fn span(&self, from: impl Borrow<Instant>, until: impl Borrow<Instant>) -> String {
        let minutes = (until.borrow().since(*from.borrow()).as_secs() / 60).max(1);
        match minutes {
            0..60 => self.t1("span-minutes", "count", minutes),
            60..1440 => {
                let hours = self.t1("span-hours", "count", minutes / 60);
                match minutes % 60 {
                    0 => hours,
                    rest => format!("{hours} {}", self.t1("span-minutes", "count", rest)),
                }
            }
            _ => self.t1("span-days", "count", minutes / 1440),
        }
    }

    /// A telephone number as people of the company's country dial it.
    pub fn phone(&self, e164: &str) -> String {
        phone::shown(e164, &self.house().country)
    }

    /// A whole number with its thousands marked: "1.250" in Dutch, "1,250" in English.
    pub fn number(&self, number: impl Into<i64>) -> String {
        grouped(number.into(), if self.language() == Language::Nl { '.' } else { ',' })
    }

    /// A number with so many decimals, in the reader's way.
    pub fn decimal(&self, number: f64, places: usize) -> String {
        let text = format!("{number:.places$}");
        let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
        let whole = match whole.parse::<i64>() {
            Ok(value) if value != 0 => self.number(value),
            _ => whole.to_owned(),
        };
        let mark = if self.language() == Language::Nl { ',' } else { '.' };
        if rest.is_empty() { whole } else { format!("{whole}{mark}{rest}") }
    }

    /// An amount in euros: "€ 12,50" in Dutch, "€12.50" in English.
    pub fn money(&self, cents: i64) -> String {
        let amount = self.decimal(cents as f64 / 100.0, 2);
        if self.language() == Language::Nl { format!("€\u{a0}{amount}") } else { format!("€{amount}") }
    }

    /// Whether the company says "je".
    pub fn is_informal(&self) -> bool {
        self.house().address == Address::Informal
    }

    /// An icon by its name in `web/icons.mjs`.
    pub fn icon(&self, name: &'static str) -> Icon {
        Icon::new(name, self.0.app.front.assets.address("icons.svg"))
    }

    /// The address of a built file; empty when it was not built.
    pub fn asset(&self, name: &str) -> String {
        self.0.app.front.assets.address(name).unwrap_or_default()
    }
}

/// One icon of the built picture with all icons; nothing when it was not built. An icon always stands beside its word.
#[derive(Clone, Debug)]
pub struct Icon {
    name: &'static str,
    address: Option<String>,
}

impl Icon {
    fn new(name: &'static str, address: Option<String>) -> Self {
        Self { name, address }
    }
}

impl Display for Icon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Some(address) = &self.address else { return Ok(()) };
        let name = self.name;
        write!(f, "<svg class=\"icon\" aria-hidden=\"true\"><use href=\"{address}#i-{name}\"/></svg>")
    }
}

/// The name is one of ours and the address that of a built file: nothing in it was sent by anybody.
impl askama::filters::HtmlSafe for Icon {}

fn grouped(number: i64, mark: char) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::from(if number < 0 { "-" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn thousands_are_marked() {
        let cases = [(0, "0"), (999, "999"), (1250, "1.250"), (-1_234_567, "-1.234.567")];
        for (number, text) in cases {
            assert_eq!(grouped(number, '.'), text);
        }
    }
}
