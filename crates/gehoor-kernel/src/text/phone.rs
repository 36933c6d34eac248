//! Telephone numbers: read by the country's plan, *valid* and not merely possible, and with what to do when they are not.

mod dutch;
mod fault;
mod mend;
#[cfg(test)]
mod tests;

use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType, Region};

pub use fault::PhoneFault;

/// A telephone number that exists in its country's plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number {
    /// The form in which it is stored: `+31612345678`.
    pub e164: String,
    /// The country ("NL"); "001" for numbers of no country.
    pub region: String,
    /// What sort of line it is by the plan.
    pub kind: Kind,
    /// The extension that was typed with it.
    pub extension: Option<String>,
}

/// What sort of line a number is, by its country's plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A mobile telephone.
    Mobile,
    /// A fixed line.
    Landline,
    /// The plan does not tell these apart (North America).
    LandlineOrMobile,
    /// Internet telephony that belongs to no place.
    Voip,
    /// A company's own number that belongs to no place (088; municipalities' 14 numbers).
    Company,
    /// A personal assistant service (084, 087): often a voicemail, and dear.
    PersonalAssistant,
    /// Free for the caller (0800).
    Free,
    /// Paid by the caller (0900).
    Paid,
    /// A pager (066).
    Pager,
    /// A machine (097).
    Machine,
    /// Something else, or the plan does not say.
    Other,
}

impl Kind {
    /// The fixed word of this kind, as the API and the catalogues name it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Landline => "landline",
            Self::LandlineOrMobile => "landlineOrMobile",
            Self::Voip => "voip",
            Self::Company => "company",
            Self::PersonalAssistant => "personalAssistant",
            Self::Free => "free",
            Self::Paid => "paid",
            Self::Pager => "pager",
            Self::Machine => "machine",
            Self::Other => "other",
        }
    }
}

/// Reads a number at which a customer can be rung. `default_region` ("NL") is the country of a number without one.
/// Refuses what is not valid by the plan, and numbers that nobody can be rung back on (pagers, service numbers, 112).
pub fn parse(typed: &str, default_region: &str) -> Result<Number, PhoneFault> {
    let number = read(typed, default_region)?;
    if let Some(kind) = not_reachable(&number) { Err(PhoneFault::NotReachable { kind }) } else { Ok(number) }
}

/// Reads any number that is valid by its country's plan, reachable or not.
pub fn read(typed: &str, default_region: &str) -> Result<Number, PhoneFault> {
    let home = Region::from_code(default_region).unwrap_or(Region::NL);
    let text = tidy(typed)?;
    if home == Region::NL
        && let Some(kind) = dutch::short_number(&text)
    {
        return Err(PhoneFault::NotReachable { kind });
    }
    match valid(&text, home) {
        Some(number) => Ok(to_number(&number)),
        None => Err(mend::explain(&text, home)),
    }
}

/// The number as people in the Netherlands dial and read it: `06 12 34 56 78`; foreign ones with their country code.
pub fn national(e164: &str) -> String {
    shown(e164, "NL")
}

/// The number as people in this country dial and read it; foreign ones with their country code.
/// What is not a number comes back as it is.
pub fn shown(e164: &str, home_region: &str) -> String {
    let home = Region::from_code(home_region).unwrap_or(Region::NL);
    let Ok(number) = PHONE_NUMBER_UTIL.parse(e164, Some(home)) else { return e164.to_owned() };
    show(&number, home)
}

fn show(number: &PhoneNumber, home: Region) -> String {
    if number.get_region_code() != Some(home) {
        return number.format_as(PhoneNumberFormat::International).into_owned();
    }
    if home == Region::NL
        && let Some(pairs) = dutch::mobile_in_pairs(number)
    {
        return pairs;
    }
    number.format_as(PhoneNumberFormat::National).into_owned()
}

/// Trims, and drops the "(0)" that people write behind a country code.
fn tidy(typed: &str) -> Result<String, PhoneFault> {
    let text = typed.trim();
    if text.is_empty() {
        return Err(PhoneFault::Empty);
    }
    if text.chars().count() > 100 || text.contains(|c: char| c.is_control()) {
        return Err(PhoneFault::NotANumber { suggestion: None });
    }
    let abroad = text.starts_with('+') || text.starts_with("00");
    Ok(if abroad { text.replacen("(0)", "", 1) } else { text.to_owned() })
}

fn valid(text: &str, home: Region) -> Option<PhoneNumber> {
    PHONE_NUMBER_UTIL.parse(text, Some(home)).ok().filter(PhoneNumber::is_valid)
}

fn to_number(number: &PhoneNumber) -> Number {
    let region = number.get_region_code().unwrap_or(Region::World);
    let extension = number.extension.clone().filter(|digits| !digits.is_empty());
    Number {
        e164: number.format_as(PhoneNumberFormat::E164).into_owned(),
        region: region.as_region_str().to_string(),
        kind: kind(number, region),
        extension,
    }
}

fn kind(number: &PhoneNumber, region: Region) -> Kind {
    let dutch =
        (region == Region::NL).then(|| dutch::kind(&number.get_national_significant_number())).flatten();
    dutch.unwrap_or(match number.get_type() {
        PhoneNumberType::FixedLine => Kind::Landline,
        PhoneNumberType::Mobile => Kind::Mobile,
        PhoneNumberType::FixedLineOrMobile => Kind::LandlineOrMobile,
        PhoneNumberType::TollFree => Kind::Free,
        PhoneNumberType::PremiumRate | PhoneNumberType::SharedCost => Kind::Paid,
        PhoneNumberType::VoIP => Kind::Voip,
        PhoneNumberType::PersonalNumber => Kind::PersonalAssistant,
        PhoneNumberType::Pager => Kind::Pager,
        PhoneNumberType::UAN => Kind::Company,
        PhoneNumberType::VoiceMail | PhoneNumberType::Unknown => Kind::Other,
    })
}

/// The word of a number on which nobody can be rung back; the Dutch ones by the table of the number plan.
fn not_reachable(number: &Number) -> Option<&'static str> {
    match number.kind {
        Kind::Pager => Some("pager"),
        Kind::Paid => Some("paid"),
        Kind::Machine => Some("machine"),
        Kind::Free if number.region == "NL" => Some("free"),
        Kind::Company if number.e164.starts_with("+3114") && number.e164.len() < 10 => Some("municipality"),
        _ => None,
    }
}
