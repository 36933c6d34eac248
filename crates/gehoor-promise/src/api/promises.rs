//! Promises: list, make, show.

use axum::extract::State;
use gehoor_db::Tx;
use gehoor_kernel::id::PromiseId;
use gehoor_shell::api::{Answer, Ask, Command, Cursor, PathId, Reply};
use gehoor_shell::{App, Cx, Error};

use utoipa::ToSchema;

use super::read;
use super::shape::{PageView, PromiseView};
use crate::{Filter, Search, View};

/// A page of promises.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents the page that the shell writes")]
pub(super) struct PromiseList {
    /// The promises in the order in which they were made.
    items: Vec<PromiseView>,
    /// The address of the next page.
    next: Option<String>,
}

/// A promise to be made.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct NewPromiseBody {
    /// To whom.
    customer_id: String,
    /// What, in the customer's words: 1 to 4000 characters.
    #[schema(min_length = 1, max_length = 4000)]
    text: String,
    /// callBack, write, deliver, comeBy, findOut or handOver.
    #[schema(pattern = "^(callBack|write|deliver|comeBy|findOut|handOver)$")]
    kind: String,
    /// Who will hold the ball: userId or teamId.
    owner: OwnerBody,
    /// What sets it going: at, when or soon.
    trigger: TriggerBody,
    /// Order, part, room or table: 1 to 200 characters.
    #[schema(nullable, max_length = 200)]
    reference: Option<String>,
    /// What is at stake, in cents. Nothing orders by it.
    #[schema(nullable, minimum = 0, maximum = 1_000_000_000_000_i64)]
    amount_cents: Option<i64>,
    /// Changes of the company's policy for tries, for this promise alone; the fields of tries of /policy.
    #[schema(nullable, value_type = Object)]
    policy: Option<serde_json::Value>,
}

/// An owner: exactly one of the two.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents a part that is read field by field")]
pub(super) struct OwnerBody {
    /// An employee.
    #[schema(nullable)]
    user_id: Option<String>,
    /// A team.
    #[schema(nullable)]
    team_id: Option<String>,
}

/// What sets a promise going: exactly one of the three.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents a part that is read field by field")]
pub(super) struct TriggerBody {
    /// A moment, or a window.
    #[schema(nullable)]
    at: Option<AtBody>,
    /// An outside event.
    #[schema(nullable)]
    when: Option<WhenBody>,
    /// Minutes, in place, with a running clock.
    #[schema(nullable)]
    soon: Option<SoonBody>,
}

/// A moment or window.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents a part that is read field by field")]
pub(super) struct AtBody {
    /// The moment, or the window's begin.
    #[schema(format = "date-time")]
    from: String,
    /// The window's end; a quarter of an hour after the moment when not given.
    #[schema(nullable, format = "date-time")]
    until: Option<String>,
}

/// An outside event.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents a part that is read field by field")]
pub(super) struct WhenBody {
    /// Its key ("order 4711"): 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    key: String,
    /// When it is expected.
    #[schema(format = "date-time")]
    expected_by: String,
    /// Days between signs of life after that; the company's own number when not given.
    #[schema(nullable, minimum = 1, maximum = 365)]
    sign_of_life_days: Option<i64>,
}

/// A running clock.
#[derive(ToSchema)]
#[expect(dead_code, reason = "documents a part that is read field by field")]
pub(super) struct SoonBody {
    /// How many minutes.
    #[schema(minimum = 1, maximum = 1440)]
    minutes: i64,
}

/// Lists promises in the order in which they were made.
#[utoipa::path(get, path = "/promises", tag = "promise",
    params(("owner" = Option<String>, Query, description = "Held by this user (us_…) or team (te_…)"),
        ("team" = Option<String>, Query, description = "Held by this team or one of its members"),
        ("customerId" = Option<String>, Query, description = "Made to this customer"),
        ("state" = Option<String>, Query,
            description = "waiting, due, trying, inDoubt, kept, released, open or ended"),
        ("due" = Option<bool>, Query, description = "Only those whose next step is for now"),
        ("search" = Option<String>, Query, min_length = 1, max_length = 200,
            description = "Only those with these words in their text, reference, notes or customer's name"),
        ("cursor" = Option<String>, Query, description = "From the last page"),
        ("limit" = Option<i64>, Query, minimum = 1, maximum = 200)),
    responses((status = 200, description = "A page of promises", body = PromiseList)))]
pub(super) async fn list(State(app): State<App>, ask: Ask) -> Reply {
    let mut fields = ask.fields();
    let mut filter = read::filter(&mut fields);
    let paging = ask.paging(&mut fields);
    let words = fields.opt_text("search", 1..=200);
    let after = paging.cursor.as_ref().map(|cursor| cursor.id.parse::<PromiseId>());
    if matches!(after, Some(Err(_))) {
        fields.fault("cursor", "cursor");
    }
    fields.done()?;
    if ask.caller.sees.team().zip(filter.team).is_some_and(|(own, asked)| own != asked) {
        return Err(Error::NotFound);
    }
    filter.sees = ask.caller.sees;
    let search = words.zip(app.finder()).map(|(words, finder)| Search { words, finder });
    let wanted = List { filter, search, after: after.and_then(Result::ok), limit: paging.limit + 1 };
    let cx = app.cx(ask.caller.actor());
    let found = app.look(&cx, wanted, |tx, cx, wanted| Box::pin(wanted.read(tx, cx))).await?;
    let rows: Vec<_> = found.iter().map(PromiseView::of).collect();
    paging.answer(rows, |view| Cursor { key: 0, id: view.id().to_owned() })
}

struct List {
    filter: Filter,
    search: Option<Search>,
    after: Option<PromiseId>,
    limit: usize,
}

impl List {
    async fn read(&self, tx: &mut Tx<'_>, cx: &Cx) -> Result<Vec<View>, Error> {
        match &self.search {
            Some(search) => crate::list_found(tx, cx, (search, &self.filter), self.after, self.limit).await,
            None => crate::list(tx, cx, &self.filter, self.after, self.limit).await,
        }
    }
}

/// Makes a promise.
#[utoipa::path(post, path = "/promises", tag = "promise", request_body = NewPromiseBody,
    responses((status = 201, description = "The promise", body = PromiseView)))]
pub(super) async fn make(State(app): State<App>, command: Command) -> Reply {
    let mut fields = command.fields();
    let new = read::new_promise(&mut fields, &command.body);
    fields.done()?;
    let make = command.write(&app, (new, command.caller.sees), |tx, cx, (new, sees)| {
        Box::pin(async move {
            let view = crate::make(tx, cx, new, *sees).await?;
            let place = format!("/api/v1/promises/{}", view.promise.id);
            let answer = Answer::created(place, &PromiseView::of(&view))?;
            Ok(answer.version(view.promise.version).about(view.promise.customer))
        })
    });
    make.await
}

/// Shows a promise with everything that was written down about it.
#[utoipa::path(get, path = "/promises/{id}", tag = "promise", params(("id" = String, Path)),
    responses((status = 200, description = "The promise", body = PageView)))]
pub(super) async fn show(State(app): State<App>, PathId(id): PathId<PromiseId>, ask: Ask) -> Reply {
    ask.fields().done()?;
    let cx = app.cx(ask.caller.actor());
    let look =
        app.look(&cx, (id, ask.caller.sees), |tx, cx, (id, sees)| Box::pin(crate::show(tx, cx, *id, *sees)));
    let page = look.await?;
    Ok(Answer::ok(&PageView::of(&page))?.version(page.view.promise.version))
}
