//! What the forms of a promise hold.

use std::time::Duration;

use gehoor_kernel::time::civil::Date;
use gehoor_kernel::time::{Instant, Zone, days, hours};
use gehoor_people::Owner;
use gehoor_shell::api::Fields;
use gehoor_shell::web::Ui;

/// Longest text of notes and reasons, in characters.
pub(super) const TEXT: usize = 4000;
/// How old a tap may be that waited on a phone for a connection.
const OLDEST: Duration = days(7);

/// When it was tapped: not in the future, at most a week ago. A phone's clock that runs a little ahead is forgiven.
pub(super) fn tapped_at(fields: &mut Fields<'_>, now: Instant) -> Option<Instant> {
    let at = fields.opt_instant("at")?;
    if at > now.plus(gehoor_kernel::time::minutes(5)) {
        fields.fault("at", "future");
    } else if at < now.minus(OLDEST) {
        fields.fault("at", "tooLongAgo");
    }
    Some(at.min(now))
}

/// Somebody who may take the ball: "us_…" or "te_…".
pub(super) fn owner(fields: &mut Fields<'_>, name: &'static str) -> Option<Owner> {
    let text = fields.opt_text(name, 1..=64);
    let owner = text.as_deref().and_then(|text| text.parse().ok());
    if owner.is_none() && fields.clean() {
        fields.fault(name, "notThere");
    }
    owner
}

/// A moment from a chip (its own value), or from the field for any other time.
pub(super) fn moment(
    fields: &mut Fields<'_>,
    chip: &'static str,
    own: &'static str,
    zone: &Zone,
) -> Option<Instant> {
    let own = fields.opt_wall(own, zone);
    own.or(fields.opt_instant(chip))
}

/// Moments that are a tap away, with their words: in an hour, this afternoon, tomorrow morning, after the weekend.
pub(super) fn chips(ui: &Ui) -> Vec<(String, String)> {
    let (now, zone) = (ui.now(), ui.zone());
    let today = ui.date_of(now);
    let clock = |day: Date, hour: i8| zone.instant_of(day.at(hour, 0, 0, 0));
    let mut all = vec![now.plus(hours(1))];
    all.extend([clock(today, 16)].into_iter().filter(|at| *at > now.plus(hours(2))));
    let mut day = today;
    for _ in 0..4 {
        day = day.tomorrow().unwrap_or(day);
        if day.weekday().to_monday_one_offset() <= 5 {
            all.extend([clock(day, 9), clock(day, 16)]);
        }
    }
    all.truncate(5);
    all.into_iter().map(rounded).map(|at| (at.to_string(), ui.moment(at))).collect()
}

/// The next five minutes, as people say a time.
fn rounded(at: Instant) -> Instant {
    let five = 5 * 60 * 1_000_000;
    let over = at.as_micros().rem_euclid(five);
    if over == 0 { at } else { Instant::from_micros(at.as_micros() - over + five) }
}
