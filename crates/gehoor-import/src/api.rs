//! `/imports`: batches, their rows, a trial that stores nothing, and undoing.

use axum::extract::State;
use gehoor_kernel::id::BatchId;
use gehoor_shell::App;
use gehoor_shell::api::{Answer, Ask, Command, Cursor, Fields, PathId, Reply};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::{Batch, Cells, Kind};

/// The fields that a row may have, of any kind.
const FIELDS: &[&str] = &[
    "name",
    "language",
    "phone",
    "phone2",
    "email",
    "customerId",
    "text",
    "kind",
    "owner",
    "from",
    "until",
    "key",
    "expectedBy",
    "reference",
    "amount",
    "occurredAt",
];
/// Rows in one request.
const MOST_ROWS: usize = 500;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, begin))
        .routes(routes!(try_out))
        .routes(routes!(take))
        .routes(routes!(undo))
}

/// A batch of imported rows.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ImportBatch)]
struct BatchView {
    /// The id: ba_ and 26 characters.
    id: String,
    /// What the rows are: customers, promises or events.
    kind: String,
    /// When it was begun.
    made_at: String,
    /// How many rows were taken.
    count: i64,
    /// When it was undone.
    undone_at: Option<String>,
}

impl BatchView {
    fn of(batch: &Batch) -> Self {
        Self {
            id: batch.id.to_string(),
            kind: batch.kind.clone(),
            made_at: batch.made_at.to_string(),
            count: batch.count,
            undone_at: batch.undone_at.map(|at| at.to_string()),
        }
    }
}

/// A page of batches.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the page that the shell writes")]
struct BatchPage {
    /// The batches in the order in which they were begun.
    items: Vec<BatchView>,
    /// The address of the next page.
    next: Option<String>,
}

/// A batch to be begun.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
struct NewBatchBody {
    /// What the rows are: customers, promises or events.
    #[schema(pattern = "^(customers|promises|events)$")]
    kind: String,
}

/// Rows of a file.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
struct RowsBody {
    /// What the rows are; needed for a trial, else as the batch.
    #[schema(pattern = "^(customers|promises|events)$")]
    kind: Option<String>,
    /// At most 500 rows.
    #[schema(max_items = 500)]
    rows: Vec<RowBody>,
}

/// One row.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the body that is read field by field")]
struct RowBody {
    /// The number of the row in the file, for whoever reads along.
    row: Option<i64>,
    /// The cells by the name of their field, as texts.
    #[schema(value_type = Object)]
    fields: serde_json::Value,
}

/// How many rows were good.
#[derive(Serialize, ToSchema)]
struct TakenView {
    /// How many rows.
    taken: usize,
}

/// What an undoing did.
#[derive(Serialize, ToSchema)]
struct UndoneView {
    /// How many objects are gone.
    undone: i64,
    /// How many stay, since something has happened to them.
    kept: i64,
}

/// Lists imports.
#[utoipa::path(get, path = "/imports", tag = "import",
    params(("cursor" = Option<String>, Query, description = "From the last page"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 200)),
    responses((status = 200, description = "A page of batches", body = BatchPage)))]
async fn list(State(app): State<App>, ask: Ask) -> Reply {
    ask.caller.needs_admin()?;
    let mut fields = ask.fields();
    let paging = ask.paging(&mut fields);
    fields.done()?;
    let after = paging.cursor.as_ref().map(|cursor| cursor.id.clone()).unwrap_or_default();
    let cx = app.cx(ask.caller.actor());
    let look = app.look(&cx, (after, paging.limit + 1), |tx, _, (after, limit)| {
        Box::pin(crate::batches(tx, after, *limit))
    });
    let found = look.await?;
    paging.answer(found.iter().map(BatchView::of).collect(), |batch| Cursor { key: 0, id: batch.id.clone() })
}

/// Begins an import.
#[utoipa::path(post, path = "/imports", tag = "import", request_body = NewBatchBody,
    responses((status = 201, description = "The batch, without rows yet", body = BatchView)))]
async fn begin(State(app): State<App>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    let mut fields = command.fields();
    let kind = kind(&mut fields);
    fields.done()?;
    let write = command.write(&app, kind, |tx, cx, kind| {
        Box::pin(async move {
            let batch = crate::begin(tx, cx, *kind).await?;
            Answer::created(format!("/api/v1/imports/{}", batch.id), &BatchView::of(&batch))
        })
    });
    write.await
}

/// Looks at rows and gives all their faults; stores nothing.
#[utoipa::path(post, path = "/imports/trials", tag = "import", request_body = RowsBody,
    responses((status = 200, description = "All rows are good", body = TakenView)))]
async fn try_out(State(app): State<App>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    let mut fields = command.fields();
    let input = (kind(&mut fields), rows(&mut fields));
    fields.done()?;
    let cx = app.cx(command.caller.actor());
    let look = app.look(&cx, input, |tx, cx, (kind, rows)| Box::pin(crate::read(tx, cx, *kind, rows)));
    Answer::ok(&TakenView { taken: look.await?.len() })
}

/// Stores rows in an import, all of them or none.
#[utoipa::path(post, path = "/imports/{id}/rows", tag = "import", request_body = RowsBody, params(("id" = String, Path)),
    responses((status = 200, description = "All rows are stored", body = TakenView)))]
async fn take(State(app): State<App>, PathId(id): PathId<BatchId>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    let mut fields = command.fields();
    let _ = fields.opt_word("kind", Kind::WORDS);
    let rows = rows(&mut fields);
    fields.done()?;
    let write = command.write(&app, (id, rows), |tx, cx, (id, rows)| {
        Box::pin(async move { Answer::ok(&TakenView { taken: crate::take(tx, cx, *id, rows).await? }) })
    });
    write.await
}

/// Undoes an import, as far as nothing has happened to what it made.
#[utoipa::path(post, path = "/imports/{id}/undoing", tag = "import", params(("id" = String, Path)),
    responses((status = 200, description = "What is gone and what stays", body = UndoneView)))]
async fn undo(State(app): State<App>, PathId(id): PathId<BatchId>, command: Command) -> Reply {
    command.caller.needs_admin()?;
    command.fields().done()?;
    let write = command.write(&app, id, |tx, cx, id| {
        Box::pin(async move {
            let done = crate::undo(tx, cx, *id).await?;
            Answer::ok(&UndoneView { undone: done.undone, kept: done.kept })
        })
    });
    write.await
}

fn kind(fields: &mut Fields<'_>) -> Kind {
    Kind::of_word(fields.word("kind", Kind::WORDS)).unwrap_or(Kind::Customers)
}

fn rows(fields: &mut Fields<'_>) -> Vec<Cells> {
    fields.list("rows", 1..=MOST_ROWS, |row| {
        let _ = row.opt_int("row", 0..=i64::MAX);
        row.object("fields", cells).unwrap_or_default()
    })
}

fn cells(fields: &mut Fields<'_>) -> Cells {
    let read = FIELDS.iter().filter_map(|name| Some(((*name).to_owned(), fields.opt_text(name, 0..=8000)?)));
    read.collect()
}
