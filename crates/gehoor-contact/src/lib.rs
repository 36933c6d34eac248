//! Contact with customers: attempts, what they met, and the policy by which a customer is tried again.

pub mod rules;

mod api;
mod attempts;
mod checks;
mod points;
mod policy;
mod sql;
mod timers;

pub use attempts::{
    NewAttempt, Recorded, alerts, attempts, drop_attempts, erase_words, hand_on, history, rates,
    record_attempt, rejudge, take_back_attempt,
};
pub use points::PointChange;
pub use policy::{
    Standing, policy, policy_at, policy_json, policy_stamp_query, read_company, read_tries, set_policy,
    tries_with,
};
pub use sql::Attempt;

use gehoor_shell::{Language, Slice};

/// The slice: its addresses, statements, texts, timer and laws.
pub fn slice() -> Slice {
    Slice::new("contact").statements(sql::ALL).routes(api::routes).task(timers::rejudge()).texts(TEXTS).check(
        "attempt-words",
        checks::WORDS,
        |tx, _| Box::pin(checks::words(tx)),
    )
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];
