//! The listening server over a real socket: it drains, and streams changes to those who may see them.

use std::time::Duration;

use gehoor_shell::app::Settings;
use gehoor_shell::{Actor, App, Facts, journal};
use gehoor_testkit::both;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::thing::{app, app_with, promise, send};

async fn start(app: &App) -> (std::net::SocketAddr, oneshot::Sender<()>, JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let app = app.clone();
    let served = tokio::spawn(async move {
        gehoor_shell::server::serve(&app, listener, async {
            let _ = stopped.await;
        })
        .await;
    });
    (address, stop, served)
}

async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut text = String::new();
    let mut buffer = [0; 4096];
    while !text.contains(end) {
        let n = stream.read(&mut buffer).await.unwrap();
        assert!(n > 0, "the connection ended: {text}");
        text.push_str(&String::from_utf8_lossy(&buffer[..n]));
    }
    text
}

async fn change(app: &App, number: u128) {
    let cx = app.cx(Actor::System);
    let done = app.act(&cx, number, |tx, cx, number| {
        Box::pin(journal::append(tx, cx, "promise.made", promise(*number), Facts::new()))
    });
    done.await.unwrap();
}

#[test]
fn a_team_sees_its_own_changes_only_and_a_stop_ends_the_stream() {
    both(|db| async {
        let app = app(db);
        let driver = gehoor_shell::scheduler::start(&app);
        let (address, stop, served) = start(&app).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        let ask = "GET /api/v1/changes HTTP/1.1\r\nhost: x\r\nauthorization: Bearer team\r\nlast-event-id: 0.0\r\n\r\n";
        stream.write_all(ask.as_bytes()).await.unwrap();
        for number in [2, 1] {
            change(&app, number).await;
        }
        app.clock.advance(Duration::from_secs(1));
        let seen = read_until(&mut stream, "\n\n").await;
        assert!(seen.contains("text/event-stream") && seen.contains("event: promise.made"), "{seen}");
        assert!(seen.contains(&promise(1).to_string()) && !seen.contains(&promise(2).to_string()), "{seen}");
        stop.send(()).unwrap();
        served.await.unwrap();
        driver.stop().await;
    });
}

#[test]
fn a_stream_that_may_not_wait_gives_what_is_there_and_ends() {
    both(|db| async {
        let app = app(db);
        for number in [1, 2] {
            change(&app, number).await;
        }
        app.clock.advance(Duration::from_secs(1));
        gehoor_shell::scheduler::Hand::new(&app).run_due().await.unwrap();
        let headers = [crate::thing::ADMIN, ("last-event-id", "0.0")];
        let get = axum::http::Method::GET;
        let (status, _, text) = send(&app, get.clone(), "/api/v1/changes?wait=0", &headers, "").await;
        assert_eq!((status, text.as_str().unwrap().matches("event: promise.made").count()), (200, 2));
        let (_, _, rest) = send(&app, get.clone(), "/api/v1/changes?wait=0", &headers[..1], "").await;
        assert_eq!(rest, "");
        let (status, _, problem) = send(&app, get, "/api/v1/changes?wait=long", &headers, "").await;
        assert_eq!((status, &problem["errors"][0]["pointer"]), (400, &serde_json::json!("?wait")));
    });
}

#[test]
fn a_head_that_does_not_come_is_cut_off() {
    both(|db| async {
        let settings = Settings { header_timeout: Duration::from_millis(50), ..Settings::default() };
        let app = app_with(db, settings, std::collections::HashMap::new());
        let (address, stop, served) = start(&app).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET /livez HTTP/1.1\r\nhost:").await.unwrap();
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest).await;
        assert!(!String::from_utf8_lossy(&rest).contains("200 OK"));
        stop.send(()).unwrap();
        served.await.unwrap();
    });
}
