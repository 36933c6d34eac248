//! Giving a customer the link to their page, and withdrawing it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use gehoor_kernel::id::{LinkId, PromiseId};
use gehoor_shell::api::{PathId, path_id};
use gehoor_shell::web::{Form, Look, Page, Ui, see};
use gehoor_shell::{App, Error};

use crate::{Link, Secret};

#[derive(Template)]
#[template(path = "links.html")]
struct LinksPage<'a> {
    ui: &'a Ui,
    promise: PromiseId,
    links: &'a [Link],
    /// The address of a link that was made just now; it is shown this once.
    made: Option<String>,
}

pub(super) async fn show(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    look: Look,
) -> Result<Response, Error> {
    page(&app, &look.ui, id, None).await
}

pub(super) async fn make(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    form.fields().done()?;
    let sees = form.caller()?.sees;
    // The same key sent from another promise's page is refused, not answered with that promise's link.
    let secret = form.key().map_or_else(Secret::new, |key| Secret::of_form(&format!("{id} {key}")))?;
    let write = form.write(&app, (id, sees, secret.clone()), |tx, cx, (id, sees, secret)| {
        Box::pin(async move {
            crate::make(tx, cx, (*id, *sees), secret).await?;
            Ok(see(format!("/promises/{id}/link")))
        })
    });
    write.await?;
    let cx = app.cx(form.caller()?.actor());
    let opens = app.look(&cx, secret.clone(), |tx, cx, secret| Box::pin(crate::page::opens(tx, cx, secret)));
    let address = opens.await?.then(|| format!("{}/p/{}", app.settings.base_url, secret.text()));
    page(&app, &form.ui, id, address).await
}

pub(super) async fn withdraw(
    State(app): State<App>,
    Path((promise, link)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    form.fields().done()?;
    let (promise, link): (PromiseId, LinkId) = (path_id(&promise)?, path_id(&link)?);
    let sees = form.caller()?.sees;
    let done = form.write(&app, (promise, sees, link), |tx, cx, (promise, sees, link)| {
        Box::pin(async move {
            crate::withdraw(tx, cx, (*promise, *sees), *link).await?;
            Ok(see(format!("/promises/{promise}/link")))
        })
    });
    Ok(done.await?.into_response())
}

async fn page(app: &App, ui: &Ui, promise: PromiseId, made: Option<String>) -> Result<Response, Error> {
    let caller = ui.visitor().ok_or(Error::Unauthorized)?.caller;
    let cx = app.cx(caller.actor());
    let links = app
        .look(&cx, (promise, caller.sees), |tx, cx, (id, sees)| Box::pin(crate::links(tx, cx, *id, *sees)));
    let links = links.await?;
    Page::new(ui, ui.t("link-give")).show(&LinksPage { ui, promise, links: &links, made })
}
