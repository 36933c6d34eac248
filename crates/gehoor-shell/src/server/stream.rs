//! The stream of changes: the sealed journal as server-sent events, as far as the caller may see it.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::extract::{FromRequestParts, State};
use axum::http::HeaderMap;
use axum::http::header::{AUTHORIZATION, COOKIE, HeaderName};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::Stream;
use futures_util::stream::unfold;
use gehoor_db::Tx;
use gehoor_kernel::time::Instant;
use serde::Serialize;
use serde_json::value::RawValue;
use tokio::sync::watch;
use utoipa::ToSchema;

use crate::journal::{self, Entry, Place};
use crate::slice::SeesRun;
use crate::{App, Ask, Caller, Cx, Error, Sees};

const BATCH: i64 = 100;
const MOST_STREAMS: usize = 500;
/// A stream asks this often whether its token still stands.
const TOKEN_LOOK: Duration = Duration::from_secs(30);
/// A store that other nodes write to is looked at this often.
const SHARED_LOOK: Duration = Duration::from_secs(1);

/// One change, as the data of an event.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Change {
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    at: String,
    /// What happened ("promise.made").
    kind: String,
    /// The id of the object that it happened to.
    subject: String,
    /// Who did it: an employee's id, "system" or "customer".
    actor: String,
    /// Ids and facts.
    #[schema(value_type = Object)]
    facts: Box<RawValue>,
}

/// Streams changes as they are sealed.
///
/// Begins after the event named in Last-Event-ID, else with the next change.
#[utoipa::path(get, path = "/changes", tag = "journal",
    params(("Last-Event-ID" = Option<String>, Header, description = "The id of the last event seen"),
        ("wait" = Option<i64>, Query, minimum = 0, maximum = 3600,
            description = "Seconds to wait for more changes, then the stream ends; 0: only what is there; else it stays open")),
    responses((status = 200, description = "Server-sent events; each event's data is a change", body = Change, content_type = "text/event-stream")))]
pub(super) async fn changes(
    State(app): State<App>,
    ask: Ask,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Error> {
    let mut fields = ask.fields();
    let wait = fields.opt_int("wait", 0..=3600).and_then(|seconds| u64::try_from(seconds).ok());
    fields.done()?;
    let caller = ask.caller;
    let seen = headers.get(HeaderName::from_static("last-event-id")).and_then(|value| value.to_str().ok());
    let place = match seen {
        Some(text) => text.parse()?,
        None => app.look(&app.cx(caller.actor()), (), |tx, _, ()| Box::pin(journal::newest(tx))).await?,
    };
    let mut follower = Follower::new(app, caller, credentials(&headers), place)?;
    follower.until = wait.map(|seconds| follower.token_seen.plus(Duration::from_secs(seconds)));
    let events = unfold(follower, |mut follower| async move {
        let event = follower.next().await?;
        Some((Ok(event), follower))
    });
    Ok(Sse::new(events).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))))
}

/// What tells who follows, to ask again later whether they still may.
fn credentials(headers: &HeaderMap) -> HeaderMap {
    let told = [AUTHORIZATION, COOKIE].into_iter();
    told.filter_map(|name| headers.get(&name).map(|value| (name, value.clone()))).collect()
}

struct Follower {
    app: App,
    caller: Caller,
    /// The token or the session's cookie with which the stream began.
    credentials: HeaderMap,
    place: Place,
    ready: VecDeque<Entry>,
    news: watch::Receiver<u64>,
    stopping: watch::Receiver<bool>,
    token_seen: Instant,
    until: Option<Instant>,
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.app.streams.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Follower {
    fn new(app: App, caller: Caller, credentials: HeaderMap, place: Place) -> Result<Self, Error> {
        let open = app.streams.fetch_add(1, Ordering::Relaxed);
        let (news, stopping) = (app.news.subscribe(), app.stopping.subscribe());
        let token_seen = app.clock.now();
        let ready = VecDeque::new();
        let follower =
            Self { app, caller, credentials, place, ready, news, stopping, token_seen, until: None };
        if open >= MOST_STREAMS { Err(Error::Busy) } else { Ok(follower) }
    }

    /// The next event; `None` ends the stream: the reader waited long enough, the server stops, the token ended, or the
    /// store failed. The reader comes back with the id of the last event that it saw.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(entry) = self.ready.pop_front() {
                return event(entry);
            }
            if *self.stopping.borrow() || !self.still_welcome().await {
                return None;
            }
            self.news.borrow_and_update();
            if self.read().await.ok()? == 0 {
                if self.until.is_some_and(|until| self.app.clock.now() >= until) {
                    return None;
                }
                self.rest().await;
            }
        }
    }

    async fn rest(&mut self) {
        let look = if self.app.db.is_shared() { SHARED_LOOK } else { TOKEN_LOOK };
        let left = self.until.map(|until| self.app.clock.wait_for(until));
        let look = left.map_or(look, |left| look.min(left));
        tokio::select! {
            _ = self.news.changed() => {}
            _ = self.stopping.changed() => {}
            () = tokio::time::sleep(look) => {}
        }
    }

    async fn still_welcome(&mut self) -> bool {
        let now = self.app.clock.now();
        if now.since(self.token_seen) < TOKEN_LOOK {
            return true;
        }
        self.token_seen = now;
        let mut request = axum::http::Request::new(());
        *request.headers_mut() = self.credentials.clone();
        let (mut parts, ()) = request.into_parts();
        let caller = Caller::from_request_parts(&mut parts, &self.app).await;
        caller.is_ok_and(|caller| caller == self.caller)
    }

    /// Reads on; gives how many entries were read, seen by the caller or not.
    async fn read(&mut self) -> Result<usize, Error> {
        let cx = self.app.cx(self.caller.actor());
        let input = (self.app.clone(), self.caller, self.place);
        let (read, place, visible) =
            self.app.look(&cx, input, |tx, cx, input| Box::pin(next_batch(tx, cx, input))).await?;
        self.place = place;
        self.ready.extend(visible);
        Ok(read)
    }
}

async fn next_batch(
    tx: &mut Tx<'_>,
    cx: &Cx,
    (app, caller, place): &(App, Caller, Place),
) -> Result<(usize, Place, Vec<Entry>), Error> {
    let entries = journal::after(tx, *place, BATCH).await?;
    let (read, last) = (entries.len(), entries.last().and_then(Entry::place).unwrap_or(*place));
    let mut visible = Vec::with_capacity(read);
    for entry in entries {
        if sees(tx, cx, (app, caller), &entry.subject).await? {
            visible.push(entry);
        }
    }
    Ok((read, last, visible))
}

/// Whether the caller may see the object with this id. A caller restricted to a team sees what the object's slice
/// allows, and nothing of a kind that has no rule.
pub async fn sees(
    tx: &mut Tx<'_>,
    cx: &Cx,
    (app, caller): (&App, &Caller),
    subject: &str,
) -> Result<bool, Error> {
    if caller.sees == Sees::All {
        return Ok(true);
    }
    let prefix = subject.split('_').next().unwrap_or_default();
    let mut rules = app.slices.iter().flat_map(|slice| &slice.sees);
    let rule: Option<SeesRun> = rules.find(|(known, _)| *known == prefix).map(|(_, run)| *run);
    match rule {
        Some(rule) => rule(tx, cx, caller, subject).await,
        None => Ok(false),
    }
}

fn event(entry: Entry) -> Option<Event> {
    let id = entry.place()?.to_string();
    let facts = RawValue::from_string(entry.facts).ok()?;
    let (at, kind) = (entry.at.to_string(), entry.kind);
    let change = Change { at, kind: kind.clone(), subject: entry.subject, actor: entry.actor, facts };
    Event::default().id(id).event(kind).json_data(&change).ok()
}
