//! `/admin/backups`: which there are, a new one, and how one is put back.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use gehoor_shell::web::{Form, Look, Notice, Page, Pages, Ui};
use gehoor_shell::{App, Error};

use super::person::is_told;
use super::{ADMIN, done, go, unproved};
use crate::{Backup, backups};

/// Backups on the page.
const SHOWN: usize = 50;

pub(super) fn pages() -> Pages {
    Pages::new().get("/admin/backups", ADMIN, show).post("/admin/backups", ADMIN, make)
}

#[derive(Template)]
#[template(path = "backups.html")]
struct BackupsPage<'a> {
    ui: &'a Ui,
    folder: Option<String>,
    all: Vec<Backup>,
}

impl BackupsPage<'_> {
    fn size(&self, bytes: &u64) -> String {
        let (size, unit) = match *bytes {
            0..1_000_000 => (*bytes as f64 / 1e3, "kB"),
            1_000_000..1_000_000_000 => (*bytes as f64 / 1e6, "MB"),
            _ => (*bytes as f64 / 1e9, "GB"),
        };
        format!("{} {unit}", self.ui.decimal(size, 1))
    }
}

async fn show(State(app): State<App>, look: Look) -> Result<Response, Error> {
    page(&app, &look.ui, done(&look, &["backup"]))
}

fn page(app: &App, ui: &Ui, notice: Option<Notice>) -> Result<Response, Error> {
    let folder = app.settings.backups.as_deref();
    let mut all = folder.map(backups).unwrap_or_default();
    all.truncate(SHOWN);
    let body = BackupsPage { ui, folder: folder.map(|folder| folder.display().to_string()), all };
    Page::new(ui, ui.t("admin-backups")).here("admin").notice(notice).show(&body)
}

async fn make(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, "/admin/backups")? {
        return Ok(prove);
    }
    form.fields().done()?;
    match crate::make_backup(&app).await {
        Err(error) if is_told(&error) => page(&app, &form.ui, Some(Notice::warning(form.ui.refusal(&error)))),
        made => made.map(|_| go("/admin/backups?done=backup")),
    }
}
