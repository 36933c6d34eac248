//! Adding, renaming and closing teams, and who is in them.

use gehoor_db::Tx;
use gehoor_kernel::id::{TeamId, UserId};
use gehoor_shell::{Cx, Error, Facts, journal};

use crate::directory::{begin_change, end_change};
use crate::rules::{Directory, Member, Owner, may_leave_team};
use crate::sql::{self, Closed, Team};
use crate::users::stay;

/// A team to be added.
#[derive(Clone, Debug)]
pub struct NewTeam {
    /// The name.
    pub name: String,
    /// The first members. A team without members can be given no work.
    pub members: Vec<Member>,
}

/// Adds a team. Refuses a name that another team has, and members who are not there.
pub async fn add_team(tx: &mut Tx<'_>, cx: &Cx, new: &NewTeam) -> Result<Team, Error> {
    let directory = begin_change(tx, cx).await?;
    free_name(tx, &new.name, None).await?;
    let team = Team {
        id: TeamId::new(cx.now, &mut cx.random()),
        name: new.name.clone(),
        made_at: cx.now,
        version: 1,
        closed: None,
    };
    if !sql::add_team(tx, &team).await? {
        return Err(Error::retry());
    }
    journal::append(tx, cx, "team.added", team.id, Facts::new()).await?;
    for (place, member) in new.members.iter().enumerate() {
        let pointer = format!("/members/{place}/userId");
        join(tx, cx, &directory, team.id, *member, &pointer).await?;
    }
    end_change(tx, cx).await?;
    self::team(tx, team.id).await
}

/// Gives a team another name. `expected` is the version that the caller saw.
pub async fn rename_team(
    tx: &mut Tx<'_>,
    cx: &Cx,
    id: TeamId,
    expected: Option<i64>,
    name: &str,
) -> Result<Team, Error> {
    begin_change(tx, cx).await?;
    let old = open(tx, id, expected).await?;
    free_name(tx, name, Some(id)).await?;
    let team = Team { name: name.to_owned(), ..old };
    sql::set_team(tx, &team).await?;
    journal::append(tx, cx, "team.renamed", id, Facts::new()).await?;
    end_change(tx, cx).await?;
    Ok(Team { version: team.version + 1, ..team })
}

/// Closes a team now: nobody is in it any more, tokens that were restricted to it end, and what stands in its name is answered
/// for by `successor`, a person or another team, at once. Refuses a successor to whom no work can be given.
pub async fn close_team(
    tx: &mut Tx<'_>,
    cx: &Cx,
    id: TeamId,
    expected: Option<i64>,
    successor: Owner,
) -> Result<Team, Error> {
    let directory = begin_change(tx, cx).await?;
    let old = open(tx, id, expected).await?;
    if successor == Owner::Team(id) || !directory.is_living(successor, cx.now) {
        return Err(Error::fault("/to", "badSuccessor"));
    }
    let closed = Closed { at: cx.now, successor };
    sql::close_team(tx, &old, closed).await?;
    let facts = match successor {
        Owner::User(user) => Facts::new().id("user", user),
        Owner::Team(team) => Facts::new().id("team", team),
    };
    journal::append(tx, cx, "team.closed", id, facts).await?;
    end_change(tx, cx).await?;
    team(tx, id).await
}

/// Adds a member to a team, or changes whether a member leads it.
pub async fn add_member(tx: &mut Tx<'_>, cx: &Cx, id: TeamId, member: Member) -> Result<Team, Error> {
    let directory = begin_change(tx, cx).await?;
    open(tx, id, None).await?;
    join(tx, cx, &directory, id, member, "/userId").await?;
    end_change(tx, cx).await?;
    team(tx, id).await
}

/// Takes a member out of a team. Refuses to take out the last one who has not left: the team's steps need an owner.
pub async fn remove_member(tx: &mut Tx<'_>, cx: &Cx, id: TeamId, user: UserId) -> Result<Team, Error> {
    let directory = begin_change(tx, cx).await?;
    if !directory.is_member(user, id) {
        return Err(Error::NotFound);
    }
    may_leave_team(&directory, user, id, cx.now).map_err(stay)?;
    sql::remove_member(tx, id, user).await?;
    journal::append(tx, cx, "team.memberRemoved", id, Facts::new().id("user", user)).await?;
    end_change(tx, cx).await?;
    team(tx, id).await
}

/// One team.
pub async fn team(tx: &mut Tx<'_>, id: TeamId) -> Result<Team, Error> {
    sql::team(tx, id).await?.ok_or(Error::NotFound)
}

/// A team that is not closed, as the caller saw it.
async fn open(tx: &mut Tx<'_>, id: TeamId, expected: Option<i64>) -> Result<Team, Error> {
    let team = team(tx, id).await?;
    if expected.is_some_and(|version| version != team.version) {
        return Err(Error::Stale { current: team.version });
    }
    if team.closed.is_some() { Err(Error::conflict("teamClosed")) } else { Ok(team) }
}

/// At most `limit` teams in order of id, after the one with the id `after` ("": from the start).
pub async fn teams(tx: &mut Tx<'_>, after: &str, limit: usize) -> Result<Vec<Team>, Error> {
    Ok(sql::teams(tx, after, limit).await?)
}

async fn join(
    tx: &mut Tx<'_>,
    cx: &Cx,
    directory: &Directory,
    team: TeamId,
    member: Member,
    pointer: &str,
) -> Result<(), Error> {
    if !directory.is_living(Owner::User(member.user), cx.now) {
        return Err(Error::fault(pointer, "badMember"));
    }
    sql::add_member(tx, team, member, cx.now).await?;
    let facts = Facts::new().id("user", member.user).flag("leads", member.leads);
    journal::append(tx, cx, "team.memberAdded", team, facts).await
}

async fn free_name(tx: &mut Tx<'_>, name: &str, own: Option<TeamId>) -> Result<(), Error> {
    match sql::who_has_name(tx, name).await? {
        Some(other) if Some(other) != own => Err(Error::fault("/name", "nameTaken")),
        _ => Ok(()),
    }
}
