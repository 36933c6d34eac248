//! Figures: how promises are kept, how long customers wait, and whether effort is blind to money. Each with its n, its
//! interval and how it was sampled (law 9); by team, kind and month, never by person (law 10). Called by nobody.
//!
//! A follower of the journal counts every promise into cells ("kind call back, made in November, two tries: 40"). Pages read
//! cells only, so they take as long with a million promises as with a thousand.

pub mod rules;

mod api;
mod cards;
mod chart;
mod checks;
mod counting;
mod draw;
mod file;
mod reading;
mod sheet;
mod sql;
mod timers;
mod web;
mod words;

pub use counting::{FOLLOW, follow};
pub use reading::{Figures, Question, Team, figures};

use gehoor_shell::{Language, Slice};

/// The slice: its addresses, statements, follower, texts and law.
pub fn slice() -> Slice {
    Slice::new("figures")
        .statements(sql::ALL)
        .routes(api::routes)
        .pages(web::pages)
        .ways(web::WAYS)
        .task(timers::follow())
        .texts(TEXTS)
        .check("figures-count", checks::COUNT, |tx, _| Box::pin(checks::count(tx)))
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];
