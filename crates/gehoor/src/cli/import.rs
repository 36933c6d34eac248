//! `gehoor import`: a CSV file becomes one batch that can be undone. Nothing is written while any row has a fault.

mod fields;
mod sheet;

use std::path::Path;

use super::args::{Import, ImportFile};
use super::client::Client;
use super::out::{Exit, Out, Trouble, inert, table};
use super::session::Session;
use fields::{Kind, Mapping};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value, json};
use sheet::Sheet;

/// Rows in one request: far below the server's limit for a body.
const CHUNK: usize = 200;

/// Runs the command.
pub async fn run(session: &Session, command: Import) -> Result<(), Trouble> {
    match command {
        Import::Customers(file) => import(session, Kind::Customers, &file).await,
        Import::Promises(file) => import(session, Kind::Promises, &file).await,
        Import::Events(file) => import(session, Kind::Events, &file).await,
        Import::List => list(session).await,
        Import::Undo { batch } => undo(session, &batch).await,
    }
}

async fn import(session: &Session, kind: Kind, args: &ImportFile) -> Result<(), Trouble> {
    let out = &session.out;
    let sheet = load(out, args)?;
    let mapping = Mapping::new(kind, &sheet.head, &args.map).map_err(|faults| {
        let line =
            |f: &fields::MapFault| out.say(&format!("import-fault-{}", f.code), &[("what", inert(&f.what))]);
        listed(out, faults.iter().map(line).collect(), Value::Null)
    })?;
    let seen = [
        ("rows", sheet.rows.len().to_string()),
        ("encoding", sheet.encoding.to_owned()),
        ("separator", sheet.separator.escape_default().to_string()),
    ];
    out.note("import-read", &seen);
    let unused = mapping.unused(&sheet.head).join(", ");
    if !unused.is_empty() {
        out.note("import-unused", &[("columns", inert(&unused))]);
    }
    let client = session.client().await?;
    let rows = mapping.rows(&sheet);
    let faults = send(session, &client, kind, &rows, None).await?.1;
    if !faults.is_empty() {
        return Err(row_faults(out, &faults, &mapping, &sheet));
    }
    if args.dry_run {
        out.data(&json!({"dryRun": true, "rows": rows.len()}), "");
        out.note("import-would", &[("rows", rows.len().to_string())]);
        return Ok(());
    }
    let batch = client.post("/api/v1/imports", &json!({"kind": kind.word()}), &new_key()).await?.body;
    let id = batch.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
    let (taken, faults) = send(session, &client, kind, &rows, Some(&id)).await?;
    out.data(&json!({"batch": id, "rows": taken}), &id);
    out.note("import-done", &[("rows", taken.to_string()), ("batch", id)]);
    if faults.is_empty() { Ok(()) } else { Err(row_faults(out, &faults, &mapping, &sheet)) }
}

fn load(out: &Out, args: &ImportFile) -> Result<Sheet, Trouble> {
    let bytes = read_file(out, &args.file)?;
    let encoding = match &args.encoding {
        Some(label) => Some(
            encoding_rs::Encoding::for_label(label.as_bytes())
                .ok_or_else(|| out.fail(Exit::Usage, "encoding", &[("encoding", label.clone())]))?,
        ),
        None => None,
    };
    let separator = match args
        .separator
        .as_deref()
        .map(|s| if s == "\\t" || s == "tab" { "\t" } else { s })
        .map(str::as_bytes)
    {
        Some(&[byte]) => Some(byte),
        Some(_) => return Err(out.fail(Exit::Usage, "separator", &[])),
        None => None,
    };
    sheet::read(&bytes, separator, encoding).map_err(|faults| {
        let line = |f: &sheet::SheetFault| {
            out.say(&format!("import-fault-{}", f.code), &[("row", f.row.to_string())])
        };
        listed(
            out,
            faults.iter().map(line).collect(),
            json!(faults.iter().map(|f| json!({"row": f.row, "code": f.code})).collect::<Vec<_>>()),
        )
    })
}

fn read_file(out: &Out, file: &Path) -> Result<Vec<u8>, Trouble> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut std::io::stdin().lock(), &mut bytes)?;
        return Ok(bytes);
    }
    let args = |e: &std::io::Error| [("file", file.display().to_string()), ("why", e.to_string())];
    std::fs::read(file).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => out.fail(Exit::NotFound, "no-file", &args(&e)),
        _ => out.fail(Exit::Failure, "read-file", &args(&e)),
    })
}

/// Sends all rows, to be looked at (without a batch) or to be stored; gives how many were taken and all faults.
async fn send(
    session: &Session,
    client: &Client,
    kind: Kind,
    rows: &[Value],
    batch: Option<&str>,
) -> Result<(usize, Vec<Value>), Trouble> {
    let bar =
        progress(session, rows.len(), if batch.is_some() { "import-storing" } else { "import-looking" });
    let (mut taken, mut faults) = (0, Vec::new());
    for (number, chunk) in rows.chunks(CHUNK).enumerate() {
        let (path, key) = match batch {
            Some(id) => (format!("/api/v1/imports/{id}/rows"), format!("{id}-{number}")),
            None => ("/api/v1/imports/trials".to_owned(), new_key()),
        };
        let body = json!({"kind": kind.word(), "rows": chunk});
        match client.post(&path, &body, &key).await {
            Ok(answer) => taken += answer.body.get("taken").and_then(Value::as_u64).unwrap_or(0) as usize,
            Err(trouble) => faults.extend(faults_of_rows(chunk, trouble)?),
        }
        bar.inc(chunk.len() as u64);
    }
    bar.finish_and_clear();
    Ok((taken, faults))
}

/// The faults of a refusal that are about rows, each with the row's number and the field; another refusal stays one.
fn faults_of_rows(chunk: &[Value], trouble: Trouble) -> Result<Vec<Value>, Trouble> {
    let one = |error: &Value| {
        let pointer = error.get("pointer")?.as_str()?.strip_prefix("/rows/")?;
        let (at, field) = pointer.split_once("/fields/").or_else(|| pointer.split_once('/'))?;
        let row = chunk.get(at.parse::<usize>().ok()?)?.get("row")?;
        Some(json!({"row": row, "field": field, "code": error.get("code"), "detail": error.get("detail")}))
    };
    let found: Option<Vec<Value>> =
        trouble.errors.as_array().and_then(|errors| errors.iter().map(one).collect());
    match found {
        Some(faults) if trouble.exit == Exit::Invalid && !faults.is_empty() => Ok(faults),
        _ => Err(trouble),
    }
}

fn progress(session: &Session, rows: usize, text: &str) -> ProgressBar {
    let hidden = session.out.quiet || session.out.json;
    let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(rows as u64), target);
    if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len}") {
        bar.set_style(style);
    }
    bar.with_message(session.out.say(text, &[]))
}

/// A key for a request that is asked once: no other run of this program makes the same.
pub fn new_key() -> String {
    let now = gehoor_shell::Clock::system().now();
    let ids = gehoor_shell::app::Ids::from_system();
    gehoor_kernel::id::encode(gehoor_kernel::id::new_bits(now, &mut ids.random()))
}

fn row_faults(out: &Out, faults: &[Value], mapping: &Mapping, sheet: &Sheet) -> Trouble {
    let line = |fault: &Value| {
        let word = |name: &str| fault.get(name).and_then(Value::as_str).unwrap_or_default();
        let row = fault.get("row").and_then(Value::as_u64).unwrap_or(0);
        let column = inert(mapping.heading(&sheet.head, word("field")));
        out.say(
            "import-row-fault",
            &[("row", row.to_string()), ("column", column), ("text", word("detail").to_owned())],
        )
    };
    listed(out, faults.iter().map(line).collect(), Value::Array(faults.to_vec()))
}

fn listed(out: &Out, lines: Vec<String>, errors: Value) -> Trouble {
    let mut trouble = out.fail(Exit::Invalid, "import", &[("count", lines.len().to_string())]);
    trouble.lines = lines;
    trouble.errors = errors;
    trouble
}

async fn list(session: &Session) -> Result<(), Trouble> {
    let body = session.client().await?.get("/api/v1/imports").await?.body;
    let batches = body.get("items").and_then(Value::as_array).cloned().unwrap_or_default();
    let cell = |batch: &Value, name: &str| match batch.get(name) {
        Some(Value::String(text)) => inert(text),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    let row =
        |batch: &Value| ["id", "kind", "madeAt", "count", "undoneAt"].map(|name| cell(batch, name)).to_vec();
    let heads = ["column-batch", "column-kind", "column-made-at", "column-rows", "column-undone-at"]
        .map(|key| session.out.say(key, &[]));
    session.out.data(&body, &table(&heads, &batches.iter().map(row).collect::<Vec<_>>()));
    Ok(())
}

async fn undo(session: &Session, batch: &str) -> Result<(), Trouble> {
    session.sure("sure-undo", &[("batch", inert(batch))])?;
    let client = session.client().await?;
    let body = client.post(&format!("/api/v1/imports/{batch}/undoing"), &json!({}), &new_key()).await?.body;
    let count = |name: &str| body.get(name).and_then(Value::as_u64).unwrap_or(0).to_string();
    session.out.data(&body, "");
    session.out.note("import-undone", &[("undone", count("undone")), ("kept", count("kept"))]);
    Ok(())
}
