//! `/promises`, `/promises/{id}/…`, `/events`.

mod changes;
mod custody;
mod erasure;
mod events;
mod merging;
mod promises;
mod read;
mod shape;
mod taken_back;

use gehoor_shell::App;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(promises::list, promises::make))
        .routes(routes!(promises::show))
        .routes(routes!(changes::attempt))
        .routes(routes!(changes::deliver))
        .routes(routes!(changes::release))
        .routes(routes!(changes::amend))
        .routes(routes!(changes::ask_first))
        .routes(routes!(changes::note))
        .routes(routes!(changes::go_on))
        .routes(routes!(changes::answer_doubt))
        .routes(routes!(taken_back::take_back))
        .routes(routes!(custody::hand_over))
        .routes(routes!(custody::accept))
        .routes(routes!(custody::decline))
        .routes(routes!(custody::reassign))
        .routes(routes!(events::receive))
        .routes(routes!(erasure::erase))
        .routes(routes!(merging::list, merging::merge))
        .routes(routes!(merging::unmerge))
}
