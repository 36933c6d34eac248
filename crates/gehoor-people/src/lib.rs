//! People: users, teams, roles, absences and tokens; and the directory that always finds a living owner for a step.

pub mod rules;

mod absences;
mod api;
mod checks;
mod directory;
mod reading;
mod sql;
mod teams;
mod tokens;
mod users;
mod visiting;

pub use absences::{NewAbsence, absences, coming_absences, end_absence, may_note_absence, note_absence};
pub use directory::{directory, directory_at, may_see, stamp_query};
pub use reading::{read_mail, read_owner, read_role};
pub use rules::{Directory, Owner, Role};
pub use sql::{Absence, Closed, Team, Token, User};
pub use teams::{NewTeam, add_member, add_team, close_team, remove_member, rename_team, team, teams};
pub use tokens::{NewToken, Secret, Tokens, create_token, hash_of, revoke_token, sees_of, tokens, widest};
pub use users::{
    NewUser, UserChange, add_user, change_user, come_back, erase_user, leave, named, user, users,
};
pub use visiting::right;

use gehoor_shell::{Language, Slice};

/// The slice: its addresses, statements, texts and laws.
pub fn slice() -> Slice {
    Slice::new("people")
        .statements(sql::ALL)
        .statements(sql::ABSENCES)
        .statements(sql::TOKENS)
        .routes(api::routes)
        .texts(TEXTS)
        .check("people-administrator", checks::ADMINISTRATOR, |tx, now| {
            Box::pin(checks::administrator(tx, now))
        })
}

const TEXTS: &[(Language, &str)] =
    &[(Language::Nl, include_str!("../text/nl.ftl")), (Language::En, include_str!("../text/en.ftl"))];
