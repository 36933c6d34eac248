//! `/admin`: what needs attention, and the ways to everything that is set up.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use gehoor_shell::web::{Look, Page, Pages, Ui};
use gehoor_shell::{App, Error};

use super::ADMIN;
use crate::Matter;

/// The other pages: the word of their title, and where they are.
const PLACES: [(&str, &str, &str); 10] = [
    ("admin-users", "/admin/users", "people"),
    ("admin-teams", "/admin/teams", "building"),
    ("admin-absences", "/admin/absences", "calendar"),
    ("admin-company", "/admin/company", "edit"),
    ("admin-hours", "/admin/hours", "clock"),
    ("admin-policy", "/admin/policy", "call"),
    ("admin-texts", "/admin/texts", "message"),
    ("admin-tokens", "/admin/tokens", "key"),
    ("admin-backups", "/admin/backups", "shield"),
    ("samples-title", "/admin/samples", "box"),
];

pub(super) fn pages() -> Pages {
    Pages::new().get("/admin", ADMIN, show)
}

#[derive(Template)]
#[template(path = "admin.html")]
struct AdminPage<'a> {
    ui: &'a Ui,
    matters: &'a [Matter],
}

impl AdminPage<'_> {
    fn places(&self) -> [(&'static str, &'static str, &'static str); 10] {
        PLACES
    }

    fn about(&self, title: &str) -> String {
        self.ui.t(&format!("{title}-about"))
    }

    fn title(&self, matter: &Matter) -> String {
        self.ui.t1(&format!("attention-{}", matter.word), "what", &matter.what)
    }

    fn effect(&self, matter: &Matter) -> String {
        self.ui.t(&format!("attention-{}-effect", matter.word))
    }

    fn button(&self, matter: &Matter) -> String {
        self.ui.t(&format!("attention-{}-do", matter.word))
    }
}

async fn show(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let cx = look.cx(&app)?;
    let matters = crate::attention(&app, &cx).await?;
    let ui = &look.ui;
    Page::new(ui, ui.t("nav-admin")).here("admin").show(&AdminPage { ui, matters: &matters })
}
