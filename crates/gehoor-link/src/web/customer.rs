//! The page that a customer opens from a link: no account, no menu. Only a POST changes anything, since mail scanners
//! open links before people do.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use gehoor_contact::Attempt;
use gehoor_customer::rules::{PointKind, read_value};
use gehoor_customer::value_fault;
use gehoor_kernel::time::Instant;
use gehoor_promise::rules::Said;
use gehoor_shell::web::{Filled, Form, Frame, Look, Notice, Page, Ui, see};
use gehoor_shell::{Actor, App, Error};

use crate::page::is_call;
use crate::rules::Slot;
use crate::{Secret, Shown, Wish};

/// What a redirect says was done; each has a text `link-done-<word>`.
const DONE: [&str; 4] = ["time", "number", "release", "say"];

#[derive(Template)]
#[template(path = "customer.html")]
struct CustomerPage<'a> {
    ui: &'a Ui,
    shown: &'a Shown,
    token: &'a str,
    form: &'a Filled,
}

impl CustomerPage<'_> {
    fn state(&self) -> &'static str {
        self.shown.view.promise.state.word()
    }

    fn is_open(&self) -> bool {
        self.shown.view.promise.state.open().is_some()
    }

    /// When the customer hears from us: the promised moment; the day of a later try, whose minute is no promise.
    fn when(&self) -> Option<String> {
        let promise = &self.shown.view.promise;
        let at = promise.state.open()?.next().at.max(self.ui.now());
        Some(if promise.tries > 0 { self.ui.day(at) } else { self.ui.moment(at) })
    }

    fn is_broken(&self) -> bool {
        self.shown.view.promise.broken_at.is_some()
    }

    fn waits_for_event(&self) -> bool {
        self.shown.view.promise.trigger.waits().is_some() && self.state() == "waiting"
    }

    fn tried(&self, attempt: &Attempt) -> String {
        let kind = if is_call(attempt) { "call" } else { "message" };
        self.ui.t1(&format!("link-tried-{kind}-{}", told(attempt)), "moment", self.ui.moment(attempt.at))
    }

    fn value(slot: &Slot) -> String {
        format!("{}/{}", slot.from.as_micros(), slot.until.as_micros())
    }

    fn slot(&self, slot: &Slot) -> String {
        let (from, until) = (self.ui.time(slot.from), self.ui.time(slot.until));
        format!("{} {}", self.ui.day(slot.from), self.ui.t2("link-between", "from", from, "until", until))
    }

    fn number(&self) -> String {
        let value = self.shown.numbers.first().and_then(|point| point.value.as_deref());
        value.map(|value| self.ui.phone(value)).unwrap_or_default()
    }
}

/// What a customer is told of an attempt: never a code, never a verdict about them.
fn told(attempt: &Attempt) -> &'static str {
    match attempt.class.word() {
        "reached" => "reached",
        "voicemail" => "voicemail",
        "busy" => "busy",
        "noAnswer" | "temporarilyUnreachable" | "rejected" => "unanswered",
        "delivered" | "inProgress" => "sent",
        "doesNotExist" | "badFormat" | "numberChanged" => "number",
        _ => "trouble",
    }
}

pub(super) async fn show(
    State(app): State<App>,
    Path(token): Path<String>,
    look: Look,
) -> Result<Response, Error> {
    let shown = opened(&app, &token).await?;
    let done = DONE.into_iter().find(|word| *word == look.key("done"));
    let notice = done.map(|word| Notice::new(look.ui.word("link-done-", word)));
    page(&own_words(&look.ui, &shown, look.key("lang")), &token, &shown, &Filled::empty(), notice)
}

async fn opened(app: &App, token: &str) -> Result<Shown, Error> {
    let secret = Secret::given(token).ok_or(Error::NotFound)?;
    let cx = app.cx(Actor::Customer);
    app.look(&cx, secret, |tx, cx, secret| Box::pin(crate::open(tx, cx, secret))).await
}

/// The customer's own language, unless they chose another on the page.
fn own_words(ui: &Ui, shown: &Shown, chosen: &str) -> Ui {
    let own = gehoor_shell::Language::of_tag(&shown.customer.language);
    match own.filter(|_| chosen.is_empty()) {
        Some(own) => ui.in_language(own),
        None => ui.clone(),
    }
}

pub(super) async fn time(
    State(app): State<App>,
    Path(token): Path<String>,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let text = fields.text("time", 1..=60);
    let slot = slot(&text);
    if slot.is_none() && !text.is_empty() {
        fields.fault("time", "slotGone");
    }
    let wish = slot.map(|slot| Wish::Time { slot, reason: form.ui.t("link-reason-time") });
    answer(&app, &token, &form, fields.done().map(|()| wish), "time").await
}

fn slot(text: &str) -> Option<Slot> {
    let (from, until) = text.split_once('/')?;
    let at = |micros: &str| micros.parse().ok().map(Instant::from_micros);
    Some(Slot { from: at(from)?, until: at(until)? })
}

pub(super) async fn number(
    State(app): State<App>,
    Path(token): Path<String>,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let typed = fields.text("number", 1..=60);
    let wish = match (typed.is_empty(), "phone".parse::<PointKind>()) {
        (false, Ok(kind)) => match read_value(kind, &typed, &form.ui.house().country) {
            Ok(value) => Some(Wish::Number(value)),
            Err(fault) => {
                fields.add("number", value_fault("", &fault));
                None
            }
        },
        _ => None,
    };
    answer(&app, &token, &form, fields.done().map(|()| wish), "number").await
}

pub(super) async fn release(
    State(app): State<App>,
    Path(token): Path<String>,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let words = fields.opt_text("words", 1..=4000).unwrap_or_else(|| form.ui.t("link-reason-fine"));
    let said = Said::new(&words);
    answer(&app, &token, &form, fields.done().map(|()| said.map(Wish::Release)), "release").await
}

pub(super) async fn say(
    State(app): State<App>,
    Path(token): Path<String>,
    form: Form,
) -> Result<Response, Error> {
    let mut fields = form.fields();
    let text = fields.text("text", 1..=4000);
    answer(&app, &token, &form, fields.done().map(|()| Some(Wish::Say(text))), "say").await
}

/// Does what was asked and shows the page; with what is wrong, when something is.
async fn answer(
    app: &App,
    token: &str,
    form: &Form,
    wish: Result<Option<Wish>, Error>,
    done: &'static str,
) -> Result<Response, Error> {
    let secret = Secret::given(token).ok_or(Error::NotFound)?;
    let outcome = match wish {
        Ok(Some(wish)) => {
            let cx = app.cx(Actor::Customer);
            let input = (secret, wish);
            app.act(&cx, input, |tx, cx, (secret, wish)| Box::pin(crate::act(tx, cx, secret, wish))).await
        }
        Ok(None) => Err(Error::fault("", "request")),
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(see(format!("/p/{token}?done={done}&lang={}", form.ui.lang())).into_response()),
        Err(error @ (Error::Invalid(_) | Error::Conflict { .. })) => {
            let shown = opened(app, token).await?;
            let told =
                (!matches!(error, Error::Invalid(_))).then(|| Notice::warning(form.ui.t("link-ended")));
            page(&form.ui, token, &shown, &form.filled(&error), told)
        }
        Err(error) => Err(error),
    }
}

fn page(
    ui: &Ui,
    token: &str,
    shown: &Shown,
    form: &Filled,
    notice: Option<Notice>,
) -> Result<Response, Error> {
    let body = CustomerPage { ui, shown, token, form };
    Page::new(ui, ui.t("link-title")).frame(Frame::Public).notice(notice).faults(form).show(&body)
}
