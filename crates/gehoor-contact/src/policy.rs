//! The company's contact policy: read often, changed seldom, so it is kept in memory by its stamp.

mod form;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use gehoor_db::{Sql, Tx};
use gehoor_shell::{Cx, Error, Facts, journal};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::rules::{CompanyPolicy, Policy};
use crate::sql;

pub(crate) use form::PolicyView;
pub use form::{read_company, read_tries};

/// How many policies are remembered: one for each database of the process, and a few just replaced.
const REMEMBERED: usize = 16;

static CACHE: Mutex<VecDeque<(String, Arc<Standing>)>> = Mutex::new(VecDeque::new());

/// The policy as it stands, with its version.
#[derive(Debug)]
pub struct Standing {
    /// Counts changes, from 1.
    pub version: i64,
    /// What holds.
    pub company: CompanyPolicy,
}

/// The company's policy, as this transaction sees it. One short statement when it was read before.
pub async fn policy(tx: &mut Tx<'_>) -> Result<Arc<Standing>, Error> {
    let stamp = sql::policy_stamp(tx).await?;
    policy_at(tx, &stamp).await
}

/// The statement whose one text column is the stamp for [`policy_at`]; for callers that read it together with other
/// things in one round trip.
pub fn policy_stamp_query() -> &'static Sql {
    &sql::POLICY_STAMP
}

/// The company's policy, when its stamp was read in this transaction already.
pub async fn policy_at(tx: &mut Tx<'_>, stamp: &str) -> Result<Arc<Standing>, Error> {
    if let Some(known) = remembered(stamp) {
        return Ok(known);
    }
    let (version, text) = sql::policy(tx).await?;
    let standing = Arc::new(Standing { version, company: form::parse(&text)? });
    remember(stamp.to_owned(), Arc::clone(&standing));
    Ok(standing)
}

/// A policy as the JSON object of the API, to change some of its fields and read it again with [`read_company`].
///
/// # Errors
/// Only a program's own: a policy that can't be written.
pub fn policy_json(company: &CompanyPolicy) -> Result<Value, Error> {
    form::PolicyView::of(1, company).json()
}

/// Replaces the policy. `expected` is the version that the caller saw; `None` takes any.
pub async fn set_policy(
    tx: &mut Tx<'_>,
    cx: &Cx,
    expected: Option<i64>,
    company: &CompanyPolicy,
) -> Result<Arc<Standing>, Error> {
    let current = policy(tx).await?.version;
    if expected.is_some_and(|expected| expected != current) {
        return Err(Error::Stale { current });
    }
    let text = form::PolicyView::of(current + 1, company).text()?;
    let stamp = fingerprint(&text);
    gehoor_customer::set_country(tx, &company.default_country).await?;
    sql::set_policy(tx, current, &stamp, &text, cx.now, &cx.actor.word()).await?;
    journal::append(tx, cx, "policy.changed", "policy", Facts::new().int("version", current + 1)).await?;
    policy_at(tx, &stamp).await
}

/// The tries of one promise: the company's, with the fields of this JSON object changed. What can't be read is left as
/// the company has it.
pub fn tries_with(base: &Policy, changes: &Value) -> Policy {
    let mut fields = gehoor_shell::Fields::of(changes);
    let tries = read_tries(&mut fields, base);
    if fields.clean() { tries } else { base.clone() }
}

/// Equal fingerprints mean equal policies of equal versions, so one cache serves every database of the process.
fn fingerprint(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn remembered(stamp: &str) -> Option<Arc<Standing>> {
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    let place = cache.iter().position(|(known, _)| known == stamp)?;
    let entry = cache.remove(place)?;
    let standing = Arc::clone(&entry.1);
    cache.push_front(entry);
    Some(standing)
}

fn remember(stamp: String, standing: Arc<Standing>) {
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    cache.truncate(REMEMBERED - 1);
    cache.push_front((stamp, standing));
}
