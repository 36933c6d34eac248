//! The customer, or something acting for the customer, refused.

use super::super::class::{Advice, Channel, Class};
use super::super::plan::{Plan, Try, Why};
use super::Desk;

impl Desk<'_, '_> {
    /// One written message; when that went, or can't go, a person decides.
    pub(super) fn refused(&mut self, last: &Try) -> Plan {
        match self.notice(Why::Refused) {
            Some(plan) if last.channel != Channel::Letter => plan,
            _ => self.ask(Why::RefusedAndWritten),
        }
    }

    /// Calls without a number shown are refused: once more with it, then a person.
    pub(super) fn show_caller_id(&mut self, last: &Try) -> Plan {
        let before = self.input.history.iter().filter(|past| past.advice == Advice::ShowCallerId).count();
        if before > 1 {
            return self.ask(Why::CallerIdHidden);
        }
        let wait = self.input.policy.busy_waits.first().copied().unwrap_or_default();
        self.again(last, last.at.plus(self.obeying(last, wait)), Why::CallerIdHidden)
    }

    /// Whether the customer refused a contact of this promise before.
    pub(super) fn refused_before(&self) -> bool {
        self.input
            .history
            .iter()
            .any(|past| past.class == Class::Rejected && past.advice == Advice::RespectRefusal)
    }
}
