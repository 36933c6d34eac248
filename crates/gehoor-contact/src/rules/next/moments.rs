//! Moments at which a customer may be tried.

use super::super::class::Channel;
use super::Desk;
use gehoor_kernel::time::Instant;
use gehoor_kernel::time::hours::{Hours, next_open_in_all};

/// How many openings are looked at for one that is long enough for a talk.
const OPENINGS: usize = 16;

impl<'a> Desk<'a, '_> {
    /// The first moment at or after `from` at which this way may be used, with time left to talk; `None` when no moment
    /// suits all.
    pub(super) fn open_moment(&self, channel: Channel, from: Instant) -> Option<Instant> {
        let all = self.hours_for(channel);
        let mut from = from;
        for _ in 0..OPENINGS {
            let at = next_open_in_all(&all, from)?;
            let closing = all.iter().filter_map(|hours| hours.open_until(at)).min()?;
            if closing.since(at) >= self.input.policy.talk {
                return Some(at);
            }
            from = closing;
        }
        None
    }

    /// Calls and texts: the company's hours and the customer's wish, or courtesy without one. Mail: the company's hours.
    fn hours_for(&self, channel: Channel) -> Vec<&'a Hours> {
        match channel {
            Channel::Email | Channel::Letter => vec![self.input.company],
            _ => vec![self.input.company, self.input.wishes.unwrap_or(self.input.courtesy)],
        }
    }

    /// When the promise is due: in its window at its start or at once, else as soon as hours allow.
    pub(super) fn promised_moment(&self, channel: Option<Channel>) -> Instant {
        let now = self.input.now;
        match self.input.promised {
            Some(window) if now < window.from => window.from,
            Some(window) if now < window.until => now,
            _ => self.open_moment(channel.unwrap_or(Channel::InPerson), now).unwrap_or(now),
        }
    }
}
