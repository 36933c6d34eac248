//! The one client for requests to the world outside: HTTPS, to hosts on a list, at public addresses, without redirects.
//!
//! An address that somebody else names (the one of a browser's push service) could point into our own network. So the host
//! must be on the list, the name is looked up once, and the connection goes to the very address that was judged.

mod call;
mod hosts;
mod public;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use rustls::{ClientConfig, RootCertStore};
use url::Url;

pub use hosts::{BadHosts, Hosts};
pub use public::is_public;

/// How long a request may take until its answer has begun.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest address.
const LONGEST: usize = 2000;

/// What is sent to a host outside, by POST.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The whole address ("https://push.example/x").
    pub address: String,
    /// Headers by their names in lower case.
    pub headers: Vec<(&'static str, String)>,
    /// The bytes.
    pub body: Vec<u8>,
}

/// What the host answered. Its words are not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// The HTTP status.
    pub status: u16,
    /// How long to wait, when it said so: in seconds, or until a date.
    pub retry_after: Option<Duration>,
}

/// Why an address may not be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// No address, or one with a name and a password in it, or too long.
    #[error("not an address")]
    Address,
    /// Not HTTPS at the usual port.
    #[error("not HTTPS")]
    Scheme,
    /// Not on the list.
    #[error("the host is not on the list")]
    Host,
}

/// Why a request got no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    /// Nothing was asked: the address is not one that may be asked.
    #[error(transparent)]
    Unfit(#[from] Unfit),
    /// The name is not known, or the name service does not answer.
    #[error("the host's name has no address")]
    Name,
    /// The name leads to an address that is not public.
    #[error("the host's address is not public")]
    NotPublic,
    /// No connection, or it broke.
    #[error("no connection")]
    Connection,
    /// The host did not show that it is who it says.
    #[error("no trust in the host's certificate")]
    Tls,
    /// It took too long.
    #[error("no answer in time")]
    TimedOut,
}

/// Which hosts may be asked, and how. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Outbound(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    hosts: Hosts,
    /// A service on this machine that may be asked although its address is not public; without TLS when asked so.
    loopback: Option<SocketAddr>,
    roots: Option<RootCertStore>,
    tls: OnceLock<Option<Arc<ClientConfig>>>,
}

/// Where a request goes.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Target {
    host: String,
    port: u16,
    path: String,
    is_tls: bool,
}

impl Outbound {
    /// These hosts, with the authorities of the system. `loopback` names a service on this machine, for tests.
    pub fn new(hosts: Hosts, loopback: Option<SocketAddr>) -> Self {
        let loopback = loopback.filter(|at| at.ip().is_loopback());
        Self(Arc::new(Inner { hosts, loopback, roots: None, tls: OnceLock::new() }))
    }

    /// The same with these authorities instead of the system's.
    #[must_use]
    pub fn trusting(&self, roots: RootCertStore) -> Self {
        let (hosts, loopback) = (self.0.hosts.clone(), self.0.loopback);
        Self(Arc::new(Inner { hosts, loopback, roots: Some(roots), tls: OnceLock::new() }))
    }

    /// Whether this address may be asked, as far as its text tells.
    ///
    /// # Errors
    /// Says why not.
    pub fn check(&self, address: &str) -> Result<(), Unfit> {
        self.target(address).map(|_| ())
    }

    /// Sends a request and gives the answer's status. It ends within half a minute. A redirect is an answer like any other
    /// and not followed.
    ///
    /// # Errors
    /// Says why there was no answer. After `Connection` and `TimedOut` the host may have done what was asked.
    pub async fn post(&self, post: &Post) -> Result<Said, NotSent> {
        let target = self.target(&post.address)?;
        let asked = async {
            let at = self.look_up(&target).await?;
            call::post(self, &target, at, post).await
        };
        tokio::time::timeout(PATIENCE, asked).await.unwrap_or(Err(NotSent::TimedOut))
    }

    fn target(&self, address: &str) -> Result<Target, Unfit> {
        let url = Some(address).filter(|text| text.len() <= LONGEST && text.is_ascii());
        let url = url.and_then(|text| Url::parse(text).ok()).ok_or(Unfit::Address)?;
        if !url.username().is_empty() || url.password().is_some() {
            return Err(Unfit::Address);
        }
        let host = url.host_str().ok_or(Unfit::Address)?.to_owned();
        let port = url.port_or_known_default().ok_or(Unfit::Scheme)?;
        let path =
            url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        let is_loopback = self.is_loopback(&host, port);
        let is_tls = match url.scheme() {
            "https" if port == 443 || self.0.loopback.is_some_and(|at| at.port() == port) => true,
            "http" if is_loopback => false,
            _ => return Err(Unfit::Scheme),
        };
        let is_known = is_loopback || self.0.hosts.has(&host);
        if is_known { Ok(Target { host, port, path, is_tls }) } else { Err(Unfit::Host) }
    }

    fn is_loopback(&self, host: &str, port: u16) -> bool {
        let ip = host.trim_matches(['[', ']']).parse::<IpAddr>();
        self.0.loopback.is_some_and(|at| ip == Ok(at.ip()) && port == at.port())
    }

    /// The addresses behind the name that may be asked; looked up once, so that what was judged is what is asked.
    async fn look_up(&self, target: &Target) -> Result<Vec<SocketAddr>, NotSent> {
        let name = (target.host.trim_matches(['[', ']']), target.port);
        let found: Vec<_> = tokio::net::lookup_host(name).await.map_err(|_| NotSent::Name)?.collect();
        if found.is_empty() {
            return Err(NotSent::Name);
        }
        let fit: Vec<_> = found.into_iter().filter(|at| self.may_ask(at)).collect();
        if fit.is_empty() { Err(NotSent::NotPublic) } else { Ok(fit) }
    }

    fn may_ask(&self, at: &SocketAddr) -> bool {
        self.0.loopback == Some(*at) || (at.port() == 443 && is_public(at.ip()))
    }

    fn tls(&self) -> Option<Arc<ClientConfig>> {
        self.0.tls.get_or_init(|| config(self.0.roots.clone())).clone()
    }
}

/// How TLS is spoken: with the authorities given, else with those of the system.
fn config(roots: Option<RootCertStore>) -> Option<Arc<ClientConfig>> {
    let roots = roots.unwrap_or_else(|| {
        let mut store = RootCertStore::empty();
        store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        store
    });
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().ok()?;
    Some(Arc::new(builder.with_root_certificates(roots).with_no_client_auth()))
}
