//! The customer card.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use gehoor_kernel::id::CustomerId;
use gehoor_promise::View;
use gehoor_shell::api::PathId;
use gehoor_shell::web::{Filled, Look, Notice, Page, Right, Ui, see};
use gehoor_shell::{App, Error};

use super::read;
use crate::Card;

/// What a redirect says was done; each has a text `card-done-<word>`.
const DONE: [&str; 5] = ["added", "changed", "point", "unmerged", "erased"];

#[derive(Template)]
#[template(path = "card.html")]
pub(super) struct CardPage<'a> {
    pub(super) ui: &'a Ui,
    pub(super) card: &'a Card,
    /// The form for one more way to be reached.
    pub(super) form: &'a Filled,
}

impl CardPage<'_> {
    fn name(&self) -> String {
        self.card.customer.name.clone().unwrap_or_else(|| self.ui.t("erased-name"))
    }

    fn next(&self, view: &View) -> String {
        let Some(open) = view.promise.state.open() else { return String::new() };
        self.ui.moment(open.next().at)
    }

    fn is_late(&self, view: &View) -> bool {
        view.promise.state.open().is_some_and(|open| open.next().at < self.ui.now())
    }

    fn reach(&self, point: &gehoor_customer::ContactPoint) -> String {
        let value = point.value.clone().unwrap_or_default();
        if point.kind.word() == "phone" { self.ui.phone(&value) } else { value }
    }

    fn kinds(&self) -> Vec<(&'static str, String)> {
        read::KINDS.iter().map(|kind| (*kind, self.ui.word("card-kind-", kind))).collect()
    }

    fn is_erased(&self) -> bool {
        self.card.customer.erased_at.is_some()
    }

    fn hours(&self) -> Vec<(String, String)> {
        read::days(&self.card.customer)
            .map(|(day, ranges)| (self.ui.t(&format!("weekday-{day}")), ranges))
            .collect()
    }

    fn may_merge(&self) -> bool {
        self.ui.may(Right::Lead) && !self.is_erased()
    }

    fn may_erase(&self) -> bool {
        self.ui.may(Right::Administrator)
    }
}

pub(super) async fn card(
    State(app): State<App>,
    PathId(id): PathId<CustomerId>,
    look: Look,
) -> Result<Response, Error> {
    let card = read_card(&app, id, &look.ui).await?;
    if card.customer.id != id {
        return Ok(see(format!("/customers/{}", card.customer.id)).into_response());
    }
    let merged = card.merge.as_ref().filter(|merge| look.key("of") == merge.id.to_string());
    let done = DONE.into_iter().find(|word| *word == look.key("done"));
    let notice = match done {
        Some(word) => Some(Notice::new(look.ui.word("card-done-", word))),
        None if look.key("done") == "made" => gehoor_promise::made_notice(&app, &look).await?,
        None => None,
    };
    let notice = notice.or_else(|| merged.map(|merge| super::merge::notice(&look.ui, merge)));
    show(&look.ui, &card, &Filled::empty(), notice)
}

/// The card as this visitor sees it.
pub(super) async fn read_card(app: &App, id: CustomerId, ui: &Ui) -> Result<Card, Error> {
    let caller = ui.visitor().ok_or(Error::Unauthorized)?.caller;
    let cx = app.cx(caller.actor());
    app.look(&cx, (id, caller.sees), |tx, cx, (id, sees)| Box::pin(crate::card(tx, cx, *id, *sees))).await
}

/// The page of a card; `form` holds what was filled in for one more way to be reached.
pub(super) fn show(ui: &Ui, card: &Card, form: &Filled, notice: Option<Notice>) -> Result<Response, Error> {
    let page = CardPage { ui, card, form };
    Page::new(ui, page.name()).here("search").notice(notice).faults(form).show(&page)
}
