//! One seed: a company, its customers and a week of trouble, with the auditor looking after every step.

pub mod agenda;
mod begin;
mod outside;
mod work;

use std::collections::BTreeMap;

use gehoor_kernel::id::{PromiseId, TeamId};
use gehoor_kernel::time::{Instant, Zone, days, hours};

use crate::auditor::{Auditor, Breach, Seen};
use crate::chaos::{Chaos, Fate};
use crate::desk::{Desk, Ended, Trouble};
use crate::dice::Dice;
use crate::trace::Trace;
use crate::world::Customer;
use crate::world::staff::Employee;
use crate::world::supplier::Order;
use agenda::{Agenda, Happening};

/// How a seed is run.
#[derive(Clone, Debug)]
pub struct Orders {
    /// The seed.
    pub seed: u64,
    /// How many days.
    pub days: u64,
    /// Mixed into the amounts only: two runs that differ in this alone must be the same to the byte (law 4).
    pub amounts: u64,
    /// A fault planted into the product, for the auditor to find.
    #[cfg(any(test, feature = "planted-faults"))]
    pub fault: Option<crate::faults::Fault>,
}

impl Orders {
    /// A week of this seed.
    pub fn week(seed: u64) -> Self {
        Self {
            seed,
            days: 7,
            amounts: 0,
            #[cfg(any(test, feature = "planted-faults"))]
            fault: None,
        }
    }
}

/// What came of a seed.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The seed.
    pub seed: u64,
    /// What happened.
    pub trace: Trace,
    /// Laws that did not hold; the run ends at the first step with one.
    pub breaches: Vec<Breach>,
    /// The program could not go on.
    pub trouble: Option<String>,
    /// Counts for the summary.
    pub tally: Tally,
}

impl Outcome {
    /// Whether every law held to the end.
    pub fn is_clean(&self) -> bool {
        self.breaches.is_empty() && self.trouble.is_none()
    }
}

/// Counts of one run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Promises made.
    pub promises: u64,
    /// Attempts recorded.
    pub attempts: u64,
    /// Promises kept.
    pub kept: u64,
    /// Times the process died.
    pub deaths: u64,
    /// Messages handed to the provider.
    pub messages: u64,
}

impl Tally {
    /// Adds the counts of another run.
    pub fn add(&mut self, other: &Self) {
        self.promises += other.promises;
        self.attempts += other.attempts;
        self.kept += other.kept;
        self.deaths += other.deaths;
        self.messages += other.messages;
    }
}

/// A running week.
pub struct Week {
    pub(crate) orders: Orders,
    pub(crate) zone: Zone,
    pub(crate) now: Instant,
    pub(crate) end: Instant,
    pub(crate) desk: Desk,
    pub(crate) auditor: Auditor,
    pub(crate) chaos: Chaos,
    pub(crate) trace: Trace,
    pub(crate) agenda: Agenda,
    pub(crate) dice: Dice,
    pub(crate) money: Dice,
    pub(crate) customers: Vec<Customer>,
    pub(crate) suppliers: Vec<Order>,
    pub(crate) staff: Vec<Employee>,
    pub(crate) teams: Vec<TeamId>,
    pub(crate) shown: BTreeMap<PromiseId, Seen>,
    pub(crate) numbers: BTreeMap<PromiseId, usize>,
    pub(crate) down_until: Option<Instant>,
    /// Something may have changed since the last look.
    pub(crate) changed: bool,
    pub(crate) looked: Instant,
    pub(crate) tally: Tally,
}

/// The auditor looks after every change, and at least so often.
const LOOK_EVERY: std::time::Duration = hours(1);

/// Runs one seed to its end, or to the first breach.
pub fn run(orders: Orders) -> Outcome {
    let seed = orders.seed;
    match Week::begin(orders) {
        Ok(mut week) => {
            let trouble = week.live().err().map(|trouble| trouble.to_string());
            let breaches = week.auditor.take_breaches();
            Outcome { seed, trace: week.trace, breaches, trouble, tally: week.tally }
        }
        Err(trouble) => {
            let trace = Trace::new(Zone::utc());
            Outcome {
                seed,
                trace,
                breaches: Vec::new(),
                trouble: Some(trouble.to_string()),
                tally: Tally::default(),
            }
        }
    }
}

impl Week {
    /// Lets the world go on until the end of the week.
    fn live(&mut self) -> Result<(), Trouble> {
        while let Some(at) = self.next_moment().filter(|at| *at <= self.end) {
            self.now = at.max(self.now);
            self.desk.set_clock(self.now);
            self.serve()?;
            while let Some(what) = self.agenda.take(self.now) {
                self.happen(what)?;
                self.serve()?;
                if self.auditor.has_breaches() {
                    return Ok(());
                }
            }
            if self.auditor.has_breaches() {
                return Ok(());
            }
        }
        self.close()
    }

    fn next_moment(&self) -> Option<Instant> {
        let machine = if self.down_until.is_some() { None } else { self.desk.next() };
        [self.agenda.next(), machine].into_iter().flatten().min()
    }

    /// Runs the product's due tasks and looks at the result; nothing while the server is down.
    fn serve(&mut self) -> Result<(), Trouble> {
        if self.down_until.is_some() {
            return Ok(());
        }
        if self.chaos.other_server() {
            self.desk.change_server();
        }
        let ticked = self.desk.tick()?;
        for note in self.desk.take_notes() {
            self.message(&note);
        }
        if ticked.died {
            self.died("with a message on its way", None);
            return self.serve();
        }
        for (task, worked) in ticked.worked.iter().filter(|(task, _)| !task.starts_with("journal")) {
            self.trace.note(self.now, format!("the server: {task}, {worked} done"));
            self.changed = true;
        }
        if self.changed || self.now >= self.looked.plus(LOOK_EVERY) {
            self.look(true)?;
            (self.changed, self.looked) = (false, self.now);
        }
        Ok(())
    }

    /// Lets the auditor look at everything.
    pub(crate) fn look(&mut self, served: bool) -> Result<(), Trouble> {
        self.shown = self.desk.shown()?;
        self.auditor.look(&self.shown, self.now, served);
        Ok(())
    }

    /// Runs a command until it is answered, whatever happens to the process meanwhile. `None`: it was refused.
    pub(crate) fn command<T>(
        &mut self,
        what: &str,
        mut run: impl FnMut(&mut Desk) -> Ended<T>,
    ) -> Result<Option<T>, Trouble> {
        self.changed = true;
        loop {
            self.desk.set_fate(self.chaos.fate());
            let ended = run(&mut self.desk);
            self.desk.set_fate(Fate::Lives);
            match ended {
                Ended::Done(done) => {
                    self.trace.note(self.now, what);
                    return Ok(Some(done));
                }
                Ended::Refused(why) => {
                    self.trace.note(self.now, format!("{what}: refused, {why}"));
                    return Ok(None);
                }
                Ended::Died(Some(done)) => {
                    self.died(&format!("after the commit of \"{what}\""), Some(()));
                    return Ok(Some(done));
                }
                Ended::Died(None) => {
                    self.died(&format!("before the commit of \"{what}\""), None);
                    self.look(false)?;
                }
                Ended::Broken(trouble) => return Err(trouble),
            }
        }
    }

    fn died(&mut self, when: &str, kept: Option<()>) {
        self.tally.deaths += 1;
        let fate = if kept.is_some() { "it was written" } else { "nothing of it may be there" };
        self.trace.note(self.now, format!("THE SERVER DIES {when}; {fate}"));
    }

    /// The end of the week: whatever can be done is done, and the product's own check of itself agrees.
    fn close(&mut self) -> Result<(), Trouble> {
        self.now = self.end;
        self.desk.set_clock(self.now);
        self.down_until = None;
        self.serve()?;
        let findings = self.desk.check()?;
        for (object, what) in findings {
            self.trace.note(self.now, format!("gehoor check: {object}: {what}"));
            let promise = object.parse().unwrap_or(PromiseId::from_bits(0));
            self.auditor.breach(6, promise, format!("gehoor check finds at {object}: {what}"));
        }
        let open = self.shown.values().filter(|seen| seen.is_open()).count();
        self.trace.note(self.now, format!("the end: {} promises, {open} open", self.shown.len()));
        Ok(())
    }

    /// "P7" of a promise, as the trace names it.
    pub(crate) fn name_of(&self, id: PromiseId) -> String {
        self.numbers.get(&id).map_or_else(|| id.to_string(), |number| format!("P{number}"))
    }

    pub(crate) fn week_long(start: Instant, length: u64) -> Instant {
        start.plus(days(length))
    }

    fn happen(&mut self, what: Happening) -> Result<(), Trouble> {
        if let (Some(until), false) = (self.down_until, matches!(what, Happening::Up | Happening::Down(_))) {
            // Nobody can use the server now; the supplier's system and the people come back later.
            let again = self.dice.later(until, 0, 20);
            self.agenda.put(again, what);
            return Ok(());
        }
        match what {
            Happening::Down(until) => self.goes_down(until),
            Happening::Up => self.comes_up(),
            Happening::Arrives(order) => self.arrives(order),
            Happening::Promises => self.promises(),
            Happening::Works(employee) => self.works(employee),
            Happening::FallsIll(employee, until, stand_in) => self.falls_ill(employee, until, stand_in),
            Happening::Leaves(employee) => self.leaves(employee),
            Happening::Considers(employee, promise) => self.considers(employee, promise),
            Happening::Asks(promise) => self.asks(promise),
            Happening::Releases(promise) => self.releases(promise),
            Happening::Moves(promise) => self.moves(promise),
            Happening::ChangesNumber(customer) => self.changes_number(customer),
        }
    }
}
