//! Which other cards are likely of the same customer.

use std::collections::BTreeMap;

use gehoor_db::Tx;
use gehoor_kernel::id::CustomerId;
use gehoor_shell::Error;

use crate::find::Found;
use crate::rules::{Likeness, is_like, search_key, telling_words};
use crate::sql::{self, Customer};

/// How many cards are compared for one number or name.
const LOOKED_AT: usize = 20;

/// A card that may be of the same customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    /// The card.
    pub found: Found,
    /// Why, the surest first.
    pub why: Vec<Likeness>,
}

/// The cards that are likely of the same customer as this one, the surest first, at most `limit`: with the same number or
/// address, or a name like this one's.
///
/// # Errors
/// `NotFound` when there is no such customer.
pub async fn doubles(tx: &mut Tx<'_>, id: CustomerId, limit: usize) -> Result<Vec<Double>, Error> {
    let customer = crate::customer(tx, id).await?;
    let mut alike: BTreeMap<CustomerId, Vec<Likeness>> = BTreeMap::new();
    for point in sql::points_of(tx, id).await? {
        let Some(value) = point.value else { continue };
        for other in with_value(tx, &value).await? {
            alike.entry(other).or_default().push(Likeness::of_kind(point.kind));
        }
    }
    for other in with_name(tx, &customer).await? {
        alike.entry(other).or_default().push(Likeness::Name);
    }
    alike.remove(&id);
    let mut found: Vec<(CustomerId, Vec<Likeness>)> = alike.into_iter().collect();
    found.iter_mut().for_each(|(_, why)| {
        why.sort();
        why.dedup();
    });
    found.sort_by(|one, two| one.1.cmp(&two.1).then(one.0.cmp(&two.0)));
    shown(tx, found, limit).await
}

async fn with_value(tx: &mut Tx<'_>, value: &str) -> Result<Vec<CustomerId>, Error> {
    let found = sql::by_value(tx, &search_key(value), "", LOOKED_AT).await?;
    let points = sql::points_of_many(tx, &found).await?;
    let has = |points: &Vec<sql::ContactPoint>| {
        points.iter().any(|point| point.value.as_deref().map(search_key) == Some(search_key(value)))
    };
    Ok(found.into_iter().zip(points).filter(|(_, points)| has(points)).map(|(id, _)| id).collect())
}

async fn with_name(tx: &mut Tx<'_>, customer: &Customer) -> Result<Vec<CustomerId>, Error> {
    let name = customer.name.clone().unwrap_or_default();
    let mut words = telling_words(&name);
    words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
    let Some(first) = words.first() else { return Ok(Vec::new()) };
    let mut like = Vec::new();
    for id in sql::by_name(tx, first, "", "", LOOKED_AT).await? {
        let other = sql::customer(tx, id).await?.and_then(|other| other.name);
        if other.is_some_and(|other| is_like(&name, &other)) {
            like.push(id);
        }
    }
    Ok(like)
}

async fn shown(
    tx: &mut Tx<'_>,
    found: Vec<(CustomerId, Vec<Likeness>)>,
    limit: usize,
) -> Result<Vec<Double>, Error> {
    let mut doubles = Vec::new();
    for (id, why) in found.into_iter().take(limit) {
        let Some(customer) = sql::customer(tx, id).await? else { continue };
        let points = sql::points_of(tx, id).await?;
        doubles.push(Double { found: Found { customer, points }, why });
    }
    Ok(doubles)
}
