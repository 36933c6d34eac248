//! The HTTP server: the router of all slices behind one front that every request passes.

mod front;
mod health;
mod journal;
mod listen;
mod stream;

use axum::routing::get;
use axum::{Router, middleware};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use listen::serve;
pub use stream::sees;

use crate::api::{API, complete_openapi, openapi_frame};
use crate::slice::Slice;
use crate::{App, Error};

/// The router of all slices under "/api/v1", with its document.
pub(crate) fn documented(slices: &[Slice]) -> OpenApiRouter<App> {
    let mut all = OpenApiRouter::with_openapi(openapi_frame());
    for slice in slices {
        if let Some(routes) = slice.routes {
            all = all.nest(API, routes());
        }
    }
    all.nest(API, OpenApiRouter::new().routes(routes!(stream::changes)).routes(routes!(journal::list)))
}

/// The whole server as one service.
pub fn router(app: &App) -> Router {
    let (api, document) = documented(&app.slices).split_for_parts();
    let document = health::document(&complete_openapi(document));
    api.route("/api/v1/openapi.json", get(move || std::future::ready(document.clone())))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/healthz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .merge(crate::web::service(app))
        .fallback(|| std::future::ready(Error::NotFound))
        .layer(middleware::from_fn_with_state(app.clone(), front::front))
        .with_state(app.clone())
}
