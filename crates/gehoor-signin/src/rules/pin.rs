//! Which PINs are refused.

/// Why a PIN is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakPin {
    /// Not 4 to 8 digits.
    Shape,
    /// One digit only, a count up or down, or a year.
    Common,
}

impl WeakPin {
    /// The code of the fault.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Shape => "pinShape",
            Self::Common => "pinCommon",
        }
    }
}

/// Checks a PIN that somebody chose: 4 to 8 digits that are not among the first that anybody tries.
pub fn check_pin(pin: &str) -> Result<(), WeakPin> {
    let digits = pin.as_bytes();
    if !(4..=8).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return Err(WeakPin::Shape);
    }
    let steps: Vec<i16> = digits.windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0])).collect();
    let counts = [-1, 0, 1].into_iter().any(|step| steps.iter().all(|found| *found == step));
    let pairs = digits.chunks(2).all(|pair| pair == &digits[..2]);
    let year = digits.len() == 4 && (digits.starts_with(b"19") || digits.starts_with(b"20"));
    if counts || pairs || year { Err(WeakPin::Common) } else { Ok(()) }
}
