//! The slice's task: it follows the journal.

use std::time::Duration;

use gehoor_shell::{Actor, App, BoxFuture, Error, Ran, Task};

use crate::counting::{BATCH, FOLLOW};

/// News are gathered so long: figures need not be of this second, and one transaction then counts many.
const GATHER: Duration = Duration::from_secs(10);

pub(crate) fn follow() -> Task {
    Task::new(FOLLOW, "counts promises into the cells that figures are read from", run).follows(GATHER)
}

fn run(app: App) -> BoxFuture<'static, Result<Ran, Error>> {
    Box::pin(async move {
        let cx = app.cx(Actor::System);
        if !app.look(&cx, (), |tx, _, ()| Box::pin(crate::counting::behind(tx))).await? {
            return Ok(Ran::default());
        }
        let read = app.act(&cx, (), |tx, cx, ()| Box::pin(crate::follow(tx, cx))).await?;
        Ok(Ran { worked: usize::from(read == BATCH as usize), next: None })
    })
}
