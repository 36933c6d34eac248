//! Garage Van der Veer: a company that does not exist, with customers who do not exist either.

mod crew;
pub(crate) mod names;
pub(crate) mod numbers;

pub(crate) use crew::{Crew, TEAMS};

use gehoor_kernel::id::TokenId;
use gehoor_kernel::time::Zone;
use gehoor_kernel::time::holidays::HolidayRule;
use gehoor_kernel::time::hours::{Hours, TimeRange, WeekHours};
use gehoor_people::{NewToken, Secret};
use gehoor_setup::CompanyChange;
use gehoor_shell::{Actor, App, Error, Language, Scope};

use crate::Trouble;

/// Where the garage stands.
pub(crate) fn zone() -> Result<Zone, Trouble> {
    Zone::new("Europe/Amsterdam").map_err(|bad| Trouble::Program(bad.to_string()))
}

/// When somebody is there: working days from eight to half past five, Saturday from nine to one, not on holidays.
pub(crate) fn hours() -> Result<Hours, Trouble> {
    let weekdays = "08:00-17:30".parse::<TimeRange>().map_err(|bad| Trouble::Program(bad.to_string()))?;
    let week = WeekHours::working_days(weekdays).with_saturday(TimeRange::whole_hours(9, 13));
    let holidays = HolidayRule::Netherlands { good_friday: false, liberation_day: false };
    Ok(Hours { holidays, ..Hours::weekly(zone()?, week) })
}

/// The garage's people, made when the store is empty; and whether they were.
pub(crate) async fn open(app: &App) -> Result<(Crew, bool), Error> {
    match Crew::load(app).await? {
        Some(crew) => Ok((crew, false)),
        None => Ok((Crew::hire(app).await?, true)),
    }
}

/// What the garage is called on its pages.
const NAME: &str = "Garage Van der Veer";

/// What everybody of the garage signs in with: a demo has no secrets.
pub(crate) const PASSWORD: &str = "demo van de garage";

/// Gives everybody the password of the demo.
pub(crate) async fn passwords(app: &App, crew: &Crew) -> Result<(), Error> {
    let hashed = gehoor_signin::hash(PASSWORD).await?;
    let cx = app.cx(Actor::System);
    for user in crew.workers.iter().map(|worker| worker.id).chain([crew.administrator]) {
        let set = app.act(&cx, (user, hashed.clone()), |tx, cx, (user, hashed)| {
            Box::pin(gehoor_signin::set_password(tx, cx, *user, hashed))
        });
        set.await?;
    }
    Ok(())
}

/// Gives the garage its name, and its pages the language in which the demo speaks. What an administrator changed stays.
pub(crate) async fn named(app: &App, language: Language) -> Result<(), Error> {
    let cx = app.cx(Actor::System);
    let house = app.house().await?;
    if !house.name.is_empty() && house.language == language {
        return Ok(());
    }
    let change = CompanyChange {
        name: if house.name.is_empty() { NAME.to_owned() } else { house.name.clone() },
        language: language.tag().to_owned(),
        address: house.address,
        zone: house.zone.clone(),
        country: house.country.clone(),
    };
    let set =
        app.act(&cx, change, |tx, cx, change| Box::pin(gehoor_setup::change_company(tx, cx, None, change)));
    set.await?;
    app.forget_house();
    Ok(())
}

/// A new token that may do everything, for whoever watches the demo.
pub(crate) async fn token(app: &App, crew: &Crew) -> Result<String, Error> {
    let secret = Secret::new()?;
    let cx = app.cx(Actor::System);
    let id = TokenId::new(cx.now, &mut cx.random());
    let (user, label, scope) = (crew.administrator, "demo".to_owned(), Scope::Admin);
    let new = NewToken { id, user, label, scope, team: None, expires_at: None };
    let input = (new, secret.clone());
    app.act(&cx, input, |tx, cx, (new, secret)| {
        Box::pin(async move { gehoor_people::create_token(tx, cx, new, secret).await })
    })
    .await?;
    Ok(secret.text().to_owned())
}
