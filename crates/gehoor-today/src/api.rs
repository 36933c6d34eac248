//! `GET /today`.

use axum::extract::State;
use gehoor_contact::rules::Channel;
use gehoor_kernel::id::TeamId;
use gehoor_kernel::time::Instant;
use gehoor_people::{Directory, Owner};
use gehoor_shell::api::{Cursor, Paging, Problem};
use gehoor_shell::{Answer, App, Ask, Caller, Error, Reply};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::rules::View;
use crate::{CAP, Question, Shown, Today};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(today))
}

/// A reader's day.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Today)]
struct TodayView<'a> {
    /// The moment of this answer.
    #[schema(format = DateTime)]
    at: String,
    /// The last moment of the day.
    #[schema(format = DateTime)]
    end: String,
    /// The zone whose day it is.
    time_zone: &'a str,
    /// How many steps the parts of the day have.
    counts: CountsView,
    /// The first step after today; null when there is none, or when this page does not reach that far.
    #[schema(format = DateTime)]
    after_today: Option<String>,
    /// The steps, in order of time.
    items: Vec<StepView<'a>>,
    /// The address of the next page; null on the last.
    next: Option<String>,
}

/// How many steps the parts of a day have, counted up to a cap.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TodayCounts)]
struct CountsView {
    /// Steps whose moment has come.
    late: i64,
    /// Steps within the hour.
    next_hour: i64,
    /// Steps before the day ends.
    later_today: i64,
    /// A number as large as this means: so many or more.
    cap: usize,
}

/// One step to do.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TodayStep)]
struct StepView<'a> {
    /// late, nextHour, laterToday, waitsForCustomer or withoutOwner.
    section: &'static str,
    /// The promise: pr_ and 26 characters.
    promise_id: String,
    /// The promise's version.
    version: i64,
    /// To whom it was promised.
    customer_id: String,
    /// The customer's name; null after an erasure.
    customer_name: Option<&'a str>,
    /// What was promised, in the customer's words; null after an erasure.
    text: Option<&'a str>,
    /// Order, part, room or table.
    reference: Option<&'a str>,
    /// callBack, write, deliver, comeBy, findOut or handOver.
    kind: &'static str,
    /// waiting, due, trying or inDoubt.
    state: &'static str,
    /// What to do.
    next_step: NextView<'a>,
    /// How many seconds ago the step was due; 0 when it is not yet.
    late_seconds: u64,
    /// How many tries counted.
    tries: i64,
    /// By when the customer counts on it.
    #[schema(format = DateTime)]
    deadline: Option<String>,
    /// The deadline that was missed, if one was.
    #[schema(format = DateTime)]
    broken_at: Option<String>,
    /// When the customer first had to ask.
    #[schema(format = DateTime)]
    asked_first_at: Option<String>,
}

/// What to do next.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TodayNextStep)]
struct NextView<'a> {
    /// call, write, deliver, askLead, findNumber, …
    kind: &'static str,
    /// From which moment on.
    #[schema(format = DateTime)]
    at: String,
    /// Who answers for it now.
    owner: OwnerView<'a>,
    /// Why then.
    why: &'static str,
    /// Over which channel, when that is settled.
    channel: Option<&'static str>,
    /// To which contact point, when that is settled.
    contact_point_id: Option<String>,
    /// Its number or address.
    reach: Option<&'a str>,
}

/// Who answers: one of the two ids is given.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TodayOwner)]
struct OwnerView<'a> {
    /// The employee.
    #[serde(skip_serializing_if = "Option::is_none")]
    user_id: Option<String>,
    /// The team.
    #[serde(skip_serializing_if = "Option::is_none")]
    team_id: Option<String>,
    /// The name, as shown to colleagues.
    name: &'a str,
}

/// The next steps of today: the caller's own and those of the caller's teams, a team's, or everybody's.
#[utoipa::path(get, path = "/today", tag = "today",
    params(
        ("view" = Option<String>, Query, description = "mine (else), team or all"),
        ("team" = Option<String>, Query, description = "Which team, with view=team"),
        ("cursor" = Option<String>, Query, description = "Where the page begins, from `next`"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 200, description = "Steps in a page, else 50")),
    responses(
        (status = 200, description = "The day", body = TodayView<'static>),
        (status = 400, description = "What was asked is not right", body = Problem, content_type = "application/problem+json")))]
async fn today(State(app): State<App>, ask: Ask) -> Reply {
    let mut fields = ask.fields();
    let paging = ask.paging(&mut fields);
    let view = fields.opt_word("view", &["mine", "team", "all"]);
    let team = fields.opt_id::<TeamId>("team");
    if view == Some("team") && team.is_none() && ask.caller.sees.team().is_none() {
        fields.fault("team", "missing");
    }
    fields.done()?;
    let view = allowed(&ask.caller, view.unwrap_or("mine"), team)?;
    let after = paging.cursor.as_ref().map(|cursor| (Instant::from_micros(cursor.key), cursor.id.clone()));
    let question = Question { view, sees: ask.caller.sees, after, limit: paging.limit };
    let cx = app.cx(ask.caller.actor());
    let today =
        app.glance(&cx, question, |tx, cx, question| Box::pin(crate::today(tx, cx, question))).await?;
    written(&today, &paging)
}

/// A caller restricted to a team sees that team's day whatever view was asked; another team is not found.
fn allowed(caller: &Caller, view: &str, team: Option<TeamId>) -> Result<View, Error> {
    match (caller.sees.team(), view, team) {
        (Some(own), _, Some(team)) if own != team => Err(Error::NotFound),
        (Some(own), _, _) => Ok(View::Team(own)),
        (None, "all", _) => Ok(View::All),
        (None, "team", Some(team)) => Ok(View::Team(team)),
        (None, _, _) => Ok(View::Mine(caller.user)),
    }
}

fn written(today: &Today, paging: &Paging) -> Reply {
    let last = today.rows.last().filter(|_| today.more);
    let next = last.map(|last| {
        paging.next(&Cursor { key: last.step.at.as_micros(), id: last.step.promise.to_string() })
    });
    let counts = today.counts;
    let view = TodayView {
        at: today.day.now.to_string(),
        end: today.day.end.to_string(),
        time_zone: &today.zone,
        counts: CountsView {
            late: counts.late,
            next_hour: counts.next_hour,
            later_today: counts.later_today,
            cap: CAP,
        },
        after_today: today.after_today.map(|at| at.to_string()),
        items: today.rows.iter().map(|row| step(row, today)).collect(),
        next: next.clone(),
    };
    let mut answer = Answer::ok(&view)?;
    answer.next = next;
    Ok(answer)
}

fn step<'a>(row: &'a Shown, today: &'a Today) -> StepView<'a> {
    let step = &row.step;
    StepView {
        section: row.section.word(),
        promise_id: step.promise.to_string(),
        version: step.version,
        customer_id: step.customer.to_string(),
        customer_name: step.customer_name.as_deref(),
        text: step.text.as_deref(),
        reference: step.reference.as_deref(),
        kind: step.kind.word(),
        state: step.state.word(),
        next_step: NextView {
            kind: step.step.word(),
            at: step.at.to_string(),
            owner: owner(row.answers, &today.directory),
            why: step.why.word(),
            channel: step.channel.map(Channel::word),
            contact_point_id: step.point.map(|id| id.to_string()),
            reach: step.reach.as_deref(),
        },
        late_seconds: today.day.now.since(step.at).as_secs(),
        tries: step.tries,
        deadline: step.deadline.map(|at| at.to_string()),
        broken_at: step.broken_at.map(|at| at.to_string()),
        asked_first_at: step.asked_first_at.map(|at| at.to_string()),
    }
}

fn owner(owner: Owner, directory: &Directory) -> OwnerView<'_> {
    OwnerView {
        user_id: owner.user().map(|id| id.to_string()),
        team_id: owner.team().map(|id| id.to_string()),
        name: directory.name(owner),
    }
}
