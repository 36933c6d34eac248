//! A password by a one-time link.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use gehoor_shell::web::{Filled, Form, Frame, Look, Page, Pages, Ui};
use gehoor_shell::{Actor, App, Error};

use super::OPEN;
use super::browser::go;

pub(super) fn pages() -> Pages {
    Pages::new().get("/reset/{secret}", OPEN, show).post("/reset/{secret}", OPEN, set)
}

#[derive(Template)]
#[template(path = "reset.html")]
struct ResetPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    secret: &'a str,
    is_good: bool,
}

async fn show(State(app): State<App>, Path(secret): Path<String>, look: Look) -> Result<Response, Error> {
    let cx = app.cx(Actor::System);
    let find = app.look(&cx, secret.clone(), |tx, cx, secret| Box::pin(crate::is_good_link(tx, cx, secret)));
    let is_good = find.await?;
    page(&look.ui, &Filled::empty(), &secret, is_good)
}

fn page(ui: &Ui, form: &Filled, secret: &str, is_good: bool) -> Result<Response, Error> {
    let body = ResetPage { ui, form, secret, is_good };
    let page = Page::new(ui, ui.t("reset-title")).frame(Frame::Plain);
    let page = if is_good { page.faults(form) } else { page.status(StatusCode::NOT_FOUND) };
    page.show(&body)
}

async fn set(State(app): State<App>, Path(secret): Path<String>, form: Form) -> Result<Response, Error> {
    let mut fields = form.fields();
    let new = fields.text("new", 1..=4096);
    if let Err(error) = fields.done() {
        return page(&form.ui, &form.filled(&error), &secret, true);
    }
    match crate::use_link(&app, &secret, &new).await {
        Ok(_) => Ok(go("/sign-in?done=reset")),
        Err(Error::NotFound) => page(&form.ui, &Filled::empty(), "", false),
        Err(error @ Error::Invalid(_)) => page(&form.ui, &form.filled(&error), &secret, true),
        Err(error) => Err(error),
    }
}
