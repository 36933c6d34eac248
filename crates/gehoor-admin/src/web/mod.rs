//! `/admin/…`.

mod absences;
mod backups;
mod company;
mod hours;
mod people;
mod person;
mod policy;
mod start;
mod teams;
mod tokens;
mod wording;

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use gehoor_kernel::id::UserId;
use gehoor_kernel::time::Instant;
use gehoor_people::Directory;
use gehoor_shell::web::{Form, Look, Nav, Notice, Pages, Right, Ui};
use gehoor_shell::{App, Error};

pub(crate) const WAYS: &[Nav] = &[Nav {
    word: "admin",
    path: "/admin",
    icon: "settings",
    right: Right::Administrator,
    place: 90,
    on_phone: false,
    keys: "g a",
}];

/// Who may come: administrators; absences are for leads as well.
const ADMIN: Right = Right::Administrator;

pub(crate) fn pages() -> Pages {
    let who = people::pages().and(person::pages()).and(absences::pages()).and(teams::pages());
    let how = company::pages().and(hours::pages()).and(policy::pages()).and(wording::pages());
    start::pages().and(who).and(how).and(tokens::pages()).and(backups::pages())
}

/// Sends an administrator who came in by a PIN to give the password first.
fn unproved(form: &Form, back: &str) -> Result<Option<Response>, Error> {
    let is_proved = form.caller()?.needs_admin().is_ok();
    Ok((!is_proved).then(|| go(&format!("/account/prove?next={back}"))))
}

/// Goes to an address of ours (303).
fn go(address: &str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, address.to_owned())]).into_response()
}

/// What was just done, when the address says one of `words`; its text is `admin-done-<word>`.
fn done(look: &Look, words: &[&str]) -> Option<Notice> {
    let word = words.iter().find(|word| **word == look.key("done"))?;
    Some(Notice::new(look.ui.word("admin-done-", word)))
}

/// Why something was not done, as a warning on the page: for forms of which nothing typed need be shown again.
fn why(ui: &Ui, error: &Error) -> Notice {
    Notice::warning(match error {
        Error::Invalid(faults) => faults.iter().map(|fault| ui.fault(fault)).collect::<Vec<_>>().join(" "),
        other => ui.refusal(other),
    })
}

/// The directory as it stands.
async fn directory(app: &App, ui: &Ui) -> Result<std::sync::Arc<Directory>, Error> {
    let cx = app.cx(ui.visitor().ok_or(Error::Unauthorized)?.caller.actor());
    app.look(&cx, (), |tx, cx, ()| Box::pin(gehoor_people::directory(tx, cx))).await
}

/// Everybody who has not left, by name: (id, name), for a choice. Without `but`.
fn colleagues(directory: &Directory, now: Instant, but: Option<UserId>) -> Vec<(String, String)> {
    let here = directory.people().filter(|person| person.stays(now) && Some(person.id) != but);
    let mut all: Vec<_> = here.map(|person| (person.id.to_string(), person.name.clone())).collect();
    all.sort_by_key(|(_, name)| name.to_lowercase());
    all
}

/// The same with a first choice for nobody.
fn stand_ins(ui: &Ui, directory: &Directory, now: Instant, but: Option<UserId>) -> Vec<(String, String)> {
    let mut all = vec![(String::new(), ui.t("admin-nobody"))];
    all.extend(colleagues(directory, now, but));
    all
}

/// The roles with their names.
fn roles(ui: &Ui) -> Vec<(&'static str, String)> {
    gehoor_people::Role::WORDS.iter().map(|word| (*word, ui.word("account-role-", word))).collect()
}
