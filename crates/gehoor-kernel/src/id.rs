//! Ids: one prefixed newtype per kind of thing, 128 bits, ordered by the time of making (UUIDv7 layout).
//!
//! The text form is `<prefix>_<26 characters>` in Crockford's base 32, lower case, so that texts sort as ids do.

use crate::rng::Random;
use crate::time::Instant;

const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Why a text is not an id of the kind asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an id of the form {prefix}_ and 26 characters")]
pub struct BadId {
    /// The prefix that the text should have had, without the underscore.
    pub prefix: &'static str,
}

/// Makes the 128 bits of a new id: 48 bits of milliseconds, 12 bits of the microseconds within, version, variant, 62 random bits.
pub fn new_bits(at: Instant, random: &mut Random) -> u128 {
    let micros = at.as_micros().max(0) as u128;
    let (milli, within) = (micros / 1000, micros % 1000);
    let low = u128::from(random.next_u64()) & ((1 << 62) - 1);
    ((milli & ((1 << 48) - 1)) << 80) | (7 << 76) | ((within * 4) << 64) | (0b10 << 62) | low
}

/// The 26 characters of 128 bits.
pub fn encode(bits: u128) -> String {
    let mut text = String::with_capacity(26);
    push(bits, &mut text);
    text
}

/// The id's text in one piece of memory: ids are written more often than anything else.
fn written(prefix: &str, bits: u128) -> String {
    let mut text = String::with_capacity(prefix.len() + 26);
    text.push_str(prefix);
    push(bits, &mut text);
    text
}

fn push(bits: u128, text: &mut String) {
    for place in (0..26).rev() {
        text.push(char::from(ALPHABET[((bits >> (place * 5)) & 31) as usize]));
    }
}

/// The value of each character of the alphabet; 255 for all others.
const DIGITS: [u8; 256] = {
    let mut digits = [255; 256];
    let mut place = 0;
    while place < ALPHABET.len() {
        digits[ALPHABET[place] as usize] = place as u8;
        place += 1;
    }
    digits
};

/// The 128 bits behind 26 characters; `None` for any other text.
pub fn decode(text: &str) -> Option<u128> {
    if text.len() != 26 || text.as_bytes()[0] > b'7' {
        return None;
    }
    text.bytes().try_fold(0u128, |bits, byte| match DIGITS[usize::from(byte)] {
        255 => None,
        digit => Some((bits << 5) | u128::from(digit)),
    })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(u128);

        impl $name {
            /// What the text form starts with, without the underscore.
            pub const PREFIX: &'static str = $prefix;

            /// A new id, made at `at` with bits from `random`.
            pub fn new(at: Instant, random: &mut Random) -> Self {
                Self(new_bits(at, random))
            }

            /// The id with these bits.
            pub const fn from_bits(bits: u128) -> Self {
                Self(bits)
            }

            /// The bits of the id.
            pub const fn bits(self) -> u128 {
                self.0
            }

            /// The text form.
            pub fn text(self) -> String {
                written(concat!($prefix, "_"), self.0)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.text())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                let bits = text.strip_prefix(concat!($prefix, "_")).and_then(decode);
                bits.map(Self).ok_or(BadId { prefix: $prefix })
            }
        }
    )*};
}

ids! {
    /// An employee who can sign in.
    UserId = "us";
    /// A team of employees.
    TeamId = "te";
    /// An absence of an employee.
    AbsenceId = "ab";
    /// An API token.
    TokenId = "to";
    /// A session of somebody who signed in.
    SessionId = "se";
    /// A browser that colleagues share.
    DeviceId = "de";
    /// A passkey.
    PasskeyId = "pk";
    /// A one-time link to set a password.
    PasswordLinkId = "pl";
    /// A customer.
    CustomerId = "cu";
    /// A merge of two customers' cards.
    MergeId = "mg";
    /// A way to reach a customer: a number, an e-mail address, a postal address.
    ContactPointId = "cp";
    /// A promise made to a customer.
    PromiseId = "pr";
    /// A hand-over of a promise that waits for the taker's answer.
    HandoverId = "ho";
    /// A note or a reason that belongs to a promise.
    NoteId = "nt";
    /// An attempt to reach a customer.
    AttemptId = "at";
    /// An outside event ("order 4711 has arrived").
    EventId = "ev";
    /// A message in the outbox.
    MessageId = "ms";
    /// A batch of imported rows.
    BatchId = "ba";
    /// A link to the page of a customer.
    LinkId = "lk";
    /// A browser that takes push messages.
    PushId = "pu";
    /// A running server process.
    NodeId = "no";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_as_its_id_and_sorts_by_time() {
        let mut random = Random::from_seed(1);
        let early = PromiseId::new(Instant::from_micros(1_000_001), &mut random);
        let late = PromiseId::new(Instant::from_micros(1_000_002), &mut random);
        assert_eq!(early.to_string().parse(), Ok(early));
        assert!(early < late && early.to_string() < late.to_string());
    }

    #[test]
    fn another_kind_of_id_is_refused() {
        let id = PromiseId::from_bits(7).to_string();
        assert_eq!(id.parse::<UserId>(), Err(BadId { prefix: "us" }));
        assert!("pr_8zzzzzzzzzzzzzzzzzzzzzzzzz".parse::<PromiseId>().is_err());
    }
}
