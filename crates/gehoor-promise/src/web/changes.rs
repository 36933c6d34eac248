//! What is done to a promise on its page: each form runs one use case.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use gehoor_db::Tx;
use gehoor_kernel::id::{HandoverId, PromiseId};
use gehoor_people::Owner;
use gehoor_shell::api::PathId;
use gehoor_shell::web::{Form, see};
use gehoor_shell::{App, BoxFuture, Cx, Error};

use super::read::{self, TEXT};
use super::scene;
use crate::ask::{Amendment, View, Wanted, Which};
use crate::rules::Said;

/// A form of the page: the part that it stands in, the word told afterwards, and the field of faults that the use case finds.
pub(super) struct Act(pub(super) &'static str, pub(super) &'static str, pub(super) &'static str);

/// The promise that a form is about, as its sender saw it.
pub(super) fn which(form: &Form, id: PromiseId) -> Result<Which, Error> {
    Ok(Which { id, seen: form.version(), sees: form.caller()?.sees })
}

/// Where to go after a change, with the word that tells of it.
pub(super) fn after(form: &Form, id: PromiseId, word: &str) -> String {
    let own = format!("/promises/{id}");
    let next = form.next(&own);
    let join = if next.contains('?') { '&' } else { '?' };
    format!("{next}{join}done={word}&of={id}")
}

/// Runs a change with what was read from the form; a refusal shows the page again.
pub(super) async fn change<I, F>(
    app: &App,
    id: PromiseId,
    form: &Form,
    act: Act,
    (read, case): (Result<I, Error>, F),
) -> Result<Response, Error>
where
    I: Send + Sync + 'static,
    F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<View, Error>>
        + Send
        + Sync
        + 'static,
{
    let Act(part, word, field) = act;
    let input = match read {
        Ok(input) => (input, case, after(form, id, word)),
        Err(error) => return scene::refuse(app, id, form, part, error).await,
    };
    let done = form.write(app, input, |tx, cx, (input, case, address)| {
        Box::pin(async move {
            case(tx, cx, input).await?;
            Ok(see(address.clone()))
        })
    });
    match done.await {
        Ok(answer) => Ok(answer.into_response()),
        Err(error) => scene::refuse(app, id, form, part, pointed(error, field)).await,
    }
}

/// Faults that a use case found, at the field of the form.
fn pointed(error: Error, field: &str) -> Error {
    let Error::Invalid(mut faults) = error else { return error };
    for fault in &mut faults {
        fault.pointer = format!("/{field}");
    }
    Error::Invalid(faults)
}

pub(super) async fn take_back(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let read = form.fields().done().and_then(|()| which(&form, id));
    change(
        &app,
        id,
        &form,
        Act("", "takenBack", ""),
        (read, |tx, cx, which| Box::pin(crate::take_back(tx, cx, *which))),
    )
    .await
}

pub(super) async fn amend(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let from = read::moment(&mut fields, "moveChip", "moveFrom", form.ui.zone());
    let until = fields.opt_wall("moveUntil", form.ui.zone());
    if from.is_none() && fields.clean() {
        fields.fault("moveFrom", "missing");
    }
    if until.is_some_and(|until| from.is_some_and(|from| until < from)) {
        fields.fault("moveUntil", "beforeFrom");
    }
    let reason = fields.text("moveReason", 1..=TEXT);
    let customer_told = fields.opt_flag("moveTold").unwrap_or_default();
    let trigger = Wanted::At { from: from.unwrap_or(form.ui.now()), until };
    let read = fields.done().and_then(|()| which(&form, id));
    let read = read.map(|which| (which, Amendment { trigger, reason, customer_told }));
    change(
        &app,
        id,
        &form,
        Act("move", "moved", "moveFrom"),
        (read, |tx, cx, (which, amendment)| Box::pin(crate::amend(tx, cx, *which, amendment))),
    )
    .await
}

/// Who takes the ball, and what is said with it.
fn taker(
    form: &Form,
    id: PromiseId,
    who: &'static str,
    words: &'static str,
) -> Result<(Which, Owner, Option<String>), Error> {
    let mut fields = form.fields();
    let (owner, said) = (read::owner(&mut fields, who), fields.opt_text(words, 1..=TEXT));
    fields.done()?;
    let owner = owner.ok_or_else(|| Error::fault(format!("/{who}"), "notThere"))?;
    Ok((which(form, id)?, owner, said))
}

pub(super) async fn hand_over(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let read = taker(&form, id, "taker", "takerNote");
    change(
        &app,
        id,
        &form,
        Act("hand", "handedOver", "taker"),
        (read, |tx, cx, (which, taker, note)| {
            Box::pin(async move {
                let (_, view) = crate::hand_over(tx, cx, *which, *taker, note.as_deref()).await?;
                Ok(view)
            })
        }),
    )
    .await
}

pub(super) async fn reassign(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let read = taker(&form, id, "newOwner", "ownerWhy");
    change(
        &app,
        id,
        &form,
        Act("give", "given", "newOwner"),
        (read, |tx, cx, (which, to, why)| Box::pin(crate::reassign(tx, cx, *which, *to, why.as_deref()))),
    )
    .await
}

fn offer(form: &Form, id: PromiseId) -> Result<(Which, HandoverId, Option<String>), Error> {
    let mut fields = form.fields();
    let (offer, why) = (fields.id("offer"), fields.opt_text("declineWhy", 1..=TEXT));
    fields.done()?;
    Ok((which(form, id)?, offer, why))
}

pub(super) async fn accept(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let read = offer(&form, id);
    change(
        &app,
        id,
        &form,
        Act("offer", "accepted", ""),
        (read, |tx, cx, (which, offer, _)| Box::pin(crate::accept(tx, cx, *which, *offer))),
    )
    .await
}

pub(super) async fn decline(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let read = offer(&form, id);
    change(
        &app,
        id,
        &form,
        Act("offer", "declined", "declineWhy"),
        (read, |tx, cx, (which, offer, why)| {
            Box::pin(crate::decline(tx, cx, *which, *offer, why.as_deref()))
        }),
    )
    .await
}

/// Words that may be left out.
fn words(form: &Form, id: PromiseId, name: &'static str) -> Result<(Which, Option<String>), Error> {
    let mut fields = form.fields();
    let said = fields.opt_text(name, 1..=TEXT);
    fields.done()?;
    Ok((which(form, id)?, said))
}

pub(super) async fn asked_first(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let read = words(&form, id, "askedNote");
    change(
        &app,
        id,
        &form,
        Act("asked", "askedFirst", "askedNote"),
        (read, |tx, cx, (which, said)| Box::pin(crate::asked_first(tx, cx, *which, None, said.as_deref()))),
    )
    .await
}

pub(super) async fn deliver(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let read = words(&form, id, "deliverNote");
    change(
        &app,
        id,
        &form,
        Act("deliver", "delivered", "deliverNote"),
        (read, |tx, cx, (which, said)| Box::pin(crate::deliver(tx, cx, *which, None, said.as_deref()))),
    )
    .await
}

pub(super) async fn release(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let said = Said::new(&fields.text("releaseWords", 1..=TEXT));
    let read = fields
        .done()
        .and_then(|()| Ok((which(&form, id)?, said.ok_or_else(|| Error::fault("/releaseWords", "blank"))?)));
    change(
        &app,
        id,
        &form,
        Act("release", "released", "releaseWords"),
        (read, |tx, cx, (which, said)| Box::pin(crate::release(tx, cx, *which, said, None))),
    )
    .await
}

pub(super) async fn note(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let text = fields.text("noteText", 1..=TEXT);
    let read = fields.done().and_then(|()| Ok((which(&form, id)?, text)));
    change(
        &app,
        id,
        &form,
        Act("note", "wrote", "noteText"),
        (read, |tx, cx, (which, text)| Box::pin(crate::note(tx, cx, *which, text))),
    )
    .await
}

pub(super) async fn answer_doubt(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let went_out = fields.word("wentOut", &["yes", "no"]) == "yes";
    let read = fields.done().and_then(|()| Ok((which(&form, id)?, went_out)));
    change(
        &app,
        id,
        &form,
        Act("doubt", "doubtAnswered", "wentOut"),
        (read, |tx, cx, (which, went_out)| Box::pin(crate::answer_doubt(tx, cx, *which, *went_out))),
    )
    .await
}

pub(super) async fn go_on(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let read = form.fields().done().and_then(|()| which(&form, id));
    change(
        &app,
        id,
        &form,
        Act("", "goneOn", ""),
        (read, |tx, cx, which| Box::pin(crate::go_on(tx, cx, *which))),
    )
    .await
}
