//! What is held about a customer, to read and to take along, and its erasure.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use gehoor_customer::{ContactPoint, WhyErased};
use gehoor_db::Tx;
use gehoor_kernel::id::CustomerId;
use gehoor_shell::api::{Answer, PathId};
use gehoor_shell::web::{Filled, Form, Look, Notice, Page, Ui, attachment, see};
use gehoor_shell::{App, Cx, Error, Sees};

use super::card::read_card;
use super::read;
use crate::Card;
use crate::privacy::{Held, HeldCard};

#[derive(Template)]
#[template(path = "privacy.html")]
struct HeldPage<'a> {
    ui: &'a Ui,
    id: CustomerId,
    held: &'a Held,
}

impl HeldPage<'_> {
    fn name(&self) -> String {
        let name = self.held.cards.first().and_then(|card| card.customer.name.clone());
        name.unwrap_or_else(|| self.ui.t("erased-name"))
    }

    fn value(&self, point: &ContactPoint, value: &str) -> String {
        if point.kind.word() == "phone" { self.ui.phone(value) } else { value.to_owned() }
    }

    fn wishes(&self, card: &HeldCard) -> Vec<(String, String)> {
        let wishes = &card.customer.wishes;
        let channel = wishes.channel.as_ref();
        let mut all: Vec<(String, String)> = Vec::new();
        all.extend(channel.map(|word| (self.ui.t("card-channel"), self.ui.word("card-channel-", word))));
        all.extend(
            read::days(&card.customer).map(|(day, hours)| (self.ui.t(&format!("weekday-{day}")), hours)),
        );
        all.extend(wishes.daily_rings.map(|rings| (self.ui.t("card-rings"), rings.to_string())));
        all
    }
}

#[derive(Template)]
#[template(path = "erase.html")]
struct ErasePage<'a> {
    ui: &'a Ui,
    card: &'a Card,
    form: &'a Filled,
}

impl ErasePage<'_> {
    fn name(&self) -> String {
        self.card.customer.name.clone().unwrap_or_default()
    }

    fn reasons(&self) -> Vec<(&'static str, String)> {
        WhyErased::WORDS.iter().map(|word| (*word, self.ui.word("erase-why-", word))).collect()
    }
}

pub(super) async fn show(
    State(app): State<App>,
    PathId(id): PathId<CustomerId>,
    look: Look,
) -> Result<Response, Error> {
    let held = read_held(&app, id, &look).await?;
    let ui = &look.ui;
    Page::new(ui, ui.t("privacy-title")).here("search").show(&HeldPage { ui, id, held: &held })
}

pub(super) async fn download(
    State(app): State<App>,
    PathId(id): PathId<CustomerId>,
    look: Look,
) -> Result<Response, Error> {
    let held = read_held(&app, id, &look).await?;
    let text = format!("{:#}\n", crate::privacy::as_json(&held));
    Ok(attachment(&format!("{id}.json"), "application/json", text))
}

async fn read_held(app: &App, id: CustomerId, look: &Look) -> Result<Held, Error> {
    if look.caller()?.sees != Sees::All {
        return Err(Error::NotFound);
    }
    app.look(&look.cx(app)?, id, |tx, cx, id| Box::pin(crate::privacy::held(tx, cx, *id))).await
}

pub(super) async fn ask(
    State(app): State<App>,
    PathId(id): PathId<CustomerId>,
    look: Look,
) -> Result<Response, Error> {
    let card = read_card(&app, id, &look.ui).await?;
    erasing(&look.ui, &card, &Filled::empty(), None)
}

pub(super) async fn erase(
    State(app): State<App>,
    PathId(id): PathId<CustomerId>,
    form: Form,
) -> Result<Response, Error> {
    if form.caller()?.sees != Sees::All {
        return Err(Error::NotFound);
    }
    let mut fields = form.fields();
    let why = WhyErased::of_word(fields.word("why", &WhyErased::WORDS));
    let typed = fields.text("confirm", 1..=400);
    let done = match fields.done() {
        Ok(()) => form.write(&app, (id, typed, why), |tx, cx, input| Box::pin(erased(tx, cx, input))).await,
        Err(error) => Err(error),
    };
    match done {
        Err(error @ (Error::Invalid(_) | Error::Conflict { .. })) => {
            let card = read_card(&app, id, &form.ui).await?;
            let told =
                (!matches!(error, Error::Invalid(_))).then(|| Notice::warning(form.ui.refusal(&error)));
            erasing(&form.ui, &card, &form.filled(&error), told)
        }
        done => Ok(done?.into_response()),
    }
}

async fn erased(
    tx: &mut Tx<'_>,
    cx: &Cx,
    (id, typed, why): &(CustomerId, String, WhyErased),
) -> Result<Answer, Error> {
    crate::privacy::erase(tx, cx, *id, (typed.as_str(), *why)).await?;
    Ok(see(format!("/customers/{id}?done=erased")))
}

fn erasing(ui: &Ui, card: &Card, form: &Filled, notice: Option<Notice>) -> Result<Response, Error> {
    if card.customer.erased_at.is_some() {
        return Err(Error::NotFound);
    }
    let page = ErasePage { ui, card, form };
    Page::new(ui, ui.t("erase-title")).here("search").notice(notice).faults(form).show(&page)
}
