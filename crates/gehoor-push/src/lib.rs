//! Push messages: an employee's phone or computer says that a step is for now, or that a colleague offers a promise. Such a
//! message holds a count and an address, never anything about a customer (law 8). Called by nobody.
//!
//! A follower of the journal notes what somebody is to be told, in the transaction that moves its place. What is noted is
//! gathered into one message at the next moment at which its reader wants to be told, and looked at again then: what was
//! done meanwhile is not told. A message is claimed, committed, sent outside any transaction, and ended in a new one. A
//! crash in between sends it again under the same key, and the browser shows it once.

pub mod rules;

mod choosing;
mod following;
mod gathering;
mod payload;
mod sealing;
mod sending;
mod sql;
mod subscribing;
mod timers;
mod web;

pub use choosing::{choice, choose};
pub use following::{FOLLOW, follow};
pub use gathering::gather;
pub use sealing::{BadKeys, Keys, Vapid};
pub use sending::SEND;
pub use sql::Device;
pub use subscribing::{NewDevice, devices, key, subscribe, try_out, unsubscribe};

use gehoor_shell::{Language, Slice};

/// The slice: its statements, pages, texts and timers.
pub fn slice() -> Slice {
    Slice::new("push")
        .statements(&sql::all())
        .pages(web::pages)
        .texts(TEXTS)
        .task(timers::follow())
        .task(timers::send())
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];
