//! Setting a company up: its name and language, its zone and country, the first administrator. Doing it twice is the
//! same as once.

use std::collections::BTreeMap;

use gehoor_contact::rules::CompanyPolicy;
use gehoor_db::{Sql, Tx, params};
use gehoor_kernel::id::{TokenId, UserId};
use gehoor_kernel::text::{email, name};
use gehoor_kernel::time::Zone;
use gehoor_people::{NewToken, NewUser, Role, Secret, User};
use gehoor_shell::web::Address;
use gehoor_shell::{Actor, Cx, Error, Facts, Fault, Scope, journal};

use crate::texts;

static GET: Sql =
    Sql { lite: "SELECT value FROM meta WHERE key = $1", pg: "SELECT value FROM meta WHERE key = $1" };
static ALL: Sql = Sql {
    lite: "SELECT key, value FROM meta WHERE key LIKE 'company%' ORDER BY key",
    pg: "SELECT key, value FROM meta WHERE key LIKE 'company%' ORDER BY key",
};
const UPSERT: &str =
    "INSERT INTO meta (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
static SET: Sql = Sql { lite: UPSERT, pg: UPSERT };

/// Counts changes of the company's own facts.
const VERSION: &str = "companyVersion";

/// The statements, for the test that prepares every one on both engines.
pub static STATEMENTS: &[&Sql] = &[&GET, &ALL, &SET, &texts::ALL, &texts::DROP];

/// What a company is set up with.
#[derive(Clone, Debug)]
pub struct Company {
    /// Its name.
    pub name: String,
    /// The language of its texts: "nl" or "en".
    pub language: String,
    /// Its time zone.
    pub zone: String,
    /// Its country, ISO 3166 alpha-2.
    pub country: String,
    /// The name of the first administrator.
    pub admin_name: String,
    /// The mail address of the first administrator.
    pub admin_email: Option<String>,
}

/// What the set-up did.
#[derive(Clone, Debug)]
pub struct Done {
    /// The administrator: a new one, or the one who was there.
    pub admin: UserId,
    /// Whether this run made the administrator, and so a token.
    pub is_new: bool,
}

/// Checks everything that was said and gives all faults at once.
pub fn check(company: &Company) -> Result<Zone, Error> {
    let mut faults = Vec::new();
    for (field, text) in [("company", &company.name), ("adminName", &company.admin_name)] {
        if name::check(text).is_err() {
            faults.push(Fault::new(field, "missing"));
        }
    }
    if company.admin_email.as_deref().is_some_and(|typed| email::check(typed).is_err()) {
        faults.push(Fault::new("adminEmail", "email"));
    }
    if !matches!(company.language.as_str(), "nl" | "en") {
        faults.push(Fault::new("companyLanguage", "language"));
    }
    if company.country.len() != 2 || !company.country.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        faults.push(Fault::new("country", "notCountry"));
    }
    match Zone::new(&company.zone) {
        Ok(zone) if faults.is_empty() => Ok(zone),
        Ok(_) => Err(Error::Invalid(faults)),
        Err(_) => {
            faults.push(Fault::new("zone", "notZone"));
            Err(Error::Invalid(faults))
        }
    }
}

/// Sets the company up in one transaction. The secret becomes the administrator's token when there was none before.
pub async fn set_up(tx: &mut Tx<'_>, cx: &Cx, company: &Company, secret: &Secret) -> Result<Done, Error> {
    let zone = check(company)?;
    remember(tx, "companyName", &company.name).await?;
    remember(tx, "companyLanguage", &company.language).await?;
    place(tx, cx, zone, &company.country).await?;
    if let Some(admin) = administrator(tx, cx).await? {
        return Ok(Done { admin, is_new: false });
    }
    let admin = first_administrator(tx, cx, company).await?;
    let new = NewToken {
        id: TokenId::new(cx.now, &mut cx.random()),
        user: admin.id,
        label: "setup".to_owned(),
        scope: Scope::Admin,
        team: None,
        expires_at: None,
    };
    gehoor_people::create_token(tx, cx, &new, secret).await?;
    Ok(Done { admin: admin.id, is_new: true })
}

async fn first_administrator(tx: &mut Tx<'_>, cx: &Cx, company: &Company) -> Result<User, Error> {
    let new = NewUser {
        name: company.admin_name.clone(),
        email: company.admin_email.clone(),
        role: Role::Administrator,
        stand_in: None,
    };
    gehoor_people::add_user(tx, cx, &new).await
}

/// The policy is only touched while nobody changed it through the API: from then on it is theirs.
async fn place(tx: &mut Tx<'_>, cx: &Cx, zone: Zone, country: &str) -> Result<(), Error> {
    let standing = gehoor_contact::policy(tx).await?;
    let country = country.to_ascii_uppercase();
    let same = standing.company.zone.name() == zone.name() && standing.company.default_country == country;
    gehoor_customer::set_country(tx, &country).await?;
    if same || standing.version > 1 {
        return Ok(());
    }
    let wanted = CompanyPolicy { default_country: country, ..CompanyPolicy::starting(zone) };
    gehoor_contact::set_policy(tx, cx, None, &wanted).await.map(|_| ())
}

/// What an administrator says of the company.
#[derive(Clone, Debug)]
pub struct CompanyChange {
    /// Its name.
    pub name: String,
    /// The language of its texts: "nl" or "en".
    pub language: String,
    /// How Dutch texts address people.
    pub address: Address,
    /// Its time zone.
    pub zone: Zone,
    /// Its country, ISO 3166 alpha-2.
    pub country: String,
}

/// How often the company's own facts were changed: what a form saw.
///
/// # Errors
/// Only those of the database.
pub async fn company_version(tx: &mut Tx<'_>) -> Result<i64, Error> {
    Ok(recall(tx, VERSION).await?.and_then(|text| text.parse().ok()).unwrap_or(0))
}

/// Changes what the company is called, its language and address, its zone and country. `seen` is the version that the
/// caller saw. Hours keep their times on the new zone's clock.
///
/// # Errors
/// `Stale` when somebody was first.
pub async fn change_company(
    tx: &mut Tx<'_>,
    cx: &Cx,
    seen: Option<i64>,
    change: &CompanyChange,
) -> Result<(), Error> {
    let current = company_version(tx).await?;
    if seen.is_some_and(|seen| seen != current) {
        return Err(Error::Stale { current });
    }
    remember(tx, "companyName", &change.name).await?;
    remember(tx, "companyLanguage", &change.language).await?;
    remember(tx, "companyAddress", change.address.word()).await?;
    remember(tx, VERSION, &(current + 1).to_string()).await?;
    let standing = gehoor_contact::policy(tx).await?;
    let country = change.country.to_ascii_uppercase();
    if standing.company.zone.name() != change.zone.name() || standing.company.default_country != country {
        let mut company = standing.company.clone();
        company.company.zone = change.zone.clone();
        company.courtesy.zone = change.zone.clone();
        (company.zone, company.default_country) = (change.zone.clone(), country);
        gehoor_contact::set_policy(tx, cx, None, &company).await?;
    }
    let facts = Facts::new().int("version", current + 1);
    journal::append(tx, cx, "company.changed", "company", facts).await
}

/// Writes something down about the company.
pub(crate) async fn remember(tx: &mut Tx<'_>, key: &str, value: &str) -> Result<(), Error> {
    Ok(tx.put(&SET, params![key, value]).await?)
}

/// What was written down; `None` when nothing was, or it is empty.
pub(crate) async fn recall(tx: &mut Tx<'_>, key: &str) -> Result<Option<String>, Error> {
    let found = tx.row(&GET, params![key], |row| row.text(0)).await?;
    Ok(found.filter(|text| !text.is_empty()))
}

/// Everything that was said of the company: "companyName", "companyLanguage", "companyAddress".
pub async fn said(tx: &mut Tx<'_>) -> Result<BTreeMap<String, String>, Error> {
    let rows = tx.rows(&ALL, &[], |row| Ok((row.text(0)?, row.text(1)?))).await?;
    Ok(rows.into_iter().collect())
}

/// An administrator who has not left.
pub async fn administrator(tx: &mut Tx<'_>, cx: &Cx) -> Result<Option<UserId>, Error> {
    Ok(gehoor_people::directory(tx, cx).await?.administrator(cx.now))
}

/// Who acts during a set-up.
pub const ACTOR: Actor = Actor::System;
