//! Undoing the adding of a customer, for an import that was a mistake.

use gehoor_db::{Tx, params, statements};
use gehoor_kernel::id::CustomerId;
use gehoor_shell::{Cx, Error, Facts, journal};

use crate::sql;

statements! {
    pub(crate) PRISTINE = "SELECT id FROM customer WHERE id = $1 AND version = 1 AND erased_at IS NULL";
    pub(crate) DROP_KEYS = "DELETE FROM customer_key WHERE customer_id = $1";
    pub(crate) DROP_EARLIER = "DELETE FROM contact_point_earlier WHERE customer_id = $1";
    pub(crate) DROP_VALUES = "DELETE FROM contact_point_value WHERE customer_id = $1";
    pub(crate) DROP_POINTS = "DELETE FROM contact_point WHERE customer_id = $1";
    pub(crate) DROP_WORDS = "DELETE FROM customer_words WHERE customer_id = $1";
    pub(crate) DROP_WHOLE = "DELETE FROM customer WHERE id = $1";
    pub(crate) DROP_CUSTOMER = "DELETE FROM customer WHERE id = $1 AND version = 1";
}

/// Takes a customer back as if they had never been added. False when they were changed since: then they stay. The
/// caller knows that nothing was promised to them.
pub async fn unadd(tx: &mut Tx<'_>, cx: &Cx, id: CustomerId) -> Result<bool, Error> {
    if tx.row(&PRISTINE, params![id], |row| row.text(0)).await?.is_none() {
        return Ok(false);
    }
    drop_parts(tx, id).await?;
    if tx.exec(&DROP_CUSTOMER, params![id]).await? == 0 {
        return Err(Error::retry());
    }
    journal::append(tx, cx, "customer.unadded", id, Facts::new()).await?;
    Ok(true)
}

async fn drop_parts(tx: &mut Tx<'_>, id: CustomerId) -> Result<(), Error> {
    sql::drop_merges(tx, id).await?;
    for statement in [&DROP_KEYS, &DROP_EARLIER, &DROP_VALUES, &DROP_POINTS, &DROP_WORDS] {
        tx.put(statement, params![id]).await?;
    }
    Ok(())
}

/// Takes a made-up customer away, changed or not. The caller has taken away what was promised to them.
pub async fn unadd_whole(tx: &mut Tx<'_>, cx: &Cx, id: CustomerId) -> Result<(), Error> {
    drop_parts(tx, id).await?;
    if tx.exec(&DROP_WHOLE, params![id]).await? == 1 {
        journal::append(tx, cx, "customer.unadded", id, Facts::new()).await?;
    }
    Ok(())
}
