//! The HTTP server: the router of all slices behind one front that every request passes.

mod address;
mod front;
mod health;
mod journal;
mod limit;
mod listen;
mod peer;
mod stream;

use axum::routing::get;
use axum::{Router, middleware};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use address::{BadNetwork, ClientAddress, Network};
pub use limit::Limits;
pub use listen::{serve, serve_admin};
pub use peer::Peer;
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
    let api = api.layer(middleware::from_fn_with_state(app.clone(), limit::limit));
    let api = if app.settings.metrics_in_public { api.merge(figures()) } else { api };
    api.route("/api/v1/openapi.json", get(move || std::future::ready(document.clone())))
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/healthz", get(health::ready))
        .merge(crate::web::service(app))
        .fallback(|| std::future::ready(Error::NotFound))
        .layer(middleware::from_fn_with_state(app.clone(), front::front))
        .with_state(app.clone())
}

/// What only those who run the server ask, as a service of its own: figures, and health in detail.
pub fn admin_router(app: &App) -> Router {
    figures()
        .route("/livez", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/healthz", get(health::detail))
        .fallback(|| std::future::ready(Error::NotFound))
        .layer(middleware::from_fn_with_state(app.clone(), front::front))
        .with_state(app.clone())
}

fn figures() -> Router<App> {
    Router::new().route("/metrics", get(health::metrics))
}
