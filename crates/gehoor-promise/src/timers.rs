//! The slice's tasks: the look at what falls due, and what follows from news of others.

use gehoor_shell::{Actor, App, BoxFuture, Error, Ran, Task};

use crate::following::FOLLOW;
use crate::messages::{self, MESSAGES, Post};
use crate::news::DUE;

/// How many promises one transaction looks at.
const BATCH: usize = 100;

/// The tasks of the slice.
pub(crate) fn tasks() -> Vec<Task> {
    let due = Task::new(
        DUE,
        "looks at every promise whose moment has come: due, broken, reminded, told to the lead",
        due,
    );
    let follow =
        Task::new(FOLLOW, "sends promises on whose customer's number or address was put right", follow);
    let messages = Task::new(
        MESSAGES,
        "follows what became of messages: a sign of life was given, must be given by a person, or is in doubt",
        messages::run,
    );
    vec![due, follow.follows(std::time::Duration::ZERO), messages]
}

fn due(app: App) -> BoxFuture<'static, Result<Ran, Error>> {
    Box::pin(async move {
        let cx = app.cx(Actor::System);
        let next = app.look(&cx, (), |tx, _, ()| Box::pin(crate::due::next_wake(tx))).await?;
        let Some(oldest) = next.filter(|next| *next <= cx.now) else {
            return Ok(Ran { worked: 0, next });
        };
        let post = Post::of(&app, app.house().await?);
        let acted = app.act(&cx, post, |tx, cx, post| Box::pin(crate::act_on_due(tx, cx, BATCH, post)));
        let acted = acted.await?;
        app.metrics.lateness.observe(app.clock.now().since(oldest));
        Ok(Ran { worked: acted.fired, next: acted.next })
    })
}

fn follow(app: App) -> BoxFuture<'static, Result<Ran, Error>> {
    Box::pin(async move {
        let cx = app.cx(Actor::System);
        if !app.look(&cx, (), |tx, _, ()| Box::pin(crate::following::behind(tx))).await? {
            return Ok(Ran::default());
        }
        let worked = app.act(&cx, (), |tx, cx, ()| Box::pin(crate::follow_news(tx, cx))).await?;
        Ok(Ran { worked, next: None })
    })
}
