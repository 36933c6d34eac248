//! The timer of contact.

use std::time::Duration;

use gehoor_shell::{Actor, App, Error, Ran, Task};

/// Twice a day: a newer table comes with a newer program only.
const PERIOD: Duration = Duration::from_secs(12 * 3600);

/// Judges the attempts of older tables again.
pub(crate) fn rejudge() -> Task {
    Task::new(
        "contact-rejudge",
        "Judges attempts again when the table of outcomes is newer than their verdict.",
        |app| Box::pin(run(app)),
    )
    .every(PERIOD)
}

async fn run(app: App) -> Result<Ran, Error> {
    let cx = app.cx(Actor::System);
    let (worked, _) = app.act(&cx, (), |tx, cx, ()| Box::pin(crate::rejudge(tx, cx))).await?;
    Ok(Ran { worked, next: None })
}
