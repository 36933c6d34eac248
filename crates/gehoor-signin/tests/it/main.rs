//! Signing in as a whole: use cases and API, on both engines.
#![expect(clippy::expect_used, clippy::panic, reason = "a test that cannot be set up must fail at once")]

mod api;
mod codes;
mod floor;
mod key;
mod pages;
mod passkeys;
mod passwords;
mod sessions;
mod vectors;
mod webauthn;

use std::sync::Arc;

use gehoor_db::{Db, prepare_all};
use gehoor_kernel::id::{TeamId, UserId};
use gehoor_people::rules::Member;
use gehoor_people::{NewTeam, NewUser, Role, Tokens, add_team, add_user};
use gehoor_shell::{Actor, App, Error};
use gehoor_signin::{Known, Opened, SignedIn, Visit, hash, known, place_of, set_password};
use gehoor_testkit::{Api, both};

/// A password that nobody tries first.
pub(crate) const PASSWORD: &str = "vier blauwe fietsen";

/// The application with an administrator, a lead and two employees; the first three are of one team.
pub(crate) struct Desk {
    pub(crate) api: Api,
    pub(crate) els: UserId,
    pub(crate) piet: UserId,
    pub(crate) sanne: UserId,
    pub(crate) ali: UserId,
    pub(crate) counter: TeamId,
}

impl Desk {
    pub(crate) fn app(&self) -> &App {
        &self.api.app
    }

    /// Signs in by password and gives the session.
    pub(crate) async fn enter(&self, visit: &Visit, name: &str, password: &str) -> Opened {
        entered(gehoor_signin::sign_in(self.app(), visit, name, password).await)
    }

    /// Who is behind a session's secret now.
    pub(crate) async fn who(&self, opened: &Opened) -> Option<Known> {
        known(self.app(), opened.secret.text()).await.expect("a look")
    }
}

pub(crate) async fn desk(db: Db) -> Desk {
    let api = Api::new(db, vec![gehoor_people::slice(), gehoor_signin::slice()], Arc::new(Tokens));
    let els = hire(&api.app, "Els Bakker", Some("els@garage.example"), Role::Administrator).await;
    let piet = hire(&api.app, "Piet de Vries", Some("piet@garage.example"), Role::Lead).await;
    let sanne = hire(&api.app, "Sanne de Wit", None, Role::Employee).await;
    let ali = hire(&api.app, "Ali Demir", Some("ali@garage.example"), Role::Employee).await;
    let members = [(els, false), (piet, true), (sanne, false)];
    let members = members.into_iter().map(|(user, leads)| Member { user, leads }).collect();
    let new = NewTeam { name: "Balie".to_owned(), members };
    let team = api.app.act(&api.app.cx(Actor::System), new, |tx, cx, new| Box::pin(add_team(tx, cx, new)));
    let counter = team.await.expect("a team").id;
    for user in [els, piet, sanne, ali] {
        give_password(&api.app, user, PASSWORD).await;
    }
    Desk { api, els, piet, sanne, ali, counter }
}

pub(crate) async fn give_password(app: &App, user: UserId, password: &str) {
    let hashed = hash(password).await.expect("a hash");
    let cx = app.cx(Actor::System);
    let set =
        app.act(&cx, (user, hashed), |tx, cx, (user, hashed)| Box::pin(set_password(tx, cx, *user, hashed)));
    set.await.expect("a password");
}

async fn hire(app: &App, name: &str, email: Option<&str>, role: Role) -> UserId {
    let new = NewUser { name: name.to_owned(), email: email.map(str::to_owned), role, stand_in: None };
    let added = app.act(&app.cx(Actor::System), new, |tx, cx, new| Box::pin(add_user(tx, cx, new))).await;
    added.expect("a user").id
}

/// A browser at this address.
pub(crate) fn at(address: &str) -> Visit {
    Visit { source: place_of(address.parse().ok()), label: "Firefox".to_owned(), ..Visit::default() }
}

pub(crate) fn entered(done: Result<SignedIn, Error>) -> Opened {
    match done {
        Ok(SignedIn::In(opened)) => opened,
        other => panic!("not signed in: {other:?}"),
    }
}

/// What a try came to, in a word.
pub(crate) fn outcome(done: Result<SignedIn, Error>) -> &'static str {
    match done {
        Ok(SignedIn::In(_)) => "in",
        Ok(SignedIn::Code(_)) => "code",
        Ok(SignedIn::Wait(_)) => "wait",
        Ok(SignedIn::No) => "no",
        Ok(SignedIn::Over) => "over",
        Err(error) => code(&error),
    }
}

/// The stable word of an error.
pub(crate) fn code(error: &Error) -> &'static str {
    match error {
        Error::Invalid(faults) => faults.first().map_or("invalid", |fault| fault.code),
        Error::Conflict { code, .. } | Error::Forbidden { code } => code,
        Error::NotFound => "notFound",
        Error::Unauthorized => "unauthorized",
        _ => "other",
    }
}

#[test]
fn every_statement_is_understood() {
    both(|db| async move {
        let faults = prepare_all(&db, &gehoor_signin::slice().statements).await;
        assert_eq!(faults, Ok(Vec::new()));
    });
}

/// Every law of the slice holds.
pub(crate) async fn check_laws(app: &App) {
    for check in gehoor_signin::slice().checks {
        let found = app.look(&app.cx(Actor::System), check, |tx, cx, check| (check.run)(tx, cx.now)).await;
        assert_eq!(found.expect("a look"), Vec::new(), "{}", check.law);
    }
}
