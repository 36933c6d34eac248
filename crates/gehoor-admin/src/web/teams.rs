//! `/admin/teams`: teams, who is in them and who leads, and closing one.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use gehoor_db::Tx;
use gehoor_kernel::id::{TeamId, UserId};
use gehoor_kernel::text::name;
use gehoor_kernel::time::days;
use gehoor_people::rules::{Member, Squad};
use gehoor_people::{Closed, Directory, NewTeam, Owner, Team};
use gehoor_shell::api::{Answer, PathId, path_id};
use gehoor_shell::web::{Filled, Form, Look, Notice, Page, Pages, Ui, see};
use gehoor_shell::{App, Cx, Error};

use super::person::is_told;
use super::{ADMIN, colleagues, directory, done, unproved, why};

/// What may stand in `?done=`.
const DONE: [&str; 4] = ["team", "renamed", "member", "closed"];

pub(super) fn pages() -> Pages {
    Pages::new()
        .get("/admin/teams", ADMIN, list)
        .post("/admin/teams", ADMIN, add)
        .get("/admin/teams/{id}", ADMIN, show)
        .post("/admin/teams/{id}", ADMIN, rename)
        .post("/admin/teams/{id}/close", ADMIN, close)
        .post("/admin/teams/{id}/members", ADMIN, join)
        .post("/admin/teams/{id}/members/{user}/remove", ADMIN, part)
}

#[derive(Template)]
#[template(path = "teams.html")]
struct TeamsPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    directory: &'a Directory,
    teams: Vec<&'a Squad>,
    closed: Vec<&'a Squad>,
    people: Vec<(String, String)>,
}

impl TeamsPage<'_> {
    fn members(&self, team: &Squad) -> String {
        let here = team.members.iter().filter(|member| {
            self.directory.person(member.user).is_some_and(|person| person.stays(self.ui.now()))
        });
        let names: Vec<_> = here.map(|member| self.directory.name(Owner::User(member.user))).collect();
        names.join(", ")
    }
}

async fn list(State(app): State<App>, look: Look) -> Result<Response, Error> {
    page(&app, &look.ui, &Filled::empty()).await
}

async fn page(app: &App, ui: &Ui, form: &Filled) -> Result<Response, Error> {
    let directory = directory(app, ui).await?;
    let mut teams: Vec<_> = directory.teams().collect();
    teams.sort_by_key(|team| team.name.to_lowercase());
    let (teams, closed) = teams.into_iter().partition(|team| team.successor.is_none());
    let people = colleagues(&directory, ui.now(), None);
    let body = TeamsPage { ui, form, directory: &directory, teams, closed, people };
    Page::new(ui, ui.t("admin-teams")).here("admin").faults(form).show(&body)
}

async fn add(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, "/admin/teams")? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let name = fields.text("name", 1..=name::LIMIT);
    let sent = fields.texts("member", 0..=200, 1..=40);
    let users = sent.iter().filter_map(|id| id.parse().ok());
    let new = NewTeam { name, members: users.map(|user| Member { user, leads: false }).collect() };
    if sent.is_empty() {
        fields.fault("member", "teamMembers");
    } else if new.members.len() < sent.len() {
        fields.fault("member", "badMember");
    }
    let write = match fields.done() {
        Ok(()) => form.write(&app, new, |tx, cx, new| Box::pin(added(tx, cx, new))).await,
        Err(error) => Err(error),
    };
    match write {
        Err(error @ Error::Invalid(_)) => page(&app, &form.ui, &form.filled(&error)).await,
        done => Ok(done?.into_response()),
    }
}

async fn added(tx: &mut Tx<'_>, cx: &Cx, new: &NewTeam) -> Result<Answer, Error> {
    let team = gehoor_people::add_team(tx, cx, new).await?;
    Ok(see(format!("/admin/teams/{}?done=team", team.id)))
}

struct Group {
    team: Team,
    directory: std::sync::Arc<Directory>,
    /// Open steps that stand in the team's name.
    steps: i64,
}

async fn read(tx: &mut Tx<'_>, cx: &Cx, id: TeamId) -> Result<Group, Error> {
    let team = gehoor_people::team(tx, id).await?;
    let steps = gehoor_today::load(tx, &[Owner::Team(id)], &[cx.now.plus(days(36_500))]).await?;
    let steps = steps.values().flatten().sum();
    Ok(Group { team, directory: gehoor_people::directory(tx, cx).await?, steps })
}

#[derive(Template)]
#[template(path = "team.html")]
struct TeamPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    group: &'a Group,
    others: Vec<(String, String)>,
    /// Who may take its place.
    successors: Vec<(String, String)>,
}

impl TeamPage<'_> {
    fn successor(&self, closed: &Closed) -> &str {
        self.group.directory.name(closed.successor)
    }

    fn members(&self) -> Vec<&Member> {
        let team = self.group.directory.team(self.group.team.id);
        let all = team.map_or(&[][..], |team| &team.members);
        let mut all: Vec<_> = all.iter().filter(|member| self.stays(member)).collect();
        all.sort_by_key(|member| (!member.leads, self.name(member).to_lowercase()));
        all
    }

    fn stays(&self, member: &Member) -> bool {
        self.group.directory.person(member.user).is_some_and(|person| person.stays(self.ui.now()))
    }

    fn name(&self, member: &Member) -> &str {
        self.group.directory.name(Owner::User(member.user))
    }
}

async fn show(State(app): State<App>, PathId(id): PathId<TeamId>, look: Look) -> Result<Response, Error> {
    team_page(&app, &look.ui, id, None, done(&look, &DONE)).await
}

async fn team_page(
    app: &App,
    ui: &Ui,
    id: TeamId,
    form: Option<Filled>,
    notice: Option<Notice>,
) -> Result<Response, Error> {
    let cx = app.cx(ui.visitor().ok_or(Error::Unauthorized)?.caller.actor());
    let group = app.look(&cx, id, |tx, cx, id| Box::pin(read(tx, cx, *id))).await?;
    let mut others = colleagues(&group.directory, cx.now, None);
    others.retain(|(user, _)| user.parse().is_ok_and(|user| !group.directory.is_member(user, id)));
    let successors = successors(ui, &group.directory, id);
    let form = &form.unwrap_or_else(|| Filled::with([("name", group.team.name.as_str())]));
    let body = TeamPage { ui, form, group: &group, others, successors };
    Page::new(ui, &group.team.name).here("admin").notice(notice).faults(form).show(&body)
}

async fn rename(State(app): State<App>, PathId(id): PathId<TeamId>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, &format!("/admin/teams/{id}"))? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let name = fields.text("name", 1..=name::LIMIT);
    let write = match fields.done() {
        Ok(()) => {
            let write = form.write(&app, (id, form.version(), name), |tx, cx, (id, seen, name)| {
                Box::pin(async move {
                    gehoor_people::rename_team(tx, cx, *id, *seen, name).await?;
                    Ok(see(format!("/admin/teams/{id}?done=renamed")))
                })
            });
            write.await
        }
        Err(error) => Err(error),
    };
    match write {
        Err(error @ Error::Invalid(_)) => {
            team_page(&app, &form.ui, id, Some(form.filled(&error)), None).await
        }
        write => answer(&app, &form, id, write).await,
    }
}

/// Adds a member, or changes whether a member leads.
async fn join(State(app): State<App>, PathId(id): PathId<TeamId>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, &format!("/admin/teams/{id}"))? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let member = Member { user: fields.id("user"), leads: fields.opt_flag("leads").unwrap_or_default() };
    let write = match fields.done() {
        Ok(()) => {
            let write = form.write(&app, (id, member), |tx, cx, (id, member)| {
                Box::pin(async move {
                    gehoor_people::add_member(tx, cx, *id, *member).await?;
                    Ok(see(format!("/admin/teams/{id}?done=member")))
                })
            });
            write.await
        }
        Err(error) => Err(error),
    };
    answer(&app, &form, id, write).await
}

async fn part(
    State(app): State<App>,
    Path((id, user)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let (id, user): (TeamId, UserId) = (path_id(&id)?, path_id(&user)?);
    if let Some(prove) = unproved(&form, &format!("/admin/teams/{id}"))? {
        return Ok(prove);
    }
    form.fields().done()?;
    let write = form.write(&app, (id, user), |tx, cx, (id, user)| {
        Box::pin(async move {
            gehoor_people::remove_member(tx, cx, *id, *user).await?;
            Ok(see(format!("/admin/teams/{id}?done=member")))
        })
    });
    let write = write.await;
    answer(&app, &form, id, write).await
}

/// Teams and colleagues that can take the place of a team, teams first.
fn successors(ui: &Ui, directory: &Directory, but: TeamId) -> Vec<(String, String)> {
    let others = directory.open_teams().filter(|team| team.id != but);
    let living = others.filter(|team| directory.is_living(Owner::Team(team.id), ui.now()));
    let mut all: Vec<_> = living.map(|team| (team.id.to_string(), team.name.clone())).collect();
    all.sort_by_key(|(_, name)| name.to_lowercase());
    all.extend(colleagues(directory, ui.now(), None));
    all
}

async fn close(State(app): State<App>, PathId(id): PathId<TeamId>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, &format!("/admin/teams/{id}"))? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let to = fields.text("to", 1..=64).parse::<Owner>().ok();
    if to.is_none() && fields.clean() {
        fields.fault("to", "badSuccessor");
    }
    let write = match (fields.done(), to) {
        (Ok(()), Some(to)) => closed(&app, &form, id, to).await,
        (done, _) => Err(done.err().unwrap_or_else(|| Error::fault("/to", "badSuccessor"))),
    };
    app.tokens.forget();
    match write {
        Err(error @ Error::Invalid(_)) => {
            team_page(&app, &form.ui, id, Some(form.filled(&error)), None).await
        }
        write => answer(&app, &form, id, write).await,
    }
}

async fn closed(app: &App, form: &Form, id: TeamId, to: Owner) -> Result<Answer, Error> {
    let write = form.write(app, (id, form.version(), to), |tx, cx, (id, seen, to)| {
        Box::pin(async move {
            gehoor_people::close_team(tx, cx, *id, *seen, *to).await?;
            Ok(see(format!("/admin/teams/{id}?done=closed")))
        })
    });
    write.await
}

/// The redirect, or the page as it stands with why it was refused.
async fn answer(app: &App, form: &Form, id: TeamId, write: Result<Answer, Error>) -> Result<Response, Error> {
    match write {
        Err(error) if is_told(&error) => {
            team_page(app, &form.ui, id, None, Some(why(&form.ui, &error))).await
        }
        done => Ok(done?.into_response()),
    }
}
