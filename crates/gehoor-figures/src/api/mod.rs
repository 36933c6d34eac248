//! The addresses of figures: as JSON, as a sheet, and as charts.

mod view;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use gehoor_kernel::id::TeamId;
use gehoor_promise::rules::Kind;
use gehoor_shell::api::Problem;
use gehoor_shell::{Answer, App, Ask, Caller, Error, Fields, Language};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::draw::{Chart, draw};
use crate::rules::Month;
use crate::sheet::Form;
use crate::words::Words;
use crate::{Figures, Question, file};
use view::FiguresView;

/// How figures are sampled: every promise that was made in the period.
pub(crate) const RULE: &str = "allPromisesMade";

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(figures)).routes(routes!(sheet_of)).routes(routes!(chart_of))
}

/// How promises made in a period were kept: each figure with its n and its interval, by team, kind and month; never by person. Fewer
/// than five cases give no figure. With `Accept: text/csv` the same as a sheet for machines.
#[utoipa::path(get, path = "/figures", tag = "figures",
    params(
        ("from" = Option<String>, Query, description = "The first month (2026-01), else eleven before the last"),
        ("until" = Option<String>, Query, description = "The last month, else the present one"),
        ("team" = Option<String>, Query, description = "Only promises whose ball this team has or had"),
        ("kind" = Option<String>, Query, description = "callBack, write, deliver, comeBy, findOut or handOver")),
    responses(
        (status = 200, description = "The figures", content((FiguresView = "application/json"), (String = "text/csv"))),
        (status = 400, description = "What was asked is not right", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such team", body = Problem, content_type = "application/problem+json")))]
async fn figures(State(app): State<App>, headers: HeaderMap, ask: Ask) -> Result<Response, Error> {
    let mut fields = ask.fields();
    let question = question(&ask.caller, &mut fields);
    fields.done()?;
    let figures = read(&app, &ask.caller, question?).await?;
    let mut response = if wants_csv(&headers) {
        file::csv(&figures, &Words::new(&app.texts, language(&headers)), Form::Machine)?
    } else {
        Answer::ok(&FiguresView::new(&figures))?.into_response()
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    Ok(response)
}

/// The figures as a sheet: one row for each figure of each group.
#[utoipa::path(get, path = "/figures.csv", tag = "figures",
    params(
        ("form" = Option<String>, Query, description = "machine (else: RFC 4180) or excelNl (Excel in the Netherlands)"),
        ("language" = Option<String>, Query, description = "nl or en, else by Accept-Language"),
        ("from" = Option<String>, Query, description = "The first month (2026-01), else eleven before the last"),
        ("until" = Option<String>, Query, description = "The last month, else the present one"),
        ("team" = Option<String>, Query, description = "Only promises whose ball this team has or had"),
        ("kind" = Option<String>, Query, description = "callBack, write, deliver, comeBy, findOut or handOver")),
    responses(
        (status = 200, description = "The sheet", body = String, content_type = "text/csv"),
        (status = 400, description = "What was asked is not right", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such team", body = Problem, content_type = "application/problem+json")))]
async fn sheet_of(State(app): State<App>, headers: HeaderMap, ask: Ask) -> Result<Response, Error> {
    let mut fields = ask.fields();
    let form = fields.opt_word("form", &["machine", "excelNl"]);
    let language = asked_language(&mut fields, &headers);
    let question = question(&ask.caller, &mut fields);
    fields.done()?;
    let figures = read(&app, &ask.caller, question?).await?;
    file::csv(&figures, &Words::new(&app.texts, language), Form::of_word(form))
}

/// A chart as a drawing that stands alone: for a wall, a report, a page. `kept.svg`, `teams.svg`, `kinds.svg`, `months.svg`,
/// `reach.svg` and `effort.svg`.
#[utoipa::path(get, path = "/figures/{chart}", tag = "figures",
    params(
        ("chart" = String, Path, description = "kept.svg, teams.svg, kinds.svg, months.svg, reach.svg or effort.svg"),
        ("language" = Option<String>, Query, description = "nl or en, else by Accept-Language"),
        ("from" = Option<String>, Query, description = "The first month (2026-01), else eleven before the last"),
        ("until" = Option<String>, Query, description = "The last month, else the present one"),
        ("team" = Option<String>, Query, description = "Only promises whose ball this team has or had"),
        ("kind" = Option<String>, Query, description = "callBack, write, deliver, comeBy, findOut or handOver")),
    responses(
        (status = 200, description = "The chart", body = String, content_type = "image/svg+xml"),
        (status = 400, description = "What was asked is not right", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such chart or team", body = Problem, content_type = "application/problem+json")))]
async fn chart_of(
    State(app): State<App>,
    ask: Ask,
    headers: HeaderMap,
    Path(name): Path<String>,
) -> Result<Response, Error> {
    let chart = Chart::of_file(&name).ok_or(Error::NotFound)?;
    let mut fields = ask.fields();
    let language = asked_language(&mut fields, &headers);
    let question = question(&ask.caller, &mut fields);
    fields.done()?;
    let figures = read(&app, &ask.caller, question?).await?;
    file::svg(draw(chart, &figures, &Words::new(&app.texts, language)).alone())
}

/// Reads the keys that say which figures. A caller restricted to a team gets that team's, whatever was asked; another team is not found.
fn question(caller: &Caller, fields: &mut Fields<'_>) -> Result<Question, Error> {
    let team = fields.opt_id::<TeamId>("team");
    let kind = fields.opt_word("kind", Kind::WORDS).and_then(|word| word.parse().ok());
    let (from, until) = (month(fields, "from"), month(fields, "until"));
    match (caller.sees.team(), team) {
        (Some(own), Some(asked)) if own != asked => Err(Error::NotFound),
        (own, asked) => Ok(Question { from, until, team: own.or(asked), kind }),
    }
}

fn month(fields: &mut Fields<'_>, name: &'static str) -> Option<Month> {
    let text = fields.opt_text(name, 1..=20)?;
    let month = text.parse().ok();
    if month.is_none() {
        fields.fault(name, "month");
    }
    month
}

async fn read(app: &App, caller: &Caller, question: Question) -> Result<Figures, Error> {
    let cx = app.cx(caller.actor());
    app.look(&cx, question, |tx, cx, question| Box::pin(crate::figures(tx, cx, question))).await
}

fn language(headers: &HeaderMap) -> Language {
    let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    header.map_or_else(Language::default, Language::accepted)
}

fn asked_language(fields: &mut Fields<'_>, headers: &HeaderMap) -> Language {
    let asked = fields.opt_word("language", &["nl", "en"]).and_then(Language::of_tag);
    asked.unwrap_or_else(|| language(headers))
}

fn wants_csv(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = accept.split([',', ';']).next().unwrap_or_default();
    first.trim().eq_ignore_ascii_case("text/csv")
}
