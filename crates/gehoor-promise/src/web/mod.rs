//! The pages of promises: one promise with its history, and what is done to it. Each use case stands beside its API.

mod promise;

use gehoor_shell::web::{Pages, Right};

pub(crate) fn pages() -> Pages {
    Pages::new().get("/promises/{id}", Right::Employee, promise::show)
}
