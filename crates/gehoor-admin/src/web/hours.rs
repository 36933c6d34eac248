//! `/admin/hours`: when somebody is there and when customers may be called, holidays and single days.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use gehoor_contact::Standing;
use gehoor_kernel::time::civil::{Date, Time};
use gehoor_kernel::time::holidays::{HolidayRule, nl};
use gehoor_kernel::time::hours::{Hours, WeekHours};
use gehoor_shell::api::Answer;
use gehoor_shell::web::{Filled, Form, Look, Notice, Page, Pages, Ui, see};
use gehoor_shell::{App, Error, Fields};

use super::person::is_told;
use super::{ADMIN, done, unproved};
use crate::rules::{Change, ranges, shown};

/// The fields of the days, Monday first.
const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
/// Whose hours a form is about.
const WHOSE: [&str; 2] = ["company", "courtesy"];
/// Coming holidays that are shown.
const COMING: usize = 11;

pub(super) fn pages() -> Pages {
    Pages::new()
        .get("/admin/hours", ADMIN, show)
        .post("/admin/hours", ADMIN, change)
        .post("/admin/hours/days", ADMIN, add_day)
        .post("/admin/hours/days/{day}/remove", ADMIN, drop_day)
        .post("/admin/hours/early", ADMIN, add_early)
        .post("/admin/hours/early/{day}/remove", ADMIN, drop_early)
}

#[derive(Template)]
#[template(path = "hours.html")]
struct HoursPage<'a> {
    ui: &'a Ui,
    standing: &'a Standing,
    /// The forms of the two weeks, and that of a single day.
    company: &'a Filled,
    courtesy: &'a Filled,
    day: &'a Filled,
}

/// A single day: closed, or with hours of its own.
struct Special {
    day: Date,
    hours: String,
}

impl HoursPage<'_> {
    fn days(&self) -> [&'static str; 7] {
        DAYS
    }

    fn names(&self) -> Vec<String> {
        (1..=7).map(|day| self.ui.t(&format!("weekday-{day}"))).collect()
    }

    fn specials(&self) -> Vec<Special> {
        let hours = &self.standing.company.company;
        let opened = hours.opened.iter().map(|(day, ranges)| Special { day: *day, hours: shown(ranges) });
        let closed = hours.closed.iter().map(|day| Special { day: *day, hours: String::new() });
        let mut all: Vec<_> = opened.chain(closed).collect();
        all.sort_by_key(|special| special.day);
        all
    }

    /// Days of every year that end early: the address's word, day and month, and the time.
    fn early(&self) -> Vec<(String, String, String)> {
        let early = &self.standing.company.company.early_close;
        let row = |(month, day, at): &(i8, i8, Time)| {
            let named = format!("{day} {}", self.ui.t(&format!("month-{month}")));
            (format!("{month}-{day}"), named, format!("{:02}:{:02}", at.hour(), at.minute()))
        };
        early.iter().map(row).collect()
    }

    /// The coming holidays on which the company is closed.
    fn holidays(&self) -> Vec<(Date, String)> {
        let (today, hours) = (self.ui.date_of(self.ui.now()), &self.standing.company.company);
        let years = [today.year(), today.year() + 1];
        let all = years.into_iter().flat_map(nl);
        let coming = all.filter(|(day, _)| *day >= today && hours.holidays.is_holiday(*day));
        coming.take(COMING).map(|(day, key)| (day, self.ui.word("holiday-", key))).collect()
    }

    fn is_always_open(&self) -> bool {
        self.standing.company.company == Hours::always(self.standing.company.zone.clone())
    }
}

/// What is wrong or was filled in, in one of the forms.
#[derive(Default)]
struct Wrong<'a> {
    company: Option<&'a Filled>,
    courtesy: Option<&'a Filled>,
    day: Option<&'a Filled>,
    notice: Option<Notice>,
}

async fn show(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let notice = done(&look, &["hours", "day", "dayGone"]);
    page(&app, &look.ui, Wrong { notice, ..Wrong::default() }).await
}

async fn page(app: &App, ui: &Ui, wrong: Wrong<'_>) -> Result<Response, Error> {
    let cx = app.cx(ui.visitor().ok_or(Error::Unauthorized)?.caller.actor());
    let standing = app.look(&cx, (), |tx, _, ()| Box::pin(gehoor_contact::policy(tx))).await?;
    let (company, courtesy) = (values(&standing.company.company), values(&standing.company.courtesy));
    let empty = Filled::empty();
    let body = HoursPage {
        ui,
        standing: &standing,
        company: wrong.company.unwrap_or(&company),
        courtesy: wrong.courtesy.unwrap_or(&courtesy),
        day: wrong.day.unwrap_or(&empty),
    };
    let faults = [wrong.company, wrong.courtesy, wrong.day].into_iter().flatten().next().unwrap_or(&empty);
    Page::new(ui, ui.t("admin-hours")).here("admin").notice(wrong.notice).faults(faults).show(&body)
}

fn values(hours: &Hours) -> Filled {
    let mut pairs: Vec<(&str, String)> =
        DAYS.into_iter().zip(hours.week.days.iter().map(|ranges| shown(ranges))).collect();
    if let HolidayRule::Netherlands { good_friday, liberation_day } = hours.holidays {
        pairs.push(("holidays", "true".to_owned()));
        pairs.extend(good_friday.then(|| ("goodFriday", "true".to_owned())));
        pairs.extend(liberation_day.then(|| ("liberationDay", "true".to_owned())));
    }
    Filled::with(pairs)
}

/// A week with its holidays, as it was filled in; single days stay as they are.
fn read(fields: &mut Fields<'_>) -> (WeekHours, HolidayRule) {
    let mut week = WeekHours::default();
    for (place, day) in DAYS.into_iter().enumerate() {
        let typed = fields.opt_text(day, 1..=120).unwrap_or_default();
        match ranges(&typed) {
            Some(ranges) => week.days[place] = ranges,
            None => fields.fault(day, "notTimeRange"),
        }
    }
    let flag = |fields: &mut Fields<'_>, name| fields.opt_flag(name).unwrap_or_default();
    let holidays = flag(fields, "holidays");
    let (good_friday, liberation_day) = (flag(fields, "goodFriday"), flag(fields, "liberationDay"));
    if week.is_empty() && fields.clean() {
        fields.fault("monday", "hoursNone");
    }
    let rule = HolidayRule::Netherlands { good_friday, liberation_day };
    (week, if holidays { rule } else { HolidayRule::None })
}

async fn change(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, "/admin/hours")? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let whose = fields.word("whose", &WHOSE);
    let (week, holidays) = read(&mut fields);
    let write = match fields.done() {
        Ok(()) => {
            let is_courtesy = whose == "courtesy";
            store(&app, &form, Change::Week { is_courtesy, week, holidays }).await
        }
        Err(error) => Err(error),
    };
    match write {
        Err(error @ Error::Invalid(_)) => {
            let filled = form.filled(&error);
            let (company, courtesy) =
                if whose == "courtesy" { (None, Some(&filled)) } else { (Some(&filled), None) };
            page(&app, &form.ui, Wrong { company, courtesy, ..Wrong::default() }).await
        }
        write => answer(&app, &form, write).await,
    }
}

/// Changes the standing policy under the version that the form saw.
async fn store(app: &App, form: &Form, change: Change) -> Result<Answer, Error> {
    let write = form.write(app, (form.version(), change), |tx, cx, (seen, change)| {
        Box::pin(async move {
            let mut company = gehoor_contact::policy(tx).await?.company.clone();
            if !change.apply(&mut company) {
                return Err(Error::NotFound);
            }
            gehoor_contact::set_policy(tx, cx, *seen, &company).await?;
            Ok(see(format!("/admin/hours?done={}", change.word())))
        })
    });
    let write = write.await;
    app.forget_house();
    write
}

async fn answer(app: &App, form: &Form, write: Result<Answer, Error>) -> Result<Response, Error> {
    match write {
        Err(error @ Error::Invalid(_)) => {
            let filled = form.filled(&error);
            page(app, &form.ui, Wrong { day: Some(&filled), ..Wrong::default() }).await
        }
        Err(error) if is_told(&error) => {
            let notice = Some(Notice::warning(form.ui.refusal(&error)));
            page(app, &form.ui, Wrong { notice, ..Wrong::default() }).await
        }
        done => Ok(done?.into_response()),
    }
}

/// A single day: with hours of its own, or closed when none were filled in.
async fn add_day(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, "/admin/hours")? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let day = fields.opt_date("date");
    let typed = fields.opt_text("hours", 1..=120).unwrap_or_default();
    let read = ranges(&typed);
    if read.is_none() {
        fields.fault("hours", "notTimeRange");
    }
    if day.is_none() && fields.clean() {
        fields.fault("date", "missing");
    }
    let write = match (fields.done(), day, read) {
        (Ok(()), Some(day), Some(ranges)) => store(&app, &form, Change::Day(day, ranges)).await,
        (Err(error), ..) => Err(error),
        _ => Err(Error::fault("/date", "missing")),
    };
    answer(&app, &form, write).await
}

async fn drop_day(State(app): State<App>, Path(day): Path<String>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, "/admin/hours")? {
        return Ok(prove);
    }
    form.fields().done()?;
    let day: Date = day.parse().map_err(|_| Error::NotFound)?;
    let write = store(&app, &form, Change::NoDay(day)).await;
    answer(&app, &form, write).await
}

/// A day of every year that ends early.
async fn add_early(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, "/admin/hours")? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let (day, month) = (fields.int("day", 1..=31), fields.int("month", 1..=12));
    let at = fields.opt_time("at");
    if at.is_none() && fields.clean() {
        fields.fault("at", "missing");
    }
    let (day, month) = (i8::try_from(day).unwrap_or(1), i8::try_from(month).unwrap_or(1));
    // A leap year, so that 29 February can be one.
    if fields.clean() && Date::new(2024, month, day).is_err() {
        fields.fault("day", "notDate");
    }
    let write = match (fields.done(), at) {
        (Ok(()), Some(at)) => store(&app, &form, Change::Early(month, day, at)).await,
        (Err(error), _) => Err(error),
        _ => Err(Error::fault("/at", "missing")),
    };
    answer(&app, &form, write).await
}

async fn drop_early(State(app): State<App>, Path(day): Path<String>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, "/admin/hours")? {
        return Ok(prove);
    }
    form.fields().done()?;
    let pair = day.split_once('-').and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    let (month, day): (i8, i8) = pair.ok_or(Error::NotFound)?;
    let write = store(&app, &form, Change::NoEarly(month, day)).await;
    answer(&app, &form, write).await
}
