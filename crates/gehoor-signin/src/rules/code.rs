//! One-time codes of an app: TOTP (RFC 6238) over HMAC-SHA-1 (RFC 4226), six digits, a new one every 30 seconds.

use gehoor_kernel::time::Instant;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;
use subtle::ConstantTimeEq as _;

/// How many digits a code has.
pub const CODE_DIGITS: usize = 6;
/// How long a code is the current one, in seconds.
pub const STEP_SECONDS: i64 = 30;
/// A phone's clock may be this many steps off.
const DRIFT: i64 = 1;

/// The step that a moment lies in (RFC 6238 §4.2, T0 = 0).
pub fn step_at(now: Instant) -> i64 {
    now.as_micros().div_euclid(1_000_000).div_euclid(STEP_SECONDS)
}

/// The code of a step (RFC 4226 §5.3), with `digits` digits, 6 to 8.
pub fn code_at(secret: &[u8], step: i64, digits: usize) -> String {
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let offset = usize::from(hash[19] & 15);
    let four = [hash[offset] & 0x7f, hash[offset + 1], hash[offset + 2], hash[offset + 3]];
    let all = format!("{:010}", u32::from_be_bytes(four));
    all[10 - digits.min(10)..].to_owned()
}

/// The step whose code this is, around `now` and after the step that was used last; `None` for a wrong or used code.
/// Spaces in it are overlooked. Looks at every step that might be it, so that the time taken tells nothing.
pub fn matching_step(secret: &[u8], typed: &str, now: Instant, last: i64) -> Option<i64> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let current = step_at(now);
    let mut found = None;
    for step in current - DRIFT..=current + DRIFT {
        let same = bool::from(code_at(secret, step, CODE_DIGITS).as_bytes().ct_eq(typed.as_bytes()));
        found = found.or((same && step > last).then_some(step));
    }
    found
}
