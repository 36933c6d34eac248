//! Outside events.

use axum::extract::State;
use gehoor_shell::App;
use gehoor_shell::api::{Answer, Command, Reply};
use serde::Serialize;
use utoipa::ToSchema;

use super::read;

/// An event.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct EventBody {
    /// Its key ("order 4711"): 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    key: String,
    /// When it happened; now, when not given.
    #[schema(nullable, format = "date-time")]
    occurred_at: Option<String>,
}

/// Whom the event woke.
#[derive(Serialize, ToSchema)]
pub(super) struct WokenView {
    /// The promises that waited for it, in the order in which they were made.
    woken: Vec<String>,
}

/// Reports an event: everybody who was promised something about it is due at once. An event that nobody waits for is kept, and
/// matches a promise made later. The same key again wakes nobody.
#[utoipa::path(post, path = "/events", tag = "promise", request_body = EventBody,
    responses((status = 200, description = "Whom it woke", body = WokenView)))]
pub(super) async fn receive(State(app): State<App>, command: Command) -> Reply {
    let mut fields = command.fields();
    let event = read::event(&mut fields, app.clock.now());
    fields.done()?;
    let write = command.write(&app, event, |tx, cx, event| {
        Box::pin(async move {
            let woken = crate::receive_event(tx, cx, event).await?;
            Answer::ok(&WokenView { woken: woken.iter().map(ToString::to_string).collect() })
        })
    });
    write.await
}
