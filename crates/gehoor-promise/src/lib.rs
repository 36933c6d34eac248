//! Promises: made, tried, and kept. The use cases here are the slice's only public face.

pub mod rules;

mod acting;
mod api;
mod ask;
mod attempts;
mod checks;
mod due;
mod erasing;
mod events;
mod following;
mod foreseeing;
mod found;
mod ground;
mod making;
mod merging;
mod messages;
mod news;
mod promising;
mod reach;
mod reading;
mod sql;
mod sql_checks;
mod store;
mod taking;
mod timers;
mod unmaking;
mod web;

pub use acting::{
    accept, amend, answer_doubt, asked_first, decline, deliver, go_on, hand_over, note, put_right, reassign,
    release,
};
pub use ask::{
    Amendment, Filter, HandoverView, NewEvent, NewPromise, NoteView, Page, Trouble, View, Wanted, Which,
};
pub use attempts::{NewAttempt, record_attempt};
pub use due::{Acted, act_on_due, overdue};
pub use erasing::{erase_customer, erase_customer_for, open_of_customer};
pub use events::receive_event;
pub use following::{FOLLOW, follow_news};
pub use foreseeing::{Foreseen, Preview, preview};
pub use found::{Search, list_found};
pub use making::make;
pub use merging::{merge_customers, unmerge_customers};
pub use messages::{MESSAGES, Post, follow_outcomes};
pub use news::DUE;
pub use promising::{Whom, promise_to, unpromise};
pub use reading::{is_seen, list, offered_to, show, troubles};
pub use store::Words;
pub use taking::{last_change, take_back};
pub use unmaking::{has_promises, unmake, unmake_all_of};
pub use web::{done_notice, made_notice};

use gehoor_db::Tx;
use gehoor_shell::{Caller, Cx, Error, Language, Slice};

/// The slice: its addresses, timers, statements, texts and laws.
pub fn slice() -> Slice {
    let slice = Slice::new("promise")
        .statements(sql::ALL)
        .statements(sql_checks::ALL)
        .statements(unmaking::ALL)
        .statements(merging::ALL)
        .routes(api::routes)
        .pages(web::pages)
        .ways(web::WAYS)
        .texts(TEXTS)
        .gauges(|tx, now| Box::pin(reading::gauges(tx, now)))
        .sees("pr", |tx, cx, caller, subject| Box::pin(sees(tx, cx, caller, subject)));
    checks::on(timers::tasks().into_iter().fold(slice, Slice::task))
}

/// Whether a caller may see this promise's changes.
async fn sees(tx: &mut Tx<'_>, cx: &Cx, caller: &Caller, subject: &str) -> Result<bool, Error> {
    match subject.parse() {
        Ok(id) => is_seen(tx, cx, id, caller.sees).await,
        Err(_) => Ok(false),
    }
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];
