//! How customers and contact points are written.

use std::collections::BTreeMap;

use gehoor_kernel::text::phone;
use gehoor_kernel::time::Zone;
use gehoor_kernel::time::hours::{TimeRange, WeekHours};
use serde::Serialize;
use utoipa::ToSchema;

use crate::rules::{PointKind, Wishes};
use crate::{ContactPoint, Customer};

/// The days as they are named in the API, Monday first.
pub(super) const DAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A customer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Customer)]
pub(super) struct CustomerView {
    /// The id: cu_ and 26 characters.
    pub id: String,
    /// The name; null after erasure.
    name: Option<String>,
    /// The language, as a tag.
    language: String,
    /// The group for learning when customers are reached.
    group: Option<String>,
    /// The customer's time zone; null is the company's.
    time_zone: Option<String>,
    /// What the customer asked for.
    wishes: WishesView,
    /// The ways to reach the customer, in the order in which they are tried.
    contact_points: Vec<PointView>,
    /// When the customer was added.
    made_at: String,
    /// When the customer's words were erased.
    erased_at: Option<String>,
    /// The card that this one was merged into; null for a card that stands by itself.
    merged_into: Option<String>,
    /// Counts changes of the customer's own fields; also the ETag.
    version: i64,
}

/// What a customer asked for.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Wishes)]
pub(super) struct WishesView {
    /// Ranges such as 09:00-12:00 for each day, in the customer's time zone.
    preferred_hours: Option<BTreeMap<&'static str, Vec<String>>>,
    /// phone, email, sms, letter or inPerson.
    preferred_channel: Option<String>,
    /// How often the telephone may ring on one day.
    daily_rings: Option<u8>,
}

/// A way to reach a customer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContactPoint)]
pub(super) struct PointView {
    /// The id: cp_ and 26 characters.
    id: String,
    /// Whose it is.
    customer_id: String,
    /// phone, email or post.
    kind: &'static str,
    /// The value in the form that is used: E.164 for numbers; null after erasure.
    value: Option<String>,
    /// The value as people read and dial it.
    shown: Option<String>,
    /// What was written down.
    typed: Option<String>,
    /// For numbers: the sort of line.
    line: Option<String>,
    /// What the customer calls it.
    label: Option<String>,
    /// Whether the customer prefers it.
    preferred: bool,
    /// What is believed about it: unverified, working, suspect, confirmedDead, changed or wrongPerson.
    state: String,
    /// Since when that state holds.
    state_at: String,
    /// Its last sign of life.
    last_life_at: Option<String>,
    /// When its present value was written down.
    since: String,
    /// The values that it had before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    earlier: Vec<EarlierView>,
    /// Counts changes; also the ETag.
    version: i64,
}

/// A value that was corrected.
#[derive(Serialize, ToSchema)]
#[schema(as = EarlierValue)]
pub(super) struct EarlierView {
    /// The value.
    value: String,
    /// From when.
    from: String,
    /// Until when.
    until: String,
    /// Its state: changed.
    state: &'static str,
}

impl CustomerView {
    pub(super) fn of(customer: &Customer, points: &[ContactPoint], country: &str) -> Self {
        Self {
            id: customer.id.to_string(),
            name: customer.name.clone(),
            language: customer.language.clone(),
            group: Some(customer.group.clone()).filter(|group| !group.is_empty()),
            time_zone: customer.zone.as_ref().map(Zone::to_string),
            wishes: WishesView::of(&customer.wishes),
            contact_points: points.iter().map(|point| PointView::of(point, country)).collect(),
            made_at: customer.made_at.to_string(),
            erased_at: customer.erased_at.map(|at| at.to_string()),
            merged_into: customer.merged_into.map(|id| id.to_string()),
            version: customer.version,
        }
    }
}

impl WishesView {
    fn of(wishes: &Wishes) -> Self {
        Self {
            preferred_hours: wishes.hours.as_ref().map(week),
            preferred_channel: wishes.channel.clone(),
            daily_rings: wishes.daily_rings,
        }
    }
}

fn week(hours: &WeekHours) -> BTreeMap<&'static str, Vec<String>> {
    let ranges = |ranges: &Vec<TimeRange>| ranges.iter().map(TimeRange::to_string).collect();
    DAYS.into_iter().zip(hours.days.iter().map(ranges)).collect()
}

impl PointView {
    pub(super) fn of(point: &ContactPoint, country: &str) -> Self {
        let shown = |value: &String| match point.kind {
            PointKind::Phone => phone::shown(value, country),
            PointKind::Email | PointKind::Post => value.clone(),
        };
        Self {
            id: point.id.to_string(),
            customer_id: point.customer.to_string(),
            kind: point.kind.word(),
            value: point.value.clone(),
            shown: point.value.as_ref().map(shown),
            typed: point.typed.clone(),
            line: point.line.clone(),
            label: point.label.clone(),
            preferred: point.preferred,
            state: point.state.clone(),
            state_at: point.state_at.to_string(),
            last_life_at: point.last_life.map(|at| at.to_string()),
            since: point.since.to_string(),
            earlier: Vec::new(),
            version: point.version,
        }
    }

    /// The same with the values that it had before.
    pub(super) fn with_history(mut self, earlier: &[crate::EarlierValue]) -> Self {
        let view = |old: &crate::EarlierValue| EarlierView {
            value: old.value.clone(),
            from: old.from.to_string(),
            until: old.until.to_string(),
            state: "changed",
        };
        self.earlier = earlier.iter().map(view).collect();
        self
    }
}

/// A page of customers.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the page that the shell writes")]
pub(super) struct CustomerPage {
    /// The customers in the order in which they were added.
    items: Vec<CustomerView>,
    /// The address of the next page.
    next: Option<String>,
}

/// The contact points of a customer.
#[derive(Serialize, ToSchema)]
pub(super) struct PointList {
    /// In the order in which they are tried.
    pub items: Vec<PointView>,
    /// Always null: a customer has one page of them.
    pub next: Option<String>,
}
