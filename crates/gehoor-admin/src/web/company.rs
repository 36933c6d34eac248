//! `/admin/company`: name, language, how people are addressed, country and zone.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use gehoor_kernel::text::name;
use gehoor_kernel::time::Zone;
use gehoor_setup::CompanyChange;
use gehoor_shell::web::{Address, Filled, Form, House, Look, Notice, Page, Pages, Ui, see};
use gehoor_shell::{App, Error, Fields};

use super::person::is_told;
use super::{ADMIN, done, unproved};

pub(super) fn pages() -> Pages {
    Pages::new().get("/admin/company", ADMIN, show).post("/admin/company", ADMIN, change)
}

#[derive(Template)]
#[template(path = "company.html")]
struct CompanyPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    version: i64,
}

impl CompanyPage<'_> {
    fn languages(&self) -> Vec<(&'static str, String)> {
        vec![("nl", "Nederlands".to_owned()), ("en", "English".to_owned())]
    }

    fn addresses(&self) -> Vec<(&'static str, String)> {
        vec![("u", self.ui.t("setup-address-u")), ("je", self.ui.t("setup-address-je"))]
    }
}

fn values(house: &House) -> Filled {
    Filled::with([
        ("name", house.name.as_str()),
        ("language", house.language.tag()),
        ("address", house.address.word()),
        ("country", house.country.as_str()),
        ("zone", house.zone.name()),
    ])
}

async fn show(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let notice = done(&look, &["company"]);
    page(&app, &look.ui, &values(look.ui.house()), notice).await
}

async fn page(app: &App, ui: &Ui, form: &Filled, notice: Option<Notice>) -> Result<Response, Error> {
    let cx = app.cx(ui.visitor().ok_or(Error::Unauthorized)?.caller.actor());
    let version = app.look(&cx, (), |tx, _, ()| Box::pin(gehoor_setup::company_version(tx))).await?;
    let body = CompanyPage { ui, form, version };
    Page::new(ui, ui.t("admin-company")).here("admin").notice(notice).faults(form).show(&body)
}

fn read(fields: &mut Fields<'_>) -> Option<CompanyChange> {
    let name = fields.text("name", 1..=name::LIMIT);
    let language = fields.word("language", &["nl", "en"]).to_owned();
    let address = fields.opt_word("address", &["u", "je"]).and_then(Address::of_word).unwrap_or_default();
    let country = fields.text("country", 2..=2);
    if !country.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        fields.fault("country", "notCountry");
    }
    let typed = fields.text("zone", 1..=64);
    match Zone::new(typed.trim()) {
        Ok(zone) => Some(CompanyChange { name, language, address, zone, country }),
        Err(_) => {
            if !typed.is_empty() {
                fields.fault("zone", "notZone");
            }
            None
        }
    }
}

async fn change(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, "/admin/company")? {
        return Ok(prove);
    }
    let mut fields = form.fields();
    let change = read(&mut fields);
    let write = match (fields.done(), change) {
        (Ok(()), Some(change)) => {
            let write = form.write(&app, (form.version(), change), |tx, cx, (seen, change)| {
                Box::pin(async move {
                    gehoor_setup::change_company(tx, cx, *seen, change).await?;
                    Ok(see("/admin/company?done=company"))
                })
            });
            write.await
        }
        (Ok(()), None) => Err(Error::fault("/zone", "missing")),
        (Err(error), _) => Err(error),
    };
    app.forget_house();
    match write {
        Err(error @ Error::Invalid(_)) => page(&app, &form.ui, &form.filled(&error), None).await,
        Err(error) if is_told(&error) => {
            page(&app, &form.ui, &form.values(), Some(Notice::warning(form.ui.refusal(&error)))).await
        }
        done => Ok(done?.into_response()),
    }
}
