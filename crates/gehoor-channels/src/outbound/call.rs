//! One request over one connection of its own.

use std::net::SocketAddr;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{DATE, HOST, HeaderMap, RETRY_AFTER};
use hyper::{Request, client::conn::http1};
use hyper_util::rt::TokioIo;
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio_rustls::TlsConnector;

use super::{NotSent, Outbound, Post, Said, Target, Unfit};

/// How long one address may take to answer the knock.
const KNOCK: Duration = Duration::from_secs(5);
/// How many addresses of a name are tried.
const TRIED: usize = 3;

pub(super) async fn post(
    outbound: &Outbound,
    target: &Target,
    at: Vec<SocketAddr>,
    post: &Post,
) -> Result<Said, NotSent> {
    let request = request(target, post)?;
    let stream = connect(&at).await?;
    if !target.is_tls {
        return send(stream, request).await;
    }
    let config = outbound.tls().ok_or(NotSent::Tls)?;
    let host = target.host.trim_matches(['[', ']']).to_owned();
    let name = ServerName::try_from(host).map_err(|_| NotSent::Unfit(Unfit::Address))?;
    let stream = TlsConnector::from(config).connect(name, stream).await.map_err(|_| NotSent::Tls)?;
    send(stream, request).await
}

fn request(target: &Target, post: &Post) -> Result<Request<Full<Bytes>>, NotSent> {
    let usual = target.port == if target.is_tls { 443 } else { 80 };
    let host = if usual { target.host.clone() } else { format!("{}:{}", target.host, target.port) };
    let mut builder = Request::post(&target.path).header(HOST, host);
    for (name, value) in &post.headers {
        builder = builder.header(*name, value);
    }
    builder.body(Full::from(post.body.clone())).map_err(|_| NotSent::Unfit(Unfit::Address))
}

async fn connect(at: &[SocketAddr]) -> Result<TcpStream, NotSent> {
    let mut why = NotSent::Connection;
    for address in at.iter().take(TRIED) {
        match tokio::time::timeout(KNOCK, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(_)) => why = NotSent::Connection,
            Err(_) => why = NotSent::TimedOut,
        }
    }
    Err(why)
}

async fn send<S>(stream: S, request: Request<Full<Bytes>>) -> Result<Said, NotSent>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.map_err(|_| NotSent::Connection)?;
    let _line = Line(tokio::spawn(async move { drop(connection.await) }));
    let answer = sender.send_request(request).await.map_err(|_| NotSent::Connection)?;
    Ok(Said { status: answer.status().as_u16(), retry_after: retry_after(answer.headers()) })
}

/// The connection, cut when the answer has begun: nothing more of it is read.
struct Line(JoinHandle<()>);

impl Drop for Line {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// How long to wait (RFC 9110 §10.2.3): so many seconds, or until a date. A date is measured from the answer's own, so that
/// neither clock need be right.
fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let said = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let date = |text: &str| httpdate::parse_http_date(text).ok();
    match said.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => date(said)?.duration_since(date(headers.get(DATE)?.to_str().ok()?)?).ok(),
    }
}
