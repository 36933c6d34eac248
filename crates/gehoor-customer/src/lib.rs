//! Customers: who was promised something, the ways to reach them, and what they asked for about being reached.

pub mod rules;

mod api;
mod checks;
mod customers;
mod doubles;
mod erase;
mod find;
mod merging;
mod points;
mod reach;
mod sql;
mod unadding;

pub use customers::{
    CustomerChange, NewCustomer, NewPoint, add_customer, change_customer, customer, value_fault,
};
pub use doubles::{Double, doubles};
pub use erase::{Erased, WhyErased, erase};
pub use find::{Found, customers};
pub use merging::{Merged, family, last_merge, merge, merge_of, merges_of, standing, twins_of, unmerge};
pub use points::{
    PointChange, add_point, believe, change_point, contact_point, contact_points, earlier_values, unbelieve,
};
pub use reach::{Reach, ReachPoint, reach, reach_query, read_reach};
pub use sql::{Belief, ContactPoint, Customer, EarlierValue, Merge, country, set_country};

pub use unadding::{unadd, unadd_whole};

use gehoor_shell::{Language, Slice};

/// The slice: its addresses, statements, texts and laws.
pub fn slice() -> Slice {
    Slice::new("customer")
        .statements(sql::ALL)
        .statements(sql::POINTS)
        .statements(sql::MERGES)
        .statements(reach::ALL)
        .statements(unadding::ALL)
        .routes(api::routes)
        .texts(TEXTS)
        .check("customer-words", checks::WORDS, |tx, _| Box::pin(checks::words(tx)))
        .check("customer-merged", checks::MERGED, |tx, _| Box::pin(checks::merged(tx)))
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];
