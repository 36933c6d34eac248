//! Lists of customers: all, or those whose name, number or mail address fits.

use gehoor_db::Tx;
use gehoor_kernel::id::CustomerId;
use gehoor_shell::Error;

use crate::rules::{Wanted, wanted};
use crate::sql::{self, ContactPoint, Customer};

/// A customer in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The customer.
    pub customer: Customer,
    /// The ways to reach them.
    pub points: Vec<ContactPoint>,
}

/// At most `limit` customers in order of id, after the one with the id `after` ("": from the start). `search` is a number in
/// any spelling, the beginning of a number or mail address, or beginnings of words of the name.
pub async fn customers(
    tx: &mut Tx<'_>,
    search: Option<&str>,
    after: &str,
    limit: usize,
) -> Result<Vec<Found>, Error> {
    let customers = match search {
        None => sql::page(tx, after, limit).await?,
        Some(text) => fitting(tx, text, after, limit).await?,
    };
    let ids: Vec<CustomerId> = customers.iter().map(|customer| customer.id).collect();
    let points = sql::points_of_many(tx, &ids).await?;
    Ok(customers.into_iter().zip(points).map(|(customer, points)| Found { customer, points }).collect())
}

async fn fitting(tx: &mut Tx<'_>, text: &str, after: &str, limit: usize) -> Result<Vec<Customer>, Error> {
    let country = sql::country(tx).await?;
    let ids = match wanted(text, &country) {
        Wanted::Value(start) => sql::by_value(tx, &start, after, limit).await?,
        Wanted::Name(first, second) => sql::by_name(tx, &first, &second, after, limit).await?,
        Wanted::Nothing => Vec::new(),
    };
    let mut found = Vec::new();
    for id in ids {
        found.extend(sql::customer(tx, id).await?);
    }
    Ok(found)
}
