//! The company's whole contact policy: when it is open, when courtesy allows a call, and how a customer is tried.

use super::policy::Policy;
use gehoor_kernel::time::Zone;
use gehoor_kernel::time::hours::Hours;

/// Everything about contact that a company decides for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompanyPolicy {
    /// The company's zone; wall-clock times of the policy are its times.
    pub zone: Zone,
    /// The country of numbers without a country code, ISO 3166 alpha-2.
    pub default_country: String,
    /// When somebody is there.
    pub company: Hours,
    /// When a customer without a wish of their own may be called.
    pub courtesy: Hours,
    /// The kinds of promises for which a delivered message or a voicemail keeps the promise.
    pub notice_enough: Vec<String>,
    /// Days between two signs of life to a customer who waits for an event.
    pub sign_of_life_days: u16,
    /// A sign of life must be given by the end of this many days on which the customer can be reached, after the day on
    /// which it was due; afterwards the promise is broken.
    pub sign_of_life_within_days: u16,
    /// The same for the call after the event that a customer waited for.
    pub event_within_days: u16,
    /// Whether a sign of life may leave by itself, over a channel that is configured.
    pub sign_of_life_messages: bool,
    /// How a customer is tried.
    pub tries: Policy,
}

impl CompanyPolicy {
    /// The policy that the product starts with, in this zone: open always, so that only courtesy limits calls.
    pub fn starting(zone: Zone) -> Self {
        Self {
            default_country: "NL".to_owned(),
            company: Hours::always(zone.clone()),
            courtesy: Hours::courtesy_nl(zone.clone()),
            notice_enough: Vec::new(),
            sign_of_life_days: 7,
            sign_of_life_within_days: 1,
            event_within_days: 1,
            sign_of_life_messages: true,
            tries: Policy::default(),
            zone,
        }
    }
}
