//! How a week begins: the company, its people, its customers and what will befall them.

use std::collections::BTreeMap;

use gehoor_kernel::id::UserId;
use gehoor_kernel::time::civil::date;
use gehoor_kernel::time::{Instant, Zone, hours};
use gehoor_people::Role;

use super::agenda::{Agenda, Happening};
use super::{Orders, Tally, Week};
use crate::auditor::Auditor;
use crate::chaos::Chaos;
use crate::desk::{Desk, Ended, Trouble};
use crate::dice::Dice;
use crate::trace::Trace;
use crate::world::staff::{Employee, Turn, turn};
use crate::world::supplier::Order;
use crate::world::{Customer, names};

/// First days of weeks in which the calendar does something: ordinary ones, both clock changes, Easter, King's Day and 5 May, Christmas.
const STARTS: [(i16, i8, i8); 10] = [
    (2026, 3, 2),
    (2026, 3, 26),
    (2026, 4, 1),
    (2026, 4, 24),
    (2026, 5, 1),
    (2026, 6, 8),
    (2026, 9, 16),
    (2026, 10, 22),
    (2026, 12, 1),
    (2026, 12, 21),
];

impl Week {
    /// A company at the start of its week.
    pub(super) fn begin(orders: Orders) -> Result<Self, Trouble> {
        let zone = Zone::new("Europe/Amsterdam").map_err(|fault| Trouble::new(fault.to_string()))?;
        let mut dice = Dice::new(orders.seed, "world");
        let start = start(&zone, &mut dice);
        let mut week = Self {
            now: start,
            end: Self::week_long(start, orders.days),
            desk: Desk::open(orders.seed, start, !orders.seed.is_multiple_of(3))?,
            auditor: Auditor::new(zone.clone()),
            chaos: Chaos::new(orders.seed),
            trace: Trace::new(zone.clone()),
            agenda: Agenda::default(),
            money: Dice::new(orders.amounts, "money"),
            dice,
            customers: Vec::new(),
            suppliers: Vec::new(),
            staff: Vec::new(),
            teams: Vec::new(),
            shown: BTreeMap::new(),
            numbers: BTreeMap::new(),
            down_until: None,
            changed: true,
            looked: start,
            tally: Tally::default(),
            zone,
            orders,
        };
        week.desk.listen(week.chaos.clone());
        week.hire()?;
        week.meet_customers()?;
        week.write_agenda();
        #[cfg(any(test, feature = "planted-faults"))]
        week.desk.plant(week.orders.fault);
        Ok(week)
    }

    fn hire(&mut self) -> Result<(), Trouble> {
        let mut ids = Vec::new();
        for index in 0..6 {
            let role = [Role::Administrator, Role::Lead].get(index).copied().unwrap_or(Role::Employee);
            ids.push(answered(self.desk.hire(names::employee(index), role))?);
        }
        for (place, name) in ["Reception", "Workshop"].into_iter().enumerate() {
            let members: Vec<UserId> = ids.iter().copied().skip(place).step_by(2).collect();
            let team = answered(self.desk.team(name, &members))?;
            self.teams.push(team);
        }
        for (index, id) in ids.into_iter().enumerate() {
            let team = index % 2;
            self.auditor.staff.hired(&id.to_string(), vec![self.teams[team].to_string()]);
            let employee = Employee::drawn(index, id, team, index < 2, &mut self.dice);
            self.staff.push(employee);
        }
        Ok(())
    }

    fn meet_customers(&mut self) -> Result<(), Trouble> {
        let count = self.dice.between(10, 24) as usize;
        for index in 0..count {
            let mut customer = Customer::drawn(index, self.now, &mut self.dice);
            let typed: Vec<String> = customer.numbers.keys().cloned().chain(customer.email.clone()).collect();
            let (id, points) = answered(self.desk.customer(&customer.name, customer.language, &typed))?;
            customer.id = Some(id);
            customer.points = points.into_iter().collect();
            self.customers.push(customer);
        }
        let orders = self.dice.between(4, 9);
        for number in 0..orders {
            let order = Order::drawn(4700 + number, self.now, &mut self.dice);
            self.suppliers.push(order);
        }
        Ok(())
    }

    fn write_agenda(&mut self) {
        let start = self.now;
        let days = self.orders.days;
        for (place, order) in self.suppliers.clone().iter().enumerate() {
            order.arrivals.iter().for_each(|at| self.agenda.put(*at, Happening::Arrives(place)));
        }
        for _ in 0..self.dice.between(45, 95) {
            let at = self.dice.later(start, 60, days * 24 * 60 - 60);
            self.agenda.put(at, Happening::Promises);
        }
        for place in 0..self.staff.len() {
            let first = self.dice.later(start, 30, 120);
            self.agenda.put(first, Happening::Works(place));
            match turn(self.staff[place].leads, start, &mut self.dice) {
                Some(Turn::Ill(from, until, stand_in)) => {
                    self.agenda.put(from, Happening::FallsIll(place, until, stand_in))
                }
                Some(Turn::Leaves(at)) => self.agenda.put(at, Happening::Leaves(place)),
                None => {}
            }
        }
        for place in 0..self.customers.len() {
            if self.dice.percent(8) {
                let at = self.dice.later(start, 600, 5 * 24 * 60);
                self.agenda.put(at, Happening::ChangesNumber(place));
            }
        }
        for (from, until) in self.chaos.downtimes(start) {
            self.agenda.put(from, Happening::Down(until));
        }
    }

    /// The agreement's wall-clock window on a coming working day.
    pub(super) fn window(&mut self) -> (Instant, Instant) {
        let local = self.zone.local(self.now);
        let mut day = local.date();
        let ahead = self.dice.between(0, 3) + u64::from(local.hour() >= 16);
        for _ in 0..ahead {
            day = day.tomorrow().unwrap_or(day);
        }
        let earliest = if ahead == 0 { (local.hour() + 1).clamp(9, 17) } else { 9 };
        let hour = i8::try_from(self.dice.between(u64::try_from(earliest).unwrap_or(9), 17)).unwrap_or(12);
        let from = self.zone.instant_of(day.at(hour, 0, 0, 0));
        (from, from.plus(hours(self.dice.between(1, 3))))
    }
}

fn start(zone: &Zone, dice: &mut Dice) -> Instant {
    let (year, month, day) = dice.pick(&STARTS).copied().unwrap_or(STARTS[0]);
    zone.instant_of(date(year, month, day).at(6, 0, 0, 0))
}

fn answered<T>(ended: Ended<T>) -> Result<T, Trouble> {
    match ended {
        Ended::Done(done) => Ok(done),
        Ended::Refused(why) => Err(Trouble::new(format!("the company can't be set up: {why}"))),
        Ended::Died(_) => Err(Trouble::new("the process died while the company was set up")),
        Ended::Broken(trouble) => Err(trouble),
    }
}
