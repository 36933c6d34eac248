//! Timers: a task takes no input, runs when it is poked, when its next moment comes, or by period; idle otherwise.

mod driver;
mod hand;
mod pokes;
mod task;

pub use driver::{Driver, start};
pub use hand::Hand;
pub use pokes::Pokes;
pub use task::{Ran, Run, Task};

use crate::slice::Slice;

/// The tasks of the shell itself and of all slices.
pub fn all_tasks(slices: &[Slice]) -> Vec<Task> {
    let own = [crate::journal::seal_task(), crate::outbox::dispatch_task(), crate::outbox::rescue_task()];
    let own = own.into_iter().chain([crate::api::forget_keys_task()]);
    own.chain(slices.iter().flat_map(|slice| slice.tasks.iter().cloned())).collect()
}
