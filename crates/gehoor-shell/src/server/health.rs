//! What machines ask: is it alive, is it ready, what are its figures, what is its API.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use utoipa::openapi::OpenApi;

use crate::slice::Gauge;
use crate::{Actor, App, Error, outbox};

/// 200 as long as the process answers.
pub(super) async fn live() -> &'static str {
    "ok\n"
}

/// 200 when the store answers and the server is not stopping.
pub(super) async fn ready(State(app): State<App>) -> Result<&'static str, Error> {
    if *app.stopping.borrow() {
        return Err(Error::Busy);
    }
    app.db.ping().await.map_err(|_| Error::Busy)?;
    Ok("ok\n")
}

/// The figures in the Prometheus text format.
pub(super) async fn metrics(State(app): State<App>) -> Result<Response, Error> {
    let text = app.metrics.text(&gauges(&app).await?);
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

async fn gauges(app: &App) -> Result<Vec<Gauge>, Error> {
    let cx = app.cx(Actor::System);
    let mut runs: Vec<crate::slice::GaugesRun> = vec![outbox::gauges];
    runs.extend(app.slices.iter().flat_map(|slice| slice.gauges.iter().copied()));
    app.look(&cx, runs, |tx, cx, runs| {
        Box::pin(async move {
            let mut all = Vec::new();
            for run in runs {
                all.extend(run(tx, cx.now).await?);
            }
            Ok(all)
        })
    })
    .await
}

/// The API's document, readable by any page.
#[derive(Clone)]
pub(super) struct Document(bytes::Bytes);

/// Writes the document once.
pub(super) fn document(openapi: &OpenApi) -> Document {
    Document(serde_json::to_vec(openapi).unwrap_or_default().into())
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
            (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
            (
                header::HeaderName::from_static("cross-origin-resource-policy"),
                HeaderValue::from_static("cross-origin"),
            ),
        ];
        (headers, self.0).into_response()
    }
}
