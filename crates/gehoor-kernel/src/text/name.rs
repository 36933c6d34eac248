//! Names of people and companies: any script, any length up to the limit, kept exactly.

use super::{BadText, clean};

/// The most characters a name may have.
pub const LIMIT: usize = 200;

/// A name as typed: not empty, not too long, nothing else is asked of a name.
pub fn check(typed: &str) -> Result<&str, BadText> {
    if typed.chars().all(char::is_whitespace) {
        return Err(BadText::Empty);
    }
    clean(typed, LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_that_is_there_is_a_name() {
        for name in ["Ng", "O'Brien", "Anne-Mieke van 't Hof", "李", "\u{202e}omgekeerd", "<b>Jan</b>"] {
            assert_eq!(check(name), Ok(name));
        }
        assert_eq!(check(" \u{a0}\t"), Err(BadText::Empty));
        assert_eq!(check("a\0b"), Err(BadText::Nul));
        assert_eq!(check(&"é".repeat(LIMIT + 1)), Err(BadText::TooLong { limit: LIMIT }));
        assert!(check(&"é".repeat(LIMIT)).is_ok());
    }
}
