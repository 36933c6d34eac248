//! Today on both engines: whose steps, in which order, on which page.
#![expect(clippy::expect_used, reason = "test code: a fault fails the test")]

mod desk;
mod pages;

use std::time::Duration;

use desk::{Desk, Shape};
use gehoor_kernel::time::{hours, minutes};
use gehoor_people::{NewAbsence, Owner};
use gehoor_testkit::both;
use gehoor_today::rules::{Section, View};

fn texts(rows: &[Shape]) -> Vec<&str> {
    rows.iter().map(|row| row.0.as_str()).collect()
}

#[test]
fn steps_of_several_owners_come_in_order_of_time_with_their_section() {
    both(|db| async {
        let desk = Desk::open(db).await;
        desk.promise("later", Owner::Team(desk.floor), hours(5)).await;
        desk.promise("hour", Owner::User(desk.anna), minutes(30)).await;
        desk.promise("bram", Owner::User(desk.bram), minutes(10)).await;
        desk.promise("tomorrow", Owner::User(desk.anna), hours(26)).await;
        desk.promise("late", Owner::User(desk.anna), minutes(1)).await;
        desk.app.clock.advance(minutes(2));
        let today = desk.today(View::Mine(desk.anna), None, 50).await;
        assert_eq!(texts(&today.0), ["late", "hour", "later"]);
        let sections: Vec<Section> = today.0.iter().map(|row| row.1).collect();
        assert_eq!(sections, [Section::Late, Section::NextHour, Section::LaterToday]);
        assert_eq!((today.1.late, today.1.next_hour, today.1.later_today), (1, 1, 1));
        assert_eq!(today.2, Some(desk.start.plus(hours(26))));
        assert_eq!(
            texts(&desk.today(View::Team(desk.floor), None, 50).await.0),
            ["late", "bram", "hour", "later"]
        );
        assert_eq!(desk.today(View::All, None, 50).await.0.len(), 4);
    });
}

#[test]
fn pages_meet_without_gap_or_overlap_even_at_one_moment() {
    both(|db| async {
        let desk = Desk::open(db).await;
        for n in 0..7 {
            let owner = if n % 2 == 0 { Owner::User(desk.anna) } else { Owner::Team(desk.floor) };
            desk.promise(&n.to_string(), owner, minutes(5)).await;
        }
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = desk.today(View::Mine(desk.anna), after, 3).await.0;
            let Some(last) = page.last() else { break };
            after = Some((last.2, last.3.to_string()));
            seen.extend(page.iter().map(|row| row.0.clone()));
        }
        seen.sort();
        assert_eq!(seen, ["0", "1", "2", "3", "4", "5", "6"]);
    });
}

#[test]
fn an_absent_colleagues_steps_are_the_stand_ins_at_once_and_go_back() {
    both(|db| async {
        let desk = Desk::open(db).await;
        desk.promise("his", Owner::User(desk.bram), minutes(5)).await;
        assert_eq!(desk.today(View::Mine(desk.anna), None, 50).await.0, []);
        let until = Some(desk.start.plus(hours(1)));
        let (bram, absence) = (desk.bram, NewAbsence { from: None, until, stand_in: Some(desk.anna) });
        desk.act((bram, absence), |tx, cx, (bram, absence)| {
            Box::pin(async move { gehoor_people::note_absence(tx, cx, *bram, absence).await.map(|_| ()) })
        })
        .await;
        let mine = desk.today(View::Mine(desk.anna), None, 50).await.0;
        assert_eq!((mine[0].0.as_str(), mine[0].1), ("his", Section::WithoutOwner));
        assert_eq!(desk.today(View::Mine(desk.bram), None, 50).await.0, []);
        desk.app.clock.advance(hours(1));
        assert_eq!(desk.today(View::Mine(desk.anna), None, 50).await.0, []);
        assert_eq!(desk.today(View::Mine(desk.bram), None, 50).await.0[0].1, Section::Late);
    });
}

#[test]
fn a_closed_teams_steps_are_at_once_those_of_whoever_took_its_place() {
    both(|db| async {
        let desk = Desk::open(db).await;
        desk.promise("theirs", Owner::Team(desk.office), minutes(5)).await;
        assert_eq!(desk.today(View::Mine(desk.bram), None, 50).await.0, []);
        let (floor, own) = (desk.token(Some(desk.floor)).await, desk.token(Some(desk.office)).await);
        desk.act((desk.office, desk.floor), |tx, cx, (office, floor)| {
            let closed = gehoor_people::close_team(tx, cx, *office, None, Owner::Team(*floor));
            Box::pin(async move { closed.await.map(|_| ()) })
        })
        .await;
        let mine = desk.today(View::Mine(desk.bram), None, 50).await.0;
        assert_eq!((mine[0].0.as_str(), mine[0].1), ("theirs", Section::NextHour));
        let (status, body) = desk.get("/api/v1/today?view=all", &floor).await;
        assert_eq!((status, &body["items"][0]["text"]), (200, &"theirs".into()));
        assert_eq!(body["items"][0]["nextStep"]["owner"]["name"], "Werkplaats");
        assert_eq!(desk.get("/api/v1/today", &own).await.0, 401, "its tokens ended");
    });
}

#[test]
fn a_restricted_token_sees_its_team_only() {
    both(|db| async {
        let desk = Desk::open(db).await;
        desk.promise("ours", Owner::Team(desk.floor), minutes(5)).await;
        desk.promise("theirs", Owner::Team(desk.office), minutes(5)).await;
        let token = desk.token(Some(desk.office)).await;
        let (status, body) = desk.get("/api/v1/today?view=all", &token).await;
        assert_eq!((status, body["items"][0]["text"].as_str()), (200, Some("theirs")));
        assert_eq!(body["items"].as_array().unwrap().len(), 1);
        assert_eq!(body["items"][0]["nextStep"]["owner"]["name"], "Kantoor");
        let other = format!("/api/v1/today?view=team&team={}", desk.floor);
        assert_eq!(desk.get(&other, &token).await.0, 404);
        let all = desk.token(None).await;
        assert_eq!(desk.get("/api/v1/today?view=all&limit=1", &all).await.1["counts"]["nextHour"], 2);
        assert_eq!(desk.get("/api/v1/today?view=team", &all).await.1["errors"][0]["pointer"], "?team");
    });
}

#[test]
fn a_part_of_the_day_is_counted_up_to_its_cap() {
    both(|db| async {
        let desk = Desk::open(db).await;
        for n in 0..120 {
            desk.promise("x", Owner::User(desk.anna), Duration::from_secs(60 + n)).await;
        }
        assert_eq!(desk.today(View::Mine(desk.anna), None, 50).await.1.next_hour, 100);
    });
}
