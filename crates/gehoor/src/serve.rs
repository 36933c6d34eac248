//! The running server: logging, the listening socket, the timers, and an orderly end.

use std::io::IsTerminal;
use std::os::unix::net::UnixDatagram;
use std::time::Duration;

use gehoor_shell::{App, scheduler, server};
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing_subscriber::EnvFilter;

use crate::config::Config;

/// How much the log tells; may be changed while the program runs.
pub struct Level(Box<dyn Fn(&str) -> bool>);

impl Level {
    /// Takes the level that the settings say now, or why they are not right.
    fn set(&self, read: Result<String, String>) {
        match read {
            Ok(level) if (self.0)(&level) => tracing::info!(level, "the settings were read again"),
            Ok(level) => tracing::error!(level, "the log can't be changed while it runs"),
            Err(why) => tracing::error!(why, "the settings are not right; the log goes on as it was"),
        }
    }
}

/// Sets the log up: one line for each event on stderr, text on a terminal and JSON elsewhere unless set otherwise.
pub fn log(config: &Config) -> Level {
    let filter = EnvFilter::new(config.text("log.level"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let json = match config.text("log.format") {
        "json" => true,
        "text" => false,
        _ => !std::io::stderr().is_terminal(),
    };
    // Somebody who set a log up before, as tests do, keeps theirs.
    if json {
        let lines = lines.json().flatten_event(true).with_filter_reloading();
        let level = lines.reload_handle();
        let _ = lines.try_init();
        return Level(Box::new(move |word| level.reload(EnvFilter::new(word)).is_ok()));
    }
    let lines = lines.with_target(false).with_filter_reloading();
    let level = lines.reload_handle();
    let _ = lines.try_init();
    Level(Box::new(move |word| level.reload(EnvFilter::new(word)).is_ok()))
}

/// Serves and runs the timers until the process is asked to end; then lets both finish what they are doing. On SIGHUP
/// the settings are read again (`again` gives the level of the log, or what is wrong).
pub async fn run(
    app: &App,
    (listener, admin): (TcpListener, Option<TcpListener>),
    (level, again): (Level, impl Fn() -> Result<String, String>),
    Signals { term, interrupt, mut hangup }: Signals,
) {
    let reading = async {
        while hangup.recv().await.is_some() {
            level.set(again());
        }
    };
    let figures = async {
        match admin {
            Some(admin) => server::serve_admin(app, admin).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        () = run_until(app, listener, asked_to_end(term, interrupt)) => {}
        () = async { tokio::join!(figures, reading, keep_awake()); } => {}
    }
}

/// Tells systemd twice in each time that its watchdog allows that this process still turns (sd_notify(3)).
async fn keep_awake() {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let ours = number("WATCHDOG_PID").is_none_or(|id| id == u64::from(std::process::id()));
    let Some(micros) = number("WATCHDOG_USEC").filter(|micros| ours && *micros > 0) else { return };
    loop {
        tokio::time::sleep(Duration::from_micros(micros / 2)).await;
        tell_supervisor("WATCHDOG=1");
    }
}

/// The same until `stop` is done.
pub async fn run_until(app: &App, listener: TcpListener, stop: impl Future<Output = ()>) {
    let driver = scheduler::start(app);
    tell_supervisor("READY=1");
    server::serve(app, listener, stop).await;
    tell_supervisor("STOPPING=1");
    driver.stop().await;
}

/// What the process may be told from outside. Listened to from the start: a signal that nobody listens to ends the
/// process at once.
pub struct Signals {
    term: Signal,
    interrupt: Signal,
    hangup: Signal,
}

impl Signals {
    /// Begins to listen.
    pub fn listen() -> std::io::Result<Self> {
        Ok(Self {
            term: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }
}

/// Done when SIGTERM or Ctrl-C arrives.
async fn asked_to_end(mut term: Signal, mut interrupt: Signal) {
    tokio::select! {
        _ = term.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("asked to end; running requests may finish");
}

/// Tells systemd how it goes, when it started us (sd_notify(3)); names in the abstract space are left alone.
fn tell_supervisor(state: &str) {
    let Some(path) = std::env::var_os("NOTIFY_SOCKET") else { return };
    let sent = UnixDatagram::unbound().and_then(|socket| socket.send_to(state.as_bytes(), path));
    if let Err(error) = sent {
        tracing::debug!(%error, "systemd could not be told");
    }
}
