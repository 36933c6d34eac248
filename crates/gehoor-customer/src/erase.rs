//! Erasing a person: name, numbers, addresses and wishes go; ids and facts stay, so that journal and figures stand.

use gehoor_db::Tx;
use gehoor_kernel::id::CustomerId;
use gehoor_shell::{Cx, Error, Facts, journal};

use crate::sql;

/// What an erasure did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erased {
    /// The words are gone now.
    Now,
    /// They were gone already.
    Before,
}

/// Erases what customers own of this person. The words of promises, attempts, messages and stored answers are erased by
/// those who keep them, in the same transaction; the caller sees to it that no promise is open.
pub async fn erase(tx: &mut Tx<'_>, cx: &Cx, id: CustomerId) -> Result<Erased, Error> {
    crate::customer(tx, id).await?;
    sql::erase_points(tx, id).await?;
    if !sql::erase(tx, id, cx.now).await? {
        return Ok(Erased::Before);
    }
    journal::append(tx, cx, "customer.erased", id, Facts::new()).await?;
    Ok(Erased::Now)
}
