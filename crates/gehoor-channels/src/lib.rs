//! The outside world behind one trait: a message goes out, and the answer says sent, permanent, transient or unknown.
//!
//! [`Outbound`] is the one client for requests to hosts outside.

mod fake;
mod outbound;

use std::pin::Pin;

use gehoor_kernel::id::MessageId;

pub use fake::{Fake, Line};
pub use outbound::{BadHosts, Hosts, NotSent, Outbound, Post, Said, Unfit, is_public};

/// A message on its way to a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Our id of the message: the idempotency key at the provider, the same in every try.
    pub id: MessageId,
    /// The number (E.164) or address.
    pub to: String,
    /// The subject line, where the channel has one.
    pub title: Option<String>,
    /// The text.
    pub body: String,
}

/// The provider took the message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The provider's own id, when it gave one.
    pub provider_id: Option<String>,
}

/// The provider did not take the message, or did not say.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SendFailure {
    /// It will never go out like this.
    #[error("permanent failure {code}")]
    Permanent {
        /// The provider's code or a word of ours.
        code: String,
    },
    /// It did not go out and may do so later.
    #[error("transient failure {code}")]
    Transient {
        /// The provider's code or a word of ours.
        code: String,
    },
    /// Nobody knows whether it went out: it is never sent again by itself.
    #[error("it is not known whether it went out")]
    Unknown,
}

/// What a send gives, later.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<Sent, SendFailure>> + Send + 'a>>;

/// A way to reach customers. Never called inside a transaction. A send ends within a minute, by a time limit of its own.
pub trait Channel: Send + Sync {
    /// Hands the message to the provider, under its id as the idempotency key.
    fn send<'a>(&'a self, message: &'a Outgoing) -> Sending<'a>;
}
