//! `/admin/tokens`: the keys of software, and making one whose secret is shown once.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use gehoor_kernel::id::TokenId;
use gehoor_kernel::time::days;
use gehoor_people::{Directory, NewToken, Owner, Secret, Token};
use gehoor_shell::api::PathId;
use gehoor_shell::web::{Filled, Form, Look, Notice, Page, Pages, Ui, see};
use gehoor_shell::{App, Error, Scope};

use super::person::is_told;
use super::{ADMIN, colleagues, done, unproved};

/// Tokens on the page.
const SHOWN: usize = 1_000;
const SCOPES: [&str; 3] = ["read", "write", "admin"];
/// For how many days a token may be asked.
const LIVES: [&str; 4] = ["30", "90", "365", "1825"];

pub(super) fn pages() -> Pages {
    Pages::new().get("/admin/tokens", ADMIN, show).post("/admin/tokens", ADMIN, make).post(
        "/admin/tokens/{id}/revoke",
        ADMIN,
        revoke,
    )
}

#[derive(Template)]
#[template(path = "tokens.html")]
struct TokensPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    directory: &'a Directory,
    good: Vec<&'a Token>,
    gone: Vec<&'a Token>,
    people: Vec<(String, String)>,
    /// The secret of a token that was just made: shown this once.
    secret: Option<&'a str>,
}

impl TokensPage<'_> {
    fn name(&self, token: &Token) -> &str {
        self.directory.name(Owner::User(token.user))
    }

    fn team(&self, token: &Token) -> Option<&str> {
        token.team.map(|team| self.directory.name(Owner::Team(team)))
    }

    fn scopes(&self) -> Vec<(&'static str, String)> {
        SCOPES.iter().map(|scope| (*scope, self.ui.word("admin-scope-", scope))).collect()
    }

    fn lives(&self) -> Vec<(&'static str, String)> {
        LIVES.iter().map(|days| (*days, self.ui.word("admin-life-", days))).collect()
    }
}

async fn show(State(app): State<App>, look: Look) -> Result<Response, Error> {
    page(&app, &look.ui, &usual(&look.ui), done(&look, &["revoked", "token"]), None).await
}

fn usual(ui: &Ui) -> Filled {
    let own = ui.visitor().map(|visitor| visitor.caller.user.to_string()).unwrap_or_default();
    Filled::with([("user", own.as_str()), ("scope", "read"), ("days", "365")])
}

async fn page(
    app: &App,
    ui: &Ui,
    form: &Filled,
    notice: Option<Notice>,
    secret: Option<&str>,
) -> Result<Response, Error> {
    let directory = super::directory(app, ui).await?;
    let cx = app.cx(ui.visitor().ok_or(Error::Unauthorized)?.caller.actor());
    let find = app.look(&cx, (), |tx, _, ()| Box::pin(gehoor_people::tokens(tx, None, "", SHOWN)));
    let tokens = find.await?;
    let is_good = |token: &&Token| token.revoked_at.is_none() && cx.now < token.expires_at;
    let (good, gone) = tokens.iter().rev().partition(is_good);
    let people = colleagues(&directory, cx.now, None);
    let body = TokensPage { ui, form, directory: &directory, good, gone, people, secret };
    Page::new(ui, ui.t("admin-tokens")).here("admin").notice(notice).faults(form).show(&body)
}

/// Makes a token. The secret stands on the page that answers this very request, never in the store: a repeat of the same
/// form makes no second one and shows the list.
async fn make(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, "/admin/tokens")? {
        return Ok(prove);
    }
    let new = match read(&app, &form) {
        Ok(new) => new,
        Err(error) => return page(&app, &form.ui, &form.filled(&error), None, None).await,
    };
    let (id, secret) = (new.id, Secret::new()?);
    let write = form.write(&app, (new, secret.clone()), |tx, cx, (new, secret)| {
        Box::pin(async move {
            let token = gehoor_people::create_token(tx, cx, new, secret).await?;
            Ok(see(format!("/admin/tokens?done=token#{}", token.id)))
        })
    });
    match write.await {
        Err(error) if is_told(&error) => page(&app, &form.ui, &form.filled(&error), None, None).await,
        done => {
            let answer = done?;
            let is_ours = answer.location.as_ref().is_some_and(|place| place.ends_with(&format!("#{id}")));
            if is_ours {
                page(&app, &form.ui, &usual(&form.ui), None, Some(secret.text())).await
            } else {
                Ok(answer.into_response())
            }
        }
    }
}

fn read(app: &App, form: &Form) -> Result<NewToken, Error> {
    let caller = form.caller()?;
    let mut fields = form.fields();
    let life = fields.word("days", &LIVES).parse().unwrap_or(365);
    let new = NewToken {
        id: TokenId::new(app.clock.now(), &mut app.ids.random()),
        user: fields.opt_id("user").unwrap_or(caller.user),
        label: fields.text("label", 1..=100),
        scope: Scope::of_word(fields.word("scope", &SCOPES)).unwrap_or(Scope::Read),
        team: None,
        expires_at: Some(app.clock.now().plus(days(life))),
    };
    fields.done()?;
    Ok(new)
}

async fn revoke(State(app): State<App>, PathId(id): PathId<TokenId>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, "/admin/tokens")? {
        return Ok(prove);
    }
    form.fields().done()?;
    let write = form.write(&app, id, |tx, cx, id| {
        Box::pin(async move {
            gehoor_people::revoke_token(tx, cx, *id, None).await?;
            Ok(see("/admin/tokens?done=revoked"))
        })
    });
    let answer = write.await?;
    app.tokens.forget();
    Ok(answer.into_response())
}
