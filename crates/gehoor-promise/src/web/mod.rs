//! The pages of promises: one promise with its history, and what is done to it. Each use case stands beside its API.

mod changes;
mod history;
mod new;
mod number;
mod outcome;
mod outcomes;
mod read;
mod scene;
mod told;

use gehoor_shell::web::{Nav, Pages, Right};

pub use new::made_notice;
pub use told::done_notice;

pub(crate) const WAYS: &[Nav] = &[Nav {
    word: "new",
    path: "/promises/new",
    icon: "plus",
    right: Right::Employee,
    place: 20,
    on_phone: true,
    keys: "n",
}];

pub(crate) fn pages() -> Pages {
    let any = Right::Employee;
    Pages::new()
        .get("/promises/new", any, new::show)
        .post("/promises/new", any, new::make)
        .post("/promises/new/who", any, new::who)
        .post("/promises/{id}/unmake", any, new::unmake)
        .get("/promises/{id}", any, scene::show)
        .get("/promises/{id}/outcome", any, outcome::show)
        .post("/promises/{id}/outcome", any, outcome::record)
        .post("/promises/{id}/taken-back", any, changes::take_back)
        .post("/promises/{id}/moved", any, changes::amend)
        .post("/promises/{id}/handed-over", any, changes::hand_over)
        .post("/promises/{id}/accepted", any, changes::accept)
        .post("/promises/{id}/declined", any, changes::decline)
        .post("/promises/{id}/asked-first", any, changes::asked_first)
        .post("/promises/{id}/released", any, changes::release)
        .post("/promises/{id}/delivered", any, changes::deliver)
        .post("/promises/{id}/noted", any, changes::note)
        .post("/promises/{id}/doubt", any, changes::answer_doubt)
        .post("/promises/{id}/number", any, number::put_right)
        .post("/promises/{id}/given", Right::Lead, changes::reassign)
        .post("/promises/{id}/gone-on", Right::Lead, changes::go_on)
}
