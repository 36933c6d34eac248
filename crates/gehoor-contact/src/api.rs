//! `/policy` and `/outcomes`.

use axum::extract::State;
use gehoor_shell::App;
use gehoor_shell::api::{Answer, Ask, Command, Reply};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::policy::PolicyView;
use crate::rules::{Family, Outcome, TABLE_VERSION, table};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show_policy, set_policy)).routes(routes!(outcomes))
}

/// The table of outcomes.
#[derive(Serialize, ToSchema)]
struct OutcomesView {
    /// The version of the table; stands with every verdict.
    version: u32,
    /// The rows, by family.
    items: Vec<OutcomeView>,
}

/// What one code says.
#[derive(Serialize, ToSchema)]
#[schema(as = Outcome)]
struct OutcomeView {
    /// The book of codes.
    family: &'static str,
    /// The code.
    code: &'static str,
    /// What an attempt with this code met.
    class: &'static str,
    /// What to do next.
    advice: &'static str,
    /// What the code says, in a few English words.
    meaning: &'static str,
    /// Whether it uses up one of the customer's tries.
    counts: bool,
}

impl OutcomeView {
    fn of(row: &Outcome) -> Self {
        Self {
            family: row.family.word(),
            code: row.code,
            class: row.class.word(),
            advice: row.advice.word(),
            meaning: row.meaning,
            counts: row.class.counts(),
        }
    }
}

/// The contact policy as it stands.
#[utoipa::path(get, path = "/policy", tag = "contact",
    responses((status = 200, description = "The policy", body = PolicyView)))]
async fn show_policy(State(app): State<App>, ask: Ask) -> Reply {
    ask.fields().done()?;
    let cx = app.cx(ask.caller.actor());
    let look = app.look(&cx, (), |tx, _, ()| Box::pin(crate::policy(tx)));
    let standing = look.await?;
    Ok(Answer::ok(&PolicyView::of(standing.version, &standing.company))?.version(standing.version))
}

/// Replaces the contact policy; needs If-Match and a token that may set up the system. It holds for every step that is
/// planned from now on.
#[utoipa::path(put, path = "/policy", tag = "contact", request_body = PolicyView,
    params(("If-Match" = Option<String>, Header, description = "The ETag that was seen")),
    responses((status = 200, description = "The policy as it stands now", body = PolicyView)))]
async fn set_policy(State(app): State<App>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    let expected = command.if_match()?;
    let mut fields = command.fields();
    let company = crate::read_company(&mut fields);
    fields.done()?;
    let write = command.write(&app, (expected, company), |tx, cx, (expected, company)| {
        Box::pin(async move {
            let standing = crate::set_policy(tx, cx, *expected, company).await?;
            Ok(Answer::ok(&PolicyView::of(standing.version, &standing.company))?.version(standing.version))
        })
    });
    write.await
}

/// What each known code means and what is done next, by the table that is compiled in.
#[utoipa::path(get, path = "/outcomes", tag = "contact",
    params(("family" = Option<String>, Query, description = "Only this book of codes, such as q850")),
    responses((status = 200, description = "The table", body = OutcomesView)))]
async fn outcomes(ask: Ask) -> Reply {
    let mut fields = ask.fields();
    let words: Vec<&'static str> = Family::ALL.iter().map(|family| family.word()).collect();
    let family = fields.opt_word("family", &words);
    fields.done()?;
    let rows = table().iter().filter(|row| family.is_none_or(|family| row.family.word() == family));
    Answer::ok(&OutcomesView { version: TABLE_VERSION, items: rows.map(OutcomeView::of).collect() })
}
