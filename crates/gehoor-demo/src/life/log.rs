//! The day's log: a plain line for every happening in the journal, so that a day can be watched.

use gehoor_kernel::id::{PromiseId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_people::Owner;
use gehoor_promise::rules::Promise;
use gehoor_shell::journal::{self, Entry};
use gehoor_shell::{Actor, App, Error};
use serde_json::Value;

use crate::Trouble;
use crate::cli::Screen;

const BATCH: i64 = 100;

/// Prints every sealed entry from now on, as soon as it is sealed.
pub(crate) async fn follow(app: &App, screen: &Screen) -> Result<(), Trouble> {
    let mut news = app.news.subscribe();
    let cx = app.cx(Actor::System);
    let mut place = app.look(&cx, (), |tx, _, ()| Box::pin(journal::newest(tx))).await?;
    while news.changed().await.is_ok() {
        loop {
            let entries =
                app.look(&cx, place, |tx, _, place| Box::pin(journal::after(tx, *place, BATCH))).await?;
            let Some(last) = entries.last().and_then(Entry::place) else { break };
            for entry in &entries {
                line(app, screen, entry).await?;
            }
            place = last;
        }
    }
    Ok(())
}

/// What a line needs to know of a promise.
struct Told {
    customer: String,
    words: String,
    owner: String,
    next: Option<(&'static str, Instant)>,
}

async fn line(app: &App, screen: &Screen, entry: &Entry) -> Result<(), Error> {
    let key = format!("demo-log-{}", entry.kind.replace('.', "-"));
    if !screen.has(&key) {
        return Ok(());
    }
    let facts: Value = serde_json::from_str(&entry.facts).unwrap_or(Value::Null);
    let fact = |name: &str| facts.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut args = vec![("who", who(app, screen, &entry.actor).await?)];
    args.push(("woken", facts.get("woken").map(Value::to_string).unwrap_or_default()));
    args.push(("met", app.texts.say(screen.language, &format!("class-{}", fact("class")), &[])));
    if let Ok(id) = entry.subject.parse::<PromiseId>() {
        let Some(told) = told(app, id).await? else { return Ok(()) };
        let next = match (told.next, fact("next")) {
            (Some((kind, at)), word) if word == kind => {
                let step = app.texts.say(screen.language, &format!("step-{kind}"), &[]);
                screen.text("demo-log-next", &[("step", step), ("at", screen.moment(at))])
            }
            _ => String::new(),
        };
        args.extend([
            ("customer", told.customer),
            ("words", told.words),
            ("owner", told.owner),
            ("next", next),
        ]);
    }
    screen.log(entry.at, &key, &args);
    Ok(())
}

async fn who(app: &App, screen: &Screen, actor: &str) -> Result<String, Error> {
    let Ok(id) = actor.parse::<UserId>() else { return Ok(screen.text("demo-log-system", &[])) };
    let cx = app.cx(Actor::System);
    let user = app.look(&cx, id, |tx, _, id| Box::pin(gehoor_people::user(tx, *id))).await?;
    Ok(user.name)
}

async fn told(app: &App, id: PromiseId) -> Result<Option<Told>, Error> {
    let cx = app.cx(Actor::System);
    let look = app.look(&cx, id, |tx, cx, id| {
        Box::pin(async move {
            let page = gehoor_promise::show(tx, cx, *id, gehoor_shell::Sees::All).await?;
            let promise = page.view.promise;
            let customer = super::known::name_of(tx, promise.customer).await?;
            let directory = gehoor_people::directory(tx, cx).await?;
            let owner = directory.name(responsible(&promise)).to_owned();
            let next = promise.state.open().map(|open| (open.next().kind.word(), open.next().at));
            Ok(Told { customer, words: page.view.words.text, owner, next })
        })
    });
    match look.await {
        Ok(told) => Ok(Some(told)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn responsible(promise: &Promise) -> Owner {
    promise.state.open().map_or(promise.owner, |open| open.next().owner)
}
