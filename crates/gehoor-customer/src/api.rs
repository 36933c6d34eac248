//! `/customers`, `/customers/{id}/contact-points`, `/contact-points/{id}`.

mod customers;
mod points;
mod read;
mod views;

use gehoor_shell::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(customers::list, customers::add))
        .routes(routes!(customers::show, customers::change))
        .routes(routes!(points::list, points::add))
        .routes(routes!(points::show, points::change))
}
