//! A company that is set up, on a test database.

use std::sync::Arc;

use gehoor::setup::{ACTOR, Company, set_up};
use gehoor_db::Db;
use gehoor_people::{Secret, Tokens};
use gehoor_shell::Error;
use gehoor_testkit::Api;

/// The API of a fresh company, with the token of its administrator.
pub async fn company(db: &Db) -> Api {
    let mut api = Api::new(db.clone(), gehoor::slices::all(), Arc::new(Tokens));
    let secret = Secret::new().unwrap();
    let company = Company {
        name: "Garage Proef".into(),
        language: "nl".into(),
        zone: "Europe/Amsterdam".into(),
        country: "NL".into(),
        admin_name: "Noor Proef".into(),
        admin_email: Some("noor@example.com".into()),
    };
    let cx = api.app.cx(ACTOR);
    let work = gehoor_db::work((cx, company, secret.clone()), |tx, (cx, company, secret)| {
        Box::pin(set_up(tx, cx, company, secret))
    });
    let done: Result<_, Error> = db.write(work).await;
    assert!(done.unwrap().is_new);
    api.token = secret.text().to_owned();
    api
}
