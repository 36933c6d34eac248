//! One promise: how it stands, why its next step is that one, what happened, and the forms for what can be done.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use gehoor_contact::Attempt;
use gehoor_contact::rules::StepKind;
use gehoor_customer::rules::PointKind;
use gehoor_customer::{ContactPoint, Customer};
use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::Instant;
use gehoor_people::{Directory, Owner};
use gehoor_shell::api::PathId;
use gehoor_shell::journal::{self, Entry};
use gehoor_shell::web::{Filled, Form, Look, Notice, Page, Right, Ui};
use gehoor_shell::{App, Caller, Error};

use super::history::{self, Line, Sources};
use super::{read, told};
use crate::ask;
use crate::rules::{NextStep, Phase, Promise, State as Standing};

/// How many entries of the journal a story has at most.
const MOST: i64 = 1000;

/// What the pages of a promise show, read in one transaction.
pub(super) struct Scene {
    pub(super) page: ask::Page,
    pub(super) customer: Customer,
    pub(super) points: Vec<ContactPoint>,
    pub(super) directory: Arc<Directory>,
    entries: Vec<Entry>,
    attempts: Vec<Attempt>,
}

/// Reads everything that the pages show.
pub(super) async fn load(app: &App, caller: Caller, id: PromiseId) -> Result<Scene, Error> {
    let seen = app.look(&app.cx(caller.actor()), (id, caller.sees), |tx, cx, &(id, sees)| {
        Box::pin(async move {
            let page = crate::show(tx, cx, id, sees).await?;
            let customer = page.view.promise.customer;
            Ok::<_, Error>(Scene {
                customer: gehoor_customer::customer(tx, customer).await?,
                points: gehoor_customer::contact_points(tx, customer).await?,
                directory: gehoor_people::directory(tx, cx).await?,
                entries: journal::about(tx, &id.to_string(), 0, MOST).await?,
                attempts: gehoor_contact::attempts(tx, id).await?,
                page,
            })
        })
    });
    seen.await
}

impl Scene {
    pub(super) fn promise(&self) -> &Promise {
        &self.page.view.promise
    }

    pub(super) fn next(&self) -> Option<&NextStep> {
        self.promise().state.open().map(|open| open.next())
    }

    /// The number or address of the next step.
    pub(super) fn point(&self) -> Option<&ContactPoint> {
        let id = self.next()?.point?;
        self.points.iter().find(|point| point.id == id)
    }

    /// The numbers that can be called, the step's own first.
    pub(super) fn phones(&self) -> Vec<&ContactPoint> {
        let own = self.next().and_then(|next| next.point);
        let useless = ["confirmedDead", "changed", "wrongPerson"];
        let fits = |point: &&ContactPoint| {
            point.kind == PointKind::Phone
                && point.value.is_some()
                && !useless.contains(&point.state.as_str())
        };
        let mut all: Vec<_> = self.points.iter().filter(fits).collect();
        all.sort_by_key(|point| (Some(point.id) != own, !point.preferred));
        all
    }

    pub(super) fn story(&self, ui: &Ui) -> Vec<Line> {
        let (page, entries, attempts) = (&self.page, self.entries.as_slice(), self.attempts.as_slice());
        history::story(ui, &Sources { page, entries, attempts, directory: &self.directory })
    }

    /// Who changed the promise last, beside this caller, and when.
    pub(super) fn last_other(&self, ui: &Ui, caller: Caller) -> Option<(String, Line)> {
        let me = caller.user.to_string();
        let line = self.story(ui).into_iter().find(|line| line.actor != me)?;
        Some((history::actor(ui, &self.directory, &line.actor), line))
    }
}

#[derive(Template)]
#[template(path = "promise.html")]
struct PromisePage<'a> {
    ui: &'a Ui,
    s: &'a Scene,
    promise: &'a Promise,
    form: &'a Filled,
    /// The part that a form with faults stands in; it is open.
    open: &'a str,
    lines: Vec<Line>,
    chips: Vec<(String, String)>,
    owners: Vec<(String, String)>,
}

impl PromisePage<'_> {
    fn name(&self, owner: impl std::borrow::Borrow<Owner>) -> &str {
        self.s.directory.name(*owner.borrow())
    }

    fn answers(&self) -> &str {
        self.s.page.view.answers.map_or("", |owner| self.s.directory.name(owner))
    }

    fn is_late(&self) -> bool {
        self.promise.broken_at.is_some() || self.promise.deadline.is_some_and(|at| at <= self.ui.now())
    }

    /// "nog 3 uur" or "42 min te laat"; nothing once it ended.
    fn left(&self, deadline: &Instant) -> String {
        let (now, ui) = (self.ui.now(), self.ui);
        if self.promise.state.open().is_none() {
            String::new()
        } else if *deadline > now {
            ui.t1("promise-left", "span", ui.span(now, deadline))
        } else {
            ui.t1("promise-late", "span", ui.span(deadline, now))
        }
    }

    fn state(&self) -> String {
        let (ui, promise) = (self.ui, self.promise);
        match &promise.state {
            Standing::Kept { at, .. } if promise.broken_at.is_some() => {
                ui.t1("promise-kept-late", "moment", ui.moment(at))
            }
            Standing::Kept { at, .. } => ui.t1("promise-kept-at", "moment", ui.moment(at)),
            Standing::Released { at, .. } => ui.t1("promise-released-at", "moment", ui.moment(at)),
            Standing::Open(_) => ui.word("state-", promise.state.word()),
        }
    }

    fn waits(&self) -> Option<(&str, Instant)> {
        self.promise.trigger.waits().map(|wait| (wait.key.as_str(), wait.expected_by))
    }

    fn may_answer(&self) -> bool {
        let (Some(offer), Some(visitor)) = (self.promise.handover, self.ui.visitor()) else { return false };
        let (user, directory) = (visitor.caller.user, &self.s.directory);
        let is = |owner: Owner| {
            owner == Owner::User(user) || owner.team().is_some_and(|team| directory.is_member(user, team))
        };
        is(offer.taker)
            || is(directory.resolve(offer.taker, self.ui.now()))
            || self.ui.may(Right::Administrator)
    }

    fn is_lead(&self) -> bool {
        self.ui.may(Right::Lead)
    }

    fn needs(&self, what: &str) -> bool {
        let Some(open) = self.promise.state.open() else { return false };
        match what {
            "number" => crate::rules::mends(open.next().kind),
            "lead" => open.next().kind == StepKind::AskLead,
            "doubt" => matches!(open.phase(), Phase::InDoubt { .. }),
            _ => false,
        }
    }

    fn channel(&self, point: &ContactPoint) -> String {
        let word = match point.kind {
            PointKind::Phone => "phone",
            PointKind::Email => "email",
            PointKind::Post => "letter",
        };
        self.ui.word("channel-", word)
    }

    fn read_back(&self) -> Option<String> {
        let value = self.form.value("numberRead");
        (!value.is_empty()).then(|| self.ui.phone(value))
    }
}

/// People and teams that can take the ball, by name.
fn owners(ui: &Ui, scene: &Scene) -> Vec<(String, String)> {
    let (directory, now) = (&scene.directory, ui.now());
    let people = directory.people().map(|person| (Owner::User(person.id), person.name.clone()));
    let teams = directory.teams().map(|team| (Owner::Team(team.id), team.name.clone()));
    let all = teams.chain(people).filter(|(owner, name)| {
        !name.is_empty() && directory.is_living(*owner, now) && *owner != scene.promise().owner
    });
    let mut all: Vec<_> = all.map(|(owner, name)| (owner.to_string(), name)).collect();
    all.sort_by_key(|(_, name)| name.to_lowercase());
    all.insert(0, (String::new(), ui.t("promise-choose")));
    all
}

pub(super) async fn show(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    look: Look,
) -> Result<Response, Error> {
    let scene = load(&app, look.caller()?, id).await?;
    let notice = told::done_notice(&app, &look, &format!("/promises/{id}")).await?;
    render(&look.ui, &scene, &Filled::empty(), "", (StatusCode::OK, notice))
}

/// The page, with a form as it was filled in.
pub(super) fn render(
    ui: &Ui,
    scene: &Scene,
    form: &Filled,
    open: &str,
    (status, notice): (StatusCode, Option<Notice>),
) -> Result<Response, Error> {
    let body = PromisePage {
        ui,
        s: scene,
        promise: scene.promise(),
        form,
        open,
        lines: scene.story(ui),
        chips: read::chips(ui),
        owners: owners(ui, scene),
    };
    let page = Page::new(ui, ui.t("promise-title")).notice(notice).status(status);
    if form.is_clean() { page.show(&body) } else { page.faults(form).show(&body) }
}

/// A change that was refused: the page as it stands now, what was filled in kept, and why. Anything else goes its way.
pub(super) async fn refuse(
    app: &App,
    id: PromiseId,
    form: &Form,
    open: &str,
    error: Error,
) -> Result<Response, Error> {
    let Some((status, notice)) = told::refusal(app, id, form, &error).await? else { return Err(error) };
    let scene = load(app, form.caller()?, id).await?;
    render(&form.ui, &scene, &form.filled(&error), open, (status, notice))
}
