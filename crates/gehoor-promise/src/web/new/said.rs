//! What was promised, read back in a sentence, and why a moment was moved.

use gehoor_contact::rules::StepKind;
use gehoor_customer::ContactPoint;
use gehoor_db::Tx;
use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::hours::Hours;
use gehoor_kernel::time::{Instant, days};
use gehoor_people::Owner;
use gehoor_shell::web::{Look, Notice, Ui};
use gehoor_shell::{App, Cx, Error};

use crate::promising::{self, Desk};
use crate::rules::{Kind, Limits, Promise, Shut, Spoken, Trigger};

/// A new promise with what its sentence needs.
struct Made {
    promise: Promise,
    desk: Desk,
}

/// The notice for `?done=made&of=`: what was promised to whom and by when, with the way back; none when there is no such
/// promise. A page that a new promise leads to shows it.
///
/// # Errors
/// Only those of reading.
pub async fn made_notice(app: &App, look: &Look) -> Result<Option<Notice>, Error> {
    let Ok(id) = look.key("of").parse::<PromiseId>() else { return Ok(None) };
    let caller = look.caller()?;
    let read =
        app.look(&look.cx(app)?, (id, caller.sees), |tx, cx, &(id, sees)| Box::pin(read(tx, cx, id, sees)));
    let made = match read.await {
        Err(Error::NotFound) => return Ok(None),
        other => other?,
    };
    let ui = &look.ui;
    let mut text = sentence(ui, &made, Owner::User(caller.user));
    if let Some(why) = look.key("asked").parse().ok().and_then(|asked| moved(ui, &made, asked)) {
        text = format!("{why} {text}");
    }
    let notice = Notice::new(text);
    let is_mine = made.promise.made_by == Some(caller.user);
    let undo = (format!("/promises/{id}/unmake"), vec![("key".to_owned(), ui.key())]);
    Ok(Some(if is_mine { notice.undo(undo.0, undo.1) } else { notice }))
}

async fn read(tx: &mut Tx<'_>, cx: &Cx, id: PromiseId, sees: gehoor_shell::Sees) -> Result<Made, Error> {
    let promise = crate::show(tx, cx, id, sees).await?.view.promise;
    let desk = promising::desk(tx, cx, Some(promise.customer), None).await?;
    Ok(Made { promise, desk })
}

/// "U belt mevrouw De Wit vandaag voor 16:00. Het nummer is 06 12 34 56 78."
fn sentence(ui: &Ui, made: &Made, me: Owner) -> String {
    let (promise, desk) = (&made.promise, &made.desk);
    let name = desk.known.as_ref().and_then(|found| found.customer.name.clone());
    let customer = name.unwrap_or_else(|| ui.t("new-customer"));
    let mine = if promise.owner == me { "yes" } else { "no" };
    let args = [
        ("mine", mine.to_owned()),
        ("who", desk.directory.name(promise.owner).to_owned()),
        ("customer", customer),
        ("when", when(ui, promise)),
    ];
    let said = ui.say(&format!("new-said-{}", promise.kind.word()), &args);
    match number(made) {
        Some(number) => format!("{said} {}", ui.t1("new-said-number", "number", ui.phone(number))),
        None => said,
    }
}

/// The number that the first step dials, when it is a call.
fn number(made: &Made) -> Option<&str> {
    let open = made.promise.state.open()?;
    let calls = matches!(open.next().kind, StepKind::Call | StepKind::FindOut | StepKind::SignOfLife);
    let fits = |point: &&ContactPoint| Some(point.id) == open.next().point;
    let point = made.desk.known.as_ref()?.points.iter().find(fits).filter(|_| calls)?;
    point.value.as_deref().filter(|value| value.starts_with('+'))
}

fn when(ui: &Ui, promise: &Promise) -> String {
    let window = match &promise.trigger {
        Trigger::When(wait) => return ui.t1("new-when-event", "key", &wait.key),
        Trigger::Soon(window) => {
            let minutes = window.until.since(window.from).as_secs() / 60;
            return ui.t1("new-when-soon", "minutes", minutes);
        }
        Trigger::At(window) => *window,
    };
    match Spoken::of(window) {
        Spoken::At(at) => ui.t2("new-when-at", "day", day(ui, at), "time", ui.time(at)),
        Spoken::Before(at) => ui.t2("new-when-before", "day", day(ui, at), "time", ui.time(at)),
        Spoken::Between(from, until) => {
            let args = [("day", day(ui, from)), ("from", ui.time(from)), ("until", ui.time(until))];
            ui.say("new-when-between", &args)
        }
    }
}

/// A day as it is said: "vandaag", "dinsdag", "maandag 7 december".
pub(super) fn day(ui: &Ui, at: Instant) -> String {
    let (day, today) = (ui.date_of(at), ui.date_of(ui.now()));
    let near = [Some(today), today.tomorrow().ok()].contains(&Some(day));
    if near {
        return ui.day(at);
    }
    let name = ui.word("weekday-", day.weekday().to_monday_one_offset());
    if at < ui.now().plus(days(6)) {
        return name;
    }
    format!("{name} {} {}", day.day(), ui.word("month-", day.month()))
}

/// Why the moment that was asked for was moved; none when it fits after all.
fn moved(ui: &Ui, made: &Made, asked: Instant) -> Option<String> {
    let company = &made.desk.standing.company;
    let calls = matches!(made.promise.kind, Kind::CallBack | Kind::FindOut);
    let courtesy: Option<&Hours> = calls.then_some(&company.courtesy);
    let wishes = made.desk.wishes.as_ref();
    let limits = Limits { company: &company.company, courtesy, wishes };
    limits.shut(asked).map(|shut| why(ui, asked, shut))
}

/// Why a moment can't be promised, in a sentence: "Maandag is Tweede Pinksterdag."
pub(super) fn why(ui: &Ui, asked: Instant, shut: Shut) -> String {
    let (day, time) = (capital(&day(ui, asked)), ui.time(asked));
    match shut {
        Shut::Holiday(key) => ui.t2("new-shut-holiday", "day", day, "holiday", ui.word("holiday-", key)),
        Shut::Day => ui.t1("new-shut-day", "day", day),
        Shut::Time => ui.t2("new-shut-time", "day", day, "time", time),
        Shut::Courtesy => ui.t2("new-shut-courtesy", "day", day, "time", time),
        Shut::Wish => ui.t2("new-shut-wish", "day", day, "time", time),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
