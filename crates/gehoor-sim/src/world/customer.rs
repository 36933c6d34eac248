//! Customers: when they answer, when their phone is off, whether they mistyped their number, how long they wait before they ask.

use std::collections::BTreeMap;

use gehoor_kernel::id::{ContactPointId, CustomerId};
use gehoor_kernel::time::{Instant, Zone, days, hours};

use super::names;
use crate::dice::Dice;

/// A number as the world knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// E.164.
    pub e164: String,
    /// Whether it rings at this customer. A mistyped number rings nowhere.
    pub rings_here: bool,
    /// Whether the network says "number changed" for it.
    pub moved: bool,
}

/// A simulated customer.
#[derive(Clone, Debug)]
pub struct Customer {
    /// What the desk writes down.
    pub name: String,
    /// nl or en.
    pub language: &'static str,
    /// The product's id, once it is made.
    pub id: Option<CustomerId>,
    /// The number at which the customer really is.
    pub real: String,
    /// Every number that the product was given, by its text.
    pub numbers: BTreeMap<String, Number>,
    /// The product's ids of the numbers.
    pub points: BTreeMap<ContactPointId, String>,
    /// An e-mail address, when there is one.
    pub email: Option<String>,
    /// Answers in so many of a hundred cases: morning, afternoon, evening.
    pub answers: [u64; 3],
    /// Stretches in which the phone is off.
    pub off: Vec<(Instant, Instant)>,
    /// Refuses calls in so many of a hundred cases.
    pub refuses: u64,
    /// Has a voicemail.
    pub voicemail: bool,
    /// Asks after so many hours without news past the promised moment; `None` never asks.
    pub patience_hours: Option<u64>,
}

impl Customer {
    /// A customer of a week that begins at `start`. One in seven mistyped the number.
    pub fn drawn(index: usize, start: Instant, dice: &mut Dice) -> Self {
        let serial = index as u64 + 1;
        let real = if dice.percent(80) { names::mobile(serial, dice) } else { names::landline(serial) };
        let mistyped = dice.percent(14).then(|| names::mobile(serial + 500, dice));
        let given = mistyped.clone().unwrap_or_else(|| real.clone());
        let number = Number { e164: given.clone(), rings_here: mistyped.is_none(), moved: false };
        Self {
            name: names::customer(index, dice),
            language: if dice.percent(80) { "nl" } else { "en" },
            id: None,
            real,
            numbers: BTreeMap::from([(given, number)]),
            points: BTreeMap::new(),
            email: dice.percent(50).then(|| format!("klant{index}@voorbeeld.example")),
            answers: [dice.between(10, 70), dice.between(10, 70), dice.between(30, 95)],
            off: off_hours(start, dice),
            refuses: if dice.percent(10) { dice.between(5, 40) } else { 1 },
            voicemail: dice.percent(50),
            patience_hours: dice.percent(60).then(|| dice.between(1, 30)),
        }
    }

    /// Whether the phone is off at this moment.
    pub fn is_off(&self, at: Instant) -> bool {
        self.off.iter().any(|(from, until)| (*from..*until).contains(&at))
    }

    /// Answers in so many of a hundred cases at this moment.
    pub fn readiness(&self, at: Instant, zone: &Zone) -> u64 {
        match zone.local(at).hour() {
            0..=11 => self.answers[0],
            12..=16 => self.answers[1],
            _ => self.answers[2],
        }
    }

    /// The customer takes another number; the network says so for the old one, or says that nobody is there.
    pub fn change_number(&mut self, serial: u64, dice: &mut Dice) {
        let new = names::mobile(serial + 900, dice);
        for number in self.numbers.values_mut() {
            number.moved = number.rings_here && dice.percent(60);
            number.rings_here = false;
        }
        self.real = new;
    }

    /// Gives the desk the number at which the customer really is.
    pub fn tell_real_number(&mut self) -> String {
        let number = Number { e164: self.real.clone(), rings_here: true, moved: false };
        self.numbers.insert(self.real.clone(), number);
        self.real.clone()
    }
}

fn off_hours(start: Instant, dice: &mut Dice) -> Vec<(Instant, Instant)> {
    let times = dice.between(0, 3);
    let mut stretches = Vec::new();
    for _ in 0..times {
        let from = dice.later(start, 0, 7 * 24 * 60);
        let long = if dice.percent(10) { days(dice.between(1, 3)) } else { hours(dice.between(1, 9)) };
        stretches.push((from, from.plus(long)));
    }
    stretches
}
