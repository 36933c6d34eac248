//! Administration: the pages on which a company sets itself up, and what needs an administrator. Uses the others, is
//! called by nobody; owns no table.

pub mod rules;

mod attention;
mod backups;
mod web;

pub use attention::{Matter, attention};
pub use backups::{Backup, backups, make as make_backup};

use gehoor_shell::{Language, Slice};

/// The slice: its pages and texts.
pub fn slice() -> Slice {
    Slice::new("admin").pages(web::pages).ways(web::WAYS).texts(TEXTS)
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];
