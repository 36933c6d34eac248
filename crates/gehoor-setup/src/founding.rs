//! Founding: everything that the first page asks, in one transaction.

use gehoor_contact::rules::CompanyPolicy;
use gehoor_db::Tx;
use gehoor_kernel::id::UserId;
use gehoor_kernel::time::holidays::HolidayRule;
use gehoor_kernel::time::hours::{Hours, WeekHours};
use gehoor_people::rules::Member;
use gehoor_people::{NewTeam, NewUser, Role};
use gehoor_shell::web::Address;
use gehoor_shell::{Actor, Cx, Error, Facts, journal};
use gehoor_signin::rules::Way;
use gehoor_signin::{Hashed, Opened, Visit};

use crate::code::{drop_code, is_code};
use crate::company::{Company, check, remember};

/// A company to be founded.
#[derive(Clone, Debug)]
pub struct Founding {
    /// The code of the console.
    pub code: String,
    /// Name, language, zone, country, and the first administrator.
    pub company: Company,
    /// How Dutch texts address people.
    pub address: Address,
    /// When somebody is there.
    pub week: WeekHours,
    /// On which days nobody is.
    pub holidays: HolidayRule,
    /// The name of the first team.
    pub team: String,
    /// The administrator's password.
    pub password: Hashed,
    /// The browser in which it is done.
    pub visit: Visit,
    /// Whether examples are put in.
    pub with_samples: bool,
}

/// Founds the company and signs its administrator in.
///
/// # Errors
/// A fault at `/code` for a wrong code, and when somebody was first.
pub async fn found(tx: &mut Tx<'_>, cx: &Cx, founding: &Founding) -> Result<Opened, Error> {
    let Founding { company, address, .. } = founding;
    if !is_code(tx, cx, &founding.code).await? {
        return Err(Error::fault("/code", "setupCode"));
    }
    let zone = check(company)?;
    let said = [
        ("companyName", company.name.as_str()),
        ("companyLanguage", company.language.as_str()),
        ("companyAddress", address.word()),
    ];
    for (key, value) in said {
        remember(tx, key, value).await?;
    }
    let hours = Hours { holidays: founding.holidays, ..Hours::weekly(zone.clone(), founding.week.clone()) };
    let country = company.country.to_ascii_uppercase();
    let policy = CompanyPolicy { default_country: country, company: hours, ..CompanyPolicy::starting(zone) };
    gehoor_contact::set_policy(tx, cx, None, &policy).await?;
    let admin = administrator(tx, cx, founding).await?;
    drop_code(tx).await?;
    journal::append(tx, cx, "company.founded", admin, Facts::new()).await?;
    let mut cx = cx.clone();
    cx.actor = Actor::User(admin, None);
    if founding.with_samples {
        crate::put_samples(tx, &cx).await?;
    }
    gehoor_signin::open(tx, &cx, admin, Way::Setup, &founding.visit).await
}

async fn administrator(tx: &mut Tx<'_>, cx: &Cx, founding: &Founding) -> Result<UserId, Error> {
    let Company { admin_name, admin_email, .. } = &founding.company;
    let new = NewUser {
        name: admin_name.clone(),
        email: admin_email.clone(),
        role: Role::Administrator,
        stand_in: None,
    };
    let admin = gehoor_people::add_user(tx, cx, &new).await?.id;
    gehoor_signin::set_password(tx, cx, admin, &founding.password).await?;
    let members = vec![Member { user: admin, leads: true }];
    gehoor_people::add_team(tx, cx, &NewTeam { name: founding.team.clone(), members }).await?;
    Ok(admin)
}
