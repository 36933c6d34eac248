//! How customers and contact points are read from a body, and what the bodies look like.

use gehoor_kernel::text::name;
use gehoor_kernel::time::Zone;
use gehoor_kernel::time::hours::WeekHours;
use gehoor_shell::api::Fields;
use utoipa::ToSchema;

use super::views::DAYS;
use crate::rules::{CHANNELS, PointKind, PointValue, STATES, Wishes, is_language, read_value};
use crate::{CustomerChange, NewCustomer, NewPoint, PointChange, value_fault};

/// The most contact points of one customer at its making.
const MOST_POINTS: usize = 20;

/// A customer to be added.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct NewCustomerBody {
    /// The name: 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    name: String,
    /// The language, as a tag such as nl or en-GB; nl when not given.
    #[schema(pattern = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]
    language: Option<String>,
    /// The group for learning when customers are reached.
    #[schema(nullable, max_length = 60)]
    group: Option<String>,
    /// The time zone, such as Europe/Amsterdam; the company's when not given.
    #[schema(nullable)]
    time_zone: Option<String>,
    /// What the customer asked for.
    wishes: Option<WishesBody>,
    /// The ways to reach the customer, in the order in which they are tried.
    #[schema(max_items = 20)]
    contact_points: Option<Vec<NewPointBody>>,
}

/// What is changed of a customer; what is not given stays.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct CustomerChangeBody {
    /// Another name.
    #[schema(min_length = 1, max_length = 200)]
    name: Option<String>,
    /// Another language.
    #[schema(pattern = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$")]
    language: Option<String>,
    /// Another group; null takes it away.
    #[schema(nullable, max_length = 60)]
    group: Option<String>,
    /// Another time zone; null is the company's.
    #[schema(nullable)]
    time_zone: Option<String>,
    /// Other wishes, all of them.
    wishes: Option<WishesBody>,
}

/// What a customer asked for.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct WishesBody {
    /// Ranges such as 09:00-12:00 for each day.
    #[schema(nullable)]
    preferred_hours: Option<WeekBody>,
    /// phone, email, sms, letter or inPerson.
    #[schema(nullable, pattern = "^(phone|email|sms|letter|inPerson)$")]
    preferred_channel: Option<String>,
    /// How often the telephone may ring on one day: 1 to 10.
    #[schema(nullable, minimum = 1, maximum = 10)]
    daily_rings: Option<i64>,
}

/// Ranges for each day; a day that is not given has none.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct WeekBody {
    /// Such as 09:00-12:00; at most 6 for a day.
    monday: Option<Vec<String>>,
    /// As on Monday.
    tuesday: Option<Vec<String>>,
    /// As on Monday.
    wednesday: Option<Vec<String>>,
    /// As on Monday.
    thursday: Option<Vec<String>>,
    /// As on Monday.
    friday: Option<Vec<String>>,
    /// As on Monday.
    saturday: Option<Vec<String>>,
    /// As on Monday.
    sunday: Option<Vec<String>>,
}

/// A contact point to be added.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct NewPointBody {
    /// phone, email or post.
    #[schema(pattern = "^(phone|email|post)$")]
    kind: String,
    /// The number in any spelling, the mail address, or the postal address.
    #[schema(min_length = 1, max_length = 400)]
    value: String,
    /// What the customer calls it.
    #[schema(nullable, max_length = 60)]
    label: Option<String>,
    /// Whether the customer prefers it.
    preferred: Option<bool>,
}

/// What is changed of a contact point; what is not given stays.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct PointChangeBody {
    /// The right value; the old one stays in the history.
    #[schema(min_length = 1, max_length = 400)]
    value: Option<String>,
    /// Another label; null takes it away.
    #[schema(nullable, max_length = 60)]
    label: Option<String>,
    /// Whether the customer prefers it.
    preferred: Option<bool>,
    /// What a person found out: working, confirmedDead, changed, wrongPerson or unverified.
    #[schema(pattern = "^(unverified|working|suspect|confirmedDead|changed|wrongPerson)$")]
    state: Option<String>,
}

pub(super) fn customer(fields: &mut Fields<'_>, country: &str) -> NewCustomer {
    NewCustomer {
        name: fields.text("name", 1..=name::LIMIT),
        language: language(fields).unwrap_or_else(|| "nl".to_owned()),
        zone: zone(fields),
        group: fields.opt_text("group", 1..=60).unwrap_or_default(),
        wishes: fields.opt_object("wishes", wishes).unwrap_or_default(),
        points: fields
            .list("contactPoints", 0..=MOST_POINTS, |f| point(f, country))
            .into_iter()
            .flatten()
            .collect(),
    }
}

pub(super) fn customer_change(fields: &mut Fields<'_>) -> CustomerChange {
    CustomerChange {
        name: fields.opt_text("name", 1..=name::LIMIT),
        language: language(fields),
        zone: fields.given("timeZone").then(|| zone(fields)),
        group: fields.given("group").then(|| fields.opt_text("group", 1..=60).unwrap_or_default()),
        wishes: fields.opt_object("wishes", wishes),
    }
}

pub(super) fn point(fields: &mut Fields<'_>, country: &str) -> Option<NewPoint> {
    let kind = fields.word("kind", &PointKind::WORDS).parse().ok();
    let typed = fields.text("value", 1..=400);
    let label = fields.opt_text("label", 1..=60);
    let preferred = fields.opt_flag("preferred").unwrap_or(false);
    let value = value(fields, kind?, &typed, country)?;
    Some(NewPoint { value, label, preferred })
}

/// A change of a point; its value is read in the transaction, where the kind of the point is known.
pub(super) struct PointEdit {
    pub change: PointChange,
    pub typed: Option<String>,
}

pub(super) fn point_edit(fields: &mut Fields<'_>) -> PointEdit {
    let change = PointChange {
        value: None,
        label: fields.given("label").then(|| fields.opt_text("label", 1..=60)),
        preferred: fields.opt_flag("preferred"),
        state: fields.opt_word("state", &STATES),
    };
    PointEdit { change, typed: fields.opt_text("value", 1..=400) }
}

fn value(fields: &mut Fields<'_>, kind: PointKind, typed: &str, country: &str) -> Option<PointValue> {
    if typed.is_empty() {
        return None;
    }
    match read_value(kind, typed, country) {
        Ok(value) => Some(value),
        Err(fault) => {
            fields.add("value", value_fault("", &fault));
            None
        }
    }
}

fn language(fields: &mut Fields<'_>) -> Option<String> {
    let tag = fields.opt_text("language", 1..=35)?;
    if !is_language(&tag) {
        fields.fault("language", "notLanguage");
    }
    Some(tag)
}

fn zone(fields: &mut Fields<'_>) -> Option<Zone> {
    let name = fields.opt_text("timeZone", 1..=60)?;
    let zone = Zone::new(&name).ok();
    if zone.is_none() {
        fields.fault("timeZone", "notTimeZone");
    }
    zone
}

fn wishes(fields: &mut Fields<'_>) -> Wishes {
    Wishes {
        hours: fields.opt_object("preferredHours", week).filter(|week| !week.is_empty()),
        channel: fields.opt_word("preferredChannel", &CHANNELS).map(str::to_owned),
        daily_rings: fields.opt_int("dailyRings", 1..=10).and_then(|rings| u8::try_from(rings).ok()),
    }
}

fn week(fields: &mut Fields<'_>) -> WeekHours {
    let mut week = WeekHours::default();
    for (day, ranges) in DAYS.into_iter().zip(&mut week.days) {
        for text in fields.texts(day, 0..=6, 1..=20) {
            match text.parse() {
                Ok(range) => ranges.push(range),
                Err(_) => fields.fault(day, "notTimeRange"),
            }
        }
        ranges.sort();
    }
    week
}
