use std::sync::Arc;

use gehoor_db::prepare_all;
use gehoor_kernel::id::{TeamId, UserId};
use gehoor_kernel::time::{Instant, hours};
use gehoor_people::rules::Member;
use gehoor_people::{
    Directory, NewAbsence, NewTeam, Owner, Role, add_team, directory, end_absence, leave, note_absence,
};
use gehoor_shell::{Actor, App, Error};
use gehoor_testkit::{NOW, both};

use crate::{company, hire};

async fn everybody(app: &App) -> Arc<Directory> {
    let cx = app.cx(Actor::System);
    let look = app.look(&cx, (), |tx, cx, ()| Box::pin(directory(tx, cx)));
    look.await.expect("a directory")
}

async fn team(app: &App, name: &str, members: &[UserId]) -> TeamId {
    let members = members.iter().map(|&user| Member { user, leads: false }).collect();
    let new = NewTeam { name: name.to_owned(), members };
    let added = app.act(&app.cx(Actor::System), new, |tx, cx, new| Box::pin(add_team(tx, cx, new))).await;
    added.expect("a team").id
}

async fn go(app: &App, user: UserId, stand_in: Option<UserId>) -> Result<(), Error> {
    let cx = app.cx(Actor::System);
    let case = app.act(&cx, (user, stand_in), |tx, cx, (user, stand_in)| {
        Box::pin(leave(tx, cx, *user, None, *stand_in))
    });
    case.await.map(|_| ())
}

async fn owner_of(app: &App, user: UserId, at: Instant) -> Owner {
    everybody(app).await.resolve(Owner::User(user), at)
}

#[test]
fn every_statement_is_understood() {
    both(|db| async move {
        let faults = prepare_all(&db, &gehoor_people::slice().statements).await;
        assert_eq!(faults, Ok(Vec::new()));
    });
}

#[test]
fn an_absence_moves_work_at_once_and_its_end_moves_it_back() {
    both(|db| async move {
        let (api, _) = company(db).await;
        let (piet, fatima) =
            (hire(&api.app, "Piet", Role::Employee).await, hire(&api.app, "Fatima", Role::Employee).await);
        let new = NewAbsence { from: None, until: None, stand_in: Some(fatima.id) };
        let cx = api.app.cx(Actor::System);
        let noted = api
            .app
            .act(&cx, (piet.id, new), |tx, cx, (user, new)| Box::pin(note_absence(tx, cx, *user, new)));
        let absence = noted.await.expect("noted").id;
        assert_eq!(owner_of(&api.app, piet.id, NOW).await, Owner::User(fatima.id));
        api.app.clock.advance(hours(8));
        let cx = api.app.cx(Actor::System);
        let ended = api.app.act(&cx, absence, |tx, cx, id| Box::pin(end_absence(tx, cx, *id, Some(1), None)));
        ended.await.expect("ended");
        assert_eq!(owner_of(&api.app, piet.id, api.app.clock.now()).await, Owner::User(piet.id));
    });
}

#[test]
fn who_leaves_leaves_a_living_owner() {
    both(|db| async move {
        let (api, boss) = company(db).await;
        let (piet, fatima) =
            (hire(&api.app, "Piet", Role::Employee).await, hire(&api.app, "Fatima", Role::Lead).await);
        let refused = |done: Result<(), Error>| match done {
            Err(Error::Conflict { code, .. }) => code,
            other => panic!("{other:?}"),
        };
        assert_eq!(refused(go(&api.app, boss, Some(piet.id)).await), "lastAdministrator");
        assert_eq!(refused(go(&api.app, piet.id, None).await), "userNeedsStandIn");
        let bay = team(&api.app, "Werkplaats", &[piet.id]).await;
        assert_eq!(refused(go(&api.app, piet.id, Some(fatima.id)).await), "teamNeedsMember");
        let cx = api.app.cx(Actor::System);
        let other = api.app.act(&cx, (bay, fatima.id), |tx, cx, (team, user)| {
            Box::pin(gehoor_people::add_member(tx, cx, *team, Member { user: *user, leads: true }))
        });
        other.await.expect("a member");
        go(&api.app, piet.id, None).await.expect("may go now");
        assert_eq!(owner_of(&api.app, piet.id, NOW).await, Owner::Team(bay));
        assert_eq!(refused(go(&api.app, piet.id, None).await), "userLeft");
        let back =
            api.app.act(&cx, piet.id, |tx, cx, user| Box::pin(gehoor_people::come_back(tx, cx, *user, None)));
        assert_eq!(back.await.expect("back").left_at, None);
        assert_eq!(owner_of(&api.app, piet.id, NOW).await, Owner::User(piet.id), "the work is Piet's again");
        go(&api.app, piet.id, None).await.expect("may go again");
        let erased =
            api.app.act(&cx, piet.id, |tx, cx, user| Box::pin(gehoor_people::erase_user(tx, cx, *user)));
        erased.await.expect("erased");
        let back =
            api.app.act(&cx, piet.id, |tx, cx, user| Box::pin(gehoor_people::come_back(tx, cx, *user, None)));
        assert_eq!(refused(back.await.map(drop)), "userErased");
    });
}

#[test]
fn changes_at_the_same_time_all_reach_the_directory() {
    both(|db| async move {
        let (api, _) = company(db).await;
        let names: Vec<String> = (0..12).map(|n| format!("user {n}")).collect();
        let mut hires = tokio::task::JoinSet::new();
        for name in names {
            let app = api.app.clone();
            hires.spawn(async move { hire(&app, &name, Role::Employee).await });
        }
        assert_eq!(hires.join_all().await.len(), 12);
        assert_eq!(everybody(&api.app).await.people().count(), 13);
    });
}

#[test]
fn the_laws_hold_afterwards() {
    both(|db| async move {
        let (api, _) = company(db).await;
        for check in gehoor_people::slice().checks {
            let found = api
                .app
                .look(&api.app.cx(Actor::System), check, |tx, cx, check| (check.run)(tx, cx.now))
                .await;
            assert_eq!(found.expect("a look"), Vec::new(), "{}", check.law);
        }
    });
}
