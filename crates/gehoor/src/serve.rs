//! The running server: logging, the listening socket, the timers, and an orderly end.

use std::io::IsTerminal;
use std::os::unix::net::UnixDatagram;

use gehoor_shell::{App, scheduler, server};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

use crate::config::Config;

/// Sets the log up: one line for each event on stderr, text on a terminal and JSON elsewhere unless set otherwise.
pub fn log(config: &Config) {
    let filter = EnvFilter::new(config.text("log.level"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let json = match config.text("log.format") {
        "json" => true,
        "text" => false,
        _ => !std::io::stderr().is_terminal(),
    };
    // Somebody who set a log up before, as tests do, keeps theirs.
    let _ =
        if json { lines.json().flatten_event(true).try_init() } else { lines.with_target(false).try_init() };
}

/// Serves and runs the timers until the process is asked to end; then lets both finish what they are doing.
pub async fn run(app: &App, listener: TcpListener) -> std::io::Result<()> {
    run_until(app, listener, asked_to_end()?).await;
    Ok(())
}

/// The same until `stop` is done.
pub async fn run_until(app: &App, listener: TcpListener, stop: impl Future<Output = ()>) {
    let driver = scheduler::start(app);
    tell_supervisor("READY=1");
    server::serve(app, listener, stop).await;
    tell_supervisor("STOPPING=1");
    driver.stop().await;
}

/// Done when SIGTERM or Ctrl-C arrives.
fn asked_to_end() -> std::io::Result<impl Future<Output = ()>> {
    let mut term = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("asked to end; running requests may finish");
    })
}

/// Tells systemd how it goes, when it started us (sd_notify(3)); names in the abstract space are left alone.
fn tell_supervisor(state: &str) {
    let Some(path) = std::env::var_os("NOTIFY_SOCKET") else { return };
    let sent = UnixDatagram::unbound().and_then(|socket| socket.send_to(state.as_bytes(), path));
    if let Err(error) = sent {
        tracing::debug!(%error, "systemd could not be told");
    }
}
