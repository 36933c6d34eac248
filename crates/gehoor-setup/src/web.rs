//! The set-up: one page behind the code of the console. And the page with the examples.

mod fields;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use gehoor_shell::server::Peer;
use gehoor_shell::web::{Filled, Form, Frame, Look, Notice, Page, Pages, Right, Ui, see};
use gehoor_shell::{Actor, App, Error};

use fields::DAYS;

pub(crate) fn pages() -> Pages {
    Pages::new()
        .get("/setup", Right::Anyone, show)
        .post("/setup", Right::Anyone, found)
        .get("/admin/samples", Right::Administrator, samples)
        .post("/admin/samples", Right::Administrator, put)
        .post("/admin/samples/remove", Right::Administrator, take)
}

#[derive(Template)]
#[template(path = "setup-code.html")]
struct CodePage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
}

#[derive(Template)]
#[template(path = "setup.html")]
struct SetupPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
}

impl SetupPage<'_> {
    fn days(&self) -> [u8; 7] {
        DAYS
    }

    fn languages(&self) -> Vec<(&'static str, String)> {
        vec![("nl", "Nederlands".to_owned()), ("en", "English".to_owned())]
    }

    fn addresses(&self) -> Vec<(&'static str, String)> {
        vec![("u", self.ui.t("setup-address-u")), ("je", self.ui.t("setup-address-je"))]
    }

    fn countries(&self) -> Vec<(&'static str, String)> {
        fields::COUNTRIES.iter().map(|code| (*code, self.ui.word("setup-country-", code))).collect()
    }
}

async fn show(State(app): State<App>, look: Look) -> Result<Response, Error> {
    if look.ui.house().is_set_up {
        return Ok(Redirect::to("/today").into_response());
    }
    let code = look.key("code").to_owned();
    if code.is_empty() {
        return code_page(&look.ui, None);
    }
    if !is_code(&app, &code).await? {
        return code_page(&look.ui, Some(Notice::warning(look.ui.t("fault-setupCode"))));
    }
    setup_page(&look.ui, &fields::usual(&look.ui, &code))
}

async fn is_code(app: &App, code: &str) -> Result<bool, Error> {
    let cx = app.cx(Actor::System);
    app.look(&cx, code.to_owned(), |tx, cx, code| Box::pin(crate::is_code(tx, cx, code))).await
}

fn code_page(ui: &Ui, notice: Option<Notice>) -> Result<Response, Error> {
    let form = &Filled::empty();
    Page::new(ui, ui.t("setup-title")).frame(Frame::Plain).notice(notice).show(&CodePage { ui, form })
}

fn setup_page(ui: &Ui, form: &Filled) -> Result<Response, Error> {
    Page::new(ui, ui.t("setup-title")).frame(Frame::Plain).faults(form).show(&SetupPage { ui, form })
}

async fn found(
    State(app): State<App>,
    peer: Peer,
    headers: HeaderMap,
    form: Form,
) -> Result<Response, Error> {
    if form.ui.house().is_set_up {
        return Ok(Redirect::to("/today").into_response());
    }
    let visit = gehoor_signin::visit(&app, &headers, peer);
    match founded(&app, &form, visit).await {
        Ok(opened) => {
            app.forget_house();
            Ok(gehoor_signin::entered(&app, &opened, "/today"))
        }
        Err(error @ Error::Invalid(_)) => setup_page(&form.ui, &form.filled(&error)),
        Err(error) => Err(error),
    }
}

async fn founded(
    app: &App,
    form: &Form,
    visit: gehoor_signin::Visit,
) -> Result<gehoor_signin::Opened, Error> {
    let read = fields::read(form)?;
    if !is_code(app, &read.code).await? {
        return Err(Error::fault("/code", "setupCode"));
    }
    let password = gehoor_signin::hash(&read.password).await?;
    let founding = read.founding(password, visit);
    let cx = app.cx(Actor::System);
    app.act(&cx, founding, |tx, cx, founding| Box::pin(crate::found(tx, cx, founding))).await
}

#[derive(Template)]
#[template(path = "samples.html")]
struct SamplesPage<'a> {
    ui: &'a Ui,
    are_there: bool,
}

async fn samples(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let cx = look.cx(&app)?;
    let are_there = app.look(&cx, (), |tx, _, ()| Box::pin(crate::samples(tx))).await?.is_some();
    let notice = match look.key("done") {
        "put" => Some(Notice::new(look.ui.t("samples-done-put"))),
        "gone" => Some(Notice::new(look.ui.t("samples-done-gone"))),
        _ => None,
    };
    let ui = &look.ui;
    Page::new(ui, ui.t("samples-title")).here("admin").notice(notice).show(&SamplesPage { ui, are_there })
}

async fn put(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let write = form.write(&app, (), |tx, cx, ()| {
        Box::pin(async move {
            crate::put_samples(tx, cx).await?;
            Ok(see("/admin/samples?done=put"))
        })
    });
    Ok(write.await.into_response())
}

async fn take(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let write = form.write(&app, (), |tx, cx, ()| {
        Box::pin(async move {
            crate::take_samples(tx, cx).await?;
            Ok(see("/admin/samples?done=gone"))
        })
    });
    Ok(write.await.into_response())
}
