//! Who calls: a token becomes a caller with a scope, and perhaps a restriction to one team.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::extract::FromRequestParts;
use axum::http::Method;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use gehoor_kernel::id::{TeamId, TokenId, UserId};
use gehoor_kernel::time::Instant;
use sha2::{Digest, Sha256};

use crate::{Actor, App, BoxFuture, Error};

/// A token seen less than this ago is not looked up again; a withdrawn token ends at most this much later on another node.
const REMEMBERED: Duration = Duration::from_secs(30);
/// More tokens than this are not remembered.
const MOST_TOKENS: usize = 10_000;

/// What a token may do. Each includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Look only.
    Read,
    /// Look and change.
    Write,
    /// Look, change, and set up users, teams, tokens and policy.
    Admin,
}

impl Scope {
    /// The word in the API and the store.
    pub fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Admin => "admin",
        }
    }

    /// The scope of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Read, Self::Write, Self::Admin].into_iter().find(|scope| scope.word() == word)
    }
}

/// Whose objects may be seen and changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sees {
    /// Everybody's.
    #[default]
    All,
    /// This team's and those of its members.
    Team(TeamId),
    /// This employee's, those of the employee's teams and of their members, and those that one of these answers for.
    Of(UserId),
}

impl Sees {
    /// The one team, for a caller restricted to one.
    pub fn team(self) -> Option<TeamId> {
        match self {
            Self::Team(team) => Some(team),
            Self::All | Self::Of(_) => None,
        }
    }
}

/// Who calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The employee.
    pub user: UserId,
    /// The token that was shown.
    pub token: Option<TokenId>,
    /// What the token may do.
    pub scope: Scope,
    /// Whose objects may be seen and changed.
    pub sees: Sees,
    /// When the token ends.
    pub until: Option<Instant>,
}

impl Caller {
    /// The caller as the one who acts.
    pub fn actor(&self) -> Actor {
        Actor::User(self.user, self.token)
    }

    /// Refuses a caller whose token may do less than `scope`.
    pub fn needs(&self, scope: Scope) -> Result<(), Error> {
        if self.scope >= scope { Ok(()) } else { Err(Error::Forbidden { code: "scope" }) }
    }

    /// Refuses a caller who may not set up the system, or who may not see everything.
    pub fn needs_admin(&self) -> Result<(), Error> {
        self.needs(Scope::Admin)?;
        if self.sees == Sees::All { Ok(()) } else { Err(Error::Forbidden { code: "team" }) }
    }
}

/// Who knows tokens: the people slice.
pub trait Authenticator: Send + Sync {
    /// The caller behind a bearer token that is valid at `app.clock.now()`; `None` for any other text.
    fn authenticate<'a>(
        &'a self,
        app: &'a App,
        bearer: &'a str,
    ) -> BoxFuture<'a, Result<Option<Caller>, Error>>;
}

/// The tokens seen lately, by their hash.
#[derive(Debug, Default)]
pub struct TokenCache(Mutex<HashMap<[u8; 32], (Instant, Caller)>>);

impl TokenCache {
    /// Forgets all; call it after a token was withdrawn or a user left.
    pub fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The token behind a bearer text that was valid when it was seen last.
    pub(crate) fn seen(&self, bearer: &str) -> Option<TokenId> {
        let key: [u8; 32] = Sha256::digest(bearer).into();
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&key)?.1.token
    }

    fn find(&self, key: &[u8; 32], now: Instant) -> Option<Caller> {
        let cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (seen, caller) = cache.get(key)?;
        let fresh = now.since(*seen) < REMEMBERED && now >= *seen;
        (fresh && caller.until.is_none_or(|until| now < until)).then_some(*caller)
    }

    fn remember(&self, key: [u8; 32], now: Instant, caller: Caller) {
        let mut cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if cache.len() >= MOST_TOKENS {
            cache.clear();
        }
        cache.insert(key, (now, caller));
    }
}

/// The scripts of our own pages may look with the session's cookie; changes need a token, or a form of a page.
async fn of_session(parts: &Parts, app: &App) -> Result<Caller, Error> {
    let found = crate::web::visitor_of(app, &parts.headers).await?;
    if let Some(secret) = crate::web::secret_of(app, &parts.headers) {
        app.limits.know(secret, found.as_ref().map(|visitor| visitor.caller.user));
    }
    let visitor = found.ok_or(Error::Unauthorized)?;
    Ok(Caller { scope: Scope::Read, ..visitor.caller })
}

impl FromRequestParts<App> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Error> {
        if !parts.headers.contains_key(AUTHORIZATION) && parts.method == Method::GET {
            return of_session(parts, app).await;
        }
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let (scheme, bearer) = header.and_then(|value| value.split_once(' ')).ok_or(Error::Unauthorized)?;
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(Error::Unauthorized);
        }
        let (key, now) = (Sha256::digest(bearer).into(), app.clock.now());
        if let Some(caller) = app.tokens.find(&key, now) {
            return Ok(caller);
        }
        let caller = app.authenticator.authenticate(app, bearer).await?.ok_or(Error::Unauthorized)?;
        app.tokens.remember(key, now, caller);
        Ok(caller)
    }
}
