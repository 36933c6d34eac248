//! Tokens: secrets of software and command lines. Only their hash is stored.

use std::fmt::Write as _;
use std::time::Duration;

use gehoor_db::Tx;
use gehoor_kernel::id::{TeamId, TokenId, UserId};
use gehoor_kernel::time::{Instant, days, hours};
use gehoor_shell::api::Authenticator;
use gehoor_shell::{Actor, App, BoxFuture, Caller, Cx, Error, Facts, Scope, Sees, journal};
use rand::TryRng as _;
use sha2::{Digest, Sha256};

use crate::directory::directory;
use crate::rules::{Directory, Owner, Role};
use crate::sql::{self, Shown, Token};

/// What every token begins with, so that scanners for leaked secrets see it.
const PREFIX: &str = "gehoor_pat_";
/// How long a token is valid when nobody says otherwise.
const LIFETIME: Duration = days(365);
/// How often the use of a token is noted.
const NOTED: Duration = hours(1);

/// The secret text of a token. Shown once, never stored, never logged.
#[derive(Clone)]
pub struct Secret(String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

impl Secret {
    /// A new secret of 240 bits from the operating system.
    pub fn new() -> Result<Self, Error> {
        let mut bytes = [0u8; 30];
        rand::rngs::SysRng.try_fill_bytes(&mut bytes).map_err(|_| Error::program("no random bytes"))?;
        let low = |half: &[u8]| half.iter().fold(0u128, |bits, byte| (bits << 8) | u128::from(*byte));
        let text = [&bytes[..15], &bytes[15..]].map(|half| gehoor_kernel::id::encode(low(half))).concat();
        Ok(Self(format!("{PREFIX}{text}")))
    }

    /// A secret made elsewhere, for tests and scripted set-ups; it must begin with the prefix of tokens.
    pub fn given(text: &str) -> Option<Self> {
        let long_enough = text.len() >= PREFIX.len() + 26;
        (text.starts_with(PREFIX) && long_enough).then(|| Self(text.to_owned()))
    }

    /// The text, to show it once.
    pub fn text(&self) -> &str {
        &self.0
    }
}

/// A token to be made.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// Its id, made by the caller, who so sees whether this request or an earlier one made it.
    pub id: TokenId,
    /// Whose it is.
    pub user: UserId,
    /// What it is for.
    pub label: String,
    /// What it may do.
    pub scope: Scope,
    /// The one team whose objects it may see.
    pub team: Option<TeamId>,
    /// When it ends; after a year when not given.
    pub expires_at: Option<Instant>,
}

/// Makes a token with this secret. Refuses a scope that the user's role does not allow.
pub async fn create_token(tx: &mut Tx<'_>, cx: &Cx, new: &NewToken, secret: &Secret) -> Result<Token, Error> {
    let directory = directory(tx, cx).await?;
    let expires_at = may_have(&directory, cx, new)?;
    let token = Token {
        id: new.id,
        user: new.user,
        label: new.label.clone(),
        scope: new.scope.word().to_owned(),
        team: new.team,
        made_at: cx.now,
        expires_at,
        revoked_at: None,
        used_at: None,
    };
    sql::add_token(tx, &token, &hash_of(secret.text())).await?;
    let facts =
        Facts::new().id("user", token.user).word("scope", new.scope.word()).opt_id("team", token.team);
    journal::append(tx, cx, "token.created", token.id, facts).await?;
    Ok(token)
}

/// Whether somebody may have such a token now; until when.
fn may_have(directory: &Directory, cx: &Cx, new: &NewToken) -> Result<Instant, Error> {
    let person = directory.person(new.user).filter(|person| person.stays(cx.now));
    let person = person.ok_or_else(|| Error::fault("/userId", "badUser"))?;
    if new.scope > widest(person.role) {
        return Err(Error::fault("/scope", "scopeBeyondRole"));
    }
    if new.team.is_some_and(|team| !directory.is_living(Owner::Team(team), cx.now)) {
        return Err(Error::fault("/teamId", "badTeam"));
    }
    let expires_at = new.expires_at.unwrap_or_else(|| cx.now.plus(LIFETIME));
    if expires_at <= cx.now { Err(Error::fault("/expiresAt", "past")) } else { Ok(expires_at) }
}

/// Withdraws a token; `of` restricts to tokens of one user. Doing it twice is the same as once.
/// The caller empties the cache of tokens (`app.tokens.forget()`) after the commit.
pub async fn revoke_token(tx: &mut Tx<'_>, cx: &Cx, id: TokenId, of: Option<UserId>) -> Result<(), Error> {
    let token = sql::token(tx, id).await?.filter(|token| of.is_none_or(|user| user == token.user));
    let token = token.ok_or(Error::NotFound)?;
    if sql::revoke(tx, id, cx.now).await? {
        journal::append(tx, cx, "token.revoked", id, Facts::new().id("user", token.user)).await?;
    }
    Ok(())
}

/// At most `limit` tokens in order of id, of one user or of all, after the one with the id `after` ("": from the start).
pub async fn tokens(
    tx: &mut Tx<'_>,
    of: Option<UserId>,
    after: &str,
    limit: usize,
) -> Result<Vec<Token>, Error> {
    Ok(sql::tokens(tx, of, after, limit).await?)
}

/// The form in which a secret is stored: SHA-256, as 64 hexadecimal digits. The secret has 240 random bits, so that a
/// slow hash would add nothing.
pub fn hash_of(secret: &str) -> String {
    Sha256::digest(secret).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Whose objects somebody with this role may see: administrators everybody's, others their own and their teams'.
pub fn sees_of(role: Role, user: UserId) -> Sees {
    if role == Role::Administrator { Sees::All } else { Sees::Of(user) }
}

/// What somebody with this role may do at most.
pub fn widest(role: Role) -> Scope {
    if role == Role::Administrator { Scope::Admin } else { Scope::Write }
}

/// The people slice as the one who knows tokens.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tokens;

impl Authenticator for Tokens {
    fn authenticate<'a>(
        &'a self,
        app: &'a App,
        bearer: &'a str,
    ) -> BoxFuture<'a, Result<Option<Caller>, Error>> {
        Box::pin(async move {
            if !bearer.starts_with(PREFIX) || bearer.len() > 200 {
                return Ok(None);
            }
            let cx = app.cx(Actor::System);
            let find = app.glance(&cx, hash_of(bearer), |tx, _, hash| {
                Box::pin(async move { Ok(sql::token_by_hash(tx, hash).await?) })
            });
            let Some(shown) = find.await? else { return Ok(None) };
            let caller = caller(&shown, cx.now);
            if caller.is_some() && shown.used_at.is_none_or(|used| cx.now.since(used) >= NOTED) {
                note_use(app, &cx, shown.id).await;
            }
            Ok(caller)
        })
    }
}

/// Notes that a token was used. Where that can't be written (a full disk), the caller is let in all the same.
async fn note_use(app: &App, cx: &Cx, id: TokenId) {
    let note = app.act(cx, id, |tx, cx, id| Box::pin(async move { Ok(sql::used(tx, *id, cx.now).await?) }));
    if let Err(error) = note.await {
        tracing::warn!(%error, "the use of a token could not be noted");
    }
}

fn caller(shown: &Shown, now: Instant) -> Option<Caller> {
    let valid =
        shown.revoked_at.is_none() && now < shown.expires_at && shown.left_at.is_none_or(|left| now < left);
    let scope = Scope::of_word(&shown.scope)?.min(widest(shown.role));
    let until = Some(shown.expires_at);
    let sees = shown.team.map_or_else(|| sees_of(shown.role, shown.user), Sees::Team);
    valid.then_some(Caller { user: shown.user, token: Some(shown.id), scope, sees, until })
}
