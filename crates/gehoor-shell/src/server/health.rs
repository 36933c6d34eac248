//! What machines ask: is it alive, is it ready, what are its figures, what is its API.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
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

/// How the server is, for those who run it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Detail {
    /// "ok", "stopping" or "failing".
    status: &'static str,
    version: &'static str,
    node: String,
    started_at: String,
    /// "sqlite" or "postgres".
    engine: &'static str,
    /// The number of the newest migration in the store; null when the store does not answer.
    schema: Option<u32>,
    /// Streams of changes that are open.
    streams: usize,
    /// Runs of timers that failed since the start.
    failures: BTreeMap<&'static str, u64>,
    figures: BTreeMap<&'static str, f64>,
}

/// The health in detail: 200 when all is well, else 503.
pub(super) async fn detail(State(app): State<App>) -> Response {
    let (schema, figures) = (app.db.schema().await.ok(), gauges(&app).await.unwrap_or_default());
    let status = match schema {
        None => "failing",
        Some(_) if *app.stopping.borrow() => "stopping",
        Some(_) => "ok",
    };
    let detail = Detail {
        status,
        version: env!("CARGO_PKG_VERSION"),
        node: app.node.to_string(),
        started_at: app.started_at.to_string(),
        engine: app.db.engine().word(),
        schema,
        streams: app.streams.load(Ordering::Relaxed),
        failures: app.metrics.failures(),
        figures: figures.iter().map(|gauge| (gauge.name, gauge.value)).collect(),
    };
    let code = if status == "ok" { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (code, [(header::CONTENT_TYPE, "application/json")], serde_json::to_vec(&detail).unwrap_or_default())
        .into_response()
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
