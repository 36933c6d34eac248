//! Colleagues, teams, absences and tokens.

use gehoor_shell::web::Right;
use gehoor_testkit::{badge, both, fill, look};

use crate::Place;

#[test]
fn a_colleague_is_added_gets_a_link_and_leaves() {
    both(|db| async move {
        let place = Place::open(db).await;
        let blank = place.look("/admin/users/new").await;
        let (key, floor) = (blank.hidden("key").to_owned(), place.floor.to_string());
        let fields =
            [("name", "Chris"), ("role", "employee"), ("team", floor.as_str()), ("key", key.as_str())];
        let added = place.fill("/admin/users/new", &fields).await;
        assert_eq!(added.status, 303, "{}", added.text);
        let again = place.fill("/admin/users/new", &fields).await;
        assert_eq!(again.leads_to(), added.leads_to(), "the same form acts once");
        let page = added.leads_to().split('?').next().expect("an address").to_owned();
        let seen = place.look(&page).await;
        assert!(
            seen.text.contains(">Balie</a>") && seen.text.contains("nog geen wachtwoord"),
            "{}",
            seen.text
        );
        let link = place.fill(&format!("{page}/link"), &[]).await;
        assert!(link.text.contains("/reset/"), "{}", link.text);
        assert!(!place.look(&page).await.text.contains("/reset/"), "it is shown once");
        let version = seen.hidden("version").to_owned();
        let left = place.fill(&format!("{page}/leave"), &[("version", &version)]).await;
        assert_eq!(left.status, 303, "{}", left.text);
        let gone = place.look(&page).await;
        assert!(gone.text.contains("Weg sinds") && !gone.text.contains("/leave\""), "{}", gone.text);
        let again = [("version", gone.hidden("version"))];
        assert_eq!(place.fill(&format!("{page}/return"), &again).await.status, 303);
        let back = place.look(&page).await;
        assert!(!back.text.contains("Weg sinds") && back.text.contains("/leave\""), "{}", back.text);
        let version = back.hidden("version").to_owned();
        assert_eq!(place.fill(&format!("{page}/leave"), &[("version", &version)]).await.status, 303);
        let wrong = place.fill(&format!("{page}/erase"), &[("typed", "chris")]).await;
        assert_eq!(wrong.status, 422, "{}", wrong.text);
        assert_eq!(place.fill(&format!("{page}/erase"), &[("typed", "Chris")]).await.status, 303);
        assert!(!place.look("/admin/users").await.text.contains("Chris"));
    });
}

#[test]
fn all_faults_are_named_at_once_and_what_was_typed_stays() {
    both(|db| async move {
        let place = Place::open(db).await;
        let fields =
            [("email", "x\"><script>"), ("role", "chef"), ("standIn", "us_00000000000000000000000009")];
        let seen = place.fill("/admin/users/new", &fields).await;
        assert_eq!(seen.status, 422);
        for id in ["#f-name", "#f-email", "#f-role"] {
            assert!(seen.text.contains(&format!("href=\"{id}\"")), "{id}: {}", seen.text);
        }
        assert!(
            seen.text.contains("x&#34;&#62;&#60;script&#62;") && !seen.text.contains("<script>"),
            "{}",
            seen.text
        );
    });
}

#[test]
fn whoever_is_second_is_told_and_the_last_administrator_stays() {
    both(|db| async move {
        let place = Place::open(db).await;
        let bram = format!("/admin/users/{}", place.bram);
        let version = place.look(&bram).await.hidden("version").to_owned();
        let fields = [("name", "Bram"), ("role", "lead"), ("version", version.as_str())];
        assert_eq!(place.fill(&bram, &fields).await.status, 303);
        let second = place.fill(&bram, &[("name", "Abram"), ("role", "lead"), ("version", &version)]).await;
        assert_eq!(second.status, 200);
        assert!(
            second.text.contains("notice warns") && second.text.contains("value=\"Abram\""),
            "{}",
            second.text
        );
        assert_eq!(second.hidden("version"), "2", "saved again it replaces what stands now, knowingly");
        let nobody = [("successor", "us_00000000000000000000000009")];
        let refused = place.fill(&format!("{bram}/leave"), &nobody).await;
        assert!(
            refused.text.contains("notice warns") && refused.text.contains("value=\"Bram\""),
            "{}",
            refused.text
        );
        let anna = format!("/admin/users/{}", place.anna);
        let last = place.fill(&anna, &[("name", "Anna"), ("role", "employee")]).await;
        assert!(last.text.contains("laatste beheerder"), "{}", last.text);
        assert!(place.fill(&format!("{anna}/leave"), &[]).await.text.contains("laatste beheerder"));
    });
}

#[test]
fn teams_are_made_and_never_lose_their_last_member() {
    both(|db| async move {
        let place = Place::open(db).await;
        let none = place.fill("/admin/teams", &[("name", "Werkplaats")]).await;
        assert_eq!(none.status, 422);
        assert!(
            none.text.contains("value=\"Werkplaats\"") && none.text.contains("#f-member"),
            "{}",
            none.text
        );
        let odd = place.fill("/admin/teams", &[("name", "Werkplaats"), ("member", "nobody")]).await;
        assert!(odd.status == 422 && odd.text.contains("#f-member"), "{}", odd.text);
        let bram = place.bram.to_string();
        let made = place.fill("/admin/teams", &[("name", "Werkplaats"), ("member", &bram)]).await;
        let page = made.leads_to().split('?').next().expect("an address").to_owned();
        let last = place.fill(&format!("{page}/members/{bram}/remove"), &[]).await;
        assert!(last.text.contains("notice warns"), "{}", last.text);
        let nobody = [("user", "us_00000000000000000000000009")];
        let refused = place.fill(&format!("{page}/members"), &nobody).await;
        assert!(refused.text.contains("notice warns"), "{}", refused.text);
        assert!(
            refused.text.contains("value=\"Werkplaats\""),
            "the name stays in its own form: {}",
            refused.text
        );
        let anna = place.anna.to_string();
        let join = [("user", anna.as_str()), ("leads", "true")];
        assert_eq!(place.fill(&format!("{page}/members"), &join).await.status, 303);
        assert!(place.look(&page).await.text.contains("geeft leiding"));
        assert_eq!(place.fill(&format!("{page}/members/{bram}/remove"), &[]).await.status, 303);
        assert!(!place.look(&page).await.text.contains("Bram &#60;b&#62;</a>"));
    });
}

#[test]
fn a_team_is_closed_and_its_page_says_who_has_its_work() {
    both(|db| async move {
        let place = Place::open(db).await;
        let bram = place.bram.to_string();
        let made = place.fill("/admin/teams", &[("name", "Werkplaats"), ("member", &bram)]).await;
        let page = made.leads_to().split('?').next().expect("an address").to_owned();
        let none = place.fill(&format!("{page}/close"), &[]).await;
        assert!(none.status == 422 && none.text.contains("#f-to"), "{}", none.text);
        let own = page.rsplit('/').next().expect("an id").to_owned();
        let itself = place.fill(&format!("{page}/close"), &[("to", &own)]).await;
        assert!(itself.status == 422 && itself.text.contains("open><summary"), "{}", itself.text);
        let floor = place.floor.to_string();
        assert_eq!(place.fill(&format!("{page}/close"), &[("to", &floor)]).await.status, 303);
        let closed = place.look(&page).await;
        assert!(closed.text.contains("doet Balie") && !closed.text.contains("/members\""), "{}", closed.text);
        let teams = place.look("/admin/teams").await;
        assert!(teams.text.contains("Opgeheven teams: 1"), "{}", teams.text);
        let again = place.fill(&format!("{page}/close"), &[("to", &floor)]).await;
        assert!(again.text.contains("Dit team is opgeheven"), "{}", again.text);
    });
}

#[test]
fn an_absence_is_noted_for_whole_days_and_ends_early() {
    both(|db| async move {
        let place = Place::open(db).await;
        let who = place.bram.to_string();
        let today = place.app.clock.now().to_string()[..10].to_owned();
        let before = [("who", who.as_str()), ("from", &today), ("until", "2020-01-01")];
        let wrong = place.fill("/admin/absences", &before).await;
        assert!(wrong.status == 422 && wrong.text.contains("#f-until"), "{}", wrong.text);
        let stand_in = place.anna.to_string();
        let noted =
            place.fill("/admin/absences", &[("who", &who), ("from", &today), ("standIn", &stand_in)]).await;
        assert_eq!(noted.status, 303, "{}", noted.text);
        let seen = place.look("/admin/absences").await;
        assert!(
            seen.text.contains("nu afwezig") && seen.text.contains("het werk ligt bij Anna"),
            "{}",
            seen.text
        );
        let end = seen.text.split("action=\"").find(|part| part.contains("/end\"")).expect("a form");
        let end = end.split('"').next().expect("an address");
        let lars = badge(place.lars, Right::Lead);
        for version in ["1", "9"] {
            let other = fill(&place.app, &lars, end, &[("version", version)]).await;
            assert_eq!(other.status, 404, "not of the lead's team, whatever the version");
        }
        assert_eq!(place.fill(end, &[("version", "1")]).await.status, 303);
        assert!(place.look("/admin/absences").await.text.contains("Iedereen is er"));
    });
}

#[test]
fn a_lead_notes_absences_of_the_own_team_only() {
    both(|db| async move {
        let place = Place::open(db).await;
        let lars = badge(place.lars, Right::Lead);
        let seen = look(&place.app, &lars, "/admin/absences").await;
        let whose = seen.text.split("name=\"who\"").nth(1).and_then(|rest| rest.split("</select>").next());
        let whose = whose.expect("a choice");
        assert!(whose.contains("Lars") && !whose.contains("Bram"), "{}", seen.text);
        let (who, own) = (place.bram.to_string(), place.lars.to_string());
        let other = fill(&place.app, &lars, "/admin/absences", &[("who", &who)]).await;
        assert_eq!(other.status, 404, "{}", other.text);
        assert_eq!(fill(&place.app, &lars, "/admin/absences", &[("who", &own)]).await.status, 303);
    });
}

#[test]
fn a_token_is_shown_once_and_works_until_it_is_withdrawn() {
    both(|db| async move {
        let place = Place::open(db).await;
        let user = place.anna.to_string();
        let key = place.look("/admin/tokens").await.hidden("key").to_owned();
        let fields = [("label", "kassa"), ("user", &user), ("scope", "read"), ("days", "30"), ("key", &key)];
        let made = place.fill("/admin/tokens", &fields).await;
        assert!(made.status == 200 && made.text.contains("value=\"gehoor_pat_"), "{}", made.text);
        let again = place.fill("/admin/tokens", &fields).await;
        assert_eq!(again.status, 303, "a repeat makes no second one");
        let list = place.look("/admin/tokens").await;
        assert!(list.text.contains("kassa") && !list.text.contains("gehoor_pat_"), "{}", list.text);
        assert_eq!(list.text.matches("/revoke\"").count(), 1, "{}", list.text);
        let revoke = list.text.split("action=\"").find(|part| part.contains("/revoke\"")).expect("a form");
        let revoke = revoke.split('"').next().expect("an address");
        assert_eq!(place.fill(revoke, &[]).await.status, 303);
        assert!(place.look("/admin/tokens").await.text.contains("ingetrokken"));
        let bram = place.bram.to_string();
        let wide = [("label", "x"), ("user", bram.as_str()), ("scope", "admin"), ("days", "30")];
        let wide = place.fill("/admin/tokens", &wide).await;
        assert!(wide.status == 422 && wide.text.contains("#f-scope"), "{}", wide.text);
    });
}
