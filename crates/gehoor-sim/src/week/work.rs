//! What the people at the desk do: they make promises, and they work through what is due.

use gehoor_kernel::id::{ContactPointId, PromiseId};
use gehoor_kernel::time::{Instant, minutes};

use super::Week;
use super::agenda::Happening;
use crate::auditor::books::Agreed;
use crate::auditor::{Ending, SeenStep, Terms, Tried};
use crate::desk::{Letter, NewPromise, Report, Trouble};
use crate::world::line::ring;
use crate::world::{Call, Claim, Heard, names};

/// Steps that one look at the list leads to, at most.
const AT_ONE_SITTING: usize = 3;

impl Week {
    /// A customer is at the desk, or on the phone: something is promised.
    pub(super) fn promises(&mut self) -> Result<(), Trouble> {
        let present: Vec<usize> =
            (0..self.staff.len()).filter(|place| self.staff[*place].is_in(self.now, &self.zone)).collect();
        let Some(maker) = self.dice.pick(&present).copied() else { return Ok(()) };
        let customer = self.dice.between(0, self.customers.len() as u64 - 1) as usize;
        let Some(customer_id) = self.customers[customer].id else { return Ok(()) };
        let agreed = self.agreement();
        let owner = self.holder(maker);
        let kind = if self.dice.percent(75) {
            "callBack"
        } else {
            self.dice.word(&["write", "deliver", "findOut", "comeBy", "handOver"])
        };
        let new = NewPromise {
            customer: customer_id,
            kind,
            text: names::wish(&mut self.dice),
            agreed: agreed.clone(),
            owner: owner.clone(),
            cents: i64::try_from(self.money.between(0, 500_000)).ok(),
            every_days: self.dice.percent(60).then(|| u32::try_from(self.dice.between(1, 3)).unwrap_or(1)),
        };
        let by = self.staff[maker].id;
        let what = format!(
            "{} promises {}: {kind} {agreed:?}, held by {owner}",
            self.staff[maker].name, self.customers[customer].name
        );
        if let Some(id) = self.command(&what, |desk| desk.promise(by, &new))? {
            self.promised(id, customer, kind, agreed, owner);
        }
        Ok(())
    }

    fn promised(
        &mut self,
        id: PromiseId,
        customer: usize,
        kind: &'static str,
        agreed: Agreed,
        owner: String,
    ) {
        self.tally.promises += 1;
        let number = self.numbers.len() + 1;
        self.numbers.insert(id, number);
        self.trace.note(self.now, format!("it is P{number} {id}"));
        self.plan_asking(customer, id, &agreed);
        if self.dice.percent(4) {
            let at = self.dice.later(self.now, 30, 3 * 24 * 60);
            self.agenda.put(at, Happening::Releases(id));
        }
        if self.dice.percent(5) {
            let at = self.dice.later(self.now, 30, 2 * 24 * 60);
            self.agenda.put(at, Happening::Moves(id));
        }
        self.auditor.made(id, Terms { customer, kind, agreed, owner, made_at: self.now });
    }

    fn agreement(&mut self) -> Agreed {
        match self.dice.between(0, 99) {
            0..=44 => match self.dice.pick(&self.suppliers).cloned() {
                Some(order) => Agreed::When(order.key, order.expected.max(self.now.plus(minutes(60)))),
                None => Agreed::Soon(self.now.plus(minutes(3))),
            },
            45..=84 => {
                let (from, until) = self.window();
                Agreed::At(from, until)
            }
            _ => Agreed::Soon(self.now.plus(minutes(self.dice.between(2, 15)))),
        }
    }

    /// Mostly the maker, sometimes a colleague, sometimes the whole team.
    fn holder(&mut self, maker: usize) -> String {
        let team = self.teams[self.staff[maker].team].to_string();
        match self.dice.between(0, 9) {
            0..=6 => self.staff[maker].id.to_string(),
            7 => team,
            _ => self.colleague(maker).map_or(team, |other| self.staff[other].id.to_string()),
        }
    }

    /// An employee looks at today's list, does some of it, and will look again.
    pub(super) fn works(&mut self, place: usize) -> Result<(), Trouble> {
        let again = self.dice.later(self.now, 5, 45);
        if self.staff[place].works_here(self.now) {
            self.agenda.put(again, Happening::Works(place));
        }
        if !self.staff[place].is_in(self.now, &self.zone) {
            return Ok(());
        }
        for (id, step) in self.todays_list(place) {
            let stands = self.shown.get(&id).is_some_and(|seen| seen.step.as_ref() == Some(&step));
            if !stands || self.dice.percent(self.staff[place].forgets) {
                continue;
            }
            self.do_step(place, id, &step)?;
            self.look(false)?;
            if self.auditor.has_breaches() {
                return Ok(());
            }
        }
        Ok(())
    }

    fn todays_list(&self, place: usize) -> Vec<(PromiseId, SeenStep)> {
        let me = self.staff[place].id.to_string();
        let team = self.teams[self.staff[place].team].to_string();
        let mine = |step: &SeenStep| step.at <= self.now && (step.owner == me || step.owner == team);
        let steps = self.shown.iter().filter_map(|(id, seen)| Some((*id, seen.step.clone()?)));
        let mut due: Vec<(PromiseId, SeenStep)> = steps.filter(|(_, step)| mine(step)).collect();
        due.sort_by_key(|(id, step)| (step.at, *id));
        due.truncate(AT_ONE_SITTING);
        due
    }

    fn do_step(&mut self, place: usize, id: PromiseId, step: &SeenStep) -> Result<(), Trouble> {
        if self.dice.percent(5) && self.hand_over(place, id)? {
            return Ok(());
        }
        match step.kind.as_str() {
            "call" | "signOfLife" | "confirmHuman" | "findOut" => self.call(place, id, step),
            "write" => self.write(place, id, step, "email"),
            "letter" => self.write(place, id, step, "letter"),
            "deliver" | "handOver" | "comeBy" | "visit" => self.bring(place, id, step),
            "findNumber" | "verifyNumber" | "fixAddress" => self.find_number(place, id),
            "askLead" => self.decide(place, id),
            "askPerson" | "waitReport" => self.find_out(place, id, step),
            other => Err(Trouble::new(format!("nobody here knows what to do for a step \"{other}\""))),
        }
    }

    fn call(&mut self, place: usize, id: PromiseId, step: &SeenStep) -> Result<(), Trouble> {
        let Some(customer) = self.auditor.book(id).map(|book| book.terms.customer) else { return Ok(()) };
        let Some((point, number)) = self.number_for(customer, step) else {
            return self.write(place, id, step, "letter");
        };
        self.auditor.acting(id, step);
        let call = ring(&self.customers[customer], &number, self.now, &self.zone, &mut self.dice);
        let waits = step.kind == "signOfLife";
        let spoke = call.claim == Claim::Spoke;
        let kept = spoke && !waits && self.dice.percent(80);
        let window = (spoke && !waits && !kept && self.dice.percent(50)).then(|| self.window());
        let report =
            Report { channel: "phone", point: Some(point), heard: call.heard.clone(), kept, agreed: window };
        let what = format!(
            "{} calls {} ({number}): {:?}{}",
            self.staff[place].name,
            self.name_of(id),
            call.heard,
            if kept { ", kept" } else { "" }
        );
        self.report(place, id, &report, &call, &what)
    }

    fn report(
        &mut self,
        place: usize,
        id: PromiseId,
        report: &Report,
        call: &Call,
        what: &str,
    ) -> Result<(), Trouble> {
        let by = self.staff[place].id;
        let now = self.now;
        if self.command(what, |desk| desk.attempt(by, id, report))?.is_none() {
            return Ok(());
        }
        self.tally.attempts += 1;
        self.tally.kept += u64::from(report.kept);
        let rang = report.channel == "phone" && call.claim.rang(&call.heard);
        let point = report.point.map(|point| point.to_string());
        self.auditor
            .attempted(id, Tried { at: now, channel: report.channel, point, claim: call.claim, rang });
        if let Some(book) = self.auditor.book(id) {
            if let Some((from, until)) = report.agreed {
                book.amended(Agreed::At(from, until), now);
            }
            if report.kept {
                book.ended = Some(Ending::Kept);
            }
        }
        Ok(())
    }

    /// The number that the step names, else any number that is on record.
    fn number_for(&mut self, customer: usize, step: &SeenStep) -> Option<(ContactPointId, String)> {
        let points = &self.customers[customer].points;
        let named =
            step.point.as_ref().and_then(|named| points.iter().find(|(id, _)| id.to_string() == *named));
        let found = named.filter(|(_, value)| value.starts_with('+'));
        let any = || points.iter().rev().find(|(_, value)| value.starts_with('+'));
        found.or_else(any).map(|(id, value)| (*id, value.clone()))
    }

    fn write(
        &mut self,
        place: usize,
        id: PromiseId,
        step: &SeenStep,
        channel: &'static str,
    ) -> Result<(), Trouble> {
        let Some(customer) = self.auditor.book(id).map(|book| book.terms.customer) else { return Ok(()) };
        self.auditor.acting(id, step);
        let mailbox =
            self.customers[customer].points.iter().find(|(_, value)| value.contains('@')).map(|(id, _)| *id);
        let channel = if channel == "email" && mailbox.is_none() { "letter" } else { channel };
        let point = mailbox.filter(|_| channel == "email");
        self.post(place, id, customer, step, point)?;
        // Some customers answer what was written: that is a conversation.
        let answers = self.dice.percent(25);
        let (heard, claim) = if answers {
            (Heard::Tap("reached"), Claim::Spoke)
        } else {
            (Heard::Tap("delivered"), Claim::Silent)
        };
        let kept = answers && step.kind != "signOfLife";
        let report = Report { channel, point, heard: heard.clone(), kept, agreed: None };
        let what =
            format!("{} writes to {} by {channel}: {heard:?}", self.staff[place].name, self.name_of(id));
        self.report(place, id, &report, &Call { heard, claim }, &what)
    }

    /// What is written by mail leaves through the outbox: once for each step, whatever dies meanwhile.
    fn post(
        &mut self,
        place: usize,
        id: PromiseId,
        customer: usize,
        step: &SeenStep,
        point: Option<ContactPointId>,
    ) -> Result<(), Trouble> {
        let to = point.and_then(|point| self.customers[customer].points.get(&point).cloned());
        let (Some(to), Some(customer)) = (to, self.customers[customer].id) else { return Ok(()) };
        let (by, key) = (self.staff[place].id, format!("{id}/{}/{}", step.kind, step.at));
        let what = format!("{} posts a message for {}", self.staff[place].name, self.name_of(id));
        self.auditor.letters.by_hand(&to, &key);
        self.command(&what, |desk| desk.post(by, &key, &Letter { promise: id, customer, to: to.clone() }))
            .map(|_| ())
    }

    fn bring(&mut self, place: usize, id: PromiseId, step: &SeenStep) -> Result<(), Trouble> {
        self.auditor.acting(id, step);
        if self.dice.percent(25) {
            let heard = Heard::Tap("noAnswer");
            let report =
                Report { channel: "inPerson", point: None, heard: heard.clone(), kept: false, agreed: None };
            let what =
                format!("{} comes to the door of {}: nobody there", self.staff[place].name, self.name_of(id));
            return self.report(place, id, &report, &Call { heard, claim: Claim::Temporary }, &what);
        }
        let by = self.staff[place].id;
        let what = format!("{} delivers {}", self.staff[place].name, self.name_of(id));
        if self.command(&what, |desk| desk.deliver(by, id))?.is_some() {
            self.tally.kept += 1;
            if let Some(book) = self.auditor.book(id) {
                book.ended = Some(Ending::Kept);
            }
        }
        Ok(())
    }

    /// Somebody looks the right number up. It takes a while and does not always succeed.
    fn find_number(&mut self, place: usize, id: PromiseId) -> Result<(), Trouble> {
        let Some(customer) = self.auditor.book(id).map(|book| book.terms.customer) else { return Ok(()) };
        if self.dice.percent(30) {
            self.trace.note(
                self.now,
                format!("{} looks for the number of {}: not yet", self.staff[place].name, self.name_of(id)),
            );
            return Ok(());
        }
        let number = self.customers[customer].tell_real_number();
        let Some(customer_id) = self.customers[customer].id else { return Ok(()) };
        let by = self.staff[place].id;
        let what = format!("{} finds the number of {}: {number}", self.staff[place].name, self.name_of(id));
        if let Some(point) = self.command(&what, |desk| desk.put_right(by, customer_id, id, &number))? {
            self.customers[customer].points.insert(point, number);
            let now = self.now;
            let same = self.auditor.books.values_mut().filter(|book| book.terms.customer == customer);
            same.for_each(|book| book.put_right(now));
        }
        Ok(())
    }

    /// The lead, asked how to go on: try again, or settle another moment in a letter.
    fn decide(&mut self, place: usize, id: PromiseId) -> Result<(), Trouble> {
        let by = self.staff[place].id;
        let now = self.now;
        let what = format!("{} decides: {} is tried again", self.staff[place].name, self.name_of(id));
        if self.command(&what, |desk| desk.go_on(by, id))?.is_some()
            && let Some(book) = self.auditor.book(id)
        {
            book.steered_at = Some(now);
        }
        Ok(())
    }

    /// A person finds out what a provider or a code did not say.
    fn find_out(&mut self, place: usize, id: PromiseId, step: &SeenStep) -> Result<(), Trouble> {
        let doubt = self.shown.get(&id).is_some_and(|seen| seen.state == "inDoubt");
        if !doubt {
            return self.call(place, id, step);
        }
        let by = self.staff[place].id;
        let went_out = self.dice.percent(50);
        let what =
            format!("{} finds out for {}: went out {went_out}", self.staff[place].name, self.name_of(id));
        self.command(&what, |desk| desk.settle_doubt(by, id, went_out)).map(|_| ())
    }

    /// Offers the promise to a colleague; true when that was possible.
    fn hand_over(&mut self, place: usize, id: PromiseId) -> Result<bool, Trouble> {
        let me = self.staff[place].id.to_string();
        let mine =
            self.auditor.book(id).is_some_and(|book| book.terms.owner == me && book.offered_to.is_none());
        let Some(other) = self.colleague(place).filter(|_| mine) else { return Ok(false) };
        let (by, to) = (self.staff[place].id, self.staff[other].id);
        let what = format!(
            "{} hands {} over to {}",
            self.staff[place].name,
            self.name_of(id),
            self.staff[other].name
        );
        if self.command(&what, |desk| desk.hand_over(by, id, to))?.is_none() {
            return Ok(false);
        }
        if let Some(book) = self.auditor.book(id) {
            book.offered_to = Some(to.to_string());
        }
        let at: Instant = self.dice.later(self.now, 5, 300);
        self.agenda.put(at, Happening::Considers(other, id));
        Ok(true)
    }
}
