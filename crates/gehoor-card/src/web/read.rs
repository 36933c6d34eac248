//! Reading a customer, wishes and ways to be reached from forms, and showing them in forms.

use gehoor_customer::rules::{CHANNELS, PointKind, Wishes, read_value};
use gehoor_customer::{Customer, CustomerChange, NewPoint, value_fault};
use gehoor_kernel::time::hours::WeekHours;
use gehoor_shell::Fields;
use gehoor_shell::web::{Filled, Ui};

/// The kinds of ways to be reached.
pub(super) const KINDS: [&str; 3] = ["phone", "email", "post"];
/// The languages that a customer may choose in the form; others come by the API.
pub(super) const LANGUAGES: [&str; 2] = ["nl", "en"];
/// How the customer's language is shown: in its own words when the form knows it, else its tag.
pub(super) fn language(customer: &Customer) -> &str {
    match customer.language.as_str() {
        "nl" => "Nederlands",
        "en" => "English",
        other => other,
    }
}

/// The fields of the days, Monday first.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A way to be reached: the fields `kind`, `value`, `label` and `preferred`. `None` when no value was filled in and
/// `need` is false.
pub(super) fn point(fields: &mut Fields<'_>, country: &str, need: bool) -> Option<NewPoint> {
    let kind = fields.opt_word("kind", &KINDS).unwrap_or("phone");
    let label = fields.opt_text("label", 1..=60);
    let preferred = fields.opt_flag("preferred").unwrap_or(false);
    let typed = if need { Some(fields.text("value", 1..=400)) } else { fields.opt_text("value", 1..=400) };
    let typed = typed.filter(|typed| !typed.is_empty())?;
    let kind: PointKind = kind.parse().ok()?;
    match read_value(kind, &typed, country) {
        Ok(value) => Some(NewPoint { value, label, preferred }),
        Err(fault) => {
            fields.add("value", value_fault("", &fault));
            None
        }
    }
}

/// A changed customer: name, language and all wishes.
pub(super) fn change(fields: &mut Fields<'_>) -> CustomerChange {
    let name = fields.text("name", 1..=200);
    let language = fields.opt_word("language", &LANGUAGES).map(str::to_owned);
    let channel = fields.opt_word("channel", &CHANNELS).map(str::to_owned);
    let daily_rings = fields.opt_int("dailyRings", 1..=10).and_then(|rings| u8::try_from(rings).ok());
    let wishes = Wishes { hours: hours(fields), channel, daily_rings };
    CustomerChange { name: Some(name), language, wishes: Some(wishes), ..CustomerChange::default() }
}

/// Hours for each day as "09:00-12:00, 13:00-17:00"; no field filled in is no wish.
fn hours(fields: &mut Fields<'_>) -> Option<WeekHours> {
    let mut week = WeekHours::default();
    let mut is_given = false;
    for (at, day) in DAYS.into_iter().enumerate() {
        let Some(text) = fields.opt_text(day, 1..=120) else { continue };
        is_given = true;
        let read: Result<Vec<_>, _> = text.split(',').map(|range| range.trim().parse()).collect();
        match read {
            Ok(ranges) => week.days[at] = ranges,
            Err(_) => fields.fault(day, "notTimeRange"),
        }
    }
    is_given.then_some(week)
}

/// The days with a wish for hours: 1 (Monday) to 7, and the ranges as people write them.
pub(super) fn days(customer: &Customer) -> impl Iterator<Item = (usize, String)> {
    let week = customer.wishes.hours.clone().unwrap_or_default();
    let named = (1..).zip(week.days);
    named.filter(|(_, ranges)| !ranges.is_empty()).map(|(day, ranges)| {
        let ranges: Vec<_> = ranges.iter().map(ToString::to_string).collect();
        (day, ranges.join(", "))
    })
}

/// The form of a customer as it stands.
pub(super) fn filled(customer: &Customer) -> Filled {
    let wishes = &customer.wishes;
    let mut pairs = vec![
        ("name", customer.name.clone().unwrap_or_default()),
        ("language", customer.language.clone()),
        ("channel", wishes.channel.clone().unwrap_or_default()),
        ("dailyRings", wishes.daily_rings.map(|rings| rings.to_string()).unwrap_or_default()),
    ];
    pairs.extend(days(customer).filter_map(|(day, text)| Some((*DAYS.get(day - 1)?, text))));
    Filled::with(pairs)
}

/// The choices of the form of a customer.
pub(super) struct Choices {
    /// Languages.
    pub(super) languages: Vec<(&'static str, String)>,
    /// Channels, "no wish" first.
    pub(super) channels: Vec<(&'static str, String)>,
    /// Kinds of ways to be reached.
    pub(super) kinds: Vec<(&'static str, String)>,
    /// The fields of the days with their names.
    pub(super) days: Vec<(&'static str, String)>,
}

impl Choices {
    /// The choices in the reader's language.
    pub(super) fn new(ui: &Ui) -> Self {
        let named = |prefix: &str, words: &[&'static str]| -> Vec<(&'static str, String)> {
            words.iter().map(|word| (*word, ui.word(prefix, word))).collect()
        };
        let mut channels = vec![("", ui.t("card-channel-none"))];
        channels.extend(named("card-channel-", &CHANNELS));
        let days = DAYS.iter().zip(1..).map(|(day, at)| (*day, ui.t(&format!("weekday-{at}")))).collect();
        Self {
            languages: named("card-language-", &LANGUAGES),
            channels,
            kinds: named("card-kind-", &KINDS),
            days,
        }
    }
}
