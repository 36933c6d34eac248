//! The statements of tokens, and rows as they are stored.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{TeamId, TokenId, UserId};
use gehoor_kernel::time::Instant;

use crate::rules::Role;

statements! {
    ADD_TOKEN = "INSERT INTO token (id, user_id, label, hash, scope, team_id, made_at, expires_at, revoked_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)";
    TOKEN_BY_HASH = "SELECT t.id, t.user_id, t.scope, t.team_id, t.expires_at, t.revoked_at, u.role, u.left_at, t.used_at \
        FROM token t JOIN users u ON u.id = t.user_id WHERE t.hash = $1";
    TOKEN = "SELECT id, user_id, label, scope, team_id, made_at, expires_at, revoked_at, used_at FROM token WHERE id = $1";
    TOKENS = "SELECT id, user_id, label, scope, team_id, made_at, expires_at, revoked_at, used_at FROM token \
        WHERE id > $1 ORDER BY id LIMIT $2";
    TOKENS_OF = "SELECT id, user_id, label, scope, team_id, made_at, expires_at, revoked_at, used_at FROM token \
        WHERE user_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    USED = "UPDATE token SET used_at = $2 WHERE id = $1 AND (used_at IS NULL OR used_at < $2)";
    REVOKE = "UPDATE token SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL";
    pub(crate) FORGET_LABELS = "UPDATE token SET label = '' WHERE user_id = $1";
    pub(crate) REVOKE_ALL_FOR = "UPDATE token SET revoked_at = $1 WHERE team_id = $2 AND revoked_at IS NULL";
    REVOKE_ALL_OF = "UPDATE token SET revoked_at = $1 WHERE user_id = $2 AND revoked_at IS NULL";
}

/// A token as stored, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The id.
    pub id: TokenId,
    /// Whose it is.
    pub user: UserId,
    /// What it is for, in somebody's words.
    pub label: String,
    /// What it may do: read, write, admin.
    pub scope: String,
    /// The one team whose objects it may see.
    pub team: Option<TeamId>,
    /// When it was made.
    pub made_at: Instant,
    /// When it ends by itself.
    pub expires_at: Instant,
    /// When it was withdrawn.
    pub revoked_at: Option<Instant>,
    /// When it was last used, to within an hour.
    pub used_at: Option<Instant>,
}

/// What a shown token says about its holder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub id: TokenId,
    pub user: UserId,
    pub scope: String,
    pub team: Option<TeamId>,
    pub expires_at: Instant,
    pub revoked_at: Option<Instant>,
    pub role: Role,
    pub left_at: Option<Instant>,
    pub used_at: Option<Instant>,
}

pub(crate) async fn add_token(tx: &mut Tx<'_>, token: &Token, hash: &str) -> Result<(), DbError> {
    let values = params![
        token.id,
        token.user,
        &token.label,
        hash,
        &token.scope,
        token.team,
        token.made_at,
        token.expires_at
    ];
    tx.put(&ADD_TOKEN, values).await
}

pub(crate) async fn token_by_hash(tx: &mut Tx<'_>, hash: &str) -> Result<Option<Shown>, DbError> {
    tx.row(&TOKEN_BY_HASH, params![hash], shown).await
}

fn shown(row: &dyn Row) -> Result<Shown, DbError> {
    Ok(Shown {
        id: row.parse(0)?,
        user: row.parse(1)?,
        scope: row.text(2)?,
        team: row.opt_parse(3)?,
        expires_at: row.instant(4)?,
        revoked_at: row.opt_instant(5)?,
        role: row.parse(6)?,
        left_at: row.opt_instant(7)?,
        used_at: row.opt_instant(8)?,
    })
}

pub(crate) async fn token(tx: &mut Tx<'_>, id: TokenId) -> Result<Option<Token>, DbError> {
    tx.row(&TOKEN, params![id], read_token).await
}

/// Tokens of one user, or of all.
pub(crate) async fn tokens(
    tx: &mut Tx<'_>,
    of: Option<UserId>,
    after: &str,
    limit: usize,
) -> Result<Vec<Token>, DbError> {
    match of {
        Some(user) => tx.rows(&TOKENS_OF, params![user, after, limit], read_token).await,
        None => tx.rows(&TOKENS, params![after, limit], read_token).await,
    }
}

fn read_token(row: &dyn Row) -> Result<Token, DbError> {
    Ok(Token {
        id: row.parse(0)?,
        user: row.parse(1)?,
        label: row.text(2)?,
        scope: row.text(3)?,
        team: row.opt_parse(4)?,
        made_at: row.instant(5)?,
        expires_at: row.instant(6)?,
        revoked_at: row.opt_instant(7)?,
        used_at: row.opt_instant(8)?,
    })
}

/// Notes that a token was used.
pub(crate) async fn used(tx: &mut Tx<'_>, id: TokenId, at: Instant) -> Result<(), DbError> {
    tx.put(&USED, params![id, at]).await
}

pub(crate) async fn revoke(tx: &mut Tx<'_>, id: TokenId, at: Instant) -> Result<bool, DbError> {
    Ok(tx.exec(&REVOKE, params![at, id]).await? == 1)
}

pub(crate) async fn revoke_all_of(tx: &mut Tx<'_>, user: UserId, at: Instant) -> Result<u64, DbError> {
    tx.exec(&REVOKE_ALL_OF, params![at, user]).await
}
