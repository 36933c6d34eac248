//! What `gehoor check` verifies about attempts.

use gehoor_db::Tx;
use gehoor_shell::{Error, slice::Finding};

use crate::sql;

/// The law that [`words`] guards.
pub(crate) const WORDS: &str =
    "What was received of an attempt is kept beside it, so that it can be judged again (law 6).";

/// Attempts whose row of words is missing.
pub(crate) async fn words(tx: &mut Tx<'_>) -> Result<Vec<Finding>, Error> {
    let missing = sql::without_words(tx).await?;
    let finding = |object| Finding { object, detail: "the row of its words is missing".to_owned() };
    Ok(missing.into_iter().map(finding).collect())
}
