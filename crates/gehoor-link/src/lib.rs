//! The customer's page: what we promised, when, and what we did for it, behind a link with a secret. The link serves one
//! purpose, has an end, and can be withdrawn. Uses the others; only examples that go call it.

pub mod rules;

mod making;
mod page;
mod secret;
mod sql;
mod web;

pub use making::{Link, drop_links_of, links, make, withdraw};
pub use page::{Shown, Wish, act, open};
pub use secret::Secret;

use gehoor_shell::{Language, Slice};

/// The slice: its pages, statements and texts.
pub fn slice() -> Slice {
    Slice::new("link").statements(sql::ALL).pages(web::pages).texts(TEXTS)
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];
