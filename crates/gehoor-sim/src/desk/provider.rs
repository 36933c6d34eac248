//! A mail and text provider that takes, refuses, lies and keeps silent; and a process that dies while it talks to it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gehoor_channels::{Channel, Outgoing, SendFailure, Sending, Sent};

use super::promises::BY_HAND;
use crate::chaos::{Chaos, Post};

/// What the provider noted down about one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The message's idempotency key.
    pub key: String,
    /// To whom.
    pub to: String,
    /// Somebody wrote it; otherwise it left by itself.
    pub by_hand: bool,
    /// What was done with it.
    pub did: Post,
    /// Whether it really went out.
    pub went_out: bool,
}

/// The provider. Clones are the same provider.
#[derive(Clone)]
pub struct Provider(Arc<Mutex<Office>>);

struct Office {
    /// Messages can leave by themselves.
    open: bool,
    chaos: Option<Chaos>,
    silent: bool,
    kill_next: bool,
    notes: Vec<Note>,
}

impl Provider {
    /// A provider that takes everything; not configured when `open` is false.
    pub fn new(open: bool) -> Self {
        Self(Arc::new(Mutex::new(Office {
            open,
            chaos: None,
            silent: false,
            kill_next: false,
            notes: Vec::new(),
        })))
    }

    /// Whether messages can leave.
    pub fn is_open(&self) -> bool {
        self.office().open
    }

    /// Answers as chaos says from now on.
    pub fn listen(&self, chaos: Chaos) {
        self.office().chaos = Some(chaos);
    }

    /// Takes messages and gives no verdict.
    pub fn keep_silent(&self, silent: bool) {
        self.office().silent = silent;
    }

    /// The process dies while it hands over the next message.
    pub fn kill_next(&self) {
        self.office().kill_next = true;
    }

    /// The notes since the last call.
    pub fn take_notes(&self) -> Vec<Note> {
        std::mem::take(&mut self.office().notes)
    }

    /// The configured channels.
    pub(super) fn channels(&self) -> Vec<(&'static str, Arc<dyn Channel>)> {
        if !self.office().open {
            return Vec::new();
        }
        ["email", "sms"].into_iter().map(|word| (word, Arc::new(self.clone()) as Arc<dyn Channel>)).collect()
    }

    fn office(&self) -> MutexGuard<'_, Office> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn decide(&self, message: &Outgoing) -> Post {
        let mut office = self.office();
        let drawn = office.chaos.as_mut().map_or(Post::Accepts, Chaos::post);
        let did = if std::mem::take(&mut office.kill_next) {
            Post::WeDieAfter
        } else if office.silent {
            Post::KeepsSilent
        } else {
            drawn
        };
        let went_out = matches!(did, Post::Accepts | Post::KeepsSilent | Post::WeDieAfter);
        let (key, to, by_hand) = (message.id.to_string(), message.to.clone(), message.body == BY_HAND);
        office.notes.push(Note { key, to, by_hand, did, went_out });
        did
    }
}

impl Channel for Provider {
    fn send<'a>(&'a self, message: &'a Outgoing) -> Sending<'a> {
        let failure = |code: &str| code.to_owned();
        let answer = match self.decide(message) {
            Post::Accepts => Ok(Sent { provider_id: None }),
            Post::FailsForNow => Err(SendFailure::Transient { code: failure("450") }),
            Post::Bounces => Err(SendFailure::Permanent { code: failure("5.1.1") }),
            Post::KeepsSilent | Post::LosesIt => Err(SendFailure::Unknown),
            Post::WeDieBefore | Post::WeDieAfter => return Box::pin(std::future::pending()),
        };
        Box::pin(std::future::ready(answer))
    }
}
