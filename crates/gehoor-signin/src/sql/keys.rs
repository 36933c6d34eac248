//! What somebody signs in with: passwords, PINs, one-time codes, recovery codes, passkeys.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{PasskeyId, UserId};
use gehoor_kernel::time::Instant;

statements! {
    PASSWORD = "SELECT hash FROM password WHERE user_id = $1";
    SET_PASSWORD = "INSERT INTO password (user_id, hash, set_at) VALUES ($1, $2, $3) \
        ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at";
    DROP_PASSWORD = "DELETE FROM password WHERE user_id = $1";
    PASSWORD_SET = "SELECT set_at FROM password WHERE user_id = $1";
    PIN = "SELECT hash FROM pin WHERE user_id = $1";
    SET_PIN = "INSERT INTO pin (user_id, hash, set_at) VALUES ($1, $2, $3) \
        ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at";
    DROP_PIN = "DELETE FROM pin WHERE user_id = $1";
    WITH_PIN = "SELECT user_id FROM pin ORDER BY user_id";

    CODE_APP = "SELECT secret, confirmed_at, last_step FROM code_app WHERE user_id = $1";
    // A confirmed one is never replaced: it is taken away first.
    NEW_CODE_APP = "INSERT INTO code_app (user_id, secret, made_at, confirmed_at, last_step) \
        VALUES ($1, $2, $3, NULL, 0) ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, \
        made_at = excluded.made_at WHERE code_app.confirmed_at IS NULL";
    CONFIRM_CODE_APP = "UPDATE code_app SET confirmed_at = $1, last_step = $2 \
        WHERE user_id = $3 AND confirmed_at IS NULL";
    USE_STEP = "UPDATE code_app SET last_step = $1 WHERE user_id = $2 AND last_step < $1";
    DROP_CODE_APP = "DELETE FROM code_app WHERE user_id = $1";

    ADD_RECOVERY = "INSERT INTO recovery_code (user_id, hash, used_at) VALUES ($1, $2, NULL)";
    USE_RECOVERY = "UPDATE recovery_code SET used_at = $1 WHERE user_id = $2 AND hash = $3 AND used_at IS NULL";
    LEFT_RECOVERY = "SELECT count(*) FROM recovery_code WHERE user_id = $1 AND used_at IS NULL";
    DROP_RECOVERY = "DELETE FROM recovery_code WHERE user_id = $1";

    ADD_PASSKEY = "INSERT INTO passkey (id, user_id, credential, public_key, counter, label, made_at, used_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, NULL) ON CONFLICT (credential) DO NOTHING";
    PASSKEY = "SELECT id, user_id, credential, public_key, counter, label, made_at, used_at FROM passkey \
        WHERE credential = $1";
    PASSKEYS = "SELECT id, user_id, credential, public_key, counter, label, made_at, used_at FROM passkey \
        WHERE user_id = $1 ORDER BY id";
    USE_PASSKEY = "UPDATE passkey SET counter = $1, used_at = $2 WHERE id = $3 AND counter = $4";
    DROP_PASSKEY = "DELETE FROM passkey WHERE id = $1 AND user_id = $2";
    DROP_PASSKEYS = "DELETE FROM passkey WHERE user_id = $1";

    LANGUAGE = "SELECT language FROM preference WHERE user_id = $1";
    SET_LANGUAGE = "INSERT INTO preference (user_id, language) VALUES ($1, $2) \
        ON CONFLICT (user_id) DO UPDATE SET language = excluded.language";
    DROP_PREFERENCE = "DELETE FROM preference WHERE user_id = $1";

    WITH_KEYS = "SELECT user_id FROM password UNION SELECT user_id FROM pin UNION SELECT user_id FROM code_app \
        UNION SELECT user_id FROM passkey UNION SELECT user_id FROM session ORDER BY 1";
}

/// An app that makes one-time codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CodeApp {
    pub secret: String,
    pub confirmed_at: Option<Instant>,
    pub last_step: i64,
}

/// A passkey as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// The id.
    pub id: PasskeyId,
    /// Whose it is.
    pub user: UserId,
    /// The name that the authenticator gave it, base64url.
    pub credential: String,
    /// The public key in COSE form, base64url.
    pub public_key: String,
    /// How often it was used, as far as it says.
    pub counter: u32,
    /// What its owner calls it.
    pub label: String,
    /// When it was added.
    pub made_at: Instant,
    /// When it was used last.
    pub used_at: Option<Instant>,
}

pub(crate) async fn password(tx: &mut Tx<'_>, user: UserId) -> Result<Option<String>, DbError> {
    tx.row(&PASSWORD, params![user], |row| row.text(0)).await
}

pub(crate) async fn password_set_at(tx: &mut Tx<'_>, user: UserId) -> Result<Option<Instant>, DbError> {
    tx.row(&PASSWORD_SET, params![user], |row| row.instant(0)).await
}

pub(crate) async fn set_password(
    tx: &mut Tx<'_>,
    user: UserId,
    hash: &str,
    at: Instant,
) -> Result<(), DbError> {
    tx.put(&SET_PASSWORD, params![user, hash, at]).await
}

pub(crate) async fn pin(tx: &mut Tx<'_>, user: UserId) -> Result<Option<String>, DbError> {
    tx.row(&PIN, params![user], |row| row.text(0)).await
}

pub(crate) async fn set_pin(tx: &mut Tx<'_>, user: UserId, hash: &str, at: Instant) -> Result<(), DbError> {
    tx.put(&SET_PIN, params![user, hash, at]).await
}

pub(crate) async fn drop_pin(tx: &mut Tx<'_>, user: UserId) -> Result<bool, DbError> {
    Ok(tx.exec(&DROP_PIN, params![user]).await? == 1)
}

pub(crate) async fn with_pin(tx: &mut Tx<'_>) -> Result<Vec<UserId>, DbError> {
    tx.rows(&WITH_PIN, params![], |row| row.parse(0)).await
}

pub(crate) async fn code_app(tx: &mut Tx<'_>, user: UserId) -> Result<Option<CodeApp>, DbError> {
    let read = |row: &dyn Row| {
        Ok(CodeApp { secret: row.text(0)?, confirmed_at: row.opt_instant(1)?, last_step: row.int(2)? })
    };
    tx.row(&CODE_APP, params![user], read).await
}

/// Keeps a new secret; false when a confirmed one stands.
pub(crate) async fn new_code_app(
    tx: &mut Tx<'_>,
    user: UserId,
    secret: &str,
    at: Instant,
) -> Result<bool, DbError> {
    Ok(tx.exec(&NEW_CODE_APP, params![user, secret, at]).await? == 1)
}

pub(crate) async fn confirm_code_app(
    tx: &mut Tx<'_>,
    user: UserId,
    step: i64,
    at: Instant,
) -> Result<bool, DbError> {
    Ok(tx.exec(&CONFIRM_CODE_APP, params![at, step, user]).await? == 1)
}

/// Marks a code as used; false when it or a later one was.
pub(crate) async fn use_step(tx: &mut Tx<'_>, user: UserId, step: i64) -> Result<bool, DbError> {
    Ok(tx.exec(&USE_STEP, params![step, user]).await? == 1)
}

/// Takes the app and its recovery codes away; false when there was none.
pub(crate) async fn drop_codes(tx: &mut Tx<'_>, user: UserId) -> Result<bool, DbError> {
    tx.put(&DROP_RECOVERY, params![user]).await?;
    Ok(tx.exec(&DROP_CODE_APP, params![user]).await? == 1)
}

/// Puts these recovery codes in the place of those before.
pub(crate) async fn set_recovery(tx: &mut Tx<'_>, user: UserId, hashes: &[String]) -> Result<(), DbError> {
    tx.put(&DROP_RECOVERY, params![user]).await?;
    for hash in hashes {
        tx.put(&ADD_RECOVERY, params![user, hash]).await?;
    }
    Ok(())
}

pub(crate) async fn use_recovery(
    tx: &mut Tx<'_>,
    user: UserId,
    hash: &str,
    at: Instant,
) -> Result<bool, DbError> {
    Ok(tx.exec(&USE_RECOVERY, params![at, user, hash]).await? == 1)
}

pub(crate) async fn left_recovery(tx: &mut Tx<'_>, user: UserId) -> Result<i64, DbError> {
    Ok(tx.row(&LEFT_RECOVERY, params![user], |row| row.int(0)).await?.unwrap_or(0))
}

/// Adds a passkey; false when this one is known already.
pub(crate) async fn add_passkey(tx: &mut Tx<'_>, key: &Passkey) -> Result<bool, DbError> {
    let values =
        params![key.id, key.user, &key.credential, &key.public_key, key.counter, &key.label, key.made_at];
    Ok(tx.exec(&ADD_PASSKEY, values).await? == 1)
}

pub(crate) async fn passkey(tx: &mut Tx<'_>, credential: &str) -> Result<Option<Passkey>, DbError> {
    tx.row(&PASSKEY, params![credential], read_passkey).await
}

pub(crate) async fn passkeys(tx: &mut Tx<'_>, user: UserId) -> Result<Vec<Passkey>, DbError> {
    tx.rows(&PASSKEYS, params![user], read_passkey).await
}

fn read_passkey(row: &dyn Row) -> Result<Passkey, DbError> {
    Ok(Passkey {
        id: row.parse(0)?,
        user: row.parse(1)?,
        credential: row.text(2)?,
        public_key: row.text(3)?,
        counter: u32::try_from(row.int(4)?).unwrap_or(u32::MAX),
        label: row.text(5)?,
        made_at: row.instant(6)?,
        used_at: row.opt_instant(7)?,
    })
}

/// Notes a use over the counter that was seen; false when somebody used it meanwhile.
pub(crate) async fn use_passkey(
    tx: &mut Tx<'_>,
    key: &Passkey,
    counter: u32,
    at: Instant,
) -> Result<bool, DbError> {
    Ok(tx.exec(&USE_PASSKEY, params![counter, at, key.id, key.counter]).await? == 1)
}

pub(crate) async fn drop_passkey(tx: &mut Tx<'_>, id: PasskeyId, user: UserId) -> Result<bool, DbError> {
    Ok(tx.exec(&DROP_PASSKEY, params![id, user]).await? == 1)
}

pub(crate) async fn language(tx: &mut Tx<'_>, user: UserId) -> Result<Option<String>, DbError> {
    Ok(tx.row(&LANGUAGE, params![user], |row| row.opt_text(0)).await?.flatten())
}

pub(crate) async fn set_language(
    tx: &mut Tx<'_>,
    user: UserId,
    language: Option<&str>,
) -> Result<(), DbError> {
    tx.put(&SET_LANGUAGE, params![user, language]).await
}

/// Takes everything away that this person signs in with.
pub(crate) async fn drop_keys(tx: &mut Tx<'_>, user: UserId) -> Result<(), DbError> {
    for statement in
        [&DROP_PASSWORD, &DROP_PIN, &DROP_RECOVERY, &DROP_CODE_APP, &DROP_PASSKEYS, &DROP_PREFERENCE]
    {
        tx.put(statement, params![user]).await?;
    }
    Ok(())
}

/// Everybody who could sign in, or is signed in.
pub(crate) async fn with_keys(tx: &mut Tx<'_>) -> Result<Vec<UserId>, DbError> {
    tx.rows(&WITH_KEYS, params![], |row| row.parse(0)).await
}
