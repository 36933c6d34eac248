//! A ball that was offered: taken or not, from Today.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use gehoor_kernel::id::{HandoverId, PromiseId};
use gehoor_promise::Which;
use gehoor_shell::api::path_id;
use gehoor_shell::web::{Form, see};
use gehoor_shell::{App, Caller, Error};

/// Longest reason, in characters.
const REASON: usize = 4000;

/// Takes the ball.
pub(super) async fn accept(
    State(app): State<App>,
    Path(path): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let (which, offer) = offered(&path, &form.caller()?)?;
    form.fields().done()?;
    let next = done(form.next("/today"), "accepted");
    let write = form.write(&app, (which, offer, next), |tx, cx, (which, offer, next)| {
        Box::pin(async move {
            gehoor_promise::accept(tx, cx, *which, *offer).await?;
            Ok(see(next.clone()))
        })
    });
    Ok(write.await?.into_response())
}

/// Leaves the ball where it is, with the reason when one was given.
pub(super) async fn decline(
    State(app): State<App>,
    Path(path): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let (which, offer) = offered(&path, &form.caller()?)?;
    let mut fields = form.fields();
    let reason = fields.opt_text("reason", 1..=REASON);
    fields.done()?;
    let next = done(form.next("/today"), "declined");
    let write = form.write(&app, (which, offer, reason, next), |tx, cx, (which, offer, reason, next)| {
        Box::pin(async move {
            gehoor_promise::decline(tx, cx, *which, *offer, reason.as_deref()).await?;
            Ok(see(next.clone()))
        })
    });
    Ok(write.await?.into_response())
}

fn offered((promise, offer): &(String, String), caller: &Caller) -> Result<(Which, HandoverId), Error> {
    let id: PromiseId = path_id(promise)?;
    Ok((Which { id, seen: None, sees: caller.sees }, path_id(offer)?))
}

/// The address with the word of what was done.
pub(super) fn done(next: &str, word: &str) -> String {
    let sign = if next.contains('?') { '&' } else { '?' };
    format!("{next}{sign}done={word}")
}
