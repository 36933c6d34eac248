//! Who looks at pages: the employee behind a session.

use gehoor_shell::api::Authenticator as _;
use gehoor_shell::web::{Right, Sessions, Visitor};
use gehoor_shell::{App, BoxFuture, Caller, Error};

use crate::directory::directory;
use crate::rules::Role;
use crate::tokens::Tokens;

impl Sessions for Tokens {
    fn visitor<'a>(&'a self, app: &'a App, secret: &'a str) -> BoxFuture<'a, Result<Option<Visitor>, Error>> {
        Box::pin(async move {
            match self.authenticate(app, secret).await? {
                Some(caller) => visitor(app, caller).await,
                None => Ok(None),
            }
        })
    }
}

async fn visitor(app: &App, caller: Caller) -> Result<Option<Visitor>, Error> {
    let cx = app.cx(caller.actor());
    let people = app.glance(&cx, (), |tx, cx, ()| Box::pin(directory(tx, cx))).await?;
    Ok(people.person(caller.user).map(|person| Visitor {
        caller,
        name: person.name.clone(),
        right: right(person.role),
        language: None,
        session: caller.token.map(|token| token.to_string()).unwrap_or_default(),
        strong_until: caller.until,
        shared: false,
    }))
}

/// What a role opens.
pub fn right(role: Role) -> Right {
    match role {
        Role::Employee => Right::Employee,
        Role::Lead => Right::Lead,
        Role::Administrator => Right::Administrator,
    }
}
