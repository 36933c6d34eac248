//! What one card holds that was made of two, what two cards hold again, and which cards are likely doubles.

use gehoor_kernel::id::ContactPointId;
use gehoor_kernel::time::Zone;

use super::{PointKind, Wishes, name_keys, search_key};

/// Which of two cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The card that stays.
    #[default]
    Kept,
    /// The card that goes into it.
    Other,
}

impl Side {
    /// Every word of a side.
    pub const WORDS: [&'static str; 2] = ["kept", "other"];

    /// The side of a word; the card that stays for any other text.
    pub fn of_word(word: &str) -> Self {
        if word == "other" { Self::Other } else { Self::Kept }
    }
}

/// From which card comes what both can't give.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeChoice {
    /// The name.
    pub name: Side,
    /// The language.
    pub language: Side,
    /// The wishes; what this card does not say comes from the other.
    pub wishes: Side,
}

/// What a card holds of its own, apart from the ways to reach the customer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The name.
    pub name: String,
    /// The language, as a tag.
    pub language: String,
    /// Where the customer's clock hangs.
    pub zone: Option<Zone>,
    /// The group for learning; empty when there is none.
    pub group: String,
    /// What the customer asked for.
    pub wishes: Wishes,
}

/// What the card holds that is made of two.
pub fn merged(kept: &Own, other: &Own, choice: MergeChoice) -> Own {
    let of = |side: Side| if side == Side::Kept { kept } else { other };
    let (first, second) = match choice.wishes {
        Side::Kept => (&kept.wishes, &other.wishes),
        Side::Other => (&other.wishes, &kept.wishes),
    };
    Own {
        name: of(choice.name).name.clone(),
        language: of(choice.language).language.clone(),
        zone: kept.zone.clone().or_else(|| other.zone.clone()),
        group: if kept.group.is_empty() { other.group.clone() } else { kept.group.clone() },
        wishes: Wishes {
            hours: first.hours.clone().or_else(|| second.hours.clone()),
            channel: first.channel.clone().or_else(|| second.channel.clone()),
            daily_rings: first.daily_rings.or(second.daily_rings),
        },
    }
}

/// What the card holds after the merge is undone: what came from the other goes, what was changed since stays.
pub fn unmerged(now: &Own, before: &Own, other: &Own) -> Own {
    let wishes = (&now.wishes, &before.wishes, &other.wishes);
    Own {
        name: back(&now.name, &before.name, &other.name),
        language: back(&now.language, &before.language, &other.language),
        zone: back(&now.zone, &before.zone, &other.zone),
        group: back(&now.group, &before.group, &other.group),
        wishes: Wishes {
            hours: back(&wishes.0.hours, &wishes.1.hours, &wishes.2.hours),
            channel: back(&wishes.0.channel, &wishes.1.channel, &wishes.2.channel),
            daily_rings: back(&wishes.0.daily_rings, &wishes.1.daily_rings, &wishes.2.daily_rings),
        },
    }
}

fn back<T: Clone + PartialEq>(now: &T, before: &T, other: &T) -> T {
    if now == other { before.clone() } else { now.clone() }
}

/// A way to reach a customer, as merging sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The contact point.
    pub id: ContactPointId,
    /// What it is.
    pub kind: PointKind,
    /// Its value.
    pub value: String,
}

/// For each way of the other card, in order, the one of the card that stays which is the same number or address.
pub fn twins<'a>(kept: &'a [Way], other: &[Way]) -> Vec<Option<&'a Way>> {
    let same =
        |one: &Way, two: &Way| one.kind == two.kind && search_key(&one.value) == search_key(&two.value);
    other.iter().map(|way| kept.iter().find(|own| same(own, way))).collect()
}

/// Why two cards may be of one customer, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same telephone number.
    Number,
    /// The same mail address.
    Mail,
    /// The same postal address.
    Address,
    /// Promises with the same reference: a plate, an order, a room.
    Reference,
    /// Names that share what tells them apart.
    Name,
}

impl Likeness {
    /// The fixed word.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Mail => "mail",
            Self::Address => "address",
            Self::Reference => "reference",
            Self::Name => "name",
        }
    }

    /// The likeness of two cards that have a way of this kind in common.
    pub const fn of_kind(kind: PointKind) -> Self {
        match kind {
            PointKind::Phone => Self::Number,
            PointKind::Email => Self::Mail,
            PointKind::Post => Self::Address,
        }
    }
}

/// Words that many names share.
const COMMON: [&str; 18] = [
    "de", "van", "der", "den", "het", "ter", "ten", "te", "dhr", "mw", "mevr", "mevrouw", "meneer", "heer",
    "fam", "familie", "mr", "mrs",
];

/// The words that tell a name apart: longer than one letter, and no word that many names share.
pub fn telling_words(name: &str) -> Vec<String> {
    let tells = |word: &String| word.chars().count() > 1 && !COMMON.contains(&word.as_str());
    name_keys(name).into_iter().filter(tells).collect()
}

/// Whether two names may be of one person: every telling word of the shorter one stands in the other.
pub fn is_like(one: &str, two: &str) -> bool {
    let (one, two) = (telling_words(one), telling_words(two));
    let (short, long) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    !short.is_empty() && short.iter().all(|word| long.contains(word))
}
