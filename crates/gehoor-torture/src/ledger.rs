//! What the clients know: every change that was acknowledged, and at most one each of which they do not know.

use serde_json::Value as Json;

/// A change that was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    pub key: String,
    pub path: String,
    pub body: String,
    pub about: About,
}

/// What a change is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// A new promise; the event key that it waits for, if it waits for one.
    Make(Option<String>),
    /// An attempt on the promise at this place of the ledger.
    Attempt(usize),
    /// An event.
    Event(String),
}

/// A promise of this client.
#[derive(Clone, Debug)]
pub struct Known {
    pub id: String,
    pub version: i64,
    pub attempts: Vec<String>,
    pub waits_for: Option<String>,
    pub ended: bool,
}

/// The books of one client.
#[derive(Debug, Default)]
pub struct Ledger {
    pub promises: Vec<Known>,
    pub events: Vec<String>,
    /// Changes with the answer that came, to be sent again now and then: the answer must be the same.
    pub answered: Vec<(Sent, String)>,
    /// A change whose answer was lost.
    pub unknown: Option<Sent>,
    pub acknowledged: u64,
    pub refused: u64,
    pub repeated: u64,
    pub faults: Vec<String>,
}

impl Ledger {
    /// Notes an acknowledged change.
    pub fn note(&mut self, sent: Sent, body: &Json) {
        self.acknowledged += 1;
        let id = identity(&sent.about, body);
        match &sent.about {
            About::Make(waits_for) => self.promises.push(Known {
                id: id.clone(),
                version: body["version"].as_i64().unwrap_or(0),
                attempts: Vec::new(),
                waits_for: waits_for.clone(),
                ended: false,
            }),
            About::Attempt(place) => {
                let known = &mut self.promises[*place];
                known.attempts.push(id.clone());
                known.version = known.version.max(body["promise"]["version"].as_i64().unwrap_or(0));
                known.ended = matches!(body["promise"]["state"].as_str(), Some("kept" | "released"));
            }
            About::Event(key) => self.events.push(key.clone()),
        }
        self.answered.push((sent, id));
    }

    /// Notes something that must not be.
    pub fn fault(&mut self, what: String) {
        self.faults.push(what);
    }
}

/// What tells one change from another: the id that was made, or the ids that were woken.
pub fn identity(about: &About, body: &Json) -> String {
    match about {
        About::Make(_) => body["id"].as_str().unwrap_or_default().to_owned(),
        About::Attempt(_) => body["attempt"]["id"].as_str().unwrap_or_default().to_owned(),
        About::Event(_) => body["woken"].to_string(),
    }
}
