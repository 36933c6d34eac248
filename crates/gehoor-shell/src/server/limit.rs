//! What every request to the API passes besides the front: how many a caller may send in a minute, said in the headers
//! RateLimit-Policy and RateLimit (draft-ietf-httpapi-ratelimit-headers); and a warning where an Idempotency-Key is missing.
//!
//! A bucket per caller fills evenly and is kept as one moment, at which it is full again (the generic cell rate
//! algorithm, ITU-T I.371). Who shows a token that we know has a bucket of their own, as has who is signed in, over
//! all their sessions; everybody else one per address.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use gehoor_kernel::id::{TokenId, UserId};
use gehoor_kernel::time::Instant;
use sha2::{Digest, Sha256};

use super::address::ClientAddress;
use crate::{App, Error};

/// The time in which a quota may be used.
const WINDOW: Duration = Duration::from_secs(60);
/// So many callers are told apart at once; further ones share one bucket.
const MOST: usize = 20_000;
/// Without a token that we know, a caller has this part of the quota.
const STRANGERS: u32 = 10;
const UNKEYED: HeaderValue =
    HeaderValue::from_static("299 gehoor \"no Idempotency-Key: sent again, this acts again\"");

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Who {
    Token(TokenId),
    User(UserId),
    Address(IpAddr),
    /// All for whom there was no room.
    Others,
}

/// The buckets of all callers seen lately.
#[derive(Debug, Default)]
pub struct Limits(Mutex<Buckets>);

#[derive(Debug, Default)]
struct Buckets {
    full_at: HashMap<Who, Instant>,
    swept_at: Option<Instant>,
    /// Who is behind a session, by the hash of its secret, when it was valid last.
    sessions: HashMap<[u8; 32], UserId>,
}

/// What is left of a caller's quota after a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Left {
    requests: u64,
    /// Until the whole quota is there again.
    whole_in: Duration,
    /// Until the next request is let through; zero: this one is.
    wait: Duration,
}

impl Limits {
    fn take(&self, who: Who, quota: u32, now: Instant) -> Left {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let who = buckets.room_for(who, now);
        let each = WINDOW / quota.max(1);
        let full_at = buckets.full_at.get(&who).copied().filter(|at| *at > now).unwrap_or(now);
        let after = full_at.plus(each);
        let (owed, kept) = (after.since(now), buckets.full_at.entry(who).or_insert(now));
        if owed > WINDOW {
            return Left { requests: 0, whole_in: full_at.since(now), wait: owed - WINDOW };
        }
        *kept = after;
        let requests = (WINDOW - owed).as_micros() / each.as_micros().max(1);
        Left { requests: u64::try_from(requests).unwrap_or(0), whole_in: owed, wait: Duration::ZERO }
    }

    /// Notes whose session this secret opens; `None`: nobody's, or nobody's any more.
    pub(crate) fn know(&self, secret: &str, user: Option<UserId>) {
        let sessions = &mut self.0.lock().unwrap_or_else(PoisonError::into_inner).sessions;
        let key: [u8; 32] = Sha256::digest(secret).into();
        match user {
            Some(user) if sessions.len() < MOST || sessions.contains_key(&key) => {
                sessions.insert(key, user);
            }
            Some(_) => sessions.clear(),
            None => drop(sessions.remove(&key)),
        }
    }

    fn behind(&self, secret: &str) -> Option<UserId> {
        let key: [u8; 32] = Sha256::digest(secret).into();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).sessions.get(&key).copied()
    }
}

impl Buckets {
    /// The bucket of this caller, or the common one when there are too many.
    fn room_for(&mut self, who: Who, now: Instant) -> Who {
        if self.full_at.len() < MOST || self.full_at.contains_key(&who) {
            return who;
        }
        if self.swept_at.is_none_or(|at| now.since(at) >= Duration::from_secs(1)) {
            self.full_at.retain(|_, full_at| *full_at > now);
            self.swept_at = Some(now);
        }
        if self.full_at.len() < MOST { who } else { Who::Others }
    }
}

/// Lets a request through or refuses it with 429, and tells what is left.
pub(super) async fn limit(State(app): State<App>, request: Request, next: Next) -> Response {
    let unkeyed = request.method() == Method::POST && !request.headers().contains_key("idempotency-key");
    let told = app.settings.rate_limit.map(|quota| {
        let (who, quota) = bucket(&app, &request, quota);
        (app.limits.take(who, quota, app.clock.now()), quota)
    });
    let mut response = match told {
        Some((left, _)) if !left.wait.is_zero() => {
            Error::TooMany { seconds: seconds(left.wait) }.into_response()
        }
        _ => next.run(request).await,
    };
    if let Some((left, quota)) = told {
        tell(response.headers_mut(), left, quota);
    }
    if unkeyed && response.status().is_success() {
        response.headers_mut().insert(header::WARNING, UNKEYED);
    }
    response
}

/// Whose quota a request takes from, and how large it is. Texts that are no token or session of ours take from their
/// address, so that inventing them gives nothing; a session is known from its first request on.
fn bucket(app: &App, request: &Request, quota: u32) -> (Who, u32) {
    let bearer = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let known = bearer.and_then(|value| app.tokens.seen(value.split_once(' ')?.1));
    if let Some(token) = known {
        return (Who::Token(token), quota);
    }
    let session = crate::web::secret_of(app, request.headers()).filter(|_| bearer.is_none());
    if let Some(user) = session.and_then(|secret| app.limits.behind(secret)) {
        return (Who::User(user), quota);
    }
    let address = request.extensions().get::<ClientAddress>().map(|client| client.0);
    let who = address.map_or(Who::Others, |address| Who::Address(neighbourhood(address)));
    (who, (quota / STRANGERS).max(1))
}

/// Whoever has one IPv6 address has 2^64 of them.
fn neighbourhood(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
    }
}

fn tell(headers: &mut HeaderMap, left: Left, quota: u32) {
    let policy = format!("\"default\";q={quota};w={}", WINDOW.as_secs());
    let state = format!("\"default\";r={};t={}", left.requests, seconds(left.whole_in));
    for (name, value) in [("ratelimit-policy", policy), ("ratelimit", state)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(HeaderName::from_static(name), value);
        }
    }
}

/// Whole seconds, rounded up.
fn seconds(time: Duration) -> u64 {
    time.as_secs() + u64::from(time.subsec_nanos() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_micros(1_000_000_000);

    #[test]
    fn a_quota_is_used_up_and_comes_back_evenly() {
        let limits = Limits::default();
        let take = |after: u64| limits.take(Who::Others, 60, NOW.plus(Duration::from_secs(after)));
        let left: Vec<u64> = (0..60).map(|_| take(0).requests).collect();
        assert_eq!((left[0], left[59]), (59, 0));
        assert_eq!((take(0).wait, take(0).whole_in), (Duration::from_secs(1), WINDOW));
        assert_eq!((take(1).wait, take(1).wait), (Duration::ZERO, Duration::from_secs(1)));
        assert_eq!(take(3600).requests, 59);
    }

    #[test]
    fn many_callers_do_not_fill_the_memory_and_do_not_push_others_out() {
        let limits = Limits::default();
        let address = |n: u32| Who::Address(IpAddr::from(n.to_be_bytes()));
        for n in 0..30_000 {
            limits.take(address(n), 2, NOW);
        }
        assert_eq!(limits.0.lock().unwrap().full_at.len(), MOST + 1);
        assert_eq!(limits.take(address(5), 2, NOW).requests, 0);
        assert!(!limits.take(address(40_000), 2, NOW).wait.is_zero());
        let later = NOW.plus(WINDOW * 2);
        assert!(limits.take(address(40_000), 2, later).wait.is_zero());
        assert_eq!(limits.0.lock().unwrap().full_at.len(), 1);
    }

    #[test]
    fn neighbours_in_one_network_share_a_bucket() {
        let home = |text: &str| neighbourhood(text.parse().unwrap());
        assert_eq!(home("2001:db8:1:2:3:4:5:6"), home("2001:db8:1:2::1"));
        assert_ne!(home("2001:db8:1:3::1"), home("2001:db8:1:2::1"));
        assert_ne!(home("192.0.2.1"), home("192.0.2.2"));
    }
}
