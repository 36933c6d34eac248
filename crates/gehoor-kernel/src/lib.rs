//! The small dull base: ids, time, text and the event envelope. Knows nothing of any slice, does no I/O, reads no clock.

pub mod event;
pub mod id;
pub mod rng;
pub mod text;
pub mod time;
