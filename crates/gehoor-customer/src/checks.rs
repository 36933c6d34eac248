//! What `gehoor check` verifies of customers.

use gehoor_db::Tx;
use gehoor_shell::Error;
use gehoor_shell::slice::Finding;

use crate::sql;

pub(crate) const WORDS: &str =
    "A customer has a name and every contact point a value, until they are erased; not after.";

pub(crate) async fn words(tx: &mut Tx<'_>) -> Result<Vec<Finding>, Error> {
    let customers = sql::without_name(tx).await?;
    let points = sql::values_without_words(tx).await?;
    let finding =
        |object: String, what: &str| Finding { object, detail: format!("{what} and erasure do not agree") };
    let named = customers.iter().map(|id| finding(id.to_string(), "name"));
    Ok(named.chain(points.iter().map(|id| finding(id.to_string(), "value"))).collect())
}
