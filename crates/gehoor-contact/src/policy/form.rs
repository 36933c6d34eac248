//! The policy as JSON: in the API and in the store. A field that is missing has the value that the product starts with.

use std::time::Duration;

use gehoor_kernel::time::civil::{Date, Time};
use gehoor_kernel::time::holidays::HolidayRule;
use gehoor_kernel::time::hours::{Hours, TimeRange, WeekHours};
use gehoor_kernel::time::{Zone, days, minutes};
use gehoor_shell::{Error, Fault, Fields};
use serde_json::Value;

use crate::rules::{CompanyPolicy, Policy};

mod view;

pub(crate) use view::PolicyView;

/// The days of the week as fields, Monday first.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// The zone that the product starts with.
const ZONE: &str = "Europe/Amsterdam";
/// The kinds of promises (gehoor-promise) for which a notice may be enough.
const KINDS: &[&str] = &["callBack", "write", "deliver", "comeBy", "findOut", "handOver"];
/// Most members of a list of days.
const MOST: usize = 400;

/// Reads a stored policy.
pub(super) fn parse(text: &str) -> Result<CompanyPolicy, Error> {
    let value: Value = serde_json::from_str(text).map_err(|error| Error::program(error.to_string()))?;
    let mut fields = Fields::of(&value);
    let company = read_company(&mut fields);
    fields.done()?;
    Ok(company)
}

/// Reads a whole policy with all its faults.
pub fn read_company(fields: &mut Fields<'_>) -> CompanyPolicy {
    let zone = zone(fields);
    let start = CompanyPolicy::starting(zone.clone());
    // The version stands in the ETag; a body that was read before may be sent back as it is.
    let _ = fields.opt_int("version", 1..=i64::MAX);
    CompanyPolicy {
        default_country: country(fields).unwrap_or(start.default_country),
        company: read_hours(fields, "companyHours", &zone).unwrap_or(start.company),
        courtesy: read_hours(fields, "courtesyHours", &zone).unwrap_or(start.courtesy),
        notice_enough: kinds(fields),
        sign_of_life_days: whole(fields, "signOfLifeDays", 1..=365, start.sign_of_life_days),
        sign_of_life_within_days: whole(
            fields,
            "signOfLifeWithinDays",
            0..=30,
            start.sign_of_life_within_days,
        ),
        event_within_days: whole(fields, "eventWithinDays", 0..=30, start.event_within_days),
        sign_of_life_messages: fields.opt_flag("signOfLifeMessages").unwrap_or(start.sign_of_life_messages),
        tries: fields.opt_object("tries", |inner| read_tries(inner, &start.tries)).unwrap_or(start.tries),
        zone,
    }
}

fn zone(fields: &mut Fields<'_>) -> Zone {
    let name = fields.opt_text("zone", 1..=64);
    let zone = name.as_deref().map(Zone::new);
    match zone {
        Some(Ok(zone)) => zone,
        Some(Err(_)) => {
            fields.fault("zone", "notZone");
            Zone::utc()
        }
        None => Zone::new(ZONE).unwrap_or(Zone::utc()),
    }
}

fn country(fields: &mut Fields<'_>) -> Option<String> {
    let sent = fields.opt_text("defaultCountry", 2..=2)?;
    if !sent.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        fields.fault("defaultCountry", "notCountry");
    }
    Some(sent.to_ascii_uppercase())
}

fn kinds(fields: &mut Fields<'_>) -> Vec<String> {
    let sent = fields.texts("noticeEnough", 0..=KINDS.len(), 1..=40);
    if sent.iter().any(|kind| !KINDS.contains(&kind.as_str())) {
        fields.add("noticeEnough", Fault::new("", "notWord").arg("words", KINDS.join(", ")).arg("guess", ""));
    }
    sent
}

fn read_hours(fields: &mut Fields<'_>, name: &'static str, zone: &Zone) -> Option<Hours> {
    fields.opt_object(name, |inner| Hours {
        zone: zone.clone(),
        week: WeekHours { days: inner.object("week", week).unwrap_or_default() },
        holidays: holidays(inner),
        early_close: inner.list("earlyClose", 0..=MOST, early).into_iter().flatten().collect(),
        closed: closed(inner),
        opened: inner.list("opened", 0..=MOST, opened).into_iter().flatten().collect(),
    })
}

fn week(fields: &mut Fields<'_>) -> [Vec<TimeRange>; 7] {
    DAYS.map(|day| ranges(fields, day))
}

fn ranges(fields: &mut Fields<'_>, name: &'static str) -> Vec<TimeRange> {
    let sent = fields.texts(name, 0..=24, 1..=20);
    let mut read: Vec<TimeRange> = sent.iter().filter_map(|text| text.parse().ok()).collect();
    read.sort_by_key(|range| range.from_minute());
    let overlap = read.windows(2).any(|pair| pair[1].from_minute() < pair[0].until_minute());
    if read.len() < sent.len() || overlap {
        fields.fault(name, "notRanges");
    }
    read
}

fn holidays(fields: &mut Fields<'_>) -> HolidayRule {
    let good_friday = fields.opt_flag("goodFriday").unwrap_or(true);
    let liberation_day = fields.opt_flag("liberationDay").unwrap_or(true);
    match fields.opt_word("holidays", &["none", "netherlands"]) {
        Some("netherlands") => HolidayRule::Netherlands { good_friday, liberation_day },
        _ => HolidayRule::None,
    }
}

fn early(fields: &mut Fields<'_>) -> Option<(i8, i8, Time)> {
    let (month, day) = (fields.int("month", 1..=12), fields.int("day", 1..=31));
    let sent = fields.text("at", 5..=5);
    let Ok(at) = format!("{sent}:00").parse() else {
        if fields.clean() {
            fields.fault("at", "notTime");
        }
        return None;
    };
    Some((i8::try_from(month).ok()?, i8::try_from(day).ok()?, at))
}

fn closed(fields: &mut Fields<'_>) -> Vec<Date> {
    let sent = fields.texts("closed", 0..=MOST, 10..=10);
    let read: Vec<Date> = sent.iter().filter_map(|text| text.parse().ok()).collect();
    if read.len() < sent.len() {
        fields.fault("closed", "notDate");
    }
    read
}

fn opened(fields: &mut Fields<'_>) -> Option<(Date, Vec<TimeRange>)> {
    let sent = fields.text("date", 10..=10);
    let ranges = ranges(fields, "hours");
    let Ok(date) = sent.parse() else {
        if fields.clean() {
            fields.fault("date", "notDate");
        }
        return None;
    };
    Some((date, ranges))
}

/// Reads how a customer is tried; what is missing stays as in `base`.
pub fn read_tries(fields: &mut Fields<'_>, base: &Policy) -> Policy {
    let minute = |fields: &mut Fields<'_>, name, most: i64, base: Duration| {
        fields.opt_int(name, 0..=most).map_or(base, |n| minutes(n.unsigned_abs()))
    };
    let second = |fields: &mut Fields<'_>, name, most: i64, base: Duration| {
        fields.opt_int(name, 0..=most).map_or(base, |n| Duration::from_secs(n.unsigned_abs()))
    };
    let day = |fields: &mut Fields<'_>, name, base: Duration| {
        fields.opt_int(name, 1..=3650).map_or(base, |n| days(n.unsigned_abs()))
    };
    Policy {
        window_tries: waits(fields, "windowMinutes", &base.window_tries),
        window_last: minute(fields, "windowLastMinutes", 1440, base.window_last),
        busy_waits: waits(fields, "busyMinutes", &base.busy_waits),
        unreachable_waits: waits(fields, "unreachableMinutes", &base.unreachable_waits),
        spread_gap: minute(fields, "spreadGapMinutes", 2880, base.spread_gap),
        spread_days: whole(fields, "spreadDays", 1..=14, base.spread_days),
        rings_per_day: whole(fields, "ringsPerDay", 1..=10, base.rings_per_day),
        rings_in_all: whole(fields, "ringsInAll", 1..=50, base.rings_in_all),
        ring_days: whole(fields, "ringDays", 1..=60, base.ring_days),
        dayparts: whole(fields, "dayparts", 1..=5, base.dayparts),
        talk: minute(fields, "talkMinutes", 120, base.talk),
        jitter: second(fields, "jitterSeconds", 3600, base.jitter),
        technical_base: second(fields, "technicalBaseSeconds", 3600, base.technical_base),
        technical_cap: second(fields, "technicalCapSeconds", 86_400, base.technical_cap),
        technical_other_route: whole(fields, "technicalOtherRoute", 1..=100, base.technical_other_route),
        technical_alert: minute(fields, "technicalAlertMinutes", 1440, base.technical_alert),
        report_wait: minute(fields, "reportWaitMinutes", 20_160, base.report_wait),
        reply_wait: minute(fields, "replyWaitMinutes", 20_160, base.reply_wait),
        letter_wait: day(fields, "letterWaitDays", base.letter_wait),
        recent_life: day(fields, "recentLifeDays", base.recent_life),
    }
}

fn whole<T: TryFrom<i64>>(
    fields: &mut Fields<'_>,
    name: &'static str,
    range: std::ops::RangeInclusive<i64>,
    base: T,
) -> T {
    fields.opt_int(name, range).and_then(|n| T::try_from(n).ok()).unwrap_or(base)
}

/// A list of minutes that grow; empty is not a list of waits.
fn waits(fields: &mut Fields<'_>, name: &'static str, base: &[Duration]) -> Vec<Duration> {
    if !fields.given(name) {
        return base.to_vec();
    }
    let sent = fields.values(name, 1..=20);
    let read: Vec<i64> = sent.iter().filter_map(Value::as_i64).filter(|n| (0..=10_080).contains(n)).collect();
    if read.len() < sent.len() || !read.is_sorted() {
        fields.fault(name, "notWaits");
    }
    read.into_iter().map(|n| minutes(n.unsigned_abs())).collect()
}
