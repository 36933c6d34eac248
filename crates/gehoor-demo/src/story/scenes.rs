//! The scenes, in the order in which they are played. Each checks what it claims.

use gehoor_kernel::time::{hours, minutes};
use serde_json::{Value, json};

use super::http::Call;
use super::play::{Play, RIGHT, moment, promise_path, text};
use crate::Trouble;

const KEY: &str = "order 4711";
const WORDS: &str = "Bel me zodra het onderdeel van order 4711 binnen is.";

impl Play<'_> {
    /// Three customers are promised a call when the part is in.
    pub(super) async fn promised(&mut self) -> Result<(), Trouble> {
        self.happens("story-promised", &[]);
        let teams = self.client.ask(&Call::get("/api/v1/teams")).await?.body;
        let team = text(&teams, "/items/0/id").to_owned();
        for guest in 0..self.guests.len() {
            self.known(guest).await?;
            self.promise_to(guest, &team).await?;
        }
        Ok(())
    }

    async fn known(&mut self, guest: usize) -> Result<(), Trouble> {
        let (name, typed) = (self.guests[guest].name, self.guests[guest].typed);
        let points = json!([{"kind": "phone", "value": typed}]);
        let call = self.post(
            "/api/v1/customers".to_owned(),
            json!({"name": name, "language": "nl", "contactPoints": points}),
        );
        let answer = self.client.ask(&call).await?;
        let stored = text(&answer.body, "/contactPoints/0/value").to_owned();
        self.show(&call, &answer, "story-customer", &[("name", name.to_owned()), ("number", stored.clone())]);
        self.guests[guest].id = text(&answer.body, "/id").to_owned();
        self.guests[guest].point = text(&answer.body, "/contactPoints/0/id").to_owned();
        self.note_customer(guest, &stored);
        Ok(())
    }

    /// Name and number of a customer; what is believed about the number may change.
    fn note_customer(&mut self, guest: usize, number: &str) {
        let guest = &self.guests[guest];
        let point = json!({"id": guest.point, "kind": "phone", "value": number});
        let known = json!({"id": guest.id, "name": guest.name, "contactPoints": [point]});
        self.books.note(format!("/api/v1/customers/{}", guest.id), &known);
    }

    async fn promise_to(&mut self, guest: usize, team: &str) -> Result<(), Trouble> {
        let expected = self.now.plus(hours(72));
        let wait = json!({"key": KEY, "expectedBy": expected.to_string()});
        let promise = json!({
            "customerId": self.guests[guest].id, "text": WORDS, "kind": "callBack", "reference": KEY,
            "owner": {"teamId": team}, "trigger": {"when": wait},
        });
        let call = self.post("/api/v1/promises".to_owned(), promise);
        let answer = self.client.ask(&call).await?;
        let body = &answer.body;
        self.claim(text(body, "/state") == "waiting", "story-claim-waiting", body)?;
        let at = self.screen.moment(moment(body, "/nextStep/at")?);
        self.show(&call, &answer, "story-waiting", &[("at", at)]);
        self.guests[guest].promise = text(body, "/id").to_owned();
        self.books.note(promise_path(&self.guests[guest]), body);
        Ok(())
    }

    /// The part arrives: everybody who was promised a call about it is due at once.
    pub(super) async fn arrived(&mut self) -> Result<(), Trouble> {
        self.on(25, 14, 0).await?;
        self.happens("story-arrived", &[]);
        let call = self.post("/api/v1/events".to_owned(), json!({"key": KEY}));
        let answer = self.client.ask(&call).await?;
        let woken = answer.body["woken"].as_array().map_or(0, Vec::len);
        self.claim(woken == self.guests.len(), "story-claim-woken", &answer.body)?;
        self.show(&call, &answer, "story-woken", &[("count", woken.to_string())]);
        self.all_due().await
    }

    async fn all_due(&mut self) -> Result<(), Trouble> {
        let call = Call::get("/api/v1/today?view=all");
        let answer = self.client.ask(&call).await?;
        let mut due = 0;
        for step in answer.body["items"].as_array().into_iter().flatten() {
            due += usize::from(text(step, "/state") == "due" && moment(step, "/nextStep/at")? <= self.now);
        }
        self.claim(due == self.guests.len(), "story-claim-due", &answer.body)?;
        self.show(&call, &answer, "story-due", &[("count", due.to_string())]);
        for guest in 0..self.guests.len() {
            let promise = self.promise(guest).await?;
            self.books.note(promise_path(&self.guests[guest]), &promise);
        }
        Ok(())
    }

    /// The first call meets "not reachable": the next try is minutes later.
    pub(super) async fn not_reachable(&mut self) -> Result<(), Trouble> {
        self.on(25, 14, 2).await?;
        self.happens("story-calls", &[("name", self.guests[0].name.to_owned())]);
        let (call, body) = self.attempt(0, outcome("20")).await?;
        let at = moment(&body.body, "/promise/nextStep/at")?;
        let soon = at > self.now && at <= self.now.plus(minutes(60));
        let class = text(&body.body, "/attempt/class") == "temporarilyUnreachable";
        self.claim(class && soon, "story-claim-soon", &body.body)?;
        let wait = (at.since(self.now).as_secs() / 60).to_string();
        self.show(&call, &body, "story-not-reachable", &[("at", self.screen.clock(at)), ("minutes", wait)]);
        Ok(())
    }

    /// The second customer answers.
    pub(super) async fn reached(&mut self) -> Result<(), Trouble> {
        self.on(25, 14, 6).await?;
        self.happens("story-calls", &[("name", self.guests[1].name.to_owned())]);
        self.keep(1).await
    }

    /// The third call meets a number that does not exist. Gives the last command, for after the kill.
    pub(super) async fn does_not_exist(&mut self) -> Result<Last, Trouble> {
        self.on(25, 14, 9).await?;
        self.happens("story-calls", &[("name", self.guests[2].name.to_owned())]);
        let entries = self.journal().await?;
        let (call, answer) = self.attempt(2, outcome("1")).await?;
        let open = text(&answer.body, "/promise/nextStep/kind") == "findNumber";
        self.claim(open, "story-claim-find", &answer.body)?;
        self.show(&call, &answer, "story-does-not-exist", &[]);
        Ok(Last { call, said: answer.body, entries })
    }

    /// The server is killed the moment after its last answer, and started again. Everything it said is still so; the last
    /// command, sent again under its key, gives the same answer and no second attempt.
    pub(super) async fn killed(&mut self, last: &Last) -> Result<(), Trouble> {
        let Some(stage) = self.stage.take() else { return Ok(()) };
        stage.kill().await?;
        self.kills += 1;
        self.happens("story-killed", &[]);
        let stage = self.place.start(self.now).await?;
        self.client = super::http::Client::new(&stage.address, &self.token);
        self.stage = Some(stage);
        let again = self.client.ask(&last.call).await?;
        self.claim(again.body == last.said, "story-claim-same", &again.body)?;
        self.show(&last.call, &again, "story-same", &[]);
        let found = self.books.compare(&self.client).await?;
        let lost = Value::from(found.lost.clone());
        self.claim(found.lost.is_empty(), "story-claim-lost", &lost)?;
        let now = self.journal().await?;
        let gone = last.entries.iter().filter(|entry| !now.contains(entry)).count();
        self.claim(gone == 0, "story-claim-lost", &Value::from(gone))?;
        let (objects, values) = (found.objects.to_string(), found.values.to_string());
        let args = [("objects", objects), ("values", values), ("entries", last.entries.len().to_string())];
        self.screen.note("story-compared", &args);
        Ok(())
    }

    /// The number is put right, and the third customer is called on it.
    pub(super) async fn put_right(&mut self) -> Result<(), Trouble> {
        self.on(25, 14, 20).await?;
        self.happens("story-put-right", &[("number", RIGHT.to_owned())]);
        let path = format!("/api/v1/contact-points/{}", self.guests[2].point);
        let seen = self.client.ask(&Call::get(path.clone())).await?.etag;
        let call = Call::patch(path, seen, json!({"value": RIGHT}));
        let answer = self.client.ask(&call).await?;
        let stored = text(&answer.body, "/value").to_owned();
        self.note_customer(2, &stored);
        self.show(&call, &answer, "story-right", &[("number", stored)]);
        self.breathe().await?;
        let to_call = |promise: &Value| text(promise, "/nextStep/kind") == "call";
        self.until(&promise_path(&self.guests[2]), to_call).await?;
        self.keep(2).await
    }

    /// The moment of the next try comes: the first customer is due again, and answers.
    pub(super) async fn tried_again(&mut self) -> Result<(), Trouble> {
        let at = moment(&self.promise(0).await?, "/nextStep/at")?;
        self.move_to(at).await?;
        let path = promise_path(&self.guests[0]);
        self.until(&path, |promise| text(promise, "/state") == "due").await?;
        self.happens("story-again", &[("name", self.guests[0].name.to_owned())]);
        self.keep(0).await
    }

    /// Counts, lets the server end, and has its data checked.
    pub(super) async fn end(&mut self) -> Result<(), Trouble> {
        let (mut made, mut kept) = (0, 0);
        for guest in 0..self.guests.len() {
            let promise = self.promise(guest).await?;
            made += usize::from(text(&promise, "/id") == self.guests[guest].promise);
            let unbroken = promise["brokenAt"].is_null();
            kept += usize::from(text(&promise, "/state") == "kept" && unbroken);
        }
        let lost = self.books.compare(&self.client).await?.lost;
        self.claim(lost.is_empty(), "story-claim-lost", &Value::from(lost))?;
        self.claim(made == self.guests.len() && kept == made, "story-claim-kept", &Value::from(kept))?;
        self.breathe().await?;
        let sealed =
            |journal: &Value| journal["items"].as_array().is_some_and(|all| all.iter().all(is_sealed));
        self.until("/api/v1/journal?limit=200", sealed).await?;
        if let Some(stage) = self.stage.take() {
            stage.end().await?;
        }
        self.place.check().await?;
        self.happens("story-checked", &[]);
        let args =
            [("made", made.to_string()), ("kept", kept.to_string()), ("kills", self.kills.to_string())];
        self.screen.gap();
        self.screen.say("story-done", &args);
        Ok(())
    }

    /// The whole journal, without what is added to entries later: their seals.
    async fn journal(&self) -> Result<Vec<Value>, Trouble> {
        let (mut path, mut all) = ("/api/v1/journal?limit=200".to_owned(), Vec::new());
        loop {
            let page = self.client.ask(&Call::get(path)).await?.body;
            for entry in page["items"].as_array().into_iter().flatten() {
                let part = |name: &str| entry.get(name).cloned().unwrap_or_default();
                all.push(json!([part("id"), part("at"), part("kind"), part("subject"), part("facts")]));
            }
            match page["next"].as_str() {
                Some(next) => path = next.to_owned(),
                None => return Ok(all),
            }
        }
    }

    async fn keep(&mut self, guest: usize) -> Result<(), Trouble> {
        let (call, answer) =
            self.attempt(guest, json!({"outcome": {"class": "reached"}, "kept": true})).await?;
        self.claim(text(&answer.body, "/promise/state") == "kept", "story-claim-kept", &answer.body)?;
        self.show(&call, &answer, "story-kept", &[]);
        Ok(())
    }

    /// Records a call to the guest, and writes the answer down.
    async fn attempt(&mut self, guest: usize, met: Value) -> Result<(Call, super::http::Answer), Trouble> {
        let mut body = json!({"channel": "phone", "contactPointId": self.guests[guest].point});
        if let (Some(body), Value::Object(met)) = (body.as_object_mut(), met) {
            body.extend(met);
        }
        let path = promise_path(&self.guests[guest]);
        let call = self.post(format!("{path}/attempts"), body);
        let answer = self.client.ask(&call).await?;
        self.books.note(path, &answer.body["promise"]);
        Ok((call, answer))
    }
}

/// The last command before the kill.
pub(super) struct Last {
    call: Call,
    said: Value,
    /// The journal just before it.
    entries: Vec<Value>,
}

fn is_sealed(entry: &Value) -> bool {
    entry["sealed"] == Value::Bool(true)
}

fn outcome(cause: &str) -> Value {
    json!({"outcome": {"code": {"family": "q850", "code": cause}}})
}
