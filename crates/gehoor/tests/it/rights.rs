//! Every page × every role × a thing of somebody else: who comes in, and that what is not yours answers as what is not there.

use gehoor::rights::{Thing, rows, thing};
use gehoor_kernel::id::{CustomerId, PromiseId, UserId};
use gehoor_shell::web::{PageRow, Right};
use gehoor_testkit::{Api, Seen, badge, both, fill, look};
use serde_json::json;

use crate::company::company;

/// What is not there in this company: it is set up already, and has no passkeys without HTTPS.
const NOT_NOW: [&str; 3] = ["/setup", "/sign-in/challenge", "/switch"];

const ROLES: [Right; 4] = [Right::Anyone, Right::Employee, Right::Lead, Right::Administrator];

/// A company with two teams: ours, and theirs who hold a promise.
struct House {
    api: Api,
    boss: UserId,
    employee: UserId,
    lead: UserId,
    promise: String,
    customer: String,
}

impl House {
    async fn of(db: &gehoor_db::Db) -> Self {
        let api = company(db).await;
        let boss = api.get("/me").await.text("/userId").parse().unwrap();
        let employee = hire(&api, "Eva", "employee").await;
        let lead = hire(&api, "Lars", "lead").await;
        let stranger = hire(&api, "Vera", "employee").await;
        let ours = json!([{"userId": employee.to_string()}, {"userId": lead.to_string(), "leads": true}]);
        api.post("/teams", json!({"name": "Balie", "members": ours})).await;
        api.post("/teams", json!({"name": "Werkplaats", "members": [{"userId": stranger.to_string()}]}))
            .await;
        let points = json!([{"kind": "phone", "value": "06 12345678"}]);
        let known =
            api.post("/customers", json!({"name": "Anna", "language": "nl", "contactPoints": points})).await;
        let customer = known.text("/id").to_owned();
        let promise = promise(&api, &customer, stranger).await;
        Self { api, boss, employee, lead, promise, customer }
    }

    fn badge(&self, role: Right) -> String {
        match role {
            Right::Anyone => String::new(),
            Right::Employee => badge(self.employee, role),
            Right::Lead => badge(self.lead, role),
            Right::Administrator => badge(self.boss, role),
        }
    }

    async fn ask(&self, role: Right, row: &PageRow, path: &str) -> Seen {
        let badge = self.badge(role);
        match row.method {
            "GET" => look(&self.api.app, &badge, path).await,
            _ => fill(&self.api.app, &badge, path, &[]).await,
        }
    }
}

async fn hire(api: &Api, name: &str, role: &str) -> UserId {
    let made = api.post("/users", json!({"name": name, "role": role})).await;
    made.text("/id").parse().unwrap()
}

async fn promise(api: &Api, customer: &str, owner: UserId) -> String {
    let owner = json!({"userId": owner.to_string()});
    let made = json!({"customerId": customer, "text": "Bellen", "kind": "callBack", "owner": owner, "trigger": {"soon": {"minutes": 5}}});
    let made = api.post("/promises", made).await;
    assert_eq!(made.status, 201, "{:?}", made.body);
    made.text("/id").to_owned()
}

/// The address with `first` for its first parameter, and something that is not there for the others.
fn filled(path: &str, first: &str) -> String {
    let mut first = Some(first);
    let parts =
        path.split('/').map(|part| if part.starts_with('{') { first.take().unwrap_or("none") } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// An id that is well formed, and of nothing.
fn nothing(path: &str) -> String {
    match thing(path) {
        Some(Thing::Customer) => CustomerId::from_bits(9).to_string(),
        _ => PromiseId::from_bits(9).to_string(),
    }
}

#[test]
fn every_page_lets_in_whom_its_row_says() {
    both(|db| async move {
        let house = House::of(&db).await;
        for row in rows() {
            assert!(!row.path.contains('{') || thing(row.path).is_some(), "{}: whose thing is it?", row.path);
            let path = filled(row.path, &nothing(row.path));
            for role in ROLES {
                let seen = house.ask(role, &row, &path).await;
                let said =
                    format!("{} {} as {role:?}: {} {}", row.method, row.path, seen.status, seen.leads_to());
                assert!(seen.status < 500, "{said}");
                if role >= row.right {
                    // A badge has no session in the store, so that what belongs to the visitor's own session is not there.
                    let of_session = row.path.starts_with("/account/");
                    let led = seen.leads_to();
                    let is_sent = led.starts_with("/sign-in?next=") && !of_session;
                    assert!(!is_sent && !matches!(seen.status, 401 | 403), "{said}");
                    let may_miss = row.path.contains('{') || NOT_NOW.contains(&row.path) || of_session;
                    assert!(seen.status != 404 || may_miss, "{said}");
                } else if role == Right::Anyone {
                    // What is no id at all is not there, also before anybody has signed in.
                    let is_sent = seen.status == 303 && seen.leads_to().starts_with("/sign-in");
                    assert!(is_sent || seen.status == 404 && row.path.contains('{'), "{said}");
                } else {
                    assert_eq!(seen.status, 404, "{said}");
                }
            }
        }
    });
}

#[test]
fn what_another_team_holds_answers_as_what_is_not_there() {
    both(|db| async move {
        let house = House::of(&db).await;
        let before = house.api.get(&format!("/promises/{}", house.promise)).await.body;
        let ours = promise(&house.api, &house.customer, house.employee).await;
        let about = |row: &PageRow| row.path.contains('{') && thing(row.path) == Some(Thing::Promise);
        for row in rows().into_iter().filter(about) {
            for role in [Right::Employee, Right::Lead].into_iter().filter(|role| *role >= row.right) {
                let theirs = house.ask(role, &row, &filled(row.path, &house.promise)).await;
                let none = house.ask(role, &row, &filled(row.path, &nothing(row.path))).await;
                let said = format!(
                    "{} {} as {role:?}: {} {}",
                    row.method,
                    row.path,
                    theirs.status,
                    theirs.leads_to()
                );
                assert_eq!(theirs.status, none.status, "{said}");
                assert!(matches!(theirs.status, 404 | 422), "{said}");
                assert!(!theirs.text.contains("Bellen") && !theirs.text.contains("Anna"), "{said}");
            }
            if row.method == "GET" {
                let own = house.ask(Right::Employee, &row, &filled(row.path, &ours)).await;
                assert_eq!(own.status, 200, "{} of one's own", row.path);
            }
        }
        let after = house.api.get(&format!("/promises/{}", house.promise)).await.body;
        assert_eq!(before, after, "nobody changed it");
    });
}
