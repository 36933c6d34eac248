//! The pages of signing in: sign-in and its second step, a forgotten password, the own account, shared devices.

mod account;
mod browser;
mod codes;
mod entry;
mod floor;
mod keys;
mod own;
mod reset;

pub use browser::{enter as entered, visit};

use axum::response::Response;
use gehoor_kernel::id::SessionId;
use gehoor_shell::web::{Form, Pages, Right, Sessions, Visitor};
use gehoor_shell::{App, BoxFuture, Error, Fault, Language};

use crate::{Known, SignedIn};

pub(crate) fn pages() -> Pages {
    entry::pages().and(reset::pages()).and(account::pages()).and(floor::pages())
}

/// Who knows sessions: this slice.
#[derive(Clone, Copy, Debug, Default)]
pub struct KnownSessions;

impl Sessions for KnownSessions {
    fn visitor<'a>(&'a self, app: &'a App, secret: &'a str) -> BoxFuture<'a, Result<Option<Visitor>, Error>> {
        Box::pin(async move { Ok(crate::known(app, secret).await?.map(visitor)) })
    }
}

fn visitor(known: Known) -> Visitor {
    Visitor {
        caller: known.caller,
        name: known.name,
        right: gehoor_people::right(known.role),
        language: known.session.language.as_deref().and_then(Language::of_tag),
        session: known.session.id.to_string(),
        strong_until: known.strong_until,
        shared: known.session.device.is_some(),
    }
}

/// The session of a visitor.
fn session(visitor: &Visitor) -> Result<SessionId, Error> {
    visitor.session.parse().map_err(|_| Error::Unauthorized)
}

/// Sends whoever must give the password again to do so, and then back to `next`; nobody else.
fn must_prove(form: &Form, next: &str) -> Result<Option<Response>, Error> {
    let is_strong = form.visitor()?.strong_until.is_some();
    Ok((!is_strong).then(|| browser::go(&format!("/account/prove?next={next}"))))
}

/// Why somebody was not let in, as a fault of a field of the form.
fn refused(done: &SignedIn, app: &App, pointer: &'static str, wrong: &'static str) -> Error {
    let fault = match done {
        SignedIn::Wait(until) => {
            let seconds = until.since(app.clock.now()).as_secs() + 1;
            let (code, count) =
                if seconds < 90 { ("waitSeconds", seconds) } else { ("waitMinutes", seconds.div_ceil(60)) };
            Fault::new(pointer, code).arg("count", count)
        }
        _ => Fault::new(pointer, wrong),
    };
    Error::Invalid(vec![fault])
}

/// Who may come to the pages that nobody needs to be signed in for.
const OPEN: Right = Right::Anyone;
/// Who may come to the pages of the own account.
const OWN: Right = Right::Employee;
