//! `/admin/users`: everybody, and a new colleague.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use gehoor_db::Tx;
use gehoor_kernel::id::{TeamId, UserId};
use gehoor_kernel::text::name;
use gehoor_people::rules::{Member, Person};
use gehoor_people::{Directory, NewUser, Owner, Role, read_mail, read_role};
use gehoor_shell::api::Answer;
use gehoor_shell::web::{Filled, Form, Look, Page, Pages, Ui, see};
use gehoor_shell::{App, Cx, Error};

use super::{ADMIN, directory, done, roles, stand_ins, unproved};

pub(super) fn pages() -> Pages {
    Pages::new().get("/admin/users", ADMIN, list).get("/admin/users/new", ADMIN, blank).post(
        "/admin/users/new",
        ADMIN,
        add,
    )
}

#[derive(Template)]
#[template(path = "users.html")]
struct UsersPage<'a> {
    ui: &'a Ui,
    directory: &'a Directory,
    here: Vec<&'a Person>,
    left: Vec<&'a Person>,
}

impl UsersPage<'_> {
    fn teams(&self, person: &Person) -> String {
        let names = person.teams.iter().map(|team| self.directory.name(Owner::Team(*team)));
        names.collect::<Vec<_>>().join(", ")
    }

    fn is_here(&self, person: &Person) -> bool {
        person.is_here(self.ui.now())
    }

    /// Who answers for somebody who is away.
    fn answers(&self, person: &Person) -> &str {
        self.directory.name(self.directory.resolve(Owner::User(person.id), self.ui.now()))
    }

    fn name<'s>(&'s self, person: &'s Person) -> &'s str {
        if person.name.is_empty() { "–" } else { &person.name }
    }
}

async fn list(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let directory = directory(&app, &look.ui).await?;
    let now = look.ui.now();
    let mut all: Vec<&Person> = directory.people().collect();
    all.sort_by_key(|person| person.name.to_lowercase());
    let (here, left) = all.into_iter().partition(|person| person.stays(now));
    let page = UsersPage { ui: &look.ui, directory: &directory, here, left };
    let notice = done(&look, &["left"]);
    Page::new(&look.ui, look.ui.t("admin-users")).here("admin").notice(notice).show(&page)
}

#[derive(Template)]
#[template(path = "user-new.html")]
struct NewPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    roles: Vec<(&'static str, String)>,
    teams: Vec<(String, String)>,
    stand_ins: Vec<(String, String)>,
}

async fn blank(State(app): State<App>, look: Look) -> Result<Response, Error> {
    page(&app, &look.ui, &Filled::with([("role", Role::Employee.word())])).await
}

async fn page(app: &App, ui: &Ui, form: &Filled) -> Result<Response, Error> {
    let directory = directory(app, ui).await?;
    let mut teams: Vec<_> =
        directory.open_teams().map(|team| (team.id.to_string(), team.name.clone())).collect();
    teams.sort_by_key(|(_, name)| name.to_lowercase());
    let stand_ins = stand_ins(ui, &directory, ui.now(), None);
    let body = NewPage { ui, form, roles: roles(ui), teams, stand_ins };
    Page::new(ui, ui.t("admin-user-new")).here("admin").faults(form).show(&body)
}

async fn add(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, "/admin/users/new")? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let new = NewUser {
        name: fields.text("name", 1..=name::LIMIT),
        email: read_mail(&mut fields, "email"),
        role: read_role(&mut fields).unwrap_or(Role::Employee),
        stand_in: fields.opt_id("standIn"),
    };
    let sent = fields.texts("team", 0..=100, 1..=40);
    let teams: Vec<TeamId> = sent.iter().filter_map(|id| id.parse().ok()).collect();
    if teams.len() < sent.len() {
        fields.fault("team", "badTeam");
    }
    let read = fields.done();
    let write = match read {
        Ok(()) => form.write(&app, (new, teams), |tx, cx, new| Box::pin(added(tx, cx, new))).await,
        Err(error) => Err(error),
    };
    match write {
        Err(error @ Error::Invalid(_)) => page(&app, &form.ui, &form.filled(&error)).await,
        done => Ok(done?.into_response()),
    }
}

async fn added(tx: &mut Tx<'_>, cx: &Cx, (new, teams): &(NewUser, Vec<TeamId>)) -> Result<Answer, Error> {
    let user: UserId = gehoor_people::add_user(tx, cx, new).await?.id;
    for team in teams {
        gehoor_people::add_member(tx, cx, *team, Member { user, leads: false }).await?;
    }
    Ok(see(format!("/admin/users/{user}?done=added")))
}
