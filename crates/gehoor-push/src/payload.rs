//! What stands in a message: sentences with counts, and an address of ours. Nothing else reaches this file.

use gehoor_kernel::id::{MessageId, PromiseId};
use gehoor_shell::Language;
use gehoor_shell::texts::Texts;
use gehoor_shell::web::Address;
use serde_json::json;

/// What a message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Telling {
    pub(crate) id: MessageId,
    pub(crate) steps: usize,
    pub(crate) handovers: usize,
    pub(crate) promise: Option<PromiseId>,
}

/// What a push service replaces when a newer one waits for the same browser: at most 32 letters of base 64.
pub(crate) fn topic(telling: &Telling) -> String {
    telling.promise.map_or_else(|| "today".to_owned(), |promise| gehoor_kernel::id::encode(promise.bits()))
}

/// The message as the service worker reads it. `key` is the same in every try, so that it is shown once.
pub(crate) fn payload(telling: &Telling, texts: &Texts, (language, address): (Language, Address)) -> Vec<u8> {
    let say = |key: &str, count: usize| texts.say_to(language, address, key, &[("count", count.to_string())]);
    let (title, body) = match (telling.steps, telling.handovers) {
        (0, 0) => (say("push-title-try", 0), say("push-body-try", 0)),
        (0, offers) => (say("push-title-handovers", offers), say("push-body", 0)),
        (steps, 0) => (say("push-title-steps", steps), say("push-body", 0)),
        (steps, offers) => (say("push-title-steps", steps), say("push-title-handovers", offers)),
    };
    let place = match (telling.steps + telling.handovers, telling.promise) {
        (0, _) => "/account/push".to_owned(),
        (_, Some(promise)) => format!("/promises/{promise}"),
        (_, None) => "/today".to_owned(),
    };
    json!({"title": title, "body": body, "address": place, "key": telling.id.to_string()})
        .to_string()
        .into_bytes()
}
