//! `gehoor promise …` and `gehoor today`, through the API.

use super::args::{Promise, PromiseMake, Today};
use super::client::Client;
use super::import::new_key;
use super::out::{Out, Trouble, inert, table};
use super::people::{filled, word};
use super::session::Session;
use gehoor_kernel::time::{Instant, Zone};
use serde_json::{Value, json};

/// `gehoor promise …`
pub async fn run(session: &Session, command: Promise) -> Result<(), Trouble> {
    let client = session.client().await?;
    let promise = match command {
        Promise::Make(args) => {
            client.post("/api/v1/promises", &body(&client, &args).await?, &new_key()).await?.body
        }
        Promise::Show { promise } => client.get(&path(&promise, "")).await?.body,
        Promise::Attempt { promise, outcome, channel, contact_point, kept, note } => {
            let mut body =
                filled(&[("channel", Some(channel)), ("contactPointId", contact_point), ("note", note)]);
            body["outcome"] = json!({ "class": outcome });
            if kept {
                body["kept"] = json!(true);
            }
            let answer = change(&client, &promise, "/attempts", &body).await?;
            answer.get("promise").cloned().unwrap_or(answer)
        }
        Promise::Deliver { promise, note } => {
            change(&client, &promise, "/deliveries", &filled(&[("note", note)])).await?
        }
        Promise::Release { promise, words } => {
            change(&client, &promise, "/releases", &json!({ "words": words })).await?
        }
    };
    session.out.data(&promise, &told(&session.out, &promise));
    Ok(())
}

fn path(promise: &str, inner: &str) -> String {
    let plain: String = promise.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    format!("/api/v1/promises/{plain}{inner}")
}

async fn change(client: &Client, promise: &str, inner: &str, body: &Value) -> Result<Value, Trouble> {
    let seen = client.get(&path(promise, "")).await?;
    Ok(client.post_if(&path(promise, inner), body, &new_key(), seen.etag.as_deref()).await?.body)
}

async fn body(client: &Client, args: &PromiseMake) -> Result<Value, Trouble> {
    let owner = match &args.owner {
        Some(team) if team.starts_with("te_") => json!({ "teamId": team }),
        Some(user) => json!({ "userId": user }),
        None => json!({ "userId": word(&client.get("/api/v1/me").await?.body, "userId") }),
    };
    let mut body = filled(&[
        ("customerId", Some(args.customer.clone())),
        ("text", Some(args.text.clone())),
        ("kind", Some(args.kind.clone())),
        ("reference", args.reference.clone()),
    ]);
    body["owner"] = owner;
    body["trigger"] = trigger(args);
    Ok(body)
}

fn trigger(args: &PromiseMake) -> Value {
    match (&args.at, &args.when) {
        (Some(at), _) => {
            json!({ "at": filled(&[("from", Some(at.clone())), ("until", args.until.clone())]) })
        }
        (_, Some(key)) => {
            json!({ "when": filled(&[("key", Some(key.clone())), ("expectedBy", args.expected_by.clone())]) })
        }
        _ => json!({ "soon": { "minutes": args.soon } }),
    }
}

/// A promise in a few lines.
fn told(out: &Out, promise: &Value) -> String {
    let mut lines = vec![format!("{}  {}", word(promise, "id"), inert(&word(promise, "text")))];
    lines.push(format!("{}: {}", out.say("column-state", &[]), word(promise, "state")));
    if let Some(step) = promise.get("nextStep").filter(|step| step.is_object()) {
        let owner =
            step.get("owner").map(|owner| word(owner, "userId") + &word(owner, "teamId")).unwrap_or_default();
        let (kind, at) = (spoken(out, "step", &word(step, "kind")), local(&word(step, "at"), None));
        lines.push(format!("{}: {kind} {at} {owner}", out.say("column-step", &[])));
        lines.push(spoken(out, "why", &word(step, "why")));
    }
    lines.join("\n")
}

/// A fixed word as people say it; the word itself when the catalogues have no text for it.
fn spoken(out: &Out, what: &str, word: &str) -> String {
    let key = format!("{what}-{word}");
    if out.has(&key) { out.say(&key, &[]) } else { word.to_owned() }
}

/// A moment as wall-clock time: `2026-11-22 14:05`, in this zone, else in UTC with its mark.
fn local(moment: &str, zone: Option<&Zone>) -> String {
    let instant = moment.parse::<Instant>().ok();
    match (instant, zone) {
        (Some(instant), Some(zone)) => zone.local(instant).strftime("%Y-%m-%d %H:%M").to_string(),
        _ => moment.to_owned(),
    }
}

/// `gehoor today`
pub async fn today(session: &Session, args: &Today) -> Result<(), Trouble> {
    let client = session.client().await?;
    let team = args.team.as_ref().map_or(String::new(), |team| format!("&view=team&team={team}"));
    let page = client.get(&format!("/api/v1/today?limit={}{team}", args.limit)).await?.body;
    let zone = Zone::new(&word(&page, "timeZone")).ok();
    let items = page.get("items").and_then(Value::as_array).cloned().unwrap_or_default();
    let rows: Vec<Vec<String>> = items.iter().map(|item| row(&session.out, item, zone.as_ref())).collect();
    let heads = ["time", "step", "customer", "promise", "id"]
        .map(|head| session.out.say(&format!("column-{head}"), &[]));
    let text = if rows.is_empty() { session.out.say("today-empty", &[]) } else { table(&heads, &rows) };
    session.out.data(&page, &text);
    Ok(())
}

fn row(out: &Out, item: &Value, zone: Option<&Zone>) -> Vec<String> {
    let step = item.get("nextStep").cloned().unwrap_or(Value::Null);
    let text: String = inert(&word(item, "text")).chars().take(60).collect();
    let (at, kind) = (local(&word(&step, "at"), zone), spoken(out, "step", &word(&step, "kind")));
    vec![at, kind, inert(&word(item, "customerName")), text, word(item, "promiseId")]
}
