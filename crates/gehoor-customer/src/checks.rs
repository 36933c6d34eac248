//! What `gehoor check` verifies of customers.

use gehoor_db::Tx;
use gehoor_shell::Error;
use gehoor_shell::slice::Finding;

use crate::sql;

pub(crate) const WORDS: &str =
    "A customer has a name and every contact point a value, until they are erased; not after.";

pub(crate) const MERGED: &str =
    "A card that was merged leads to the card that stays, by a merge that stands, and is found by no word.";

pub(crate) async fn merged(tx: &mut Tx<'_>) -> Result<Vec<Finding>, Error> {
    let detail = || "the card and its merge do not agree".to_owned();
    let finding = |id: &gehoor_kernel::id::CustomerId| Finding { object: id.to_string(), detail: detail() };
    Ok(sql::astray(tx).await?.iter().map(finding).collect())
}

pub(crate) async fn words(tx: &mut Tx<'_>) -> Result<Vec<Finding>, Error> {
    let customers = sql::without_name(tx).await?;
    let points = sql::values_without_words(tx).await?;
    let finding =
        |object: String, what: &str| Finding { object, detail: format!("{what} and erasure do not agree") };
    let named = customers.iter().map(|id| finding(id.to_string(), "name"));
    Ok(named.chain(points.iter().map(|id| finding(id.to_string(), "value"))).collect())
}
