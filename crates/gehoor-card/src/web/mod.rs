//! `/search`, `/customers/…`.

mod card;
mod edit;
mod merge;
mod privacy;
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
        .get("/customers/{id}/held", Right::Administrator, privacy::show)
        .get("/customers/{id}/held.json", Right::Administrator, privacy::download)
        .get("/customers/{id}/erase", Right::Administrator, privacy::ask)
        .post("/customers/{id}/erase", Right::Administrator, privacy::erase)
        .get("/customers/{id}/merge", Right::Lead, merge::choose)
        .get("/customers/{id}/merge/{other}", Right::Lead, merge::both)
        .post("/customers/{id}/merge/{other}", Right::Lead, merge::merge)
        .post("/customers/{id}/unmerge/{merge}", Right::Lead, merge::unmerge)
        .post("/customers/{id}/points", Right::Employee, edit::add_point)
        .post("/customers/{id}/points/{point}", Right::Employee, edit::change_point)
}
