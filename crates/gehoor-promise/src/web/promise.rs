//! One promise: what, to whom, by when, who, and how it stands.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use gehoor_customer::Customer;
use gehoor_kernel::id::PromiseId;
use gehoor_people::Directory;
use gehoor_shell::api::PathId;
use gehoor_shell::web::{Look, Page, Ui};
use gehoor_shell::{App, Error};

use crate::ask;
use crate::rules::Promise;

#[derive(Template)]
#[template(path = "promise.html")]
struct PromisePage<'a> {
    ui: &'a Ui,
    promise: &'a Promise,
    text: &'a str,
    customer: &'a Customer,
    directory: &'a Directory,
}

impl PromisePage<'_> {
    fn owner(&self) -> &str {
        self.directory.name(self.promise.owner)
    }
}

/// What the page shows, read in one transaction.
struct Seen {
    page: ask::Page,
    customer: Customer,
    directory: Arc<Directory>,
}

pub(super) async fn show(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    look: Look,
) -> Result<Response, Error> {
    let input = (id, look.caller()?.team);
    let cx = look.cx(&app)?;
    let seen = app.look(&cx, input, |tx, cx, &(id, team)| {
        Box::pin(async move {
            let page = crate::show(tx, cx, id, team).await?;
            let customer = gehoor_customer::customer(tx, page.view.promise.customer).await?;
            let directory = gehoor_people::directory(tx, cx).await?;
            Ok::<_, Error>(Seen { page, customer, directory })
        })
    });
    let seen = seen.await?;
    let (ui, view) = (&look.ui, &seen.page.view);
    let body = PromisePage {
        ui,
        promise: &view.promise,
        text: &view.words.text,
        customer: &seen.customer,
        directory: &seen.directory,
    };
    Page::new(ui, ui.t("promise-title")).show(&body)
}
