//! The rules of contact: what an attempt met, what that says about the number, and what to do next.
//!
//! Pure: no clock, no storage, no amounts. Sources: the standards named in `outcomes.csv`; the policy is our own.

mod class;
mod company;
mod evidence;
mod judge;
mod next;
mod outcomes;
mod plan;
mod point;
mod policy;
mod rates;
mod reason;
mod words;

pub use class::{Advice, Channel, Class};
pub use company::CompanyPolicy;
pub use evidence::{Code, Evidence, Family, Human, Signals};
pub use judge::{Judgement, judge};
pub use next::next_try;
pub use outcomes::{Outcome, TABLE_VERSION, lookup, table};
pub use plan::{Plan, Point, PointKind, StepKind, Try, TryInput, Who, Why, Window};
pub use point::{Claim, Method, News, PointFacts, PointState, follow, news};
pub use policy::Policy;
pub use rates::{Daypart, Rates};
pub use reason::{Location, Reason, read_reasons};
pub use words::UnknownWord;

#[cfg(test)]
mod tests;
