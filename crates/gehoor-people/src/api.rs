//! `/me`, `/users`, `/users/{id}/absences`, `/teams`, `/tokens`.

mod absences;
mod me;
mod teams;
mod tokens;
mod users;

use gehoor_shell::App;
use gehoor_shell::api::{Cursor, Paging};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(me::show))
        .routes(routes!(users::list, users::add))
        .routes(routes!(users::show, users::change))
        .routes(routes!(users::leave))
        .routes(routes!(users::come_back))
        .routes(routes!(absences::list, absences::note))
        .routes(routes!(absences::end))
        .routes(routes!(teams::list, teams::add))
        .routes(routes!(teams::show, teams::rename))
        .routes(routes!(teams::close))
        .routes(routes!(teams::add_member))
        .routes(routes!(teams::remove_member))
        .routes(routes!(tokens::list, tokens::create))
        .routes(routes!(tokens::revoke))
}

/// The id after which the page begins; empty for the first page.
fn after(paging: &Paging) -> String {
    paging.cursor.as_ref().map(|cursor| cursor.id.clone()).unwrap_or_default()
}

/// The place of a row in a list that is ordered by id.
fn place(id: &str) -> Cursor {
    Cursor { key: 0, id: id.to_owned() }
}
