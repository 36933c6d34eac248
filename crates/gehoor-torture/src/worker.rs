//! One client: sends changes as long as the server answers, and asks again for those whose answer was lost.

use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use gehoor_kernel::rng::Random;
use gehoor_kernel::time::{Instant, minutes};
use gehoor_testkit::{Client, Response, Site};

use crate::ledger::{About, Ledger, Sent, identity};

/// What all clients share.
pub struct Ground {
    pub site: Site,
    pub owner: String,
    /// Customers with their contact point.
    pub customers: Vec<(String, String)>,
}

/// One client with its books.
pub struct Worker {
    number: usize,
    count: u64,
    random: Random,
    pub ledger: Ledger,
}

const CLASSES: [&str; 6] =
    ["noAnswer", "busy", "voicemail", "temporarilyUnreachable", "networkFailure", "reached"];

impl Worker {
    pub fn new(number: usize, seed: u64) -> Self {
        let random = Random::from_seed(seed.wrapping_mul(1_000).wrapping_add(number as u64));
        Self { number, count: 0, random, ledger: Ledger::default() }
    }

    /// After a restart: clears up what is unknown, then looks whether what was acknowledged is still there.
    pub fn settle(&mut self, ground: &Ground) {
        let Ok(mut client) = Client::connect(&ground.site.address, &ground.site.token) else {
            return self.ledger.fault("the server does not answer after a restart".to_owned());
        };
        if let Some(sent) = self.ledger.unknown.take() {
            self.send(&mut client, sent);
            if let Some(sent) = &self.ledger.unknown {
                let what = format!("{} {} has no answer after a restart either", sent.path, sent.body);
                self.ledger.fault(what);
            }
        }
        let count = self.ledger.promises.len();
        let newest = count.saturating_sub(3)..count;
        let some = (0..3)
            .filter_map(|_| usize::try_from(self.random.below(count as u64)).ok().filter(|_| count > 0));
        for place in newest.chain(some.collect::<Vec<_>>()) {
            self.look(&mut client, place);
        }
        let again = self.ledger.answered.len().saturating_sub(1);
        self.repeat(&mut client, again);
    }

    /// Sends changes until told to stop or the server is gone.
    pub fn load(&mut self, ground: &Ground, stop: &AtomicBool) {
        let Ok(mut client) = Client::connect(&ground.site.address, &ground.site.token) else { return };
        while !stop.load(Relaxed) && self.ledger.unknown.is_none() {
            match self.random.below(100) {
                0..5 if !self.ledger.answered.is_empty() => {
                    let place = self.random.below(self.ledger.answered.len() as u64) as usize;
                    self.repeat(&mut client, place);
                }
                5..15 if !self.ledger.promises.is_empty() => {
                    let place = self.random.below(self.ledger.promises.len() as u64) as usize;
                    if self.look(&mut client, place).is_none() {
                        return;
                    }
                }
                _ => {
                    let sent = self.next(ground);
                    self.send(&mut client, sent);
                }
            }
        }
    }

    /// Looks whether a promise still is what was acknowledged. Nothing when the server is gone.
    fn look(&mut self, client: &mut Client, place: usize) -> Option<()> {
        let known = self.ledger.promises[place].clone();
        let answer = client.get(&format!("/api/v1/promises/{}", known.id)).ok()?;
        let version = answer.json()["version"].as_i64().unwrap_or(-1);
        if answer.status == 503 {
            return Some(());
        }
        if !answer.is_good() || version < known.version {
            self.ledger.fault(format!(
                "lost: promise {} was acknowledged at version {}, now {} with version {version}",
                known.id, known.version, answer.status
            ));
        }
        Some(())
    }

    /// Sends an answered change again: it must not act twice, and the answer must be the same.
    fn repeat(&mut self, client: &mut Client, place: usize) {
        let Some((sent, id)) = self.ledger.answered.get(place).cloned() else { return };
        let Ok(answer) = client.post(&sent.path, Some(&sent.key), &sent.body) else { return };
        self.ledger.repeated += 1;
        if answer.status != 503 && identity(&sent.about, &answer.json()) != id {
            let status = answer.status;
            self.ledger
                .fault(format!("another answer: {} {} gave {id} first, now {status}", sent.path, sent.key));
        }
    }

    fn send(&mut self, client: &mut Client, sent: Sent) {
        match client.post(&sent.path, Some(&sent.key), &sent.body) {
            Ok(answer) if answer.is_good() => self.ledger.note(sent, &answer.json()),
            Ok(answer) if answer.status != 503 => self.refused(&sent, &answer),
            _ => self.ledger.unknown = Some(sent),
        }
    }

    /// A promise that has ended takes no attempts: that is right. Everything else is not.
    fn refused(&mut self, sent: &Sent, answer: &Response) {
        self.ledger.refused += 1;
        if let (About::Attempt(place), 409 | 422) = (&sent.about, answer.status) {
            self.ledger.promises[*place].ended = true;
            return;
        }
        self.ledger.fault(format!("refused: {} gave {} {}", sent.path, answer.status, answer.body));
    }

    fn next(&mut self, ground: &Ground) -> Sent {
        self.count += 1;
        let key = format!("torture-{}-{}", self.number, self.count);
        let open = self.ledger.promises.iter().rposition(|known| !known.ended);
        let mut waited = self.ledger.promises.iter().filter_map(|known| known.waits_for.clone());
        let waited = waited.rfind(|key| !self.ledger.events.contains(key));
        match (self.random.below(10), open, waited) {
            (0..5, Some(place), _) => self.attempt(key, place, ground),
            (5, _, Some(event)) => {
                let body = serde_json::json!({ "key": event }).to_string();
                Sent { key, path: "/api/v1/events".to_owned(), body, about: About::Event(event) }
            }
            _ => self.make(key, ground),
        }
    }

    fn attempt(&mut self, key: String, place: usize, ground: &Ground) -> Sent {
        let class = CLASSES[self.random.below(CLASSES.len() as u64) as usize];
        let point = &ground.customers[self.number % ground.customers.len()].1;
        let body = serde_json::json!({
            "channel": "phone", "contactPointId": point, "outcome": { "class": class }, "note": key, "kept": class == "reached",
        });
        let path = format!("/api/v1/promises/{}/attempts", self.ledger.promises[place].id);
        Sent { key, path, body: body.to_string(), about: About::Attempt(place) }
    }

    fn make(&mut self, key: String, ground: &Ground) -> Sent {
        let now = now();
        let event = format!("order {key}");
        let (trigger, waits_for) = match self.random.below(3) {
            0 => {
                let from =
                    Instant::from_micros(now.as_micros() + 300_000 + self.random.below(1_500_000) as i64);
                (
                    serde_json::json!({ "at": { "from": from.to_string(), "until": from.plus(minutes(30)).to_string() } }),
                    None,
                )
            }
            1 => {
                let expected = now.plus(minutes(600));
                (
                    serde_json::json!({ "when": { "key": event, "expectedBy": expected.to_string() } }),
                    Some(event),
                )
            }
            _ => (serde_json::json!({ "soon": { "minutes": 1 + self.random.below(30) } }), None),
        };
        let customer = &ground.customers[self.number % ground.customers.len()].0;
        let body = serde_json::json!({
            "customerId": customer, "text": format!("bellen over {key}"), "kind": "callBack",
            "owner": { "userId": ground.owner }, "trigger": trigger, "amountCents": 4711,
        });
        Sent {
            key,
            path: "/api/v1/promises".to_owned(),
            body: body.to_string(),
            about: About::Make(waits_for),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the server that is tortured runs by the clock of the machine")]
fn now() -> Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Instant::from_micros(i64::try_from(since.as_micros()).unwrap_or(0))
}
