//! What will happen and when: a queue in the order of time, then of writing down.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::Instant;

/// Something that happens in the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happening {
    /// The server stops until the moment.
    Down(Instant),
    /// The server starts again.
    Up,
    /// An order arrives (place in the list of orders).
    Arrives(usize),
    /// Somebody at the desk promises something.
    Promises,
    /// An employee works through what is due.
    Works(usize),
    /// An employee falls ill, with a stand-in or not.
    FallsIll(usize, Instant, bool),
    /// An employee leaves the company.
    Leaves(usize),
    /// A taker looks at a hand-over (employee, promise).
    Considers(usize, PromiseId),
    /// A customer asks where the call is.
    Asks(PromiseId),
    /// A customer lets it be.
    Releases(PromiseId),
    /// A customer settles another moment.
    Moves(PromiseId),
    /// A customer takes another number.
    ChangesNumber(usize),
}

/// The queue.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    queue: BinaryHeap<Reverse<(Instant, u64, Happening)>>,
    written: u64,
}

impl Agenda {
    /// Writes down that something happens at a moment.
    pub fn put(&mut self, at: Instant, what: Happening) {
        self.written += 1;
        self.queue.push(Reverse((at, self.written, what)));
    }

    /// The next moment.
    pub fn next(&self) -> Option<Instant> {
        self.queue.peek().map(|Reverse((at, ..))| *at)
    }

    /// Takes what is next when its moment has come by `now`.
    pub fn take(&mut self, now: Instant) -> Option<Happening> {
        if self.next()? > now {
            return None;
        }
        self.queue.pop().map(|Reverse((_, _, what))| what)
    }
}
