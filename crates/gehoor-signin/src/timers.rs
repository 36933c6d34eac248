//! The timer of signing in.

use std::time::Duration;

use gehoor_kernel::time::minutes;
use gehoor_shell::{Actor, App, Error, Ran, Task};

const PERIOD: Duration = minutes(30);

/// Forgets what is over.
pub(crate) fn sweep() -> Task {
    let doc =
        "Forgets sessions, links and half sign-ins that are over, and keeps the counts of wrong tries few.";
    Task::new("signin-sweep", doc, |app| Box::pin(run(app))).every(PERIOD)
}

async fn run(app: App) -> Result<Ran, Error> {
    let cx = app.cx(Actor::System);
    app.act(&cx, (), |tx, cx, ()| Box::pin(crate::erasing::sweep(tx, cx))).await?;
    Ok(Ran::default())
}
