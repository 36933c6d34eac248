//! The statements of people, and rows as they are stored.

use gehoor_db::{DbError, Row, Tx, params, statements};
use gehoor_kernel::id::{AbsenceId, TeamId, UserId};
use gehoor_kernel::time::Instant;

use crate::rules::{Absent, Member, Owner, Person, Role, Squad};

mod absences;
mod tokens;

pub(crate) use absences::{ALL as ABSENCES, absence, absences, add_absence, coming_absences, end_absence};
pub use tokens::Token;
pub(crate) use tokens::{
    ALL as TOKENS, FORGET_LABELS, REVOKE_ALL_FOR, Shown, add_token, revoke, revoke_all_of, token,
    token_by_hash, tokens, used,
};

statements! {
    pub(crate) STAMP = "SELECT stamp FROM people_stamp WHERE one = 1";
    // Every change begins here, so that changes follow one another and each sees the ones before it.
    TOUCH = "UPDATE people_stamp SET changes = changes + 1 WHERE one = 1";
    SET_STAMP = "UPDATE people_stamp SET stamp = $1 WHERE one = 1";

    ALL_USERS = "SELECT u.id, u.role, u.left_at, u.stand_in, w.name FROM users u \
        JOIN users_words w ON w.user_id = u.id ORDER BY u.id";
    ALL_TEAMS = "SELECT id, name, successor FROM team ORDER BY id";
    ALL_MEMBERS = "SELECT team_id, user_id, leads FROM member ORDER BY joined_at, team_id, user_id";
    ALL_ABSENCES = "SELECT user_id, from_at, until_at, stand_in FROM absence \
        WHERE until_at IS NULL OR until_at > $1 ORDER BY from_at, id";

    ADD_USER = "INSERT INTO users (id, role, stand_in, made_at, left_at, version) VALUES ($1, $2, $3, $4, NULL, 1)";
    ADD_USER_WORDS = "INSERT INTO users_words (user_id, name, email, email_key) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (email_key) DO NOTHING";
    SET_USER = "UPDATE users SET role = $1, stand_in = $2, left_at = $3, version = version + 1 \
        WHERE id = $4 AND version = $5";
    SET_USER_WORDS = "UPDATE users_words SET name = $1, email = $2, email_key = $3 WHERE user_id = $4";
    WHO_HAS_EMAIL = "SELECT user_id FROM users_words WHERE email_key = $1";
    USER = "SELECT u.id, w.name, w.email, u.role, u.stand_in, u.made_at, u.left_at, u.version FROM users u \
        JOIN users_words w ON w.user_id = u.id WHERE u.id = $1";
    USERS = "SELECT u.id, w.name, w.email, u.role, u.stand_in, u.made_at, u.left_at, u.version FROM users u \
        JOIN users_words w ON w.user_id = u.id WHERE u.id > $1 ORDER BY u.id LIMIT $2";

    ADD_TEAM = "INSERT INTO team (id, name, name_key, made_at, version) VALUES ($1, $2, $3, $4, 1) \
        ON CONFLICT (name_key) DO NOTHING";
    SET_TEAM = "UPDATE team SET name = $1, name_key = $2, version = version + 1 WHERE id = $3 AND version = $4";
    WHO_HAS_NAME = "SELECT id FROM team WHERE name_key = $1";
    TEAM = "SELECT id, name, made_at, version, closed_at, successor FROM team WHERE id = $1";
    TEAMS = "SELECT id, name, made_at, version, closed_at, successor FROM team WHERE id > $1 ORDER BY id LIMIT $2";
    // The name is free again: the key of a closed team is its id, which no name is.
    CLOSE_TEAM = "UPDATE team SET closed_at = $1, successor = $2, name_key = id, version = version + 1 \
        WHERE id = $3 AND version = $4";
    REMOVE_ALL_MEMBERS = "DELETE FROM member WHERE team_id = $1";
    ADD_MEMBER = "INSERT INTO member (team_id, user_id, joined_at, leads) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (team_id, user_id) DO UPDATE SET leads = excluded.leads";
    REMOVE_MEMBER = "DELETE FROM member WHERE team_id = $1 AND user_id = $2";
    TEAM_CHANGED = "UPDATE team SET version = version + 1 WHERE id = $1";
}

/// A user as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The id.
    pub id: UserId,
    /// The name; empty after erasure.
    pub name: String,
    /// The mail address.
    pub email: Option<String>,
    /// The role.
    pub role: Role,
    /// Who stands in.
    pub stand_in: Option<UserId>,
    /// When the user was added.
    pub made_at: Instant,
    /// When the user left the company.
    pub left_at: Option<Instant>,
    /// Counts changes, from 1.
    pub version: i64,
}

/// A team as stored; its members stand in the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// The id.
    pub id: TeamId,
    /// The name.
    pub name: String,
    /// When the team was added.
    pub made_at: Instant,
    /// Counts changes, those of members too, from 1.
    pub version: i64,
    /// When it was closed, and who took its place.
    pub closed: Option<Closed>,
}

/// The end of a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed {
    /// When.
    pub at: Instant,
    /// Who answers for what stands in its name.
    pub successor: Owner,
}

/// An absence as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The id.
    pub id: AbsenceId,
    /// Who is away.
    pub user: UserId,
    /// From this moment.
    pub from: Instant,
    /// Until before this moment; `None` when nobody knows yet.
    pub until: Option<Instant>,
    /// Who stands in for this absence.
    pub stand_in: Option<UserId>,
    /// Counts changes, from 1.
    pub version: i64,
}

/// Begins a change: from here to the commit nobody else changes people.
pub(crate) async fn touch(tx: &mut Tx<'_>) -> Result<(), DbError> {
    tx.exec(&TOUCH, params![]).await.map(|_| ())
}

pub(crate) async fn set_stamp(tx: &mut Tx<'_>, stamp: &str) -> Result<(), DbError> {
    tx.put(&SET_STAMP, params![stamp]).await
}

pub(crate) async fn stamp(tx: &mut Tx<'_>) -> Result<String, DbError> {
    Ok(tx.row(&STAMP, params![], |row| row.text(0)).await?.unwrap_or_default())
}

/// Everybody, every team, and the absences that have not ended before `since`.
pub(crate) async fn everything(
    tx: &mut Tx<'_>,
    since: Instant,
) -> Result<(Vec<Person>, Vec<Squad>), DbError> {
    let mut people = tx.rows(&ALL_USERS, params![], person).await?;
    let mut teams = tx.rows(&ALL_TEAMS, params![], squad).await?;
    for (team, member) in tx.rows(&ALL_MEMBERS, params![], member).await? {
        teams.iter_mut().filter(|squad| squad.id == team).for_each(|squad| squad.members.push(member));
        people
            .iter_mut()
            .filter(|person| person.id == member.user)
            .for_each(|person| person.teams.push(team));
    }
    for (user, absent) in tx.rows(&ALL_ABSENCES, params![since], absent).await? {
        people.iter_mut().filter(|person| person.id == user).for_each(|person| person.absences.push(absent));
    }
    Ok((people, teams))
}

fn person(row: &dyn Row) -> Result<Person, DbError> {
    Ok(Person {
        id: row.parse(0)?,
        role: row.parse(1)?,
        left_at: row.opt_instant(2)?,
        stand_in: row.opt_parse(3)?,
        name: row.text(4)?,
        teams: Vec::new(),
        absences: Vec::new(),
    })
}

fn squad(row: &dyn Row) -> Result<Squad, DbError> {
    Ok(Squad { id: row.parse(0)?, name: row.text(1)?, members: Vec::new(), successor: row.opt_parse(2)? })
}

fn member(row: &dyn Row) -> Result<(TeamId, Member), DbError> {
    Ok((row.parse(0)?, Member { user: row.parse(1)?, leads: row.flag(2)? }))
}

fn absent(row: &dyn Row) -> Result<(UserId, Absent), DbError> {
    let absent = Absent { from: row.instant(1)?, until: row.opt_instant(2)?, stand_in: row.opt_parse(3)? };
    Ok((row.parse(0)?, absent))
}

/// Adds a user; false when another one has the mail address.
pub(crate) async fn add_user(tx: &mut Tx<'_>, user: &User) -> Result<bool, DbError> {
    tx.put(&ADD_USER, params![user.id, user.role.word(), user.stand_in, user.made_at]).await?;
    let values =
        params![user.id, &user.name, user.email.as_deref(), user.email.as_deref().map(str::to_lowercase)];
    Ok(tx.exec(&ADD_USER_WORDS, values).await? == 1)
}

/// Stores a changed user over the version it was read with; a meanwhile changed one is a retry.
pub(crate) async fn set_user(tx: &mut Tx<'_>, user: &User) -> Result<(), DbError> {
    let values = params![user.role.word(), user.stand_in, user.left_at, user.id, user.version];
    one(tx.exec(&SET_USER, values).await?)?;
    let words =
        params![&user.name, user.email.as_deref(), user.email.as_deref().map(str::to_lowercase), user.id];
    tx.exec(&SET_USER_WORDS, words).await.map(|_| ())
}

pub(crate) async fn who_has_email(tx: &mut Tx<'_>, email: &str) -> Result<Option<UserId>, DbError> {
    tx.row(&WHO_HAS_EMAIL, params![email.to_lowercase()], |row| row.parse(0)).await
}

pub(crate) async fn user(tx: &mut Tx<'_>, id: UserId) -> Result<Option<User>, DbError> {
    tx.row(&USER, params![id], read_user).await
}

pub(crate) async fn users(tx: &mut Tx<'_>, after: &str, limit: usize) -> Result<Vec<User>, DbError> {
    tx.rows(&USERS, params![after, limit], read_user).await
}

fn read_user(row: &dyn Row) -> Result<User, DbError> {
    Ok(User {
        id: row.parse(0)?,
        name: row.text(1)?,
        email: row.opt_text(2)?,
        role: row.parse(3)?,
        stand_in: row.opt_parse(4)?,
        made_at: row.instant(5)?,
        left_at: row.opt_instant(6)?,
        version: row.int(7)?,
    })
}

/// Adds a team; false when another one has the name.
pub(crate) async fn add_team(tx: &mut Tx<'_>, team: &Team) -> Result<bool, DbError> {
    let values = params![team.id, &team.name, team.name.to_lowercase(), team.made_at];
    Ok(tx.exec(&ADD_TEAM, values).await? == 1)
}

pub(crate) async fn set_team(tx: &mut Tx<'_>, team: &Team) -> Result<(), DbError> {
    let values = params![&team.name, team.name.to_lowercase(), team.id, team.version];
    one(tx.exec(&SET_TEAM, values).await?)
}

pub(crate) async fn who_has_name(tx: &mut Tx<'_>, name: &str) -> Result<Option<TeamId>, DbError> {
    tx.row(&WHO_HAS_NAME, params![name.to_lowercase()], |row| row.parse(0)).await
}

pub(crate) async fn team(tx: &mut Tx<'_>, id: TeamId) -> Result<Option<Team>, DbError> {
    tx.row(&TEAM, params![id], read_team).await
}

pub(crate) async fn teams(tx: &mut Tx<'_>, after: &str, limit: usize) -> Result<Vec<Team>, DbError> {
    tx.rows(&TEAMS, params![after, limit], read_team).await
}

fn read_team(row: &dyn Row) -> Result<Team, DbError> {
    let closed = row.opt_instant(4)?.zip(row.opt_parse(5)?).map(|(at, successor)| Closed { at, successor });
    let (id, name, made_at, version) = (row.parse(0)?, row.text(1)?, row.instant(2)?, row.int(3)?);
    Ok(Team { id, name, made_at, version, closed })
}

/// Closes a team: nobody is in it any more, and what is restricted to it ends.
pub(crate) async fn close_team(tx: &mut Tx<'_>, team: &Team, closed: Closed) -> Result<(), DbError> {
    let values = params![closed.at, closed.successor.to_string(), team.id, team.version];
    one(tx.exec(&CLOSE_TEAM, values).await?)?;
    tx.put(&REMOVE_ALL_MEMBERS, params![team.id]).await?;
    tx.put(&REVOKE_ALL_FOR, params![closed.at, team.id]).await
}

/// Adds a member, or changes whether it leads.
pub(crate) async fn add_member(
    tx: &mut Tx<'_>,
    team: TeamId,
    member: Member,
    at: Instant,
) -> Result<(), DbError> {
    tx.put(&ADD_MEMBER, params![team, member.user, at, member.leads]).await?;
    tx.put(&TEAM_CHANGED, params![team]).await
}

pub(crate) async fn remove_member(tx: &mut Tx<'_>, team: TeamId, user: UserId) -> Result<(), DbError> {
    tx.put(&REMOVE_MEMBER, params![team, user]).await?;
    tx.put(&TEAM_CHANGED, params![team]).await
}

/// A guarded update touched its one row, or somebody else was first.
fn one(touched: u64) -> Result<(), DbError> {
    if touched == 1 { Ok(()) } else { Err(DbError::Retry) }
}
