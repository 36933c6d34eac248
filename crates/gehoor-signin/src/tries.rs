//! Counting tries before they are looked at.

use gehoor_db::Tx;
use gehoor_kernel::id::UserId;
use gehoor_kernel::time::{Instant, days};
use gehoor_shell::{Cx, Error};

use crate::rules::{Delay, Kind};
use crate::secret::delay_key;
use crate::sql;

/// A place from which somebody signed in so lately is not slowed by tries from elsewhere.
const KNOWN: std::time::Duration = days(30);

/// A try at an account.
#[derive(Clone, Debug)]
pub(crate) struct Try<'a> {
    /// What is tried: "password", "code", "pin".
    pub what: &'static str,
    /// Whose, when there is such an account.
    pub user: Option<UserId>,
    /// The account as it was typed, when there is none.
    pub typed: &'a str,
    /// From where.
    pub source: &'a str,
}

impl Try<'_> {
    fn who(&self) -> String {
        self.user.map_or_else(|| self.typed.trim().to_lowercase(), |user| user.to_string())
    }

    fn place(&self) -> String {
        delay_key(self.what, &self.who(), self.source)
    }

    fn kind(&self) -> Kind {
        if self.what == "pin" { Kind::Pin } else { Kind::Place }
    }

    /// Counts the try; gives from when it may come, when it is too early.
    pub(crate) async fn count(&self, tx: &mut Tx<'_>, cx: &Cx) -> Result<Option<Instant>, Error> {
        let wait = count(tx, cx, &self.place(), self.kind()).await?;
        if wait.is_some() || self.is_known_place(tx, cx).await? {
            return Ok(wait);
        }
        count(tx, cx, &delay_key(self.what, &self.who(), "everywhere"), Kind::Account).await
    }

    /// How many tries were counted at this place.
    pub(crate) async fn counted(&self, tx: &mut Tx<'_>) -> Result<u32, Error> {
        Ok(sql::delay(tx, &self.place()).await?.map_or(0, |delay| delay.tries))
    }

    /// The try was right: this place begins anew.
    pub(crate) async fn forget(&self, tx: &mut Tx<'_>) -> Result<(), Error> {
        Ok(sql::free(tx, &self.place()).await?)
    }

    async fn is_known_place(&self, tx: &mut Tx<'_>, cx: &Cx) -> Result<bool, Error> {
        let Some(user) = self.user else { return Ok(false) };
        Ok(sql::knows_place(tx, user, self.source, cx.now.minus(KNOWN)).await?)
    }
}

async fn count(tx: &mut Tx<'_>, cx: &Cx, key: &str, kind: Kind) -> Result<Option<Instant>, Error> {
    let before = sql::delay(tx, key).await?;
    match Delay::count(before, kind, cx.now) {
        Err(free_at) => Ok(Some(free_at)),
        Ok(delay) => {
            sql::set_delay(tx, key, before, delay).await?;
            Ok(None)
        }
    }
}
