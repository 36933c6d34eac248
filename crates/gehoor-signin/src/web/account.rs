//! The own account: what I sign in with, where I am signed in, in which language.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use gehoor_db::Tx;
use gehoor_kernel::id::{TeamId, UserId};
use gehoor_kernel::time::Instant;
use gehoor_people::User;
use gehoor_shell::web::{Filled, Form, Frame, Look, Notice, Page, Pages, Ui};
use gehoor_shell::{App, Cx, Error};

use super::browser::Cookie;
use super::{OWN, codes, entry, keys, own};
use crate::webauthn::Site;
use crate::{Codes, Device, Passkey, Session};

/// What may stand in `?done=`, each with its sentence `account-done-…`.
const DONE: [&str; 12] = [
    "password",
    "pin",
    "noPin",
    "codesOff",
    "passkey",
    "passkeyGone",
    "session",
    "sessions",
    "language",
    "device",
    "deviceGone",
    "proved",
];

pub(super) fn pages() -> Pages {
    let first = Pages::new().get("/account", OWN, show);
    first.and(own::pages()).and(codes::pages()).and(keys::pages())
}

/// Everything on the page.
pub(super) struct Account {
    user: User,
    password_set_at: Option<Instant>,
    has_pin: bool,
    codes: Codes,
    passkeys: Vec<Passkey>,
    sessions: Vec<Session>,
    devices: Vec<Device>,
    /// The teams for which this browser may be shared.
    teams: Vec<(TeamId, String)>,
}

async fn read(tx: &mut Tx<'_>, cx: &Cx, id: UserId) -> Result<Account, Error> {
    Ok(Account {
        user: gehoor_people::user(tx, id).await?,
        password_set_at: crate::password_set_at(tx, id).await?,
        has_pin: crate::has_pin(tx, id).await?,
        codes: crate::codes(tx, id).await?,
        passkeys: crate::passkeys(tx, id).await?,
        sessions: crate::sessions(tx, cx, id).await?,
        devices: crate::devices(tx, cx, id).await?,
        teams: crate::shareable(tx, cx, id).await?,
    })
}

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    account: &'a Account,
    here: &'a str,
    is_shared: bool,
    has_passkeys: bool,
}

impl AccountPage<'_> {
    fn team(&self, device: &Device) -> &str {
        let named = self.account.teams.iter().find(|(team, _)| *team == device.team);
        named.map_or("", |(_, name)| name)
    }

    fn languages(&self) -> Vec<(&'static str, String)> {
        vec![
            ("", self.ui.t("account-language-company")),
            ("nl", "Nederlands".to_owned()),
            ("en", "English".to_owned()),
        ]
    }

    fn is_language(&self, tag: &str) -> bool {
        self.ui.visitor().and_then(|visitor| visitor.language).map_or("", |language| language.tag()) == tag
    }
}

async fn show(State(app): State<App>, headers: HeaderMap, look: Look) -> Result<Response, Error> {
    let done = DONE.into_iter().find(|word| *word == look.key("done"));
    let notice = match (done, look.key("done")) {
        (Some(word), _) => Some(Notice::new(look.ui.word("account-done-", word))),
        (None, "passkeyNo") => Some(Notice::warning(look.ui.t("account-passkey-no"))),
        _ => None,
    };
    page(&app, &headers, &look.ui, &Filled::empty(), notice).await
}

/// The page again, with what is wrong in one of its forms.
pub(super) async fn again(
    app: &App,
    headers: &HeaderMap,
    form: &Form,
    error: &Error,
) -> Result<Response, Error> {
    page(app, headers, &form.ui, &form.filled(error), None).await
}

async fn page(
    app: &App,
    headers: &HeaderMap,
    ui: &Ui,
    form: &Filled,
    notice: Option<Notice>,
) -> Result<Response, Error> {
    let visitor = ui.visitor().ok_or(Error::Unauthorized)?;
    let cx = app.cx(visitor.caller.actor());
    let id = visitor.caller.user;
    let account = app.look(&cx, id, |tx, cx, id| Box::pin(read(tx, cx, *id))).await?;
    let is_shared = Cookie::Device.of(app, headers).is_some();
    let has_passkeys = Site::of(&app.settings.base_url).is_some();
    let body = AccountPage { ui, form, account: &account, here: &visitor.session, is_shared, has_passkeys };
    Page::new(ui, ui.t("account-title")).here("account").notice(notice).faults(form).show(&body)
}

#[derive(Template)]
#[template(path = "prove.html")]
pub(super) struct ProvePage<'a> {
    pub ui: &'a Ui,
    pub form: &'a Filled,
    pub next: &'a str,
}

/// The page that asks for the password again.
pub(super) fn prove_page(ui: &Ui, form: &Filled, next: &str) -> Result<Response, Error> {
    let body = ProvePage { ui, form, next: entry::ours(next) };
    Page::new(ui, ui.t("prove-title")).frame(Frame::Desk).faults(form).show(&body)
}
