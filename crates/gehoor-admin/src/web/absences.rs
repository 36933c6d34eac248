//! `/admin/absences`: who is away and when, and who has their work then. For leads too.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use gehoor_db::Tx;
use gehoor_kernel::id::{AbsenceId, UserId};
use gehoor_kernel::time::civil::{Date, Time};
use gehoor_people::{Absence, Directory, NewAbsence, Owner};
use gehoor_shell::api::{Answer, PathId};
use gehoor_shell::web::{Filled, Form, Look, Notice, Page, Pages, Right, Ui, see};
use gehoor_shell::{App, Caller, Cx, Error, Fields};

use super::person::is_told;
use super::{done, stand_ins};

/// Absences on the page.
const SHOWN: usize = 500;
/// What may stand in `?done=`.
const DONE: [&str; 2] = ["absent", "back"];

pub(super) fn pages() -> Pages {
    Pages::new().get("/admin/absences", Right::Lead, show).post("/admin/absences", Right::Lead, note).post(
        "/admin/absences/{id}/end",
        Right::Lead,
        end,
    )
}

struct Away {
    absences: Vec<Absence>,
    directory: std::sync::Arc<Directory>,
}

async fn read(tx: &mut Tx<'_>, cx: &Cx, caller: &Caller) -> Result<Away, Error> {
    let absences = gehoor_people::coming_absences(tx, cx, caller, SHOWN).await?;
    Ok(Away { absences, directory: gehoor_people::directory(tx, cx).await? })
}

#[derive(Template)]
#[template(path = "absences.html")]
struct AbsencesPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    away: &'a Away,
    who: Vec<(String, String)>,
    stand_ins: Vec<(String, String)>,
}

impl AbsencesPage<'_> {
    fn name(&self, id: &UserId) -> &str {
        self.away.directory.name(Owner::User(*id))
    }

    fn is_now(&self, absence: &Absence) -> bool {
        absence.from <= self.ui.now()
    }

    /// Who has the work of somebody who is away now; nobody else when it is the same name.
    fn answers(&self, absence: &Absence) -> Option<&str> {
        let owner = Owner::User(absence.user);
        let answers = self.away.directory.resolve(owner, self.ui.now());
        (answers != owner).then(|| self.away.directory.name(answers))
    }

    fn may_see_people(&self) -> bool {
        self.ui.may(Right::Administrator)
    }
}

async fn show(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let today = look.ui.date_of(look.ui.now()).to_string();
    let form = Filled::with([("who", look.key("who")), ("from", today.as_str())]);
    page(&app, &look.ui, &form, done(&look, &DONE)).await
}

async fn page(app: &App, ui: &Ui, form: &Filled, notice: Option<Notice>) -> Result<Response, Error> {
    let caller = ui.visitor().ok_or(Error::Unauthorized)?.caller;
    let cx = app.cx(caller.actor());
    let away = app.look(&cx, caller, |tx, cx, caller| Box::pin(read(tx, cx, caller))).await?;
    let directory = &away.directory;
    let seen = |id: &str| {
        let id: Result<UserId, _> = id.parse();
        id.is_ok_and(|id| gehoor_people::may_see(directory, caller.sees, Owner::User(id), cx.now))
    };
    let mut who = super::colleagues(directory, cx.now, None);
    who.retain(|(id, _)| seen(id));
    let stand_ins = stand_ins(ui, directory, cx.now, None);
    let body = AbsencesPage { ui, form, away: &away, who, stand_ins };
    let here = if ui.may(Right::Administrator) { "admin" } else { "lead" };
    Page::new(ui, ui.t("admin-absences")).here(here).notice(notice).faults(form).show(&body)
}

/// An absence as it was filled in: whole days on the company's calendar, the last one included.
struct Noted {
    who: UserId,
    new: NewAbsence,
    caller: Caller,
}

async fn note(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let caller = form.caller()?;
    let mut fields = form.fields();
    let who = fields.id("who");
    let new = days(&mut fields, &form.ui);
    let write = match fields.done() {
        Ok(()) => {
            let noted = Noted { who, new, caller };
            form.write(&app, noted, |tx, cx, noted| Box::pin(noted_by(tx, cx, noted))).await
        }
        Err(error) => Err(error),
    };
    answer(&app, &form, write).await
}

fn days(fields: &mut Fields<'_>, ui: &Ui) -> NewAbsence {
    let (first, last) = (fields.opt_date("from"), fields.opt_date("until"));
    let today = ui.date_of(ui.now());
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        fields.fault("until", "endBeforeStart");
    }
    let begin = |day: Date| ui.zone().instant_of(day.to_datetime(Time::midnight()));
    let from = first.filter(|day| *day != today).map(begin);
    let until = last.and_then(|day| day.tomorrow().ok()).map(begin);
    NewAbsence { from, until, stand_in: fields.opt_id("standIn") }
}

async fn noted_by(tx: &mut Tx<'_>, cx: &Cx, noted: &Noted) -> Result<Answer, Error> {
    // Whom the lead may not see is not there.
    let may = gehoor_people::may_note_absence(tx, cx, &noted.caller, noted.who).await;
    may.map_err(|_| Error::NotFound)?;
    gehoor_people::note_absence(tx, cx, noted.who, &noted.new).await?;
    Ok(see("/admin/absences?done=absent"))
}

/// Somebody is back, or an absence that has not begun is taken back.
async fn end(State(app): State<App>, PathId(id): PathId<AbsenceId>, form: Form) -> Result<Response, Error> {
    form.fields().done()?;
    let input = (id, form.version(), form.caller()?);
    let write = form.write(&app, input, |tx, cx, (id, seen, caller)| {
        Box::pin(async move {
            let seen_by = gehoor_people::coming_absences(tx, cx, caller, SHOWN).await?;
            let absence = seen_by.into_iter().find(|absence| absence.id == *id).ok_or(Error::NotFound)?;
            gehoor_people::may_note_absence(tx, cx, caller, absence.user).await?;
            gehoor_people::end_absence(tx, cx, *id, *seen, None).await?;
            Ok(see("/admin/absences?done=back"))
        })
    });
    let write = write.await;
    answer(&app, &form, write).await
}

async fn answer(app: &App, form: &Form, write: Result<Answer, Error>) -> Result<Response, Error> {
    match write {
        Err(error @ Error::Invalid(_)) => page(app, &form.ui, &form.filled(&error), None).await,
        Err(error) if is_told(&error) => {
            page(app, &form.ui, &form.values(), Some(Notice::warning(form.ui.refusal(&error)))).await
        }
        done => Ok(done?.into_response()),
    }
}
