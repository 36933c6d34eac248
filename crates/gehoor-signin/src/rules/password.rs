//! Which passwords are refused: short ones, and those that are tried first.

/// The fewest characters of a password.
pub const SHORTEST: usize = 8;
/// The most characters of a password; a sentence fits.
pub const LONGEST: usize = 256;

/// Why a password is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeakPassword {
    /// Fewer than [`SHORTEST`] characters.
    TooShort,
    /// More than [`LONGEST`] characters.
    TooLong,
    /// Among the first that anybody tries, or one of them with a number or sign behind it.
    Common,
    /// The name or mail address of its owner, or the company's name.
    Name,
}

impl WeakPassword {
    /// The code of the fault.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TooShort => "passwordShort",
            Self::TooLong => "passwordLong",
            Self::Common => "passwordCommon",
            Self::Name => "passwordName",
        }
    }
}

/// The words behind most stolen passwords, Dutch and English, in small letters without what stands behind them.
const COMMON: &[&str] = &[
    "admin",
    "administrator",
    "aanmelden",
    "amsterdam",
    "appel",
    "april",
    "augustus",
    "baseball",
    "batman",
    "beheer",
    "beheerder",
    "bloem",
    "bloemen",
    "changeme",
    "computer",
    "december",
    "default",
    "dinsdag",
    "donderdag",
    "dragon",
    "eindhoven",
    "feyenoord",
    "february",
    "februari",
    "flower",
    "football",
    "friday",
    "garage",
    "geheim",
    "geheimpje",
    "gehoor",
    "groningen",
    "guest",
    "hallo",
    "hello",
    "herfst",
    "holland",
    "hotel",
    "hottie",
    "iloveyou",
    "inloggen",
    "januari",
    "january",
    "juli",
    "juni",
    "july",
    "june",
    "karlijn",
    "klant",
    "klanten",
    "lente",
    "letmein",
    "liefde",
    "login",
    "lovely",
    "maandag",
    "maart",
    "march",
    "master",
    "michael",
    "monday",
    "monkey",
    "najaar",
    "nederland",
    "netherlands",
    "november",
    "october",
    "oktober",
    "ordina",
    "parool",
    "passw0rd",
    "password",
    "paswoord",
    "pokemon",
    "princess",
    "qwerty",
    "qwertyuiop",
    "azerty",
    "asdfghjkl",
    "zxcvbnm",
    "rotterdam",
    "saturday",
    "schatje",
    "secret",
    "september",
    "service",
    "shadow",
    "sinterklaas",
    "spring",
    "starwars",
    "summer",
    "sunday",
    "sunshine",
    "superman",
    "support",
    "system",
    "temp",
    "tester",
    "test",
    "thuis",
    "tijdelijk",
    "trustno",
    "tuesday",
    "user",
    "utrecht",
    "verander",
    "veranderme",
    "vakantie",
    "voetbal",
    "voorjaar",
    "vrijdag",
    "wachtwoord",
    "wednesday",
    "weekend",
    "welcome",
    "welkom",
    "werk",
    "whatever",
    "winter",
    "woensdag",
    "zaterdag",
    "zomer",
    "zondag",
    "zonnetje",
];

/// Runs that fingers make on a keyboard or in counting.
const RUNS: &[&str] = &[
    "01234567890123456789",
    "98765432109876543210",
    "abcdefghijklmnopqrstuvwxyz",
    "zyxwvutsrqponmlkjihgfedcba",
    "qwertyuiopasdfghjklzxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn",
    "qazwsxedcrfvtgbyhnujm",
    "!@#$%^&*()",
];

/// Checks a password that somebody chose. `names`: names, addresses and words that belong to its owner.
pub fn check_password(password: &str, names: &[&str]) -> Result<(), WeakPassword> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Err(WeakPassword::TooShort);
    }
    if length > LONGEST {
        return Err(WeakPassword::TooLong);
    }
    let low = password.to_lowercase();
    if names.iter().any(|name| is_mostly(&low, name)) {
        return Err(WeakPassword::Name);
    }
    if is_run(&low) || is_common(&low) { Err(WeakPassword::Common) } else { Ok(()) }
}

/// A password that is a name and little else.
fn is_mostly(low: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let joined: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let parts = name.split([' ', '@', '.']).chain([name.as_str(), joined.as_str()]);
    let mut known = parts.filter(|part| part.chars().count() >= 3);
    known.any(|part| low.contains(part) && low.chars().count() < part.chars().count() + 5)
}

fn is_common(low: &str) -> bool {
    let stripped = |text: &str| {
        let letters = text.trim_matches(|c: char| !c.is_alphabetic());
        COMMON.contains(&letters) && text.chars().count() < letters.chars().count() + 7
    };
    let unmasked = |text: &str| -> String { text.chars().map(unmasked).collect() };
    let without_tail = low.trim_end_matches(|c: char| !c.is_alphabetic());
    let half = low.get(..low.len() / 2).filter(|half| low.len().is_multiple_of(2) && low.ends_with(half));
    stripped(low)
        || stripped(&unmasked(low))
        || stripped(&unmasked(without_tail))
        || half.is_some_and(|half| is_run(half) || COMMON.contains(&half))
}

/// The letter that a sign stands for in "p@ssw0rd".
fn unmasked(c: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// One character or a short group again and again, or a run of keys.
fn is_run(low: &str) -> bool {
    let chars: Vec<char> = low.chars().collect();
    let repeats = |period: usize| chars.iter().zip(chars.iter().skip(period)).all(|(a, b)| a == b);
    (1..=3).any(repeats) || RUNS.iter().any(|run| run.contains(low))
}
