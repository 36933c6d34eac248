//! Fixed words: the one form in which the kinds of things are stored, journaled and sent.

/// Why a text is not one of the words of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadWord;

/// Makes an enum whose members each have one fixed word in camelCase.
macro_rules! words {
    ($(#[$doc:meta])* $vis:vis enum $name:ident { $($(#[$member_doc:meta])* $member:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        $vis enum $name { $($(#[$member_doc])* $member,)* }

        impl $name {
            /// Every member, in the order of the definition.
            pub const ALL: &'static [Self] = &[$(Self::$member,)*];
            /// Every word, in the order of the definition.
            pub const WORDS: &'static [&'static str] = &[$($word,)*];

            /// The fixed word.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$member => $word,)* }
            }
        }

        impl std::str::FromStr for $name {
            type Err = crate::rules::BadWord;

            fn from_str(text: &str) -> Result<Self, crate::rules::BadWord> {
                match text { $($word => Ok(Self::$member),)* _ => Err(crate::rules::BadWord) }
            }
        }
    };
}
pub(crate) use words;
