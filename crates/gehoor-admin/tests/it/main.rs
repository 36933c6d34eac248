//! The administration's pages on both engines: a place with an administrator, a lead and an employee.
#![expect(clippy::expect_used, reason = "a test that cannot be set up must fail at once")]

mod company;
mod people;
mod policy;

use std::sync::Arc;

use gehoor_kernel::id::{TeamId, UserId};
use gehoor_people::rules::Member;
use gehoor_people::{NewTeam, NewUser, Role, Tokens};
use gehoor_shell::web::Right;
use gehoor_shell::{Actor, App, Cx, Error};
use gehoor_testkit::{Api, Seen, badge, fill, look};

pub(crate) struct Place {
    pub(crate) app: App,
    pub(crate) anna: UserId,
    pub(crate) bram: UserId,
    pub(crate) lars: UserId,
    pub(crate) floor: TeamId,
}

impl Place {
    pub(crate) async fn open(db: gehoor_db::Db) -> Self {
        let slices = vec![
            gehoor_people::slice(),
            gehoor_signin::slice(),
            gehoor_customer::slice(),
            gehoor_contact::slice(),
            gehoor_promise::slice(),
            gehoor_today::slice(),
            gehoor_setup::slice(),
            gehoor_admin::slice(),
        ];
        let app = Api::new(db, slices, Arc::new(Tokens)).app;
        let cx = app.cx(Actor::System);
        let made = app.act(&cx, (), |tx, cx, ()| Box::pin(filled(tx, cx))).await;
        let (anna, bram, lars, floor) = made.expect("a place");
        Self { app, anna, bram, lars, floor }
    }

    /// A page as the administrator sees it.
    pub(crate) async fn look(&self, path: &str) -> Seen {
        look(&self.app, &badge(self.anna, Right::Administrator), path).await
    }

    /// A form that the administrator sends.
    pub(crate) async fn fill(&self, path: &str, fields: &[(&str, &str)]) -> Seen {
        fill(&self.app, &badge(self.anna, Right::Administrator), path, fields).await
    }
}

async fn filled(tx: &mut gehoor_db::Tx<'_>, cx: &Cx) -> Result<(UserId, UserId, UserId, TeamId), Error> {
    let mut ids = Vec::new();
    for (name, role) in [("Anna", Role::Administrator), ("Bram <b>", Role::Employee), ("Lars", Role::Lead)] {
        let new = NewUser { name: name.to_owned(), email: None, role, stand_in: None };
        ids.push(gehoor_people::add_user(tx, cx, &new).await?.id);
    }
    let member = |user| Member { user, leads: false };
    let members = vec![member(ids[0]), member(ids[1])];
    let floor = gehoor_people::add_team(tx, cx, &NewTeam { name: "Balie".to_owned(), members }).await?.id;
    Ok((ids[0], ids[1], ids[2], floor))
}
