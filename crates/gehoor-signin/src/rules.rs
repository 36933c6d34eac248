//! What decides whether somebody is let in: passwords, PINs, delays, codes, and how long a session lasts. Pure.

mod code;
mod delay;
mod password;
mod pin;
mod session;
#[cfg(test)]
mod tests;

pub use code::{CODE_DIGITS, STEP_SECONDS, code_at, matching_step, step_at};
pub use delay::{Delay, Kind};
pub use password::{LONGEST, SHORTEST, WeakPassword, check_password};
pub use pin::{WeakPin, check_pin};
pub use session::{Lasting, Way};
