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

/// Why a person is erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhyErased {
    /// The person asked for it.
    Asked,
    /// We need it no longer.
    NotNeeded,
    /// It should never have been written down.
    Mistake,
}

impl WhyErased {
    /// Every word of a reason.
    pub const WORDS: [&'static str; 3] = ["asked", "notNeeded", "mistake"];

    /// The fixed word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::NotNeeded => "notNeeded",
            Self::Mistake => "mistake",
        }
    }

    /// The reason of a word; that the person asked for any other text.
    pub fn of_word(word: &str) -> Self {
        [Self::NotNeeded, Self::Mistake].into_iter().find(|why| why.word() == word).unwrap_or(Self::Asked)
    }
}

/// Erases what customers own of this person. The words of promises, attempts, messages and stored answers are erased by
/// those who keep them, in the same transaction; the caller sees to it that no promise is open.
pub async fn erase(
    tx: &mut Tx<'_>,
    cx: &Cx,
    id: CustomerId,
    why: Option<WhyErased>,
) -> Result<Erased, Error> {
    crate::customer(tx, id).await?;
    sql::erase_points(tx, id).await?;
    sql::forget_before(tx, id).await?;
    if !sql::erase(tx, id, cx.now).await? {
        return Ok(Erased::Before);
    }
    let facts = why.map_or(Facts::new(), |why| Facts::new().word("why", why.word()));
    journal::append(tx, cx, "customer.erased", id, facts).await?;
    Ok(Erased::Now)
}
