//! The policy as it is written out, and its description for the API's document.

use std::time::Duration;

use gehoor_kernel::time::civil::Date;
use gehoor_kernel::time::holidays::HolidayRule;
use gehoor_kernel::time::hours::{Hours, TimeRange};
use gehoor_shell::Error;
use serde::Serialize;
use utoipa::ToSchema;

use crate::rules::{CompanyPolicy, Policy};

/// The company's contact policy. A field that is left out gets the value that the product starts with.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContactPolicy)]
pub(crate) struct PolicyView {
    /// The company's time zone, by its IANA name.
    #[schema(example = "Europe/Amsterdam", required = false)]
    zone: String,
    /// The country of numbers without a country code, ISO 3166 alpha-2.
    #[schema(example = "NL", required = false)]
    default_country: String,
    /// When somebody is there.
    #[schema(required = false)]
    company_hours: HoursView,
    /// When a customer without a wish of their own may be called.
    #[schema(required = false)]
    courtesy_hours: HoursView,
    /// The kinds of promises that a delivered message or a voicemail keeps.
    #[schema(required = false)]
    notice_enough: Vec<String>,
    /// Days between two signs of life to a customer who waits for an event.
    #[schema(minimum = 1, maximum = 365, required = false)]
    sign_of_life_days: u16,
    /// Days after the day on which a sign of life is due, on which the customer can be reached, until the promise is broken
    /// without it; 0: by the end of that day.
    #[schema(minimum = 0, maximum = 30, required = false)]
    sign_of_life_within_days: u16,
    /// The same for the call after the event that a customer waited for.
    #[schema(minimum = 0, maximum = 30, required = false)]
    event_within_days: u16,
    /// Whether a sign of life leaves by itself as a text message or mail, where such a channel is configured.
    #[schema(required = false)]
    sign_of_life_messages: bool,
    /// How a customer is tried.
    #[schema(required = false)]
    tries: TriesView,
    /// Counts changes; also the ETag. Not read when it is sent.
    #[schema(minimum = 1, required = false)]
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i64>,
}

impl PolicyView {
    /// The policy with its version.
    pub(crate) fn of(version: i64, company: &CompanyPolicy) -> Self {
        Self {
            zone: company.zone.name().to_owned(),
            default_country: company.default_country.clone(),
            company_hours: HoursView::of(&company.company),
            courtesy_hours: HoursView::of(&company.courtesy),
            notice_enough: company.notice_enough.clone(),
            sign_of_life_days: company.sign_of_life_days,
            sign_of_life_within_days: company.sign_of_life_within_days,
            event_within_days: company.event_within_days,
            sign_of_life_messages: company.sign_of_life_messages,
            tries: TriesView::of(&company.tries),
            version: Some(version),
        }
    }

    /// The JSON object.
    pub(crate) fn json(&self) -> Result<serde_json::Value, Error> {
        serde_json::to_value(self).map_err(|error| Error::program(error.to_string()))
    }

    /// The JSON text for the store.
    pub(crate) fn text(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|error| Error::program(error.to_string()))
    }
}

/// Hours: a week, holidays, and single days.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = OpeningHours)]
struct HoursView {
    /// The usual week.
    week: WeekView,
    /// Which days are holidays: none, or the Dutch ones.
    #[schema(example = "netherlands", required = false)]
    holidays: &'static str,
    /// Whether Good Friday is one of them.
    #[schema(required = false)]
    good_friday: bool,
    /// Whether 5 May is one of them.
    #[schema(required = false)]
    liberation_day: bool,
    /// Days of the year that end early.
    #[schema(required = false)]
    early_close: Vec<EarlyView>,
    /// Single days that are closed, "2026-12-24".
    #[schema(required = false)]
    closed: Vec<String>,
    /// Single days with hours of their own; they beat everything else.
    #[schema(required = false)]
    opened: Vec<OpenedView>,
}

impl HoursView {
    fn of(hours: &Hours) -> Self {
        let (holidays, good_friday, liberation_day) = match hours.holidays {
            HolidayRule::None => ("none", true, true),
            HolidayRule::Netherlands { good_friday, liberation_day } => {
                ("netherlands", good_friday, liberation_day)
            }
        };
        let early = |(month, day, at): &(i8, i8, gehoor_kernel::time::civil::Time)| EarlyView {
            month: *month,
            day: *day,
            at: format!("{:02}:{:02}", at.hour(), at.minute()),
        };
        let opened = |(date, ranges): &(Date, Vec<TimeRange>)| OpenedView {
            date: date.to_string(),
            hours: texts(ranges),
        };
        Self {
            week: WeekView::of(&hours.week.days),
            holidays,
            good_friday,
            liberation_day,
            early_close: hours.early_close.iter().map(early).collect(),
            closed: hours.closed.iter().map(Date::to_string).collect(),
            opened: hours.opened.iter().map(opened).collect(),
        }
    }
}

/// A week; each day a list of ranges "09:00-17:30". A day without ranges is closed.
#[derive(Serialize, ToSchema)]
#[schema(as = WeekHours)]
struct WeekView {
    #[schema(required = false)]
    monday: Vec<String>,
    #[schema(required = false)]
    tuesday: Vec<String>,
    #[schema(required = false)]
    wednesday: Vec<String>,
    #[schema(required = false)]
    thursday: Vec<String>,
    #[schema(required = false)]
    friday: Vec<String>,
    #[schema(required = false)]
    saturday: Vec<String>,
    #[schema(required = false)]
    sunday: Vec<String>,
}

impl WeekView {
    fn of(days: &[Vec<TimeRange>; 7]) -> Self {
        let [monday, tuesday, wednesday, thursday, friday, saturday, sunday] =
            days.each_ref().map(|ranges| texts(ranges));
        Self { monday, tuesday, wednesday, thursday, friday, saturday, sunday }
    }
}

fn texts(ranges: &[TimeRange]) -> Vec<String> {
    ranges.iter().map(TimeRange::to_string).collect()
}

/// A day of every year that ends early.
#[derive(Serialize, ToSchema)]
#[schema(as = EarlyClose)]
struct EarlyView {
    /// The month.
    #[schema(minimum = 1, maximum = 12)]
    month: i8,
    /// The day of the month.
    #[schema(minimum = 1, maximum = 31)]
    day: i8,
    /// The time, "18:30".
    #[schema(pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")]
    at: String,
}

/// A single day with hours of its own.
#[derive(Serialize, ToSchema)]
#[schema(as = OpenedDay)]
struct OpenedView {
    /// The day, "2026-12-24".
    #[schema(format = "date")]
    date: String,
    /// Its ranges.
    #[schema(required = false)]
    hours: Vec<String>,
}

/// How a customer is tried.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContactTries)]
pub(crate) struct TriesView {
    /// Minutes after the start of the promised window at which is tried.
    #[schema(required = false)]
    window_minutes: Vec<u64>,
    /// The last try is this many minutes before the end of the window.
    #[schema(maximum = 1440, required = false)]
    window_last_minutes: u64,
    /// Waits after a busy line, one after the other.
    #[schema(required = false)]
    busy_minutes: Vec<u64>,
    /// Waits after "not reachable", one after the other.
    #[schema(required = false)]
    unreachable_minutes: Vec<u64>,
    /// Shortest wait until a ring in another part of the day; doubles with every ring.
    #[schema(maximum = 2880, required = false)]
    spread_gap_minutes: u64,
    /// Open days over which a next part of the day is looked for.
    #[schema(minimum = 1, maximum = 14, required = false)]
    spread_days: u8,
    /// Real rings a day.
    #[schema(minimum = 1, maximum = 10, required = false)]
    rings_per_day: u8,
    /// Real rings before the lead is asked.
    #[schema(minimum = 1, maximum = 50, required = false)]
    rings_in_all: u8,
    /// Working days over which those are counted.
    #[schema(minimum = 1, maximum = 60, required = false)]
    ring_days: u8,
    /// Parts of the day over which they are spread at least.
    #[schema(minimum = 1, maximum = 5, required = false)]
    dayparts: u8,
    /// A call starts at least this many minutes before closing.
    #[schema(maximum = 120, required = false)]
    talk_minutes: u64,
    /// Largest random shift of a planned moment.
    #[schema(maximum = 3600, required = false)]
    jitter_seconds: u64,
    /// First bound of the random wait after a technical failure; doubles each time.
    #[schema(maximum = 3600, required = false)]
    technical_base_seconds: u64,
    /// Largest bound of that wait.
    #[schema(maximum = 86400, required = false)]
    technical_cap_seconds: u64,
    /// The technical failure in a row from which another route is taken.
    #[schema(minimum = 1, maximum = 100, required = false)]
    technical_other_route: u8,
    /// Technical failures over so many minutes are told to the lead.
    #[schema(maximum = 1440, required = false)]
    technical_alert_minutes: u64,
    /// How long a report of a message is awaited.
    #[schema(maximum = 20160, required = false)]
    report_wait_minutes: u64,
    /// How long an answer to a delivered message is awaited.
    #[schema(maximum = 20160, required = false)]
    reply_wait_minutes: u64,
    /// How many days a letter is given.
    #[schema(minimum = 1, maximum = 3650, required = false)]
    letter_wait_days: u64,
    /// A number that worked in the last so many days is given up by a person only.
    #[schema(minimum = 1, maximum = 3650, required = false)]
    recent_life_days: u64,
}

impl TriesView {
    /// The tries in the units of the API.
    pub(crate) fn of(tries: &Policy) -> Self {
        Self {
            window_minutes: tries.window_tries.iter().copied().map(minutes).collect(),
            window_last_minutes: minutes(tries.window_last),
            busy_minutes: tries.busy_waits.iter().copied().map(minutes).collect(),
            unreachable_minutes: tries.unreachable_waits.iter().copied().map(minutes).collect(),
            spread_gap_minutes: minutes(tries.spread_gap),
            spread_days: tries.spread_days,
            rings_per_day: tries.rings_per_day,
            rings_in_all: tries.rings_in_all,
            ring_days: tries.ring_days,
            dayparts: tries.dayparts,
            talk_minutes: minutes(tries.talk),
            jitter_seconds: tries.jitter.as_secs(),
            technical_base_seconds: tries.technical_base.as_secs(),
            technical_cap_seconds: tries.technical_cap.as_secs(),
            technical_other_route: tries.technical_other_route,
            technical_alert_minutes: minutes(tries.technical_alert),
            report_wait_minutes: minutes(tries.report_wait),
            reply_wait_minutes: minutes(tries.reply_wait),
            letter_wait_days: minutes(tries.letter_wait) / 1440,
            recent_life_days: minutes(tries.recent_life) / 1440,
        }
    }
}

fn minutes(wait: Duration) -> u64 {
    wait.as_secs() / 60
}
