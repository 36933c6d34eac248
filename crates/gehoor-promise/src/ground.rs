//! What the rules may know of the world, loaded from the other slices.

use std::sync::{Arc, LazyLock};

use gehoor_contact::Standing;
use gehoor_contact::rules::{Channel, Point, Policy, Rates, Try};
use gehoor_db::{OwnedRow, Row, Sql, Tx, params};
use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::hours::Hours;
use gehoor_people::{Directory, Owner};
use gehoor_shell::{Cx, Error};

use crate::reach::{self, Reach};
use crate::rules::{Promise, Settings, Surroundings};
use crate::sql;

static STAMPS: LazyLock<Sql> =
    LazyLock::new(|| Sql::values_of(&[gehoor_people::stamp_query(), gehoor_contact::policy_stamp_query()]));

/// The statement that gives the stamps of the directory and the policy, for [`Ground::at`].
pub(crate) fn stamps() -> &'static Sql {
    &STAMPS
}

/// The company's own part: the same for every promise.
#[derive(Debug)]
pub(crate) struct Ground {
    pub(crate) settings: Settings,
    pub(crate) standing: Arc<Standing>,
    rates: Rates,
}

/// The part of one customer and one promise.
#[derive(Clone, Debug, Default)]
pub(crate) struct Past {
    pub(crate) history: Vec<Try>,
    pub(crate) points: Vec<Point>,
    pub(crate) wishes: Option<Hours>,
    pub(crate) daily_rings: Option<u8>,
    pub(crate) group: String,
    pub(crate) rates: Option<Rates>,
    pub(crate) policy: Option<Policy>,
    pub(crate) preferred: Option<Channel>,
    pub(crate) language: String,
}

impl Ground {
    /// The company's policy and hours, as this transaction sees them.
    pub(crate) async fn load(tx: &mut Tx<'_>) -> Result<Self, Error> {
        Ok(Self::of(gehoor_contact::policy(tx).await?))
    }

    /// The directory, and the company's policy and hours, when the answer to [`stamps`] was read in this transaction already.
    pub(crate) async fn at(
        tx: &mut Tx<'_>,
        cx: &Cx,
        stamps: &[OwnedRow],
    ) -> Result<(Arc<Directory>, Self), Error> {
        let row = stamps.first().ok_or_else(|| Error::program("no stamps"))?;
        let stamp = |place: usize| row.opt_text(place).map(Option::unwrap_or_default);
        let directory = gehoor_people::directory_at(tx, cx, &stamp(0)?).await?;
        Ok((directory, Self::of(gehoor_contact::policy_at(tx, &stamp(1)?).await?)))
    }

    pub(crate) fn of(standing: Arc<Standing>) -> Self {
        let company = &standing.company;
        let settings = Settings {
            sign_of_life_days: u32::from(company.sign_of_life_days),
            sign_of_life_within_days: company.sign_of_life_within_days,
            event_within_days: company.event_within_days,
            notice_enough: company.notice_enough.iter().filter_map(|kind| kind.parse().ok()).collect(),
            ..Settings::default()
        };
        Self { settings, standing, rates: Rates::default() }
    }

    /// The surroundings of a decision that looks at no try of the past.
    pub(crate) fn world(&self, lead: Owner) -> Surroundings<'_> {
        let company = &self.standing.company;
        Surroundings {
            settings: &self.settings,
            policy: &company.tries,
            company: &company.company,
            courtesy: &company.courtesy,
            wishes: None,
            daily_rings: None,
            history: &[],
            points: &[],
            rates: &self.rates,
            outbound: &[],
            preferred: None,
            lead,
        }
    }

    /// The surroundings of a decision about this customer.
    pub(crate) fn world_of<'a>(&'a self, past: &'a Past, lead: Owner) -> Surroundings<'a> {
        let world = self.world(lead);
        Surroundings {
            wishes: past.wishes.as_ref(),
            daily_rings: past.daily_rings,
            history: &past.history,
            points: &past.points,
            rates: past.rates.as_ref().unwrap_or(&self.rates),
            policy: past.policy.as_ref().unwrap_or(world.policy),
            preferred: past.preferred,
            ..world
        }
    }
}

impl Past {
    /// How the promise's customer can be reached, what was tried, and the promise's own policy.
    pub(crate) async fn load(
        tx: &mut Tx<'_>,
        _cx: &Cx,
        promise: &Promise,
        ground: &Ground,
    ) -> Result<Self, Error> {
        let reach = reach::load(tx, promise.customer, &ground.standing.company.zone).await?;
        let policy = own_policy(tx, promise.id, &ground.standing.company.tries).await?;
        let Reach { points, wishes, daily_rings, group, preferred, language } = reach;
        let history = gehoor_contact::history(tx, promise.id).await?;
        let rates = Some(gehoor_contact::rates(tx, &group).await?);
        Ok(Self { history, points, wishes, daily_rings, group, rates, policy, preferred, language })
    }
}

/// The promise's own changes of the company's policy for tries, if it has any.
async fn own_policy(tx: &mut Tx<'_>, promise: PromiseId, company: &Policy) -> Result<Option<Policy>, Error> {
    let text = tx.row(&sql::OWN_POLICY, params![promise], |row| row.text(0)).await?;
    let changes = text.and_then(|text| serde_json::from_str(&text).ok());
    Ok(changes.map(|changes| gehoor_contact::tries_with(company, &changes)))
}
