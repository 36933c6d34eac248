//! From cells to what the use cases take. All faults of all rows are gathered, each at `/rows/N/fields/name`.

use std::collections::BTreeMap;

use gehoor_customer::rules::{PointKind, read_value};
use gehoor_customer::{NewCustomer, NewPoint, value_fault};
use gehoor_db::Tx;
use gehoor_kernel::id::CustomerId;
use gehoor_kernel::text::name;
use gehoor_kernel::time::civil::Time;
use gehoor_kernel::time::{Instant, Zone};
use gehoor_people::{Directory, Owner};
use gehoor_promise::{NewEvent, NewPromise, Wanted};
use gehoor_shell::{Cx, Error, Fault};

use crate::rules;

/// The cells of a row by the name of their field; empty ones are not there.
pub type Cells = BTreeMap<String, String>;

/// When a promise for a day begins and ends, where the file gives no time.
const MORNING: Time = Time::constant(9, 0, 0, 0);
const EVENING: Time = Time::constant(17, 0, 0, 0);

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A customer each.
    Customers,
    /// A promise each.
    Promises,
    /// An outside event each.
    Events,
}

impl Kind {
    /// Every word.
    pub const WORDS: &'static [&'static str] = &["customers", "promises", "events"];

    /// The word in the API and the store.
    pub fn word(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Promises => "promises",
            Self::Events => "events",
        }
    }

    /// The kind of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Customers, Self::Promises, Self::Events].into_iter().find(|kind| kind.word() == word)
    }
}

/// A row that can be stored.
#[derive(Clone, Debug)]
pub enum Ready {
    /// A customer.
    Customer(NewCustomer),
    /// A promise, and its customer when the row brings one.
    Promise(Box<NewPromise>, Option<NewCustomer>),
    /// An event.
    Event(NewEvent),
}

impl Ready {
    /// Stores the row; gives the ids of what it made.
    pub(crate) async fn store(&self, tx: &mut Tx<'_>, cx: &Cx) -> Result<Vec<String>, Error> {
        match self {
            Self::Customer(new) => {
                Ok(vec![gehoor_customer::add_customer(tx, cx, new).await?.0.id.to_string()])
            }
            Self::Event(new) => {
                gehoor_promise::receive_event(tx, cx, new).await?;
                Ok(Vec::new())
            }
            Self::Promise(new, customer) => {
                let (mut new, mut made) = (new.as_ref().clone(), Vec::new());
                if let Some(customer) = customer {
                    (new.customer, made) = known_or_new(tx, cx, customer).await?;
                }
                let view = gehoor_promise::make(tx, cx, &new, gehoor_shell::Sees::All).await?;
                made.push(view.promise.id.to_string());
                Ok(made)
            }
        }
    }
}

/// The customer of this name with one of these numbers or addresses, else a new one; and the ids of what was made.
async fn known_or_new(
    tx: &mut Tx<'_>,
    cx: &Cx,
    new: &NewCustomer,
) -> Result<(CustomerId, Vec<String>), Error> {
    for point in &new.points {
        let found = gehoor_customer::customers(tx, Some(&point.value.value), "", 10).await?;
        let same = found.iter().find(|found| {
            let named = found
                .customer
                .name
                .as_deref()
                .is_some_and(|name| name.to_lowercase() == new.name.to_lowercase());
            named && found.points.iter().any(|old| old.value.as_deref() == Some(point.value.value.as_str()))
        });
        if let Some(same) = same {
            return Ok((same.customer.id, Vec::new()));
        }
    }
    let id = gehoor_customer::add_customer(tx, cx, new).await?.0.id;
    Ok((id, vec![id.to_string()]))
}

/// Reads rows of one kind.
pub async fn read(tx: &mut Tx<'_>, cx: &Cx, kind: Kind, rows: &[Cells]) -> Result<Vec<Ready>, Error> {
    let directory = gehoor_people::directory(tx, cx).await?;
    let policy = gehoor_contact::policy(tx).await?;
    let mut faults = Vec::new();
    let mut ready = Vec::new();
    for (at, cells) in rows.iter().enumerate() {
        let zone = &policy.company.zone;
        let country = policy.company.default_country.as_str();
        let mut row = Row { cells, at, faults: &mut faults, zone, country, directory: &directory };
        let before = row.faults.len();
        let found = row.of_kind(kind, cx);
        let known = match &found {
            Some(Ready::Promise(new, None)) => gehoor_customer::customer(tx, new.customer).await.is_ok(),
            _ => true,
        };
        if !known {
            faults.push(Fault::new(format!("/rows/{at}/fields/customerId"), "unknownCustomer"));
        }
        ready.extend(found.filter(|_| faults.len() == before));
    }
    if faults.is_empty() { Ok(ready) } else { Err(Error::Invalid(faults)) }
}

/// One row with what it takes to read it.
struct Row<'a> {
    cells: &'a Cells,
    at: usize,
    faults: &'a mut Vec<Fault>,
    zone: &'a Zone,
    country: &'a str,
    directory: &'a Directory,
}

impl Row<'_> {
    fn of_kind(&mut self, kind: Kind, cx: &Cx) -> Option<Ready> {
        match kind {
            Kind::Customers => self.customer().map(Ready::Customer),
            Kind::Promises => self.promise(cx),
            Kind::Events => self.event(),
        }
    }

    fn cell(&self, name: &str) -> Option<&str> {
        self.cells.get(name).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    fn fault(&mut self, name: &str, code: &'static str) {
        self.faults.push(Fault::new(self.pointer(name), code));
    }

    fn pointer(&self, name: &str) -> String {
        format!("/rows/{}/fields/{name}", self.at)
    }

    fn text(&mut self, name: &str, most: usize) -> String {
        let text = self.cell(name).unwrap_or_default().to_owned();
        if text.is_empty() {
            self.fault(name, "missing");
        }
        self.bounded(name, text, most)
    }

    fn bounded(&mut self, name: &str, text: String, most: usize) -> String {
        if text.contains('\0') {
            self.fault(name, "nul");
        }
        if text.chars().count() > most {
            let fault = Fault::new(self.pointer(name), "tooLong").arg("max", most);
            self.faults.push(fault);
        }
        text
    }

    fn customer(&mut self) -> Option<NewCustomer> {
        let name = self.text("name", name::LIMIT);
        let language = self.cell("language").unwrap_or("nl").to_lowercase();
        let plain = (2..=35).contains(&language.len())
            && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if !plain {
            self.fault("language", "notLanguage");
        }
        let mut points: Vec<NewPoint> = Vec::new();
        for (field, kind) in
            [("phone", PointKind::Phone), ("phone2", PointKind::Phone), ("email", PointKind::Email)]
        {
            let point = self.point(field, kind);
            points.extend(point.filter(|new| points.iter().all(|old| old.value.value != new.value.value)));
        }
        Some(NewCustomer { name, language, points, ..NewCustomer::default() })
    }

    fn point(&mut self, field: &str, kind: PointKind) -> Option<NewPoint> {
        match read_value(kind, self.cell(field)?, self.country) {
            Ok(value) => Some(NewPoint { value, label: None, preferred: false }),
            Err(fault) => {
                self.faults.push(value_fault(self.pointer(field), &fault));
                None
            }
        }
    }

    fn promise(&mut self, cx: &Cx) -> Option<Ready> {
        let (customer, new_customer) = self.recipient();
        let text = self.text("text", 4000);
        let kind = rules::kind(self.cell("kind").unwrap_or_default()).parse().ok();
        if kind.is_none() {
            let words = gehoor_promise::rules::Kind::WORDS.join(", ");
            let fault = Fault::new(self.pointer("kind"), "notWord").arg("words", words).arg("guess", "");
            self.faults.push(fault);
        }
        let reference =
            self.cell("reference").map(str::to_owned).map(|text| self.bounded("reference", text, 200));
        let amount = self.cell("amount").map(rules::cents);
        if amount == Some(None) {
            self.fault("amount", "notAmount");
        }
        let (owner, trigger) = (self.owner(cx), self.trigger());
        let promise = NewPromise {
            customer,
            text,
            kind: kind?,
            owner: owner?,
            trigger: trigger?,
            reference,
            amount_cents: amount.flatten(),
            policy: None,
        };
        Some(Ready::Promise(Box::new(promise), new_customer))
    }

    // By id, or a new customer with a name and a way to reach them.
    fn recipient(&mut self) -> (CustomerId, Option<NewCustomer>) {
        match self.cell("customerId").map(str::parse) {
            Some(Ok(id)) => return (id, None),
            Some(Err(_)) => {
                let fault = Fault::new(self.pointer("customerId"), "notId").arg("prefix", CustomerId::PREFIX);
                self.faults.push(fault);
                return (CustomerId::from_bits(0), None);
            }
            None => {}
        }
        let customer = self.customer();
        if self.cell("phone").is_none() && self.cell("email").is_none() {
            self.fault("phone", "noWayToReach");
        }
        (CustomerId::from_bits(0), customer)
    }

    // An id, the name of a team, or whoever imports.
    fn owner(&mut self, cx: &Cx) -> Option<Owner> {
        let owner = match self.cell("owner") {
            None => cx.actor.user().map(Owner::User),
            Some(text) => text.parse().ok().or_else(|| self.team_named(text)),
        };
        let there = owner.filter(|owner| self.directory.is_living(*owner, cx.now));
        if there.is_none() {
            self.fault("owner", if owner.is_some() { "notThere" } else { "notOwnerName" });
        }
        there
    }

    fn team_named(&self, name: &str) -> Option<Owner> {
        let same = |owner: &Owner| self.directory.name(*owner).to_lowercase() == name.to_lowercase();
        self.directory.open_teams().map(|team| Owner::Team(team.id)).find(same)
    }

    fn moment(&mut self, field: &str, usual: Time) -> Option<Option<Instant>> {
        let read = self.cell(field).map(|text| rules::moment(text, self.zone, usual));
        if read == Some(None) {
            self.fault(field, "notMoment");
        }
        read
    }

    fn trigger(&mut self) -> Option<Wanted> {
        let (from, until) = (self.moment("from", MORNING), self.moment("until", EVENING));
        let expected = self.moment("expectedBy", EVENING);
        match (self.cell("key").map(str::to_owned), from, expected) {
            (None, Some(from), _) => Some(Wanted::At { from: from?, until: until.flatten() }),
            (Some(key), _, Some(expected_by)) => {
                let key = self.bounded("key", key, 200);
                Some(Wanted::When { key, expected_by: expected_by?, sign_of_life_days: None })
            }
            (key, _, _) => {
                self.fault(if key.is_some() { "expectedBy" } else { "from" }, "momentOrKey");
                None
            }
        }
    }

    fn event(&mut self) -> Option<Ready> {
        let key = self.text("key", 200);
        let occurred_at = self.moment("occurredAt", MORNING).flatten();
        Some(Ready::Event(NewEvent { key, occurred_at }))
    }
}
