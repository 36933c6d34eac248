//! Signs of life that leave by themselves: queued in the transaction that decides them, and followed when their outcome is known.

use gehoor_contact::rules::Channel;
use gehoor_db::Tx;
use gehoor_shell::outbox::{self, Ending, Message, Outcome};
use gehoor_shell::texts::Texts;
use gehoor_shell::web::Address;
use gehoor_shell::{Actor, App, BoxFuture, Cx, Error, Language, Ran};

use crate::acting::Held;
use crate::ask::Which;
use crate::attempts;
use crate::ground::Past;
use crate::rules::{Command, Leaving, Promise, awaits_message};

/// The task that follows what became of messages.
pub const MESSAGES: &str = "promise-messages";
/// How many outcomes one transaction follows.
const BATCH: usize = 50;

/// What is needed to write to customers: the channels that are configured, and the texts.
#[derive(Clone, Debug)]
pub struct Post {
    channels: Vec<Channel>,
    texts: Texts,
    address: Address,
}

impl Post {
    /// What this application can write with, in the company's way to address people.
    pub fn of(app: &App, address: Address) -> Self {
        let mut channels: Vec<Channel> = app.channels.keys().filter_map(|word| word.parse().ok()).collect();
        channels.sort_unstable();
        Self { channels, texts: app.texts.clone(), address }
    }

    /// The channels that are configured.
    pub(crate) fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// Title and text of a sign of life, in the customer's language; a customer of another language reads English.
    fn sign_of_life(&self, channel: Channel, language: &str, days: u32) -> (Option<String>, String) {
        let language = Language::of_tag(language).unwrap_or(Language::En);
        let days = [("days", days.to_string())];
        match channel {
            Channel::Email => {
                let title = self.texts.say_to(language, self.address, "message-signOfLife-title", &[]);
                (Some(title), self.texts.say_to(language, self.address, "message-signOfLife-mail", &days))
            }
            _ => (None, self.texts.say_to(language, self.address, "message-signOfLife-text", &days)),
        }
    }
}

/// Queues the sign of life that the promise `before` decided on, under the key of its step. False when it can't leave: the number is
/// gone, or there was a message for this step already.
pub(crate) async fn queue(
    tx: &mut Tx<'_>,
    cx: &Cx,
    before: &Promise,
    leaving: Leaving,
    past: &Past,
    post: &Post,
) -> Result<bool, Error> {
    let (Some(wait), Some(open)) = (before.trigger.waits(), before.state.open()) else { return Ok(false) };
    let Some(to) = gehoor_customer::contact_point(tx, leaving.point).await?.value else { return Ok(false) };
    let (title, body) = post.sign_of_life(leaving.channel, &past.language, wait.sign_of_life_days);
    let message = Message {
        step_key: format!("{}/signOfLife/{}", before.id, open.next().at.as_micros()),
        channel: leaving.channel.word(),
        subject: before.id,
        customer: before.customer,
        to,
        title,
        body,
        due: cx.now,
        not_after: Some(leaving.until),
        tells: MESSAGES,
    };
    Ok(outbox::queue(tx, cx, &message).await?.is_some())
}

/// Follows what became of messages: sent is a sign of life given, failed is a step for a person, in doubt asks a person. Gives how
/// many outcomes were followed.
///
/// # Errors
/// Only those of the database.
pub async fn follow_outcomes(tx: &mut Tx<'_>, cx: &Cx) -> Result<usize, Error> {
    let outcomes = outbox::outcomes(tx, MESSAGES, BATCH).await?;
    for outcome in &outcomes {
        follow(tx, cx, outcome).await?;
        outbox::followed(tx, outcome.id).await?;
    }
    Ok(outcomes.len())
}

/// An outcome that nobody waits for any more (the event came, the customer was reached meanwhile) changes nothing.
async fn follow(tx: &mut Tx<'_>, cx: &Cx, outcome: &Outcome) -> Result<(), Error> {
    let held = match Held::take(tx, cx, Which::any(outcome.subject)).await {
        Ok(held) if awaits_message(&held.promise) => held,
        Ok(_) | Err(Error::NotFound) => return Ok(()),
        Err(error) => return Err(error),
    };
    let mut held = held.with_past(tx, cx).await?;
    let message = outcome.id;
    let command = match outcome.ending {
        Ending::Sent => Command::MessageSent(message),
        Ending::InDoubt => Command::MessageInDoubt(message),
        Ending::Failed => {
            let code = outcome.outcome.as_deref().unwrap_or_default();
            let attempt = attempts::bounced(tx, cx, &mut held, code).await?;
            Command::MessageFailed { message, attempt }
        }
    };
    held.act(tx, cx, command).await.map(drop)
}

/// One batch of the task.
pub(crate) fn run(app: App) -> BoxFuture<'static, Result<Ran, Error>> {
    Box::pin(async move {
        let cx = app.cx(Actor::System);
        if !app.look(&cx, (), |tx, _, ()| Box::pin(outbox::has_outcomes(tx, MESSAGES))).await? {
            return Ok(Ran::default());
        }
        let worked = app.act(&cx, (), |tx, cx, ()| Box::pin(follow_outcomes(tx, cx))).await?;
        Ok(Ran { worked, next: None })
    })
}
