//! Other parts of the day, within the caps on real rings; then the lead, then a letter.

use super::super::class::{Channel, Class};
use super::super::plan::{Plan, Try, Why};
use super::super::rates::Daypart;
use super::Desk;
use gehoor_kernel::time::civil::{Date, Weekday};
use gehoor_kernel::time::{Instant, hours};
use std::time::Duration;

/// The gap between two rings grows with each, up to this (own proposal: two days).
const LONGEST_GAP: Duration = hours(48);

/// A moment in a part of the day at which the customer could be tried.
#[derive(Clone, Copy)]
struct Slot {
    at: Instant,
    part: Daypart,
}

impl Desk<'_, '_> {
    /// The next try in another part of the day; the lead or a letter when the caps are used up.
    pub(super) fn elsewhere(&mut self, last: &Try, why: Why) -> Plan {
        let now = self.input.now;
        if let Some(plan) = self.limit(now) {
            return plan;
        }
        let channel = if last.channel.written() { Channel::Phone } else { last.channel };
        let slots = self.slots(channel, self.earliest(last));
        let Some(slot) = self.choose(&slots) else { return self.on_open(channel, now, why) };
        let at = self.jittered(channel, slot.at);
        self.on(channel, at, why)
    }

    /// What is left when all rings are used: the lead decides; after that a letter; then the lead again.
    pub(super) fn limit(&self, at: Instant) -> Option<Plan> {
        if self.rings() < usize::from(self.input.policy.rings_in_all) {
            return None;
        }
        let letter_sent = self.input.history.iter().any(|past| past.channel == Channel::Letter);
        if self.input.lead_decisions > 0 && !letter_sent {
            return Some(self.letter(at, Why::LetterLeft));
        }
        Some(self.ask_lead(at, Why::LimitReached))
    }

    /// Real rings that still count; four busy lines weigh as one.
    fn rings(&self) -> usize {
        let rings = self.counted().filter(|past| past.class.rang()).count();
        let busy = self.counted().filter(|past| past.class == Class::Busy).count();
        rings + busy / self.input.policy.busy_waits.len().max(1)
    }

    /// The calls that count against the cap in all: since the lead last said "go on", within the policy's working days.
    fn counted(&self) -> impl Iterator<Item = &Try> + '_ {
        let from = self.ring_days_back().max(self.input.counted_from.unwrap_or(Instant::MIN));
        self.calls().filter(move |past| past.at >= from)
    }

    fn calls(&self) -> impl Iterator<Item = &Try> + '_ {
        self.input.history.iter().filter(|past| past.channel == Channel::Phone && past.counts)
    }

    /// The first moment of the policy's last working days, today included.
    fn ring_days_back(&self) -> Instant {
        let (zone, now) = (&self.input.courtesy.zone, self.input.now);
        let (mut day, mut left) = (zone.local(now).date(), self.input.policy.ring_days);
        let oldest = self.input.history.first().map_or(now, |past| past.at);
        while zone.instant_of(day.at(0, 0, 0, 0)) > oldest {
            left = left.saturating_sub(u8::from(self.is_working_day(day)));
            match day.yesterday() {
                Ok(before) if left > 0 => day = before,
                _ => break,
            }
        }
        zone.instant_of(day.at(0, 0, 0, 0))
    }

    /// Monday to Friday, when it is no holiday.
    fn is_working_day(&self, day: Date) -> bool {
        let courtesy = self.input.courtesy;
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        !weekend && !courtesy.holidays.is_holiday(day) && !courtesy.closed.contains(&day)
    }

    /// Not before the growing gap is over, what the other side asked for, and a day with a ring to spare.
    fn earliest(&self, last: &Try) -> Instant {
        let doublings = u32::try_from(self.rings().saturating_sub(1)).unwrap_or(u32::MAX).min(16);
        let gap = self.input.policy.spread_gap.saturating_mul(1 << doublings).min(LONGEST_GAP);
        let from = last.at.plus(self.obeying(last, gap)).max(self.input.now);
        let zone = &self.input.courtesy.zone;
        let today = zone.local(from).date();
        // The customer's peace for today: the lead's "go on" does not lift it.
        let rung =
            self.calls().filter(|past| past.class.rang() && zone.local(past.at).date() == today).count();
        let most = self.input.daily_rings.unwrap_or(self.input.policy.rings_per_day);
        if rung < usize::from(most) { from } else { self.midnight_after(today, from) }
    }

    fn midnight_after(&self, day: Date, otherwise: Instant) -> Instant {
        let next = day.tomorrow().map(|next| next.at(0, 0, 0, 0));
        next.map_or(otherwise, |wall| self.input.courtesy.zone.instant_of(wall))
    }

    /// The first moment of every part of the day over the next open days.
    fn slots(&self, channel: Channel, from: Instant) -> Vec<Slot> {
        let zone = &self.input.courtesy.zone;
        let (mut slots, mut from, mut day, mut days_left) =
            (Vec::new(), from, None, self.input.policy.spread_days);
        while let Some(at) = self.open_moment(channel, from) {
            let local = zone.local(at);
            if day != Some(local.date()) {
                if days_left == 0 {
                    break;
                }
                (day, days_left) = (Some(local.date()), days_left - 1);
            }
            let part = Daypart::of_local(local);
            slots.push(Slot { at, part });
            let next = match part.next_hour() {
                Some(hour) => zone.instant_of(local.date().at(hour, 0, 0, 0)),
                None => self.midnight_after(local.date(), at.plus(hours(24))),
            };
            from = next.max(at.plus(Duration::from_secs(1)));
        }
        slots
    }

    /// The slot with the best learned rate that was not used in the last two tries; the earliest of equals. When the
    /// rings run short, a part of the day that was not used at all.
    fn choose(&self, slots: &[Slot]) -> Option<Slot> {
        let used: Vec<Daypart> =
            self.counted().filter(|past| past.class.rang()).map(|past| past.daypart).collect();
        let recent: Vec<Daypart> = self.last_calls().take(2).map(|past| past.daypart).collect();
        let unused = slots.iter().filter(|slot| self.must_widen(&used) && !used.contains(&slot.part));
        let fresh = slots.iter().filter(|slot| !recent.contains(&slot.part));
        let other = slots.iter().filter(|slot| recent.first() != Some(&slot.part));
        self.best(unused).or_else(|| self.best(fresh)).or_else(|| self.best(other)).or(slots.first().copied())
    }

    /// The calls that came as far as the customer's line, latest first: a fault of ours says nothing about a part of the day.
    fn last_calls(&self) -> impl Iterator<Item = &Try> + '_ {
        let calls = self.input.history.iter().rev().filter(|past| past.channel == Channel::Phone);
        calls.filter(|past| !past.class.technical() && past.class != Class::CancelledByUs)
    }

    /// Whether the rings that are left are all needed to reach the policy's number of dayparts.
    fn must_widen(&self, used: &[Daypart]) -> bool {
        let distinct = Daypart::ALL.iter().filter(|part| used.contains(part)).count();
        let left = usize::from(self.input.policy.rings_in_all).saturating_sub(self.rings());
        distinct + left <= usize::from(self.input.policy.dayparts)
    }

    fn best<'s>(&self, slots: impl Iterator<Item = &'s Slot>) -> Option<Slot> {
        let rates = self.input.rates;
        let better = |a: &&Slot, b: &&Slot| {
            rates.posterior(a.part).total_cmp(&rates.posterior(b.part)).then(b.at.cmp(&a.at))
        };
        slots.max_by(better).copied()
    }

    /// A random part of the policy's jitter later, where that is still open with time to talk.
    fn jittered(&mut self, channel: Channel, at: Instant) -> Instant {
        let later = self.shifted(at, self.input.policy.jitter);
        if self.open_moment(channel, later) == Some(later) { later } else { at }
    }
}
