//! Names, telephone numbers, e-mail addresses: checking what people type.

pub mod email;
pub mod name;
pub mod phone;

/// Why a text cannot be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadText {
    /// Nothing but white space.
    #[error("empty")]
    Empty,
    /// Longer than the limit, in characters.
    #[error("longer than {limit} characters")]
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// It holds the character U+0000, which no store keeps.
    #[error("holds the character U+0000")]
    Nul,
}

/// Words of a person, kept exactly as they are; at most `limit` characters, and no U+0000.
pub fn clean(text: &str, limit: usize) -> Result<&str, BadText> {
    if text.contains('\0') {
        return Err(BadText::Nul);
    }
    if text.chars().nth(limit).is_some() {
        return Err(BadText::TooLong { limit });
    }
    Ok(text)
}
