//! The API inside this process: for commands when no server holds the store.

use std::sync::Arc;

use gehoor_kernel::id::UserId;
use gehoor_people::{Secret, Tokens};
use gehoor_shell::api::Authenticator;
use gehoor_shell::app::Ids;
use gehoor_shell::{App, BoxFuture, Caller, Clock, Cx, Error, Scope, Sees, server};

use super::client::Client;
use super::out::{Exit, Trouble};
use super::session::Session;
use crate::config::Config;
use crate::setup::{ACTOR, administrator};
use crate::store;

/// Knows one secret more: the one of this process, which acts as the administrator.
struct Inside {
    secret: String,
    admin: UserId,
}

impl Authenticator for Inside {
    fn authenticate<'a>(
        &'a self,
        app: &'a App,
        bearer: &'a str,
    ) -> BoxFuture<'a, Result<Option<Caller>, Error>> {
        let caller =
            Caller { user: self.admin, token: None, scope: Scope::Admin, sees: Sees::All, until: None };
        if bearer == self.secret {
            Box::pin(std::future::ready(Ok(Some(caller))))
        } else {
            Tokens.authenticate(app, bearer)
        }
    }
}

/// A client of the routes in this process, acting as the administrator.
pub async fn client(session: &Session, config: &Config) -> Result<Client, Trouble> {
    let clock = Clock::system();
    let db = store::open(config, &clock).await.map_err(|e| session.refused(e))?;
    let cx = Cx::new(clock.now(), ACTOR, Ids::from_system().random().next_u64());
    let look = db.read(gehoor_db::work(cx, |tx, cx| Box::pin(administrator(tx, cx))));
    let admin = look.await.map_err(|e: Error| session.failed(&e))?;
    let admin = admin.ok_or_else(|| session.out.fail(Exit::Conflict, "not-set-up", &[]))?;
    let secret = Secret::new().map_err(|e| session.failed(&e))?.text().to_owned();
    let inside = Arc::new(Inside { secret: secret.clone(), admin });
    let app = store::app(db, clock, config, inside).map_err(|e| session.refused(e))?;
    Ok(Client::here(server::router(&app), secret, session.out.clone()))
}
