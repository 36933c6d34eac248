//! Signs of life that leave by themselves: queued in the transaction that decides them, and followed when their outcome is known.

use std::sync::Arc;

use gehoor_contact::rules::Channel;
use gehoor_db::Tx;
use gehoor_shell::outbox::{self, Ending, Message, Outcome};
use gehoor_shell::texts::Texts;
use gehoor_shell::web::House;
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
    house: Arc<House>,
}

impl Post {
    /// What this application can write with, in the name and in the words of the company.
    pub fn of(app: &App, house: Arc<House>) -> Self {
        let mut channels: Vec<Channel> = app.channels.keys().filter_map(|word| word.parse().ok()).collect();
        channels.sort_unstable();
        Self { channels, texts: app.texts.clone(), house }
    }

    /// The channels that are configured.
    pub(crate) fn channels(&self) -> &[Channel] {
        &self.channels
    }

    /// Title and text of a sign of life, in the customer's language; a customer of another language reads English.
    fn sign_of_life(&self, channel: Channel, language: &str, days: u32) -> (Option<String>, String) {
        let language = Language::of_tag(language).unwrap_or(Language::En);
        let span = self.texts.say(language, "span-days", &[("count", days.to_string())]);
        let told = [("span", span), ("company", one_line(&self.house.name))];
        let say = |key| self.house.say(&self.texts, language, key, &told).trim_end().to_owned();
        match channel {
            Channel::Email => {
                (Some(one_line(&say("message-signOfLife-title"))), say("message-signOfLife-mail"))
            }
            _ => (None, say("message-signOfLife-text")),
        }
    }
}

/// A title is a header of a mail: nothing in it may begin another line.
fn one_line(text: &str) -> String {
    let shown = text.split(char::is_control).flat_map(str::split_whitespace);
    shown.collect::<Vec<_>>().join(" ")
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

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use proptest::prelude::*;

    use super::*;

    const CATALOGUES: [(Language, &str); 2] =
        [(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];

    fn post(name: &str, title: Option<&str>) -> Post {
        let own =
            title.map(|title| ((Language::Nl, "message-signOfLife-title".to_owned()), title.to_owned()));
        let house = House { name: name.to_owned(), own: HashMap::from_iter(own), ..House::default() };
        let texts =
            Texts::new(gehoor_shell::TEXTS.iter().chain(&CATALOGUES)).expect("the catalogues are sound");
        Post { channels: Vec::new(), texts, house: Arc::new(house) }
    }

    #[test]
    fn a_message_says_who_writes() {
        let garage = post("Garage De Wit", None);
        let (title, mail) = garage.sign_of_life(Channel::Email, "nl", 2);
        assert_eq!(title.as_deref(), Some("Wij zijn u niet vergeten"));
        assert!(mail.ends_with("Met vriendelijke groet\nGarage De Wit"), "{mail}");
        let (title, text) = garage.sign_of_life(Channel::Sms, "en", 1);
        assert_eq!(title, None);
        assert!(text.contains("in 1 day.") && text.ends_with(" Garage De Wit"), "{text}");
        let (_, nameless) = post("", None).sign_of_life(Channel::Sms, "nl", 2);
        assert!(nameless.ends_with("niets te doen."), "{nameless}");
    }

    #[test]
    fn the_companys_own_words_are_used_and_in_their_language_only() {
        let garage = post("Garage De Wit", Some("Nog even geduld"));
        assert_eq!(garage.sign_of_life(Channel::Email, "nl", 2).0.as_deref(), Some("Nog even geduld"));
        assert_eq!(
            garage.sign_of_life(Channel::Email, "en", 2).0.as_deref(),
            Some("We have not forgotten you")
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn no_own_word_begins_another_line_of_a_mails_head(
            name in "\\PC{0,20}[\r\n\u{85}\u{0}]{0,2}Bcc: x\\PC{0,20}",
            title in "\\PC{1,20}[\r\n\t\u{b}]{0,3}Bcc: x\\PC{0,20}",
        ) {
            let (shown, mail) = post(&name, Some(&title)).sign_of_life(Channel::Email, "nl", 2);
            let shown = shown.unwrap_or_default();
            prop_assert!(!shown.contains(char::is_control), "{shown:?}");
            prop_assert!(shown.contains("Bcc: x"), "the words themselves stay: {shown:?}");
            prop_assert_eq!(mail.lines().count(), post("Garage", None).sign_of_life(Channel::Email, "nl", 2).1.lines().count());
        }
    }
}
