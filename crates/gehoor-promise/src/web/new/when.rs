//! When: the chips, and what was chosen of them, moved into hours in which it can be kept.

use gehoor_kernel::time::civil::Date;
use gehoor_kernel::time::{Instant, hours};
use gehoor_shell::api::Fields;
use gehoor_shell::web::{Filled, Ui};

use super::said;
use crate::ask::Wanted;
use crate::promising::Desk;
use crate::rules::{Fit, Kind, Limits};

/// Longest key of an event, in characters.
const KEY: usize = 200;
/// Longest running clock, in minutes.
const SOON: i64 = 240;
/// The hour of the day by which an event is expected.
const EXPECTED: i8 = 17;

/// One ready choice.
pub(super) struct Chip {
    /// What the form sends.
    pub(super) value: String,
    /// What stands on it.
    pub(super) text: String,
    /// Why it is another moment than one would think.
    pub(super) why: String,
}

/// What was chosen.
pub(super) struct Chosen {
    pub(super) trigger: Wanted,
    /// The moment that was asked for, when hours moved it.
    pub(super) asked: Option<Instant>,
}

/// The hours that a promise of this kind must respect.
fn limits(desk: &Desk, kind: Kind) -> Limits<'_> {
    let company = &desk.standing.company;
    let calls = matches!(kind, Kind::CallBack | Kind::FindOut);
    Limits {
        company: &company.company,
        courtesy: calls.then_some(&company.courtesy),
        wishes: desk.wishes.as_ref(),
    }
}

/// The ready choices at this moment: within an hour, before the end of the afternoon, tomorrow morning.
pub(super) fn chips(ui: &Ui, desk: &Desk, form: &Filled) -> Vec<Chip> {
    let kind = form.value("kind").parse().unwrap_or(Kind::CallBack);
    let limits = limits(desk, kind);
    let (now, zone) = (ui.now(), ui.zone());
    let fits = |at: Instant| limits.shut(at).is_none();
    let mut all = Vec::new();
    if fits(now) && fits(now.plus(hours(1))) {
        let text = ui.t1("new-chip-hour", "time", ui.time(now.plus(hours(1))));
        all.push(Chip { value: "hour".to_owned(), text, why: String::new() });
    }
    let today = zone.local(now).date();
    let at = |day: Date, hour: i8| zone.instant_of(day.at(hour, 0, 0, 0));
    let mut afternoon = [16, 17].map(|hour| at(today, hour)).into_iter();
    if let Some(until) = afternoon.find(|until| now.plus(hours(1)) <= *until && fits(*until)) {
        let text = ui.t1("new-chip-today", "time", ui.time(until));
        all.push(Chip { value: format!("before {until}"), text, why: String::new() });
    }
    let asked = at(today.tomorrow().unwrap_or(today), 9);
    let Fit { at: morning, moved } = limits.fit(asked);
    let text = ui.t2("new-chip-at", "day", said::day(ui, morning), "time", ui.time(morning));
    let is_tomorrow = ui.date_of(morning) == ui.date_of(asked);
    let why = moved.filter(|_| !is_tomorrow).map(|why| said::why(ui, asked, why)).unwrap_or_default();
    all.push(Chip { value: format!("at {morning}"), text, why });
    all
}

/// Reads what was chosen; none after a fault.
pub(super) fn read(fields: &mut Fields<'_>, ui: &Ui, desk: &Desk, kind: Kind) -> Option<Chosen> {
    let when = fields.opt_text("when", 1..=60);
    let picked = fields.opt_wall("pick", ui.zone());
    let event = (fields.opt_text("event", 1..=KEY), fields.opt_date("expected"));
    let minutes = fields.opt_int("minutes", 1..=SOON);
    let exact = fields.opt_flag("exact").unwrap_or_default();
    let Some(when) = when else { return missing(fields, "when", "newWhen") };
    let (word, moment) = when.split_once(' ').unwrap_or((&when, ""));
    let (now, hour) = (ui.now(), hours(1));
    let window = match word {
        "hour" => (now, Some(now.plus(hour))),
        "before" => moment.parse().map(|until: Instant| (now.max(until.minus(hour)), Some(until))).ok()?,
        "at" => (moment.parse().ok()?, None),
        "pick" => match picked {
            Some(at) => (at, None),
            // What is no moment was refused when it was read.
            None if fields.given("pick") => return None,
            None => return missing(fields, "pick", "newWhen"),
        },
        "event" => return on_event(fields, ui, event),
        "soon" => {
            let Some(minutes) = minutes else { return missing(fields, "minutes", "missing") };
            let minutes = u32::try_from(minutes).unwrap_or(1);
            return Some(Chosen { trigger: Wanted::Soon { minutes }, asked: None });
        }
        _ => return missing(fields, "when", "newWhen"),
    };
    if window.1.unwrap_or(window.0) <= now {
        return missing(fields, if word == "pick" { "pick" } else { "when" }, "newPast");
    }
    Some(moved(window, limits(desk, kind), exact))
}

fn missing(fields: &mut Fields<'_>, name: &str, code: &'static str) -> Option<Chosen> {
    fields.fault(name, code);
    None
}

/// The window as it can be kept: one that does not fit becomes the first moment that does.
fn moved((from, until): (Instant, Option<Instant>), limits: Limits<'_>, exact: bool) -> Chosen {
    let asked = until.unwrap_or(from);
    let fit = limits.fit(asked);
    if exact || fit.moved.is_none() {
        return Chosen { trigger: Wanted::At { from, until }, asked: None };
    }
    Chosen { trigger: Wanted::At { from: fit.at, until: None }, asked: Some(asked) }
}

fn on_event(
    fields: &mut Fields<'_>,
    ui: &Ui,
    (key, expected): (Option<String>, Option<Date>),
) -> Option<Chosen> {
    if key.is_none() {
        fields.fault("event", "missing");
    }
    let Some(day) = expected else { return missing(fields, "expected", "newExpected") };
    let expected_by = ui.zone().instant_of(day.at(EXPECTED, 0, 0, 0));
    if expected_by <= ui.now() {
        return missing(fields, "expected", "newPast");
    }
    let key = key?.split_whitespace().collect::<Vec<_>>().join(" ");
    let trigger = Wanted::When { key, expected_by, sign_of_life_days: None };
    Some(Chosen { trigger, asked: None })
}
