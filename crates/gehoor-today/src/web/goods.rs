//! Goods in: one field for an order or label; who is to be called stands there at once.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use gehoor_kernel::id::EventId;
use gehoor_shell::web::{Filled, Form, Look, Notice, Page, Ui, see};
use gehoor_shell::{App, Error};

use super::line::{Line, Lines};
use crate::Receipt;
use crate::rules::Part;
use crate::{Came, Incoming};

/// Longest key, in characters.
const KEY: usize = 200;

#[derive(Template)]
#[template(path = "goods.html")]
struct GoodsPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    came: Option<&'a Came>,
    rows: Vec<Line<'a>>,
    words: &'a Lines<'a>,
    receipts: &'a [Receipt],
}

/// The page, with what came in last when its address names it.
pub(super) async fn show(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let event = look.key("of").parse::<EventId>().ok();
    page(&app, &look.ui, event, look.key("done") == "again", &Filled::empty()).await
}

/// Something came in.
pub(super) async fn receive(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let mut fields = form.fields();
    let key = fields.text("label", 1..=KEY).split_whitespace().collect::<Vec<_>>().join(" ");
    if let Err(error) = fields.done() {
        return page(&app, &form.ui, None, false, &form.filled(&error)).await;
    }
    let write = form.write(&app, key, |tx, cx, key| {
        Box::pin(async move {
            let Incoming { event, again } = crate::receive(tx, cx, key).await?;
            Ok(see(format!("/goods-in?done={}&of={event}", if again { "again" } else { "in" })))
        })
    });
    Ok(write.await?.into_response())
}

async fn page(
    app: &App,
    ui: &Ui,
    event: Option<EventId>,
    again: bool,
    form: &Filled,
) -> Result<Response, Error> {
    let visitor = ui.visitor().ok_or(Error::Unauthorized)?;
    let cx = app.cx(visitor.caller.actor());
    let look = app.look(&cx, event, |tx, cx, event| {
        Box::pin(async move {
            let came = match event {
                Some(event) => crate::came(tx, cx, *event).await?,
                None => None,
            };
            let directory = gehoor_people::directory(tx, cx).await?;
            Ok((came, crate::goods(tx).await?, directory))
        })
    });
    let (came, receipts, directory) = look.await?;
    let here = came
        .as_ref()
        .map_or_else(|| "/goods-in".to_owned(), |came| format!("/goods-in?of={}", came.receipt.id));
    let words = Lines::new(ui, &directory, visitor.caller.user, &here);
    let rows = came.iter().flat_map(|came| &came.rows);
    let rows = rows.map(|row| words.line(row, Part::of(row.section, row.step.is_late(ui.now())))).collect();
    let notice = came.as_ref().map(|came| notice(ui, came, again));
    let body = GoodsPage { ui, form, came: came.as_ref(), rows, words: &words, receipts: &receipts };
    Page::new(ui, ui.t("nav-goods")).here("goods").notice(notice).faults(form).show(&body)
}

fn notice(ui: &Ui, came: &Came, again: bool) -> Notice {
    let (key, count) = (&came.receipt.key, came.rows.len());
    match (again, came.receipt.woken, count) {
        (true, _, _) => {
            Notice::warning(ui.t2("goods-again", "key", key, "moment", ui.moment(came.receipt.at)))
        }
        (false, _, 0) => Notice::new(ui.t1("goods-kept", "key", key)),
        (false, _, _) => Notice::new(ui.t2("goods-in-call", "key", key, "count", count)),
    }
}
