//! A channel for tests, the demo and the simulator: keeps what was sent and answers as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{Channel, Outgoing, SendFailure, Sending, Sent};

/// What the fake provider does with the next message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Takes it.
    Take,
    /// Refuses it like this.
    Refuse(SendFailure),
    /// Takes it, but the answer is lost.
    TakeAndLie,
}

/// A provider that sends nothing. Cheap to clone; clones share what was sent.
#[derive(Clone, Debug, Default)]
pub struct Fake(Arc<Mutex<Desk>>);

#[derive(Debug, Default)]
struct Desk {
    script: VecDeque<Line>,
    sent: Vec<Outgoing>,
}

impl Fake {
    /// A provider that takes everything.
    pub fn new() -> Self {
        Self::default()
    }

    /// Tells what to do with the messages to come, in order; after that it takes everything again.
    pub fn script(&self, lines: impl IntoIterator<Item = Line>) {
        self.desk().script.extend(lines);
    }

    /// Everything that really went out, in order.
    pub fn sent(&self) -> Vec<Outgoing> {
        self.desk().sent.clone()
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, message: &Outgoing) -> Result<Sent, SendFailure> {
        let mut desk = self.desk();
        match desk.script.pop_front().unwrap_or(Line::Take) {
            Line::Refuse(failure) => Err(failure),
            Line::TakeAndLie => {
                desk.sent.push(message.clone());
                Err(SendFailure::Unknown)
            }
            Line::Take => {
                desk.sent.push(message.clone());
                Ok(Sent { provider_id: Some(format!("fake-{}", desk.sent.len())) })
            }
        }
    }
}

impl Channel for Fake {
    fn send<'a>(&'a self, message: &'a Outgoing) -> Sending<'a> {
        Box::pin(std::future::ready(self.answer(message)))
    }
}
