//! Connections: at most so many at once, a time limit for the head of a request, and a drain at the end.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tower::ServiceExt;

use super::address;
use crate::App;

/// After a failed accept (no descriptors left) the server waits so long instead of spinning.
const BREATH: Duration = Duration::from_millis(50);
const HEAD_LIMIT: usize = 64 * 1024;

/// Serves until `stop` is done; then takes no new connections, lets running requests end for at most the drain time,
/// and closes the rest.
pub async fn serve(app: &App, listener: TcpListener, stop: impl Future<Output = ()>) {
    let mut connections = accept_until(app, listener, super::router(app), stop).await;
    let _ = app.stopping.send_replace(true);
    let drained = async { while connections.join_next().await.is_some() {} };
    if tokio::time::timeout(app.settings.drain, drained).await.is_err() {
        tracing::warn!("some requests did not end in time and were cut off");
    }
}

/// Serves figures and health in detail until the server stops.
pub async fn serve_admin(app: &App, listener: TcpListener) {
    let mut stopping = app.stopping.subscribe();
    accept_until(app, listener, super::admin_router(app), asked(&mut stopping)).await;
}

/// Takes connections until `stop` is done; gives those that are still open.
async fn accept_until(
    app: &App,
    listener: TcpListener,
    router: Router,
    stop: impl Future<Output = ()>,
) -> JoinSet<()> {
    let slots = Arc::new(Semaphore::new(app.settings.max_connections));
    let mut connections = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => return connections,
            (stream, peer, slot) = accept(&listener, &slots) => {
                connections.spawn(connection(app.clone(), router.clone(), (stream, peer), slot));
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> (TcpStream, IpAddr, Option<OwnedSemaphorePermit>) {
    let slot = Arc::clone(slots).acquire_owned().await.ok();
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer.ip(), slot),
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
}

async fn connection(
    app: App,
    router: Router,
    (stream, peer): (TcpStream, IpAddr),
    _slot: Option<OwnedSemaphorePermit>,
) {
    let _ = stream.set_nodelay(true);
    let proxies = app.settings.trusted_proxies.clone();
    let service = service_fn(move |mut request: Request<Incoming>| {
        let client = address::client(&proxies, peer, request.headers());
        request.extensions_mut().insert(client);
        router.clone().oneshot(request)
    });
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(app.settings.header_timeout)
        .max_buf_size(HEAD_LIMIT)
        .serve_connection(TokioIo::new(stream), service);
    let mut served = std::pin::pin!(served);
    let mut stopping = app.stopping.subscribe();
    let ended = tokio::select! {
        ended = served.as_mut() => Some(ended),
        () = asked(&mut stopping) => None,
    };
    match ended {
        Some(ended) => note(ended),
        None => {
            served.as_mut().graceful_shutdown();
            note(served.await);
        }
    }
}

async fn asked(stopping: &mut watch::Receiver<bool>) {
    let _ = stopping.wait_for(|stopping| *stopping).await;
}

fn note(ended: Result<(), hyper::Error>) {
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}
