//! The server of the story, seen from inside: a small garage behind a clock that its parent moves by hand.

use std::io::Write;

use gehoor_kernel::time::Instant;
use gehoor_shell::app::{Channels, Ids};
use gehoor_shell::{App, Clock, scheduler, server};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::{Host, Trouble, company};

/// Serves on a port of its own until the input ends. The first line of output tells address and, after a first start, a
/// token; every line of input is a moment in microseconds, and is repeated once the clock stands there.
pub async fn stage(host: &Host, at: i64) -> Result<(), Trouble> {
    let clock = Clock::manual(Instant::from_micros(at));
    let db = host.open(clock.clone()).await?;
    let app = host.app(db, clock, Ids::from_system(), Channels::default())?;
    let (crew, fresh) = company::open(&app).await?;
    let token = if fresh { Some(company::token(&app, &crew).await?) } else { None };
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    let tasks = scheduler::start(&app);
    let first = json!({"address": address, "token": token}).to_string();
    server::serve(&app, listener, obey(app.clone(), first)).await;
    tasks.stop().await;
    Ok(())
}

/// Moves the clock as the input says; done when the input ends.
async fn obey(app: App, first: String) {
    let mut lines = input();
    let mut next = first;
    while tell(&next).is_ok() {
        let Some(line) = lines.recv().await else { return };
        if let Ok(micros) = line.trim().parse() {
            app.clock.set(Instant::from_micros(micros));
        }
        next = line;
    }
}

fn tell(line: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()
}

/// The lines of the input, read by a thread of their own: reading the input can't be broken off.
fn input() -> mpsc::Receiver<String> {
    let (send, receive) = mpsc::channel(1);
    std::thread::spawn(move || {
        for line in std::io::stdin().lines() {
            let Ok(line) = line else { return };
            if send.blocking_send(line).is_err() {
                return;
            }
        }
    });
    receive
}
