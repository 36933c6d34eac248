//! A site with customers, and clients that make promises on it as fast as they get answers.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant as Clock, SystemTime, UNIX_EPOCH};

use gehoor_kernel::time::{Instant, days, minutes};
use gehoor_testkit::{Client, Site};
use serde_json::json;

use crate::making::followed;
use crate::processor;

/// How many customers promises are made to.
const CUSTOMERS: usize = 64;

/// A site that is ready for load.
pub struct Ground {
    /// The site; its server is not running.
    pub site: Site,
    owner: String,
    customers: Vec<String>,
}

/// What a load did.
pub struct Load {
    /// Promises made.
    pub made: u64,
    /// For how long.
    pub during: Duration,
    /// The clients' own processor time for each, in milliseconds.
    pub own: f64,
}

impl Load {
    /// Promises made each second.
    pub fn rate(&self) -> f64 {
        self.made as f64 / self.during.as_secs_f64()
    }
}

/// The machine's clock.
pub fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
    Instant::from_micros(i64::try_from(since.as_micros()).expect("a clock before 292277"))
}

/// Sets a site up and gives it customers.
pub fn prepare(binary: &Path, folder: &Path, database: Option<&str>) -> Ground {
    let site = Site::set_up(binary, folder, database).expect("a site");
    let site = site.with("GEHOOR_SERVER__RATE_LIMIT", "0");
    let server = site.start().expect("the server starts");
    let mut client = Client::connect(&site.address, &site.token).expect("a connection");
    let users = client.get("/api/v1/users").expect("users").json();
    let owner = users["items"][0]["id"].as_str().expect("a user").to_owned();
    let customers = (0..CUSTOMERS).map(|number| customer(&mut client, number)).collect();
    server.kill();
    Ground { site, owner, customers }
}

fn customer(client: &mut Client, number: usize) -> String {
    let body = json!({ "name": format!("Klant {number}"), "language": "nl",
        "contactPoints": [{ "kind": "phone", "value": format!("06 1234 56{number:02}") }] });
    let made = client.post("/api/v1/customers", None, &body.to_string()).expect("an answer");
    made.json()["id"].as_str().unwrap_or_else(|| panic!("no customer: {made:?}")).to_owned()
}

impl Ground {
    /// Makes one promise for the moment `from`, and waits until what follows the journal knows it: copies of it must not be
    /// taken for its customer's other promises. Gives its id.
    pub fn make_one(&self, from: Instant) -> String {
        let server = self.site.start().expect("the server starts");
        let mut client = Client::connect(&self.site.address, &self.site.token).expect("a connection");
        let made = client.post("/api/v1/promises", None, &self.body(0, from)).expect("an answer");
        let id = made.json()["id"].as_str().unwrap_or_else(|| panic!("no promise: {made:?}")).to_owned();
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(followed(&self.site.options()));
        server.kill();
        id
    }

    /// Lets so many clients make promises for so long. The server must be running.
    pub fn load(&self, clients: usize, during: Duration) -> Load {
        let far = now().plus(days(30));
        self.send(clients, during, |client, count| {
            let body = self.body(count, far);
            let answer = client.post("/api/v1/promises", None, &body).expect("an answer");
            assert_eq!(answer.status, 201, "{}", answer.body);
        })
    }

    /// The same clients with the same bodies, asking for what needs no store: as many as they can send at all.
    pub fn ceiling(&self, clients: usize, during: Duration) -> Load {
        let far = now().plus(days(30));
        self.send(clients, during, |client, count| {
            let body = self.body(count, far);
            let answer = client.send("POST", "/nowhere", None, &body).expect("an answer");
            assert_eq!(answer.status, 404, "{}", answer.body);
        })
    }

    fn send(&self, clients: usize, during: Duration, one: impl Fn(&mut Client, usize) + Sync) -> Load {
        let made = AtomicU64::new(0);
        let (began, used) = (Clock::now(), processor::own());
        std::thread::scope(|scope| {
            for number in 0..clients {
                let (made, one) = (&made, &one);
                scope.spawn(move || {
                    let mut client =
                        Client::connect(&self.site.address, &self.site.token).expect("a connection");
                    let mut count = number;
                    while began.elapsed() < during {
                        one(&mut client, count);
                        made.fetch_add(1, Relaxed);
                        count += clients;
                    }
                });
            }
        });
        let made = made.load(Relaxed);
        let own = (processor::own() - used) as f64 / 1000.0 / made as f64;
        Load { made, during: began.elapsed(), own }
    }

    fn body(&self, number: usize, from: Instant) -> String {
        let body = json!({
            "customerId": self.customers[number % self.customers.len()],
            "text": format!("bellen of de auto klaar is ({number})"),
            "kind": "callBack",
            "owner": { "userId": self.owner },
            "trigger": { "at": { "from": from.to_string(), "until": from.plus(minutes(30)).to_string() } },
        });
        body.to_string()
    }
}
