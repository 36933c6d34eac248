//! The small dull base: ids, randomness, time and text. Knows nothing of any slice, does no I/O, reads no clock.

pub mod id;
pub mod rng;
pub mod text;
pub mod time;

#[cfg(test)]
mod shared_data;
