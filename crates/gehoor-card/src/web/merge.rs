//! Two cards of one customer become one: choosing the other card, both beside each other, and back again.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use gehoor_customer::rules::{MergeChoice, Side, Wishes};
use gehoor_customer::{ContactPoint, Merge};
use gehoor_db::Tx;
use gehoor_kernel::id::{CustomerId, MergeId};
use gehoor_shell::api::{Answer, PathId, path_id};
use gehoor_shell::web::{Filled, Form, Look, Notice, Page, Right, Ui, see};
use gehoor_shell::{App, Cx, Error};

use super::read;
use crate::merging::{Candidates, Half};

#[derive(Template)]
#[template(path = "merge.html")]
struct ChoosePage<'a> {
    ui: &'a Ui,
    words: &'a str,
    found: &'a Candidates,
}

impl ChoosePage<'_> {
    fn value(&self, point: &ContactPoint) -> String {
        shown(self.ui, point)
    }
}

#[derive(Template)]
#[template(path = "merge-two.html")]
struct TwoPage<'a> {
    ui: &'a Ui,
    kept: &'a Half,
    other: &'a Half,
    form: &'a Filled,
}

impl TwoPage<'_> {
    fn name(&self, half: &Half) -> String {
        half.customer.name.clone().unwrap_or_else(|| self.ui.t("erased-name"))
    }

    /// The wishes in one line.
    fn wishes(&self, half: &Half) -> String {
        let wishes = &half.customer.wishes;
        let mut parts: Vec<String> = Vec::new();
        parts.extend(wishes.channel.as_ref().map(|channel| self.ui.word("card-channel-", channel)));
        parts.extend(
            read::days(&half.customer)
                .map(|(day, hours)| format!("{} {hours}", self.ui.t(&format!("weekday-{day}")))),
        );
        parts.extend(wishes.daily_rings.map(|rings| format!("{}: {rings}", self.ui.t("card-rings"))));
        if parts.is_empty() { self.ui.t("merge-none") } else { parts.join(", ") }
    }

    fn value(&self, point: &ContactPoint) -> String {
        shown(self.ui, point)
    }

    /// Both cards with their headings, the one that stays first.
    fn halves(&self) -> [(&Half, String); 2] {
        [(self.kept, self.ui.t("merge-kept")), (self.other, self.ui.t("merge-other"))]
    }

    fn names(&self) -> Option<Vec<(&'static str, String)>> {
        differ(self.name(self.kept), self.name(self.other))
    }

    fn languages(&self) -> Option<Vec<(&'static str, String)>> {
        differ(
            read::language(&self.kept.customer).to_owned(),
            read::language(&self.other.customer).to_owned(),
        )
    }

    /// Only when both asked for something: else there is nothing to choose.
    fn wished(&self) -> Option<Vec<(&'static str, String)>> {
        let asked = |half: &Half| half.customer.wishes != Wishes::default();
        let both = asked(self.kept) && asked(self.other);
        differ(self.wishes(self.kept), self.wishes(self.other)).filter(|_| both)
    }
}

/// What there is to choose between two texts; nothing when they are the same.
fn differ(one: String, two: String) -> Option<Vec<(&'static str, String)>> {
    (one != two).then(|| vec![("kept", one), ("other", two)])
}

fn shown(ui: &Ui, point: &ContactPoint) -> String {
    let value = point.value.clone().unwrap_or_default();
    if point.kind.word() == "phone" { ui.phone(&value) } else { value }
}

pub(super) async fn choose(
    State(app): State<App>,
    PathId(id): PathId<CustomerId>,
    look: Look,
) -> Result<Response, Error> {
    let words: String = look.key("q").chars().filter(|letter| *letter != '\0').take(200).collect();
    let (finder, sees) = (app.finder(), look.caller()?.sees);
    let input = (id, words.clone(), finder, sees);
    let found = app.look(&look.cx(&app)?, input, |tx, cx, (id, words, finder, sees)| {
        Box::pin(crate::merging::candidates(tx, cx, *id, words, (*finder, *sees)))
    });
    let found = found.await?;
    if found.customer.erased_at.is_some() {
        return Err(Error::NotFound);
    }
    let ui = &look.ui;
    let page = ChoosePage { ui, words: &words, found: &found };
    Page::new(ui, ui.t("merge-title")).here("search").show(&page)
}

pub(super) async fn both(
    State(app): State<App>,
    Path((id, other)): Path<(String, String)>,
    look: Look,
) -> Result<Response, Error> {
    let cards: (CustomerId, CustomerId) = (path_id(&id)?, path_id(&other)?);
    let form = Filled::with([("name", "kept"), ("language", "kept"), ("wishes", "kept")]);
    two(&app, &look.ui, cards, &form, None).await
}

async fn two(
    app: &App,
    ui: &Ui,
    (kept, other): (CustomerId, CustomerId),
    form: &Filled,
    notice: Option<Notice>,
) -> Result<Response, Error> {
    let caller = ui.visitor().ok_or(Error::Unauthorized)?.caller;
    let cx = app.cx(caller.actor());
    let halves = app
        .look(&cx, (kept, other), |tx, _, (kept, other)| Box::pin(crate::merging::halves(tx, *kept, *other)));
    let (kept, other) = halves.await?;
    let stands = |half: &Half| half.customer.erased_at.is_none() && half.customer.merged_into.is_none();
    if kept.customer.id == other.customer.id || !stands(&kept) || !stands(&other) {
        return Err(Error::NotFound);
    }
    let page = TwoPage { ui, kept: &kept, other: &other, form };
    Page::new(ui, ui.t("merge-two")).here("search").notice(notice).faults(form).show(&page)
}

struct Merging {
    cards: (CustomerId, CustomerId),
    choice: MergeChoice,
    seen: Option<(i64, i64)>,
}

pub(super) async fn merge(
    State(app): State<App>,
    Path((id, other)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let cards: (CustomerId, CustomerId) = (path_id(&id)?, path_id(&other)?);
    let mut fields = form.fields();
    let mut side = |name| Side::of_word(fields.opt_word(name, &Side::WORDS).unwrap_or("kept"));
    let choice = MergeChoice { name: side("name"), language: side("language"), wishes: side("wishes") };
    let seen_other = fields.opt_int("otherVersion", 1..=i64::MAX);
    fields.done()?;
    let input = Merging { cards, choice, seen: form.version().zip(seen_other) };
    match form.write(&app, input, |tx, cx, input| Box::pin(merged(tx, cx, input))).await {
        Err(error @ (Error::Stale { .. } | Error::Conflict { .. })) => {
            let told = Notice::warning(form.ui.refusal(&error));
            two(&app, &form.ui, cards, &form.filled(&error), Some(told)).await
        }
        done => Ok(done?.into_response()),
    }
}

async fn merged(tx: &mut Tx<'_>, cx: &Cx, input: &Merging) -> Result<Answer, Error> {
    let done = gehoor_promise::merge_customers(tx, cx, input.cards, input.choice, input.seen).await?;
    let kept = done.merge.kept;
    Ok(see(format!("/customers/{kept}?done=merged&of={}", done.merge.id)).about(kept))
}

pub(super) async fn unmerge(
    State(app): State<App>,
    Path((id, merge)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Error> {
    let (id, merge): (CustomerId, MergeId) = (path_id(&id)?, path_id(&merge)?);
    form.fields().done()?;
    let done = form.write(&app, (id, merge), |tx, cx, (id, merge)| {
        Box::pin(async move {
            if gehoor_customer::merge_of(tx, *merge).await?.kept != *id {
                return Err(Error::NotFound);
            }
            gehoor_promise::unmerge_customers(tx, cx, *merge).await?;
            Ok(see(format!("/customers/{id}?done=unmerged")))
        })
    });
    match done.await {
        Err(error @ Error::Conflict { .. }) => {
            let card = super::card::read_card(&app, id, &form.ui).await?;
            let told = Notice::warning(form.ui.refusal(&error));
            super::card::show(&form.ui, &card, &Filled::empty(), Some(told))
        }
        done => Ok(done?.into_response()),
    }
}

/// "Merged", with the way back for whoever may undo it.
pub(super) fn notice(ui: &Ui, merge: &Merge) -> Notice {
    let notice = Notice::new(ui.t("merge-done"));
    if !ui.may(Right::Lead) {
        return notice;
    }
    let fields = vec![("key".to_owned(), ui.key())];
    notice.undo(format!("/customers/{}/unmerge/{}", merge.kept, merge.id), fields)
}
