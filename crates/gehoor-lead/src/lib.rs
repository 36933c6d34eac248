//! The lead's page: what slips and what is late, what waits for somebody's answer, who is away and who has their steps,
//! and how much the coming days hold for each. Uses the others, is called by nobody; owns no table.

pub mod rules;

mod reading;
mod web;

pub use reading::{Offer, Outlook, outlook};

use gehoor_shell::{Language, Slice};

/// The slice: its page and texts.
pub fn slice() -> Slice {
    Slice::new("lead").pages(web::pages).ways(web::WAYS).texts(TEXTS)
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];
