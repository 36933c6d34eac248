//! What a customer asked for about being reached.

use gehoor_kernel::time::hours::WeekHours;

/// The channels that a customer may prefer.
pub const CHANNELS: [&str; 5] = ["phone", "email", "sms", "letter", "inPerson"];

/// What a customer asked for; each beats the company's rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wishes {
    /// When the customer wants to be rung, in the customer's zone.
    pub hours: Option<WeekHours>,
    /// The channel that the customer prefers; one of [`CHANNELS`].
    pub channel: Option<String>,
    /// How often the telephone may ring on one day.
    pub daily_rings: Option<u8>,
}

/// Whether this has the form of a language tag: "nl", "en-GB", "zh-Hant".
/// Source: RFC 5646 §2.1, without its private and grandfathered forms.
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let rest =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (2..=3).contains(&first.len()) && letters(first) && tag.len() <= 35 && parts.all(rest)
}
