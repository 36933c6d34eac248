//! What is done to a promise: attempts, deliveries, releases, amendments, and the rest.

use axum::extract::State;
use gehoor_db::Tx;
use gehoor_kernel::id::PromiseId;
use gehoor_shell::api::{Answer, Command, PathId, Reply};
use gehoor_shell::{App, BoxFuture, Cx, Error};
use serde::Serialize;
use utoipa::ToSchema;

use super::promises::{AtBody, TriggerBody};
use super::read::{self, TEXT};
use super::shape::PromiseView;
use crate::ask::{View, Which};
use crate::rules::Said;

/// Which promise the command is about: the version is guarded when If-Match was sent.
pub(super) fn which(command: &Command, id: PromiseId) -> Result<Which, Error> {
    Ok(Which { id, seen: command.opt_if_match()?, sees: command.caller.sees })
}

/// Runs a change and answers with the promise afterwards.
pub(super) async fn change<I, F>(app: &App, command: &Command, input: I, case: F) -> Reply
where
    I: Send + Sync + 'static,
    F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<View, Error>>
        + Clone
        + Send
        + Sync
        + 'static,
{
    let write = command.write(app, (input, case), |tx, cx, (input, case)| {
        Box::pin(async move { answer(&case(tx, cx, input).await?) })
    });
    write.await
}

/// 201 with the promise.
fn answer(view: &View) -> Reply {
    let answer = Answer::created(format!("/api/v1/promises/{}", view.promise.id), &PromiseView::of(view))?;
    Ok(answer.version(view.promise.version).about(view.promise.customer))
}

/// An attempt to reach the customer.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct AttemptBody {
    /// phone, email, sms, letter or inPerson.
    #[schema(pattern = "^(phone|email|sms|letter|inPerson)$")]
    channel: String,
    /// To which number or address.
    #[schema(nullable)]
    contact_point_id: Option<String>,
    /// What it met: what a person says (class), or what a machine said (code).
    outcome: OutcomeBody,
    /// Whether this kept the promise; only when the customer was reached. False when not given.
    kept: Option<bool>,
    /// The line, provider or mail server that was used. Two claims that a number does not exist are independent on another
    /// day and over another route or by another method; a route that is not named may be the same one.
    #[schema(nullable, max_length = 100)]
    route: Option<String>,
    /// What was said.
    #[schema(nullable, max_length = 4000)]
    note: Option<String>,
    /// When; may lie in the past (a phone without a connection). Now, when not given.
    #[schema(nullable, format = "date-time")]
    at: Option<String>,
    /// How many seconds the other side asked us to wait.
    #[schema(nullable, minimum = 0, maximum = 604800)]
    retry_after_seconds: Option<i64>,
    /// A new moment settled with the customer in this talk.
    #[schema(nullable)]
    agreed: Option<AtBody>,
}

/// What an attempt met: exactly one of class and code.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents a part that is read field by field")]
pub(super) struct OutcomeBody {
    /// reached, busy, noAnswer, temporarilyUnreachable, voicemail, rejected, numberChanged, doesNotExist, badFormat,
    /// networkFailure, providerFault, delivered, inProgress, cancelledByUs or unknown.
    #[schema(
        nullable,
        pattern = "^(reached|busy|noAnswer|temporarilyUnreachable|voicemail|rejected|numberChanged|doesNotExist|badFormat|networkFailure|providerFault|delivered|inProgress|cancelledByUs|unknown)$"
    )]
    class: Option<String>,
    /// A code of a network or provider.
    #[schema(nullable)]
    code: Option<CodeBody>,
    /// The Reason header (RFC 3326), as received.
    #[schema(nullable, min_length = 1, max_length = 4000)]
    reason: Option<String>,
    /// The raw text, as received.
    #[schema(nullable, min_length = 1, max_length = 4000)]
    raw: Option<String>,
}

/// A code of a network or provider.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents a part that is read field by field")]
pub(super) struct CodeBody {
    /// sip, sipLocal, q850, smtpEnhanced, smtpReply, dsnAction, smppState, gsmTpSt, gsmMap, …
    #[schema(
        pattern = "^(sip|sipLocal|q850|asteriskDialstatus|amd|agent|phoneFormat|smtpEnhanced|smtpReply|dsnAction|mdn|smppState|smppStatText|smppStatus|gsmTpSt|gsmMap|gsmAbsentDiagnostic|smsProviderExample|post)$"
    )]
    family: String,
    /// The code, as received.
    #[schema(min_length = 1, max_length = 100)]
    code: String,
}

/// An attempt that was recorded, and the promise after it.
#[derive(Serialize, ToSchema)]
pub(super) struct RecordedView {
    attempt: AttemptView,
    promise: PromiseView,
}

/// An attempt that was recorded.
#[derive(Serialize, ToSchema)]
#[schema(as = RecordedAttempt)]
pub(super) struct AttemptView {
    /// The id: at_ and 26 characters.
    id: String,
    /// What it met.
    class: &'static str,
}

/// Records an attempt; the answer says what is next.
#[utoipa::path(post, path = "/promises/{id}/attempts", tag = "promise", request_body = AttemptBody,
    params(("id" = String, Path)),
    responses((status = 201, description = "The attempt and the promise after it", body = RecordedView)))]
pub(super) async fn attempt(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    command: Command,
) -> Reply {
    let which = which(&command, id)?;
    let mut fields = command.fields();
    let new = read::attempt(&mut fields, app.clock.now());
    fields.done()?;
    let write = command.write(&app, (which, new), |tx, cx, (which, new)| {
        Box::pin(async move {
            let (attempt, view) = crate::record_attempt(tx, cx, *which, new).await?;
            let attempt =
                AttemptView { id: attempt.attempt.to_string(), class: attempt.judgement.class.word() };
            let body = RecordedView { attempt, promise: PromiseView::of(&view) };
            let answer = Answer::created(format!("/api/v1/promises/{}", view.promise.id), &body)?;
            Ok(answer.version(view.promise.version).about(view.promise.customer))
        })
    });
    write.await
}

/// A delivery.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct DeliveryBody {
    /// How: 1 to 4000 characters.
    #[schema(nullable, max_length = 4000)]
    note: Option<String>,
    /// When; now, when not given.
    #[schema(nullable, format = "date-time")]
    at: Option<String>,
}

/// Notes that the thing was delivered: the promise is kept.
#[utoipa::path(post, path = "/promises/{id}/deliveries", tag = "promise", request_body = DeliveryBody,
    params(("id" = String, Path)), responses((status = 201, description = "The promise", body = PromiseView)))]
pub(super) async fn deliver(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    command: Command,
) -> Reply {
    let which = which(&command, id)?;
    let mut fields = command.fields();
    let input =
        (which, read::happened(&mut fields, "at", app.clock.now()), fields.opt_text("note", 1..=TEXT));
    fields.done()?;
    change(&app, &command, input, |tx, cx, (which, at, note)| {
        Box::pin(crate::deliver(tx, cx, *which, *at, note.as_deref()))
    })
    .await
}

/// The customer's word that it need not be.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct ReleaseBody {
    /// What the customer said: 1 to 4000 characters.
    #[schema(min_length = 1, max_length = 4000)]
    words: String,
    /// When; now, when not given.
    #[schema(nullable, format = "date-time")]
    at: Option<String>,
}

/// Notes that the customer said that it need not be.
#[utoipa::path(post, path = "/promises/{id}/releases", tag = "promise", request_body = ReleaseBody,
    params(("id" = String, Path)), responses((status = 201, description = "The promise", body = PromiseView)))]
pub(super) async fn release(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    command: Command,
) -> Reply {
    let which = which(&command, id)?;
    let mut fields = command.fields();
    let (words, at) = (fields.text("words", 1..=TEXT), read::happened(&mut fields, "at", app.clock.now()));
    fields.done()?;
    let said = Said::new(&words).ok_or_else(|| Error::fault("/words", "blank"))?;
    change(&app, &command, (which, said, at), |tx, cx, (which, said, at)| {
        Box::pin(crate::release(tx, cx, *which, said, *at))
    })
    .await
}

/// A move of the promise.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct AmendmentBody {
    /// The new moment or event.
    trigger: TriggerBody,
    /// Why: 1 to 4000 characters.
    #[schema(min_length = 1, max_length = 4000)]
    reason: String,
    /// Whether the customer knows. If not, the old deadline stays.
    customer_told: bool,
}

/// Moves the promise to another moment or event.
#[utoipa::path(post, path = "/promises/{id}/amendments", tag = "promise", request_body = AmendmentBody,
    params(("id" = String, Path)), responses((status = 201, description = "The promise", body = PromiseView)))]
pub(super) async fn amend(State(app): State<App>, PathId(id): PathId<PromiseId>, command: Command) -> Reply {
    let which = which(&command, id)?;
    let mut fields = command.fields();
    let amendment = read::amendment(&mut fields);
    fields.done()?;
    change(&app, &command, (which, amendment), |tx, cx, (which, amendment)| {
        Box::pin(crate::amend(tx, cx, *which, amendment))
    })
    .await
}

/// The customer had to ask.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct AskedBody {
    /// When; now, when not given.
    #[schema(nullable, format = "date-time")]
    at: Option<String>,
    /// What the customer said.
    #[schema(nullable, max_length = 4000)]
    note: Option<String>,
}

/// Marks that the customer had to ask first.
#[utoipa::path(post, path = "/promises/{id}/asked-first", tag = "promise", request_body = AskedBody,
    params(("id" = String, Path)), responses((status = 201, description = "The promise", body = PromiseView)))]
pub(super) async fn ask_first(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    command: Command,
) -> Reply {
    let which = which(&command, id)?;
    let mut fields = command.fields();
    let input =
        (which, read::happened(&mut fields, "at", app.clock.now()), fields.opt_text("note", 1..=TEXT));
    fields.done()?;
    change(&app, &command, input, |tx, cx, (which, at, note)| {
        Box::pin(crate::asked_first(tx, cx, *which, *at, note.as_deref()))
    })
    .await
}

/// A note.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct NoteBody {
    /// The words: 1 to 4000 characters.
    #[schema(min_length = 1, max_length = 4000)]
    text: String,
}

/// Writes something down about the promise.
#[utoipa::path(post, path = "/promises/{id}/notes", tag = "promise", request_body = NoteBody,
    params(("id" = String, Path)), responses((status = 201, description = "The promise", body = PromiseView)))]
pub(super) async fn note(State(app): State<App>, PathId(id): PathId<PromiseId>, command: Command) -> Reply {
    let which = which(&command, id)?;
    let mut fields = command.fields();
    let text = fields.text("text", 1..=TEXT);
    fields.done()?;
    change(&app, &command, (which, text), |tx, cx, (which, text)| Box::pin(crate::note(tx, cx, *which, text)))
        .await
}

/// The lead, asked how to go on, says: go on trying.
#[utoipa::path(post, path = "/promises/{id}/continuations", tag = "promise", params(("id" = String, Path)),
    responses((status = 201, description = "The promise", body = PromiseView)))]
pub(super) async fn go_on(State(app): State<App>, PathId(id): PathId<PromiseId>, command: Command) -> Reply {
    let which = which(&command, id)?;
    command.fields().done()?;
    change(&app, &command, which, |tx, cx, which| Box::pin(crate::go_on(tx, cx, *which))).await
}

/// What a person found out about a message in doubt.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct DoubtBody {
    /// Whether it went out.
    went_out: bool,
}

/// Says whether a message went out of which the provider did not say so.
#[utoipa::path(post, path = "/promises/{id}/doubt-answers", tag = "promise", request_body = DoubtBody,
    params(("id" = String, Path)), responses((status = 201, description = "The promise", body = PromiseView)))]
pub(super) async fn answer_doubt(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    command: Command,
) -> Reply {
    let which = which(&command, id)?;
    let mut fields = command.fields();
    let went_out = read::flag(&mut fields, "wentOut");
    fields.done()?;
    change(&app, &command, (which, went_out), |tx, cx, (which, went_out)| {
        Box::pin(crate::answer_doubt(tx, cx, *which, *went_out))
    })
    .await
}
