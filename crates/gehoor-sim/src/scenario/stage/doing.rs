//! What people do on stage, told to the product and to the auditor.

use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::civil::DateTime;
use gehoor_kernel::time::minutes;

use super::{Stage, done};
use crate::auditor::books::Agreed;
use crate::auditor::{Ending, Terms, Tried};
use crate::desk::{NewPromise, Report, Trouble};
use crate::scenario::act::{Act, Outcome, Trigger};
use crate::world::{Claim, Heard};

impl Stage {
    pub(super) fn about_a_promise(&mut self, act: &Act) -> Result<(), Trouble> {
        match act {
            Act::Delivers { by, customer } => {
                let (by, id) = (self.user(by)?, self.promise_of(customer)?);
                done(self.desk.deliver(by, id))?;
                self.ended(id, Ending::Kept);
            }
            Act::Releases { customer, words } => {
                let id = self.promise_of(customer)?;
                done(self.desk.release(self.anybody()?, id, words))?;
                self.ended(id, Ending::Released);
            }
            Act::AsksFirst { customer } => {
                let id = self.promise_of(customer)?;
                done(self.desk.asked_first(self.anybody()?, id, self.now))?;
                self.auditor.book(id).into_iter().for_each(|book| book.asked_first = true);
            }
            Act::HandsOver { by, customer, to } => {
                let (by, to, id) = (self.user(by)?, self.user(to)?, self.promise_of(customer)?);
                done(self.desk.hand_over(by, id, to))?;
                self.auditor.book(id).into_iter().for_each(|book| book.offered_to = Some(to.to_string()));
            }
            Act::Accepts { by, customer } => self.answer(by, customer, true)?,
            Act::Declines { by, customer } => self.answer(by, customer, false)?,
            Act::FindsOut { by, customer, went_out } => {
                let (by, id) = (self.user(by)?, self.promise_of(customer)?);
                done(self.desk.settle_doubt(by, id, *went_out))?;
                self.steered(id);
            }
            Act::LeadDecides { by, customer } => {
                let (by, id) = (self.user(by)?, self.promise_of(customer)?);
                done(self.desk.go_on(by, id))?;
                self.steered(id);
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn promise(
        &mut self,
        by: &str,
        customer: &str,
        owner: Option<&str>,
        kind: &'static str,
        trigger: &Trigger,
    ) -> Result<(), Trouble> {
        let maker = self.user(by)?;
        let owner = self.owner(owner.unwrap_or(by))?;
        let (agreed, every_days) = match trigger {
            Trigger::At(from, until) if from == until => (self.moment(*from), None),
            Trigger::At(from, until) => {
                (Agreed::At(self.zone.instant_of(*from), self.zone.instant_of(*until)), None)
            }
            Trigger::When { key, expected, every_days } => {
                (Agreed::When(key.clone(), self.zone.instant_of(*expected)), *every_days)
            }
            Trigger::Soon(length) => (Agreed::Soon(self.now.plus(minutes(u64::from(*length)))), None),
        };
        let new = NewPromise {
            customer: self.guest(customer)?.id,
            kind,
            text: "Bel me even.",
            agreed: agreed.clone(),
            owner: owner.clone(),
            cents: None,
            every_days,
        };
        let id = done(self.desk.promise(maker, &new))?;
        self.latest.insert(customer.to_owned(), id);
        let place = self.customers.keys().position(|name| name == customer).unwrap_or_default();
        self.auditor.made(id, Terms { customer: place, kind, agreed, owner, made_at: self.now });
        Ok(())
    }

    /// A promised moment without an end: a quarter of an hour, as the product takes it.
    pub(super) fn moment(&self, from: DateTime) -> Agreed {
        let from = self.zone.instant_of(from);
        Agreed::At(from, from.plus(minutes(15)))
    }

    pub(super) fn calls(&mut self, by: &str, customer: &str, outcome: &Outcome) -> Result<(), Trouble> {
        let (heard, kept, claim) = match outcome {
            Outcome::Tap(class, kept) => (Heard::Tap(class), kept.unwrap_or(false), claim_of(class)),
            Outcome::Code(family, code, reason) => {
                let claim = if matches!(code.as_str(), "1" | "404" | "604") && reason.is_none() {
                    Claim::NotThere
                } else {
                    Claim::Silent
                };
                let (family, code) = (family.clone().into(), code.clone().into());
                (Heard::Code { family, code, reason: reason.clone().map(Into::into) }, false, claim)
            }
        };
        let id = self.promise_of(customer)?;
        let point = self.phone(customer, id)?;
        let rang = claim.rang(&heard);
        let report = Report { channel: "phone", point: Some(point), heard, kept, agreed: None };
        self.report(by, id, &report, claim, rang)
    }

    pub(super) fn writes(&mut self, by: &str, customer: &str, channel: &'static str) -> Result<(), Trouble> {
        let id = self.promise_of(customer)?;
        let report =
            Report { channel, point: None, heard: Heard::Tap("delivered"), kept: false, agreed: None };
        self.report(by, id, &report, Claim::Silent, false)
    }

    pub(super) fn report(
        &mut self,
        by: &str,
        id: PromiseId,
        report: &Report,
        claim: Claim,
        rang: bool,
    ) -> Result<(), Trouble> {
        done(self.desk.attempt(self.user(by)?, id, report))?;
        let point = report.point.map(|point| point.to_string());
        self.auditor.attempted(id, Tried { at: self.now, channel: report.channel, point, claim, rang });
        if report.kept {
            self.ended(id, Ending::Kept);
        }
        Ok(())
    }

    pub(super) fn gives_number(&mut self, customer: &str, number: &str) -> Result<(), Trouble> {
        let id = self.promise_of(customer)?;
        let guest = self.guest(customer)?.id;
        let point = done(self.desk.put_right(self.anybody()?, guest, id, number))?;
        if let Some(guest) = self.customers.get_mut(customer) {
            guest.points.push((point, number.to_owned()));
        }
        if let Some(book) = self.auditor.book(id) {
            book.put_right(self.now);
        }
        Ok(())
    }

    pub(super) fn ill(&mut self, who: &str, until: DateTime, stand_in: Option<&str>) -> Result<(), Trouble> {
        let user = self.user(who)?;
        let until = self.zone.instant_of(until);
        let substitute = stand_in.map(|name| self.user(name)).transpose()?;
        done(self.desk.absent(self.anybody()?, user, until, substitute))?;
        self.auditor.staff.away(&user.to_string(), self.now, until);
        Ok(())
    }

    pub(super) fn answer(&mut self, by: &str, customer: &str, accept: bool) -> Result<(), Trouble> {
        let (by, id) = (self.user(by)?, self.promise_of(customer)?);
        done(self.desk.answer_handover(by, id, accept))?;
        if let Some(book) = self.auditor.book(id) {
            book.offered_to = None;
            if accept {
                book.terms.owner = by.to_string();
            }
        }
        Ok(())
    }

    pub(super) fn ended(&mut self, id: PromiseId, ending: Ending) {
        if let Some(book) = self.auditor.book(id) {
            book.ended = Some(ending);
        }
    }

    pub(super) fn steered(&mut self, id: PromiseId) {
        if let Some(book) = self.auditor.book(id) {
            book.steered_at = Some(self.now);
        }
    }
}

fn claim_of(class: &str) -> Claim {
    match class {
        "reached" => Claim::Spoke,
        "busy" | "noAnswer" | "temporarilyUnreachable" => Claim::Temporary,
        "voicemail" => Claim::Machine,
        "rejected" => Claim::Refused,
        "numberChanged" => Claim::Moved,
        "doesNotExist" => Claim::NotThere,
        "networkFailure" | "providerFault" => Claim::Technical,
        _ => Claim::Silent,
    }
}
