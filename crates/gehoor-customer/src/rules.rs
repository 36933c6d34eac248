//! What may be kept of a customer and of the ways to reach one: reading values, wishes, and what people search for.

mod merge;
mod point;
mod search;
#[cfg(test)]
mod tests;
mod wishes;

pub use merge::{Likeness, MergeChoice, Own, Side, Way, is_like, merged, telling_words, twins, unmerged};
pub use point::{BadKind, PointKind, PointValue, STATES, ValueFault, read_value, search_key};
pub use search::{Wanted, name_keys, wanted};
pub use wishes::{CHANNELS, Wishes, is_language};
