//! What is told after a change: what was done and what comes next, with the way back; or why it was not done.

use axum::http::StatusCode;
use gehoor_kernel::id::PromiseId;
use gehoor_shell::web::{Form, Look, Notice, Ui};
use gehoor_shell::{App, Error};

use super::{outcomes, scene};
use crate::ask::View;
use crate::rules::{Change, TAKE_BACK_WITHIN};

/// Changes beside outcomes whose doing is told: `noted-<word>`.
const DONE: [&str; 12] = [
    "takenBack",
    "moved",
    "handedOver",
    "accepted",
    "declined",
    "askedFirst",
    "released",
    "delivered",
    "given",
    "wrote",
    "doubtAnswered",
    "numberRight",
];

/// What was just done to a promise, told on the page to which the change led (`?done=<word>&of=<promise>`): what is next, and
/// the way back while there is one. `back` is where people are after taking it back. Nothing for any other address.
///
/// # Errors
/// Only those of the database.
pub async fn done_notice(app: &App, look: &Look, back: &str) -> Result<Option<Notice>, Error> {
    let (word, of) = (look.key("done"), look.key("of").parse::<PromiseId>());
    let known = DONE.contains(&word) || word == "goneOn" || outcomes::of_word(word).is_some();
    let (true, Ok(id)) = (known, of) else { return Ok(None) };
    let caller = look.caller()?;
    let found = app.look(&app.cx(caller.actor()), (id, caller.sees), |tx, cx, &(id, sees)| {
        Box::pin(async move {
            let view = crate::show(tx, cx, id, sees).await?.view;
            let last = crate::last_change(tx, &view.promise).await?;
            Ok::<_, Error>((view, last))
        })
    });
    let (view, last) = match found.await {
        Ok(found) => found,
        Err(Error::NotFound) => return Ok(None),
        Err(error) => return Err(error),
    };
    let ui = &look.ui;
    let at = last.map_or(ui.now(), |(_, at)| at);
    let notice = Notice::new(sentence(ui, word, &view, at));
    let undo = last.filter(|(change, at)| fits(*change, word) && ui.now() <= at.plus(TAKE_BACK_WITHIN));
    Ok(Some(match undo {
        Some(_) => notice.undo(format!("/promises/{id}/taken-back"), way_back(ui, &view, back)),
        None => notice,
    }))
}

/// Whether the last change is the one that the word tells of.
fn fits(change: Change, word: &str) -> bool {
    match change {
        Change::Attempt => outcomes::of_word(word).is_some(),
        Change::Amendment => word == "moved",
        Change::Reassignment => word == "given",
        Change::Handover => word == "handedOver",
        Change::Release => word == "released",
        Change::Delivery => word == "delivered" || word == "done",
    }
}

fn way_back(ui: &Ui, view: &View, back: &str) -> Vec<(String, String)> {
    let fields =
        [("key", ui.key()), ("version", view.promise.version.to_string()), ("next", back.to_owned())];
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

fn sentence(ui: &Ui, word: &str, view: &View, at: gehoor_kernel::time::Instant) -> String {
    let done = ui.t1(&format!("noted-{word}"), "time", ui.time(at));
    match view.promise.state.open() {
        Some(open) => {
            let next = open.next();
            let then = ui.t1(&format!("then-{}", next.kind.word()), "moment", ui.moment(next.at));
            format!("{done} {then}")
        }
        None => done,
    }
}

/// Why a change was refused, for the page that is shown again: faults of fields stand above it by themselves. `None`: not for
/// this page.
pub(super) async fn refusal(
    app: &App,
    id: PromiseId,
    form: &Form,
    error: &Error,
) -> Result<Option<(StatusCode, Option<Notice>)>, Error> {
    let ui = &form.ui;
    Ok(Some(match error {
        Error::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, None),
        Error::Stale { .. } => (StatusCode::PRECONDITION_FAILED, Some(first_was(app, id, form).await?)),
        Error::Conflict { .. } => (StatusCode::CONFLICT, Some(Notice::warning(ui.refusal(error)))),
        Error::Forbidden { .. } => (StatusCode::FORBIDDEN, Some(Notice::warning(ui.refusal(error)))),
        _ => return Ok(None),
    }))
}

/// "Fatima was u voor": who did what meanwhile.
async fn first_was(app: &App, id: PromiseId, form: &Form) -> Result<Notice, Error> {
    let (ui, caller) = (&form.ui, form.caller()?);
    let seen = scene::load(app, caller, id).await?;
    let Some((who, line)) = seen.last_other(ui, caller) else {
        return Ok(Notice::warning(ui.t("promise-stale-own")));
    };
    let args = [("who", who), ("span", ui.span(line.at, ui.now())), ("what", line.text)];
    Ok(Notice::warning(ui.say("promise-stale", &args)))
}
