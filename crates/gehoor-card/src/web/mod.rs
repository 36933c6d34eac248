//! `/search`, `/customers/…`.

mod card;
mod edit;
mod read;
mod search;

use gehoor_shell::web::{Nav, Pages, Right};

pub(crate) const WAYS: &[Nav] = &[Nav {
    word: "search",
    path: "/search",
    icon: "search",
    right: Right::Employee,
    place: 30,
    on_phone: true,
    keys: "g z",
}];

pub(crate) fn pages() -> Pages {
    Pages::new()
        .get("/search", Right::Employee, search::search)
        .get("/customers/new", Right::Employee, edit::blank)
        .post("/customers/new", Right::Employee, edit::add)
        .get("/customers/{id}", Right::Employee, card::card)
        .get("/customers/{id}/edit", Right::Employee, edit::edit)
        .post("/customers/{id}/edit", Right::Employee, edit::change)
        .post("/customers/{id}/points", Right::Employee, edit::add_point)
        .post("/customers/{id}/points/{point}", Right::Employee, edit::change_point)
}
