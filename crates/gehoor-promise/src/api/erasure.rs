//! Erasure of a customer; here, since it takes the words of promises along.

use axum::extract::State;
use gehoor_kernel::id::CustomerId;
use gehoor_shell::App;
use gehoor_shell::api::{Answer, Command, PathId, Reply};

/// Erases everything that names or quotes this customer; facts and figures stay. Refused while a promise to them is open.
#[utoipa::path(post, path = "/customers/{id}/erasures", tag = "customer", params(("id" = String, Path)),
    responses((status = 204, description = "Erased")))]
pub(super) async fn erase(State(app): State<App>, PathId(id): PathId<CustomerId>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    command.fields().done()?;
    let write = command.write(&app, id, |tx, cx, id| {
        Box::pin(async move {
            crate::erase_customer(tx, cx, *id).await?;
            Ok(Answer::nothing())
        })
    });
    write.await
}
