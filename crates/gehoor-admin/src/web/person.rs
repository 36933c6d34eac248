//! `/admin/users/{id}`: one colleague: what they are, how they sign in, and leaving.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use gehoor_db::Tx;
use gehoor_kernel::id::UserId;
use gehoor_kernel::text::name;
use gehoor_kernel::time::days;
use gehoor_people::{Absence, Directory, Owner, User, UserChange, read_mail, read_role};
use gehoor_shell::api::PathId;
use gehoor_shell::web::{Filled, Form, Look, Notice, Page, Pages, Ui, see};
use gehoor_shell::{App, Cx, Error};

use super::{ADMIN, done, roles, stand_ins, unproved, why};

/// What may stand in `?done=`.
const DONE: [&str; 5] = ["added", "changed", "left", "returned", "erased"];

pub(super) fn pages() -> Pages {
    Pages::new()
        .get("/admin/users/{id}", ADMIN, show)
        .post("/admin/users/{id}", ADMIN, change)
        .post("/admin/users/{id}/link", ADMIN, link)
        .post("/admin/users/{id}/leave", ADMIN, leave)
        .post("/admin/users/{id}/return", ADMIN, come_back)
        .post("/admin/users/{id}/erase", ADMIN, erase)
}

/// One colleague, with what a page shows.
pub(super) struct Colleague {
    pub user: User,
    pub directory: std::sync::Arc<Directory>,
    pub absences: Vec<Absence>,
    /// Open steps that stand in this name, at most [`gehoor_today::CAP`].
    pub steps: i64,
    has_password: bool,
    sessions: usize,
}

async fn read(tx: &mut Tx<'_>, cx: &Cx, id: UserId) -> Result<Colleague, Error> {
    let user = gehoor_people::user(tx, id).await?;
    let directory = gehoor_people::directory(tx, cx).await?;
    let mut absences = gehoor_people::absences(tx, id, "", 200).await?;
    absences.retain(|absence| absence.until.is_none_or(|until| cx.now < until));
    absences.sort_by_key(|absence| absence.from);
    let far = [cx.now.plus(days(36_500))];
    let steps = gehoor_today::load(tx, &[Owner::User(id)], &far).await?;
    let steps = steps.values().flatten().sum();
    let has_password = gehoor_signin::password_set_at(tx, id).await?.is_some();
    let sessions = gehoor_signin::sessions(tx, cx, id).await?.len();
    Ok(Colleague { user, directory, absences, steps, has_password, sessions })
}

#[derive(Template)]
#[template(path = "user.html")]
struct UserPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    who: &'a Colleague,
    roles: Vec<(&'static str, String)>,
    stand_ins: Vec<(String, String)>,
    /// The link to set a password, just made: shown this once.
    link: Option<&'a str>,
}

impl UserPage<'_> {
    fn is_self(&self) -> bool {
        self.ui.visitor().is_some_and(|visitor| visitor.caller.user == self.who.user.id)
    }

    fn is_here(&self) -> bool {
        self.who.directory.person(self.who.user.id).is_some_and(|person| person.is_here(self.ui.now()))
    }

    fn teams(&self) -> Vec<(String, &str)> {
        let teams = self.who.directory.teams_of(Owner::User(self.who.user.id));
        teams.iter().map(|team| (team.to_string(), self.who.directory.name(Owner::Team(*team)))).collect()
    }

    /// Who answers for this colleague's steps now.
    fn answers(&self) -> &str {
        let owner = Owner::User(self.who.user.id);
        self.who.directory.name(self.who.directory.resolve(owner, self.ui.now()))
    }

    fn name_of(&self, id: &UserId) -> &str {
        self.who.directory.name(Owner::User(*id))
    }

    fn steps(&self) -> String {
        let most = gehoor_today::CAP as i64;
        if self.who.steps >= most { format!("{most}+") } else { self.who.steps.to_string() }
    }
}

async fn colleague(app: &App, ui: &Ui, id: UserId) -> Result<Colleague, Error> {
    let cx = app.cx(ui.visitor().ok_or(Error::Unauthorized)?.caller.actor());
    app.look(&cx, id, |tx, cx, id| Box::pin(read(tx, cx, *id))).await
}

fn values(user: &User) -> Filled {
    let stand_in = user.stand_in.map(|id| id.to_string()).unwrap_or_default();
    Filled::with([
        ("name", user.name.clone()),
        ("email", user.email.clone().unwrap_or_default()),
        ("role", user.role.word().to_owned()),
        ("standIn", stand_in),
    ])
}

async fn show(State(app): State<App>, PathId(id): PathId<UserId>, look: Look) -> Result<Response, Error> {
    let who = colleague(&app, &look.ui, id).await?;
    page(&look.ui, &values(&who.user), &who, done(&look, &DONE), None)
}

fn page(
    ui: &Ui,
    form: &Filled,
    who: &Colleague,
    notice: Option<Notice>,
    link: Option<&str>,
) -> Result<Response, Error> {
    let stand_ins = stand_ins(ui, &who.directory, ui.now(), Some(who.user.id));
    let body = UserPage { ui, form, who, roles: roles(ui), stand_ins, link };
    let title = if who.user.name.is_empty() { ui.t("erased-name") } else { who.user.name.clone() };
    Page::new(ui, title).here("admin").notice(notice).faults(form).show(&body)
}

/// The page again, with what is wrong in the form of the colleague's facts, or why it was refused; what was typed stays.
async fn again(app: &App, form: &Form, id: UserId, error: &Error) -> Result<Response, Error> {
    let who = colleague(app, &form.ui, id).await?;
    let notice = (!matches!(error, Error::Invalid(_))).then(|| Notice::warning(form.ui.refusal(error)));
    page(&form.ui, &form.filled(error), &who, notice, None)
}

/// The page as it stands, with why another of its forms was refused.
async fn refused(app: &App, form: &Form, id: UserId, error: &Error) -> Result<Response, Error> {
    let who = colleague(app, &form.ui, id).await?;
    page(&form.ui, &values(&who.user), &who, Some(why(&form.ui, error)), None)
}

/// Whether an error is told on the page itself.
pub(super) fn is_told(error: &Error) -> bool {
    matches!(error, Error::Invalid(_) | Error::Stale { .. } | Error::Conflict { .. })
}

async fn change(State(app): State<App>, PathId(id): PathId<UserId>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, &format!("/admin/users/{id}"))? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let change = UserChange {
        name: Some(fields.text("name", 1..=name::LIMIT)),
        email: Some(read_mail(&mut fields, "email")),
        role: read_role(&mut fields),
        stand_in: Some(fields.opt_id("standIn")),
    };
    let write = match fields.done() {
        Ok(()) => {
            let input = (id, form.version(), change);
            let write = form.write(&app, input, |tx, cx, (id, seen, change)| {
                Box::pin(async move {
                    gehoor_people::change_user(tx, cx, *id, *seen, change).await?;
                    Ok(see(format!("/admin/users/{id}?done=changed")))
                })
            });
            write.await
        }
        Err(error) => Err(error),
    };
    app.tokens.forget();
    match write {
        Err(error) if is_told(&error) => again(&app, &form, id, &error).await,
        done => Ok(done?.into_response()),
    }
}

/// Makes a link to set a password. It is shown once and stored nowhere, so it does not go through the form's key.
async fn link(State(app): State<App>, PathId(id): PathId<UserId>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, &format!("/admin/users/{id}"))? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let without_codes = fields.opt_flag("withoutCodes").unwrap_or_default();
    fields.done()?;
    let cx = app.cx(form.caller()?.actor());
    let made = app.act(&cx, (id, without_codes), |tx, cx, (id, without)| {
        Box::pin(gehoor_signin::make_link(tx, cx, *id, *without))
    });
    match made.await {
        Err(error) if is_told(&error) => refused(&app, &form, id, &error).await,
        made => {
            let who = colleague(&app, &form.ui, id).await?;
            let address = format!("{}/reset/{}", app.settings.base_url, made?.secret.text());
            page(&form.ui, &values(&who.user), &who, None, Some(&address))
        }
    }
}

async fn leave(State(app): State<App>, PathId(id): PathId<UserId>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, &format!("/admin/users/{id}"))? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let successor = fields.opt_id("successor");
    fields.done()?;
    let input = (id, form.version(), successor);
    let write = form.write(&app, input, |tx, cx, (id, seen, successor)| {
        Box::pin(async move {
            gehoor_people::leave(tx, cx, *id, *seen, *successor).await?;
            gehoor_signin::end_all_sessions(tx, cx, *id, None).await?;
            Ok(see(format!("/admin/users/{id}?done=left")))
        })
    });
    let write = write.await;
    app.tokens.forget();
    match write {
        Err(error) if is_told(&error) => refused(&app, &form, id, &error).await,
        done => Ok(done?.into_response()),
    }
}

/// Somebody who was noted as gone is here: by mistake, or again.
async fn come_back(
    State(app): State<App>,
    PathId(id): PathId<UserId>,
    form: Form,
) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, &format!("/admin/users/{id}"))? {
        return Ok(prove);
    }
    let write = form.write(&app, (id, form.version()), |tx, cx, (id, seen)| {
        Box::pin(async move {
            gehoor_people::come_back(tx, cx, *id, *seen).await?;
            Ok(see(format!("/admin/users/{id}?done=returned")))
        })
    });
    match write.await {
        Err(error) if is_told(&error) => refused(&app, &form, id, &error).await,
        done => Ok(done?.into_response()),
    }
}

/// Erases the name and address of somebody who has left; the name is typed to be sure.
async fn erase(State(app): State<App>, PathId(id): PathId<UserId>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, &format!("/admin/users/{id}"))? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let typed = fields.text("typed", 1..=name::LIMIT);
    let read = fields.done();
    let write = match read {
        Ok(()) => {
            let write = form.write(&app, (id, typed), |tx, cx, (id, typed)| {
                Box::pin(async move {
                    if gehoor_people::user(tx, *id).await?.name.trim() != typed.trim() {
                        return Err(Error::fault("/typed", "notTheColleague"));
                    }
                    gehoor_signin::erase(tx, cx, *id).await?;
                    Ok(see(format!("/admin/users/{id}?done=erased")))
                })
            });
            write.await
        }
        Err(error) => Err(error),
    };
    match write {
        Err(error) if is_told(&error) => again(&app, &form, id, &error).await,
        done => Ok(done?.into_response()),
    }
}
