//! `/p/{token}` for the customer, `/promises/{id}/link` for the employee who gives the link.

mod customer;
mod employee;

use gehoor_shell::web::{Pages, Right};

pub(crate) fn pages() -> Pages {
    Pages::new()
        .get("/p/{token}", Right::Anyone, customer::show)
        .post("/p/{token}/time", Right::Anyone, customer::time)
        .post("/p/{token}/number", Right::Anyone, customer::number)
        .post("/p/{token}/release", Right::Anyone, customer::release)
        .post("/p/{token}/say", Right::Anyone, customer::say)
        .get("/promises/{id}/link", Right::Employee, employee::show)
        .post("/promises/{id}/link", Right::Employee, employee::make)
        .post("/promises/{id}/link/{link}", Right::Employee, employee::withdraw)
}
