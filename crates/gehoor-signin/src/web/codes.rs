//! One-time codes in the own account: connecting an app, recovery codes, taking them away.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use gehoor_shell::web::{Filled, Form, Page, Pages, Ui};
use gehoor_shell::{App, Error};

use super::browser::go;
use super::{OWN, must_prove};
use crate::{NewApp, Secret};

pub(super) fn pages() -> Pages {
    Pages::new()
        .post("/account/codes", OWN, begin)
        .post("/account/codes/confirm", OWN, confirm)
        .post("/account/codes/recovery", OWN, renew)
        .post("/account/codes/remove", OWN, remove)
}

#[derive(Template)]
#[template(path = "codes.html")]
struct CodesPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    secret: &'a str,
    address: &'a str,
    picture: Option<Picture>,
}

/// A QR code: how many squares wide, and the outline of the dark ones.
struct Picture {
    width: usize,
    outline: String,
}

impl Picture {
    fn of(text: &str) -> Option<Self> {
        let code = qrcode::QrCode::new(text).ok()?;
        let width = code.width();
        let dark =
            code.to_colors().into_iter().enumerate().filter(|(_, color)| *color == qrcode::Color::Dark);
        let square = |place: usize| format!("M{} {}h1v1h-1z", place % width + 4, place / width + 4);
        Some(Self { width: width + 8, outline: dark.map(|(place, _)| square(place)).collect() })
    }
}

async fn begin(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = must_prove(&form, "/account")? {
        return Ok(prove);
    }
    let caller = form.caller()?;
    let cx = app.cx(caller.actor());
    let company = form.ui.house().name.clone();
    let begin = app.act(&cx, (caller.user, company), |tx, cx, (user, company)| {
        Box::pin(crate::begin_codes(tx, cx, *user, company))
    });
    let NewApp { secret, address } = begin.await?;
    connect_page(&form.ui, &Filled::empty(), secret.text(), address.text())
}

fn connect_page(ui: &Ui, form: &Filled, secret: &str, address: &str) -> Result<Response, Error> {
    let body = CodesPage { ui, form, secret, address, picture: Picture::of(address) };
    Page::new(ui, ui.t("codes-title")).here("account").faults(form).show(&body)
}

async fn confirm(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let mut fields = form.fields();
    let code = fields.text("code", 1..=64);
    // Only to show the same page again: what counts stands in the store.
    let secret = fields.opt_text("secret", 1..=64).unwrap_or_default();
    let address = fields.opt_text("address", 1..=1000).unwrap_or_default();
    if let Err(error) = fields.done() {
        return connect_page(&form.ui, &form.filled(&error), &secret, &address);
    }
    let caller = form.caller()?;
    let cx = app.cx(caller.actor());
    let confirm = app.act(&cx, (caller.user, code), |tx, cx, (user, code)| {
        Box::pin(crate::confirm_codes(tx, cx, *user, code))
    });
    match confirm.await {
        Ok(recovery) => recovery_page(&form.ui, &recovery),
        Err(error @ Error::Invalid(_)) => connect_page(&form.ui, &form.filled(&error), &secret, &address),
        Err(error) => Err(error),
    }
}

#[derive(Template)]
#[template(path = "recovery.html")]
struct RecoveryPage<'a> {
    ui: &'a Ui,
    codes: &'a [Secret],
}

fn recovery_page(ui: &Ui, codes: &[Secret]) -> Result<Response, Error> {
    Page::new(ui, ui.t("recovery-title")).here("account").show(&RecoveryPage { ui, codes })
}

async fn renew(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = must_prove(&form, "/account")? {
        return Ok(prove);
    }
    let caller = form.caller()?;
    let cx = app.cx(caller.actor());
    let renew = app.act(&cx, caller.user, |tx, cx, user| Box::pin(crate::renew_recovery(tx, cx, *user)));
    recovery_page(&form.ui, &renew.await?)
}

async fn remove(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = must_prove(&form, "/account")? {
        return Ok(prove);
    }
    let caller = form.caller()?;
    let cx = app.cx(caller.actor());
    app.act(&cx, caller.user, |tx, cx, user| Box::pin(crate::end_codes(tx, cx, *user))).await?;
    Ok(go("/account?done=codesOff"))
}
