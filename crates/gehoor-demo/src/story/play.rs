//! The play: who is in it, the moment it has come to, and how it talks with the server.

use std::time::Duration;

use gehoor_kernel::time::{Instant, Zone, civil};
use serde_json::Value;

use super::books::Books;
use super::http::{Answer, Call, Client};
use super::stage::{Place, Stage};
use crate::Trouble;
use crate::cli::{Args, Screen};

const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// A customer of the story.
pub(super) struct Guest {
    /// How she writes her name.
    pub(super) name: &'static str,
    /// Her number as somebody typed it.
    pub(super) typed: &'static str,
    /// The customer's id.
    pub(super) id: String,
    /// The id of her number.
    pub(super) point: String,
    /// The id of the promise.
    pub(super) promise: String,
}

/// The number of the third customer with two digits swapped, and as it should be.
pub(super) const WRONG: &str = "06 12 34 59 03";
pub(super) const RIGHT: &str = "06 12 34 05 93";

const CAST: [(&str, &str); 3] = [
    ("Mevrouw J. van der Linden", "06 12 34 00 01"),
    ("De heer M. El Idrissi", "06 12 34 00 02"),
    ("Bakkerij De Korenaar B.V.", WRONG),
];

/// A play in progress.
pub(super) struct Play<'a> {
    pub(super) screen: &'a Screen,
    pub(super) place: Place,
    pub(super) stage: Option<Stage>,
    pub(super) client: Client,
    pub(super) token: String,
    pub(super) books: Books,
    pub(super) guests: Vec<Guest>,
    pub(super) now: Instant,
    pub(super) kills: usize,
    zone: Zone,
    keys: u32,
}

impl<'a> Play<'a> {
    /// Starts the server on an empty folder; it sets a small garage up by itself.
    pub(super) async fn begin(screen: &'a Screen, place: Place) -> Result<Self, Trouble> {
        let zone = crate::company::zone()?;
        let now = zone.instant_of(civil::date(2026, 11, 24).at(10, 0, 0, 0));
        let stage = place.start(now).await?;
        let token = stage.token.clone().ok_or_else(|| Trouble::Server("no token was told".to_owned()))?;
        let client = Client::new(&stage.address, &token);
        let guest = |(name, typed)| Guest {
            name,
            typed,
            id: String::new(),
            point: String::new(),
            promise: String::new(),
        };
        Ok(Self {
            screen,
            place,
            stage: Some(stage),
            client,
            token,
            books: Books::default(),
            guests: CAST.into_iter().map(guest).collect(),
            now,
            kills: 0,
            zone,
            keys: 0,
        })
    }

    /// Moves the clock to this time on that day of November.
    pub(super) async fn on(&mut self, day: i8, hour: i8, minute: i8) -> Result<(), Trouble> {
        self.move_to(self.zone.instant_of(civil::date(2026, 11, day).at(hour, minute, 0, 0))).await
    }

    /// Moves the clock.
    pub(super) async fn move_to(&mut self, at: Instant) -> Result<(), Trouble> {
        self.now = at;
        match &mut self.stage {
            Some(stage) => stage.set(at).await,
            None => Err(Trouble::Program("the server is down".to_owned())),
        }
    }

    /// A moment passes: what works behind the commands (sealing, following) is at most a second behind them.
    pub(super) async fn breathe(&mut self) -> Result<(), Trouble> {
        self.move_to(self.now.plus(Duration::from_secs(2))).await
    }

    /// Says what happens now.
    pub(super) fn happens(&self, key: &str, args: Args<'_>) {
        self.screen.happens(self.now, key, args);
    }

    /// Shows a request and what its answer says.
    pub(super) fn show(&self, call: &Call, answer: &Answer, key: &str, args: Args<'_>) {
        self.screen.request(&call.shown(), answer.status, key, args);
    }

    /// A command under a new key.
    pub(super) fn post(&mut self, path: String, body: Value) -> Call {
        self.keys += 1;
        Call::post(path, format!("story-{}", self.keys), body)
    }

    /// Reads a promise.
    pub(super) async fn promise(&self, guest: usize) -> Result<Value, Trouble> {
        let path = promise_path(&self.guests[guest]);
        Ok(self.client.ask(&Call::get(path)).await?.body)
    }

    /// Reads `path` until the answer is as hoped: timers work behind the commands, within a second.
    pub(super) async fn until(&self, path: &str, hoped: impl Fn(&Value) -> bool) -> Result<Value, Trouble> {
        let asking = async {
            loop {
                let body = self.client.ask(&Call::get(path)).await?.body;
                if hoped(&body) {
                    return Ok(body);
                }
                tokio::task::yield_now().await;
            }
        };
        let found = tokio::time::timeout(LONGEST_WAIT, asking).await;
        found.map_err(|_| Trouble::Server(format!("{path} does not become what it should")))?
    }

    /// The story claims this; without it the story ends here.
    pub(super) fn claim(&self, holds: bool, key: &str, seen: &Value) -> Result<(), Trouble> {
        if holds {
            return Ok(());
        }
        Err(Trouble::Broken(format!("{}\n{seen}", self.screen.text(key, &[]))))
    }
}

/// Where a guest's promise is read.
pub(super) fn promise_path(guest: &Guest) -> String {
    format!("/api/v1/promises/{}", guest.promise)
}

/// A text in a document, by a JSON pointer; empty when it is not there.
pub(super) fn text<'v>(value: &'v Value, pointer: &str) -> &'v str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

/// A moment in a document.
pub(super) fn moment(value: &Value, pointer: &str) -> Result<Instant, Trouble> {
    let text = text(value, pointer);
    text.parse().map_err(|_| Trouble::Server(format!("{pointer}: {text} is no moment in {value}")))
}
