//! What comes from outside the desk: orders, customers, illness, stops of the server, messages that went out.

use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::{Instant, hours};

use super::Week;
use super::agenda::Happening;
use crate::auditor::books::Agreed;
use crate::auditor::{Ending, Written};
use crate::chaos::Post;
use crate::desk::{Note, Trouble};
use crate::world::Customer;

impl Week {
    pub(super) fn goes_down(&mut self, until: Instant) -> Result<(), Trouble> {
        self.trace.note(self.now, "the server stops");
        self.desk.restart()?;
        self.down_until = Some(until);
        self.agenda.put(until, Happening::Up);
        Ok(())
    }

    pub(super) fn comes_up(&mut self) -> Result<(), Trouble> {
        self.trace.note(self.now, "the server starts");
        self.down_until = None;
        self.desk.restart()
    }

    pub(super) fn arrives(&mut self, order: usize) -> Result<(), Trouble> {
        let key = self.suppliers[order].key.clone();
        let now = self.now;
        let woken = self.command(&format!("{key} arrives"), |desk| desk.event(&key, now))?;
        if let Some(woken) = woken {
            self.auditor.event(&key, now);
            let names: Vec<String> = woken.iter().map(|id| self.name_of(*id)).collect();
            self.trace.note(now, format!("woken: {}", names.join(" ")));
        }
        Ok(())
    }

    /// The employee falls ill; a colleague tells the product some minutes later, so the stretch known begins then.
    pub(super) fn falls_ill(&mut self, place: usize, until: Instant, stand_in: bool) -> Result<(), Trouble> {
        let now = self.now;
        if !self.staff[place].works_here(now) || until <= now {
            return Ok(());
        }
        let other = stand_in.then(|| self.colleague(place)).flatten();
        let substitute = other.map(|other| self.staff[other].id);
        let user = self.staff[place].id;
        let by = self.staff[0].id;
        let name = self.staff[place].name;
        let known = other.map_or("nobody", |other| self.staff[other].name);
        let told = self.command(&format!("{name} is ill, {known} stands in"), |desk| {
            desk.absent(by, user, until, substitute)
        })?;
        if told.is_some() {
            self.staff[place].away.push((now, until));
            self.auditor.staff.away(&user.to_string(), now, until);
        }
        Ok(())
    }

    /// A colleague of the same team who is not away.
    pub(super) fn colleague(&mut self, place: usize) -> Option<usize> {
        let now = self.now;
        let team = self.staff[place].team;
        let fit = |other: &usize| {
            let employee = &self.staff[*other];
            *other != place && employee.team == team && employee.works_here(now) && !employee.is_away(now)
        };
        let others: Vec<usize> = (0..self.staff.len()).filter(fit).collect();
        self.dice.pick(&others).copied()
    }

    pub(super) fn leaves(&mut self, place: usize) -> Result<(), Trouble> {
        let now = self.now;
        let user = self.staff[place].id;
        let by = self.staff[0].id;
        let name = self.staff[place].name;
        if self.command(&format!("{name} leaves the company"), |desk| desk.leave(by, user))?.is_some() {
            self.staff[place].left = Some(now);
            self.auditor.staff.left(&user.to_string(), now);
        }
        Ok(())
    }

    pub(super) fn asks(&mut self, id: PromiseId) -> Result<(), Trouble> {
        let open = self.auditor.book(id).is_some_and(|book| book.ended.is_none() && !book.asked_first);
        let Some(by) = self.somebody_in().filter(|_| open) else { return Ok(()) };
        let what = format!("the customer of {} asks: I had been waiting for your call", self.name_of(id));
        let now = self.now;
        if self.command(&what, |desk| desk.asked_first(by, id, now))?.is_some()
            && let Some(book) = self.auditor.book(id)
        {
            book.asked_first = true;
            book.steered_at = Some(now);
        }
        Ok(())
    }

    pub(super) fn releases(&mut self, id: PromiseId) -> Result<(), Trouble> {
        let open = self.auditor.book(id).is_some_and(|book| book.ended.is_none());
        let Some(by) = self.somebody_in().filter(|_| open) else { return Ok(()) };
        let what = format!("the customer of {} lets it be", self.name_of(id));
        if self.command(&what, |desk| desk.release(by, id, "Laat maar, het is goed zo."))?.is_some()
            && let Some(book) = self.auditor.book(id)
        {
            book.ended = Some(Ending::Released);
        }
        Ok(())
    }

    pub(super) fn moves(&mut self, id: PromiseId) -> Result<(), Trouble> {
        let open = self.auditor.book(id).is_some_and(|book| book.ended.is_none());
        let Some(by) = self.somebody_in().filter(|_| open) else { return Ok(()) };
        let (from, until) = self.window();
        let agreed = Agreed::At(from, until);
        let what = format!("the customer of {} settles another moment, {from}", self.name_of(id));
        let now = self.now;
        if self.command(&what, |desk| desk.amend(by, id, &agreed))?.is_some()
            && let Some(book) = self.auditor.book(id)
        {
            book.amended(agreed, now);
        }
        Ok(())
    }

    pub(super) fn changes_number(&mut self, place: usize) -> Result<(), Trouble> {
        self.customers[place].change_number(place as u64, &mut self.dice);
        self.trace
            .note(self.now, format!("{} takes another number and tells nobody", self.customers[place].name));
        Ok(())
    }

    /// The taker of a hand-over accepts, declines, or forgets it.
    pub(super) fn considers(&mut self, place: usize, id: PromiseId) -> Result<(), Trouble> {
        let user = self.staff[place].id;
        let offered = self.auditor.book(id).is_some_and(|book| {
            book.ended.is_none() && book.offered_to.as_deref() == Some(&user.to_string())
        });
        if !offered || !self.staff[place].works_here(self.now) {
            return Ok(());
        }
        let accept = match self.dice.between(0, 99) {
            0..=49 => true,
            50..=69 => false,
            _ => return Ok(()),
        };
        let word = if accept { "accepts" } else { "declines" };
        let what = format!("{} {word} {}", self.staff[place].name, self.name_of(id));
        if self.command(&what, |desk| desk.answer_handover(user, id, accept))?.is_some()
            && let Some(book) = self.auditor.book(id)
        {
            book.offered_to = None;
            if accept {
                book.terms.owner = user.to_string();
            }
        }
        Ok(())
    }

    /// What the fake provider noted down about a message.
    pub(super) fn message(&mut self, note: &Note) {
        self.tally.messages += 1;
        self.trace.note(self.now, format!("the provider has a message for {}: {:?}", note.to, note.did));
        let of = |customer: &Customer| customer.points.values().any(|value| *value == note.to);
        let customer = self.customers.iter().position(of);
        if note.went_out {
            let (key, to) = (note.key.clone(), note.to.clone());
            self.auditor.message(&Written { key, to, customer, by_hand: note.by_hand, at: self.now });
        }
        if let Some(customer) = customer.filter(|_| note.did == Post::Bounces) {
            self.auditor.letters.refused(customer);
        }
    }

    /// Somebody who works here and can type: at the desk, or the lead at home.
    pub(super) fn somebody_in(&self) -> Option<gehoor_kernel::id::UserId> {
        let is_in = |employee: &&crate::world::staff::Employee| employee.is_in(self.now, &self.zone);
        let here = self.staff.iter().find(is_in);
        here.or_else(|| self.staff.iter().find(|employee| employee.works_here(self.now)))
            .map(|employee| employee.id)
    }

    /// When a customer without news will ask.
    pub(super) fn plan_asking(&mut self, customer: usize, id: PromiseId, agreed: &Agreed) {
        let counted = match agreed {
            Agreed::At(_, until) | Agreed::Soon(until) => *until,
            Agreed::When(_, expected) => expected.plus(hours(8)),
        };
        if let Some(patience) = self.customers[customer].patience_hours {
            self.agenda.put(counted.plus(hours(patience)), Happening::Asks(id));
        }
    }
}
