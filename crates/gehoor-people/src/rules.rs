//! Who answers for a step: roles, owners, and the directory that always finds a living owner (law 1).

mod directory;
mod leaving;
mod owner;
mod role;
#[cfg(test)]
mod tests;

pub use directory::{Absent, Directory, Member, Person, Squad};
pub use leaving::{StayReason, may_leave, may_leave_team, may_take_role};
pub use owner::{BadOwner, Owner};
pub use role::{BadRole, Role};
