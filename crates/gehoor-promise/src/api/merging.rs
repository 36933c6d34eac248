//! Merging the cards of a customer; here, since it takes promises along.

use axum::extract::{Path, State};
use gehoor_customer::Merge;
use gehoor_customer::rules::{MergeChoice, Side};
use gehoor_db::Tx;
use gehoor_kernel::id::{CustomerId, MergeId};
use gehoor_people::Role;
use gehoor_shell::api::{Answer, Ask, Command, PathId, Reply, path_id};
use gehoor_shell::{App, Caller, Error, Scope, Sees};
use serde::Serialize;
use utoipa::ToSchema;

/// A card that goes into another.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "documents the body that is read field by field")]
pub(super) struct MergeBody {
    /// The card that goes into this one.
    other_id: String,
    /// Whose name stays: kept or other.
    #[schema(nullable, pattern = "^(kept|other)$")]
    name: Option<String>,
    /// Whose language stays: kept or other.
    #[schema(nullable, pattern = "^(kept|other)$")]
    language: Option<String>,
    /// Whose wishes stay; what that card does not say comes from the other.
    #[schema(nullable, pattern = "^(kept|other)$")]
    wishes: Option<String>,
}

/// A merge of two cards.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Merge)]
pub(super) struct MergeView {
    /// The id: mg_ and 26 characters.
    id: String,
    /// The card that stays.
    customer_id: String,
    /// The card that went into it, and leads to it.
    other_id: String,
    /// When.
    merged_at: String,
    /// When it was undone.
    undone_at: Option<String>,
}

/// Merges into a card.
#[derive(Serialize, ToSchema)]
pub(super) struct MergeList {
    /// The first one first, with those that were undone.
    items: Vec<MergeView>,
    /// Always null: a card has one page of them.
    next: Option<String>,
}

impl MergeView {
    fn of(merge: &Merge) -> Self {
        Self {
            id: merge.id.to_string(),
            customer_id: merge.kept.to_string(),
            other_id: merge.other.to_string(),
            merged_at: merge.merged_at.to_string(),
            undone_at: merge.undone_at.map(|at| at.to_string()),
        }
    }
}

/// Merges another card into this one, with its promises. For leads and administrators; it can be undone.
#[utoipa::path(post, path = "/customers/{id}/merges", tag = "customer", request_body = MergeBody,
    params(("id" = String, Path)), responses((status = 201, description = "The merge", body = MergeView)))]
pub(super) async fn merge(State(app): State<App>, PathId(id): PathId<CustomerId>, command: Command) -> Reply {
    let caller = may_merge(&command.caller)?;
    let mut fields = command.fields();
    let other: CustomerId = fields.id("otherId");
    let mut side = |name| Side::of_word(fields.opt_word(name, &Side::WORDS).unwrap_or("kept"));
    let choice = MergeChoice { name: side("name"), language: side("language"), wishes: side("wishes") };
    fields.done()?;
    let write = command.write(&app, (caller, id, other, choice), |tx, cx, (caller, id, other, choice)| {
        Box::pin(async move {
            needs_lead(tx, caller).await?;
            let done = crate::merge_customers(tx, cx, (*id, *other), *choice, None).await?;
            let address = format!("/api/v1/customers/{id}/merges");
            Ok(Answer::created(address, &MergeView::of(&done.merge))?.about(*id))
        })
    });
    write.await
}

/// Lists the merges into a card.
#[utoipa::path(get, path = "/customers/{id}/merges", tag = "customer", params(("id" = String, Path)),
    responses((status = 200, description = "The merges", body = MergeList)))]
pub(super) async fn list(State(app): State<App>, PathId(id): PathId<CustomerId>, ask: Ask) -> Reply {
    ask.fields().done()?;
    let look = app.look(&app.cx(ask.caller.actor()), id, |tx, _, id| {
        Box::pin(async move {
            gehoor_customer::customer(tx, *id).await?;
            gehoor_customer::merges_of(tx, *id).await
        })
    });
    Answer::ok(&MergeList { items: look.await?.iter().map(MergeView::of).collect(), next: None })
}

/// Undoes the last merge into a card: both hold again what they held, and what came since stays with the card that stood.
#[utoipa::path(post, path = "/customers/{id}/merges/{merge}/undoing", tag = "customer",
    params(("id" = String, Path), ("merge" = String, Path)),
    responses((status = 200, description = "The merge", body = MergeView)))]
pub(super) async fn unmerge(
    State(app): State<App>,
    Path((id, merge)): Path<(String, String)>,
    command: Command,
) -> Reply {
    let caller = may_merge(&command.caller)?;
    let (id, merge): (CustomerId, MergeId) = (path_id(&id)?, path_id(&merge)?);
    command.fields().done()?;
    let write = command.write(&app, (caller, id, merge), |tx, cx, (caller, id, merge)| {
        Box::pin(async move {
            needs_lead(tx, caller).await?;
            if gehoor_customer::merge_of(tx, *merge).await?.kept != *id {
                return Err(Error::NotFound);
            }
            let done = crate::unmerge_customers(tx, cx, *merge).await?;
            Ok(Answer::ok(&MergeView::of(&done.merge))?.about(*id))
        })
    });
    write.await
}

/// A token of one team can't move what others promised.
fn may_merge(caller: &Caller) -> Result<Caller, Error> {
    caller.needs(Scope::Write)?;
    if matches!(caller.sees, Sees::Team(_)) { Err(Error::Forbidden { code: "team" }) } else { Ok(*caller) }
}

async fn needs_lead(tx: &mut Tx<'_>, caller: &Caller) -> Result<(), Error> {
    let role = gehoor_people::user(tx, caller.user).await?.role;
    if role >= Role::Lead { Ok(()) } else { Err(Error::Forbidden { code: "lead" }) }
}
