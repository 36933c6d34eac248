//! The slice's tasks: it follows the journal, and sends.

use std::time::Duration;

use gehoor_shell::{Actor, App, BoxFuture, Error, Ran, Task};

use crate::{FOLLOW, SEND};

pub(crate) fn follow() -> Task {
    let doc = "notes what employees are to be told on their phones and computers";
    Task::new(FOLLOW, doc, run).follows(Duration::ZERO)
}

pub(crate) fn send() -> Task {
    let doc = "gathers what employees are to be told and hands it to the push services of their browsers";
    Task::new(SEND, doc, |app| Box::pin(crate::sending::send(app)))
}

fn run(app: App) -> BoxFuture<'static, Result<Ran, Error>> {
    Box::pin(async move {
        let cx = app.cx(Actor::System);
        if !app.look(&cx, (), |tx, _, ()| Box::pin(crate::following::behind(tx))).await? {
            return Ok(Ran::default());
        }
        let worked = app.act(&cx, (), |tx, cx, ()| Box::pin(crate::follow(tx, cx))).await?;
        Ok(Ran { worked, next: None })
    })
}
