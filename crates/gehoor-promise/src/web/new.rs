//! A new promise in fifteen seconds: who, what, when. Somebody new is added with it.

mod draft;
mod said;
mod when;

use askama::Template;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Response};
use gehoor_customer::Found;
use gehoor_customer::rules::{PointKind, read_value};
use gehoor_kernel::id::{CustomerId, PromiseId};
use gehoor_people::Owner;
use gehoor_shell::api::PathId;
use gehoor_shell::web::{Filled, Form, Look, Page, Ui, see};
use gehoor_shell::{App, Caller, Error};

use crate::promising::{self, Desk, Typed};
use crate::rules::Kind;
use draft::Draft;
pub use said::made_notice;
use when::{Chip, chips};

#[derive(Template)]
#[template(path = "new.html")]
struct NewPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    desk: &'a Desk,
    who: Who<'a>,
    chips: Vec<Chip>,
    kinds: Vec<(&'static str, String)>,
    owners: Vec<(String, String)>,
    /// The number that was probably meant.
    guess: &'a str,
    next: &'a str,
    unfolded: bool,
}

/// What is known of who was typed.
#[derive(Template)]
#[template(path = "who.html")]
struct Who<'a> {
    ui: &'a Ui,
    found: &'a [Found],
    /// The number as people dial it, with its sort of line.
    number: Option<(String, String)>,
    chosen: &'a str,
}

impl Who<'_> {
    fn is(&self, value: &str) -> bool {
        self.chosen == value
    }

    fn name(&self, found: &Found) -> String {
        found.customer.name.clone().unwrap_or_default()
    }

    fn reach(&self, found: &Found) -> String {
        reach(self.ui, found)
    }
}

/// It is a template, which escapes every value itself.
impl askama::filters::HtmlSafe for Who<'_> {}

impl NewPage<'_> {
    fn name(&self, found: &Found) -> String {
        found.customer.name.clone().unwrap_or_default()
    }

    fn reach(&self, found: &Found) -> String {
        reach(self.ui, found)
    }

    fn is(&self, value: &str) -> bool {
        self.form.is("when", value)
    }
}

/// The first way to reach somebody, as people read it.
fn reach(ui: &Ui, found: &Found) -> String {
    let first = found.points.iter().find(|point| point.preferred).or_else(|| found.points.first());
    let value = first.and_then(|point| Some((point.kind, point.value.as_deref()?)));
    value.map_or_else(String::new, |(kind, value)| match kind {
        PointKind::Phone => ui.phone(value),
        PointKind::Email | PointKind::Post => value.to_owned(),
    })
}

/// The empty form; `?customer=` fills in who.
pub(super) async fn show(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let caller = look.caller()?;
    let form = Filled::with([
        ("customer", look.key("customer")),
        ("kind", Kind::CallBack.word()),
        ("owner", &Owner::User(caller.user).to_string()),
        ("name", look.key("name")),
        ("text", look.key("text")),
        ("event", look.key("event")),
        ("when", if look.key("event").is_empty() { "" } else { "event" }),
    ]);
    let desk = desk(&app, &look.ui, &caller, &form).await?;
    page(&look.ui, &caller, &form, &desk, "", look.key("next"))
}

/// Makes the promise, or says what is missing.
pub(super) async fn make(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let caller = form.caller()?;
    let raw = form.values();
    let desk = desk(&app, &form.ui, &caller, &raw).await?;
    let mut fields = form.fields();
    let draft = Draft::read(&mut fields, &form.ui, &caller, &desk);
    if let Err(error) = fields.done() {
        let filled = form.filled(&error);
        return page(&form.ui, &caller, &filled, &desk, draft.guess(), form.next(""));
    }
    let asked = draft.asked();
    let back = form.next("/today").to_owned();
    let Some((whom, new)) = draft.ready() else { return Err(Error::program("a draft without faults")) };
    let input = (whom, new, caller.sees, asked, back);
    let write = form.write(&app, input, |tx, cx, (whom, new, sees, asked, back)| {
        Box::pin(async move {
            let made = crate::promise_to(tx, cx, whom, new, *sees).await?;
            let asked = asked.map_or_else(String::new, |asked| format!("&asked={asked}"));
            let sign = if back.contains('?') { '&' } else { '?' };
            Ok(see(format!("{back}{sign}done=made&of={}{asked}", made.promise.id)))
        })
    });
    match write.await {
        Err(error @ Error::Invalid(_)) => {
            page(&form.ui, &caller, &form.filled(&error), &desk, "", form.next(""))
        }
        other => Ok(other?.into_response()),
    }
}

/// Who fits what was typed so far, and how the number reads; a part of the page, for its script.
pub(super) async fn who(State(app): State<App>, form: Form) -> Result<Response, Error> {
    let caller = form.caller()?;
    let raw = form.values();
    let desk = desk(&app, &form.ui, &caller, &raw).await?;
    let part = found(&form.ui, &raw, &desk);
    Ok(Html(part.render().map_err(|error| Error::program(error.to_string()))?).into_response())
}

/// Takes a promise back that was just made.
pub(super) async fn unmake(
    State(app): State<App>,
    PathId(id): PathId<PromiseId>,
    form: Form,
) -> Result<Response, Error> {
    let sees = form.caller()?.sees;
    form.fields().done()?;
    let write = form.write(&app, (id, sees), |tx, cx, &(id, sees)| {
        Box::pin(async move {
            crate::unpromise(tx, cx, id, sees).await?;
            Ok(see("/today?done=unmade"))
        })
    });
    Ok(write.await?.into_response())
}

async fn desk(app: &App, ui: &Ui, caller: &Caller, form: &Filled) -> Result<Desk, Error> {
    let customer = form.value("customer").parse::<CustomerId>().ok();
    let (name, typed) = (form.value("name").trim(), typed(form).trim());
    let kind = if typed.contains('@') { PointKind::Email } else { PointKind::Phone };
    let value = read_value(kind, typed, &ui.house().country).ok().map(|value| value.value);
    let codes = app.finder().filter(|_| value.is_none()).map(|finder| (finder, caller.sees));
    let words = value.or_else(|| (!name.is_empty()).then(|| name.to_owned()));
    let search = words.filter(|_| customer.is_none()).map(|words| Typed { words, codes });
    let cx = app.cx(caller.actor());
    let look = app.look(&cx, (customer, search), |tx, cx, (customer, search)| {
        Box::pin(promising::desk(tx, cx, *customer, search.as_ref()))
    });
    look.await
}

/// The number or address: what was typed, or what was offered instead and taken.
fn typed(form: &Filled) -> &str {
    Some(form.value("take")).filter(|take| !take.is_empty()).unwrap_or_else(|| form.value("reach"))
}

fn found<'a>(ui: &'a Ui, form: &'a Filled, desk: &'a Desk) -> Who<'a> {
    let typed = typed(form).trim();
    let number = read_value(PointKind::Phone, typed, &ui.house().country).ok();
    let number =
        number.map(|read| (ui.phone(&read.value), ui.word("new-line-", read.line.unwrap_or("other"))));
    Who { ui, found: &desk.found, number, chosen: form.value("customer") }
}

fn page(
    ui: &Ui,
    caller: &Caller,
    form: &Filled,
    desk: &Desk,
    guess: &str,
    next: &str,
) -> Result<Response, Error> {
    let kinds = Kind::WORDS.iter().map(|word| (*word, ui.word("kind-", word))).collect();
    let unfolded = ["reference", "owner", "kind"].iter().any(|name| form.fault(name).is_some());
    let body = NewPage {
        ui,
        form,
        desk,
        who: found(ui, form, desk),
        chips: chips(ui, desk, form),
        kinds,
        owners: owners(ui, caller, desk),
        guess,
        next,
        unfolded,
    };
    Page::new(ui, ui.t("nav-new")).here("new").faults(form).show(&body)
}

/// Who may hold the ball: I, my teams, colleagues, other teams.
fn owners(ui: &Ui, caller: &Caller, desk: &Desk) -> Vec<(String, String)> {
    let directory = &desk.directory;
    let me = Owner::User(caller.user);
    let mine = directory.teams_of(me).iter().map(|team| Owner::Team(*team));
    let others = directory.people().map(|person| Owner::User(person.id));
    let teams = directory.teams().map(|team| Owner::Team(team.id));
    let mut all: Vec<(String, String)> = vec![(me.to_string(), ui.t("new-owner-me"))];
    for owner in mine.chain(others).chain(teams).filter(|owner| directory.is_living(*owner, ui.now())) {
        let id = owner.to_string();
        if !all.iter().any(|(other, _)| *other == id) {
            all.push((id, directory.name(owner).to_owned()));
        }
    }
    all
}
