//! The garage's past: two working weeks, lived through the production use cases under a clock that is moved by hand.

use gehoor_kernel::rng::Random;
use gehoor_kernel::time::{Instant, days, hours};
use gehoor_people::{NewAbsence, Owner};
use gehoor_promise::rules::Trigger;
use gehoor_shell::scheduler::Hand;
use gehoor_shell::{App, Error};

use super::day::{Days, STEP};
use super::desk::Desk;
use super::known;
use super::words::{self, When};
use crate::Trouble;
use crate::company::{self, names, numbers};

/// How many customers the garage has.
const CUSTOMERS: usize = 420;
/// How many of them are written down in one transaction.
const BATCH: usize = 60;
/// How far back the past goes.
const DAYS: i64 = 14;

/// When the past begins: at seven in the morning, two weeks before `until`.
pub(crate) fn begin(until: Instant) -> Result<Instant, Trouble> {
    let zone = company::zone()?;
    let today = zone.local(until).date();
    let first = (0..DAYS).try_fold(today, |date, _| date.yesterday()).unwrap_or(today);
    Ok(zone.instant_of(first.at(7, 0, 0, 0)))
}

/// Lives the past from the application's present moment until `until`. The store must be empty, the clock a manual one and
/// the application's randomness of the same seed: then the same seed gives the same company.
pub(crate) async fn build(app: &App, seed: u64, until: Instant) -> Result<(), Trouble> {
    let (crew, _) = company::open(app).await?;
    let desk = Desk { app: app.clone(), crew, zone: company::zone()? };
    desk.set_hours(&company::hours()?).await?;
    know(&desk, seed).await?;
    let customers = desk.customers().await?;
    let days = Days { desk, open: company::hours()?, seed, customers };
    let mut life = Life { hand: Hand::new(app), days };
    let mut at = app.clock.now();
    while at < until {
        life.come_to(at).await?;
        life.days.step().await?;
        life.hand.run_due().await?;
        at = life.days.open.next_open(at.plus(STEP)).unwrap_or(until);
    }
    life.come_to(until).await?;
    last_touches(&life.days).await?;
    life.hand.run_due().await?;
    Ok(())
}

struct Life {
    days: Days,
    hand: Hand,
}

impl Life {
    /// Moves the clock to `at`, stopping wherever a timer wants to run.
    async fn come_to(&mut self, at: Instant) -> Result<(), Error> {
        let clock = self.days.desk.app.clock.clone();
        self.hand.run_due().await?;
        while let Some(next) = self.hand.next().filter(|&next| next < at) {
            clock.set(next.max(clock.now()));
            self.hand.run_due().await?;
        }
        clock.set(at);
        self.hand.run_due().await.map(drop)
    }
}

/// Writes everybody down.
async fn know(desk: &Desk, seed: u64) -> Result<(), Error> {
    let mut random = Random::from_seed(seed);
    let drafts: Vec<_> = (0..CUSTOMERS).map(|n| (n, names::customer(n, &mut random))).collect();
    for batch in drafts.chunks(BATCH) {
        let new = batch.iter().map(|(n, draft)| {
            let digits = match *n as u32 {
                n if random.chance(0.05) => numbers::wrong(n),
                n => numbers::right(n),
            };
            let phone = random.chance(0.96).then(|| numbers::typed(&digits, &mut random));
            let domain = if draft.company { "example.com" } else { "example.nl" };
            let mail = (phone.is_none() || random.chance(0.4)).then(|| format!("{}@{domain}", draft.mailbox));
            known::draft(draft, phone.as_deref(), mail.as_deref())
        });
        desk.know(new.collect::<Result<_, _>>()?).await?;
    }
    Ok(())
}

/// What a viewer must see at once, whatever chance did: running clocks, offers without an answer, people who are away.
async fn last_touches(days: &Days) -> Result<(), Error> {
    let (desk, now) = (&days.desk, days.desk.app.clock.now());
    let mut random = days.chance(1);
    for _ in 0..3 {
        if let Some(wish) = words::with(When::Soon, &mut random) {
            days.promise(wish, &[], now, &mut random).await?;
        }
    }
    let open = desk.open_promises(false).await?;
    let calm = open.iter().filter(|view| view.promise.handover.is_none());
    for view in calm.filter(|view| !matches!(view.promise.trigger, Trigger::Soon(_))).take(3) {
        let teams = desk.crew.teams;
        let to = teams.into_iter().map(Owner::Team).find(|to| *to != view.promise.owner);
        if let Some(to) = to {
            desk.hand_over(desk.crew.administrator, view.promise.id, to).await?;
        }
    }
    away(desk, now).await
}

/// One is ill since today, one will be on holiday.
async fn away(desk: &Desk, now: Instant) -> Result<(), Error> {
    let of = |team: usize, place: usize| desk.crew.of_team(team).nth(place).map(|worker| worker.id);
    if let (Some(ill), stand_in) = (of(0, 1), of(0, 2)) {
        desk.absent(ill, NewAbsence { from: Some(now.minus(hours(1))), until: None, stand_in }).await?;
    }
    if let Some(away) = of(1, 0) {
        let from = now.plus(days(3));
        let absence = NewAbsence { from: Some(from), until: Some(from.plus(days(7))), stand_in: None };
        desk.absent(away, absence).await?;
    }
    Ok(())
}
