//! The lead's page on both engines: a place with Anna, Bram and their lead.

use std::sync::Arc;

use gehoor_customer::NewCustomer;
use gehoor_kernel::id::{PromiseId, TeamId, UserId};
use gehoor_kernel::time::{hours, minutes};
use gehoor_people::rules::Member;
use gehoor_people::{NewAbsence, NewTeam, NewUser, Owner, Role, Tokens};
use gehoor_promise::rules::Kind;
use gehoor_promise::{NewPromise, Wanted, Which};
use gehoor_shell::web::Right;
use gehoor_shell::{Actor, App, Cx, Error};
use gehoor_testkit::{Api, badge, both, look};

struct Place {
    anna: UserId,
    bram: UserId,
    floor: TeamId,
    office: TeamId,
    offered: PromiseId,
}

fn app(db: gehoor_db::Db) -> App {
    let slices = vec![
        gehoor_people::slice(),
        gehoor_customer::slice(),
        gehoor_contact::slice(),
        gehoor_promise::slice(),
        gehoor_today::slice(),
        gehoor_lead::slice(),
    ];
    Api::new(db, slices, Arc::new(Tokens)).app
}

async fn filled(app: &App) -> Result<Place, Error> {
    let cx = app.cx(Actor::System);
    app.act(&cx, (), |tx, cx, ()| Box::pin(place(tx, cx))).await
}

async fn place(tx: &mut gehoor_db::Tx<'_>, cx: &Cx) -> Result<Place, Error> {
    let user = |name: &str, role| NewUser { name: name.to_owned(), email: None, role, stand_in: None };
    let anna = gehoor_people::add_user(tx, cx, &user("Anna", Role::Administrator)).await?.id;
    let bram = gehoor_people::add_user(tx, cx, &user("Bram <b>", Role::Employee)).await?.id;
    let (mut teams, lead) = (Vec::new(), |user| Member { user, leads: true });
    for (name, member) in [("Balie", anna), ("Kantoor", bram)] {
        let new = NewTeam { name: name.to_owned(), members: vec![lead(member)] };
        teams.push(gehoor_people::add_team(tx, cx, &new).await?.id);
    }
    let customer =
        NewCustomer { name: "De Wit".to_owned(), language: "nl".to_owned(), ..NewCustomer::default() };
    let customer = gehoor_customer::add_customer(tx, cx, &customer).await?.0.id;
    let mut made = Vec::new();
    let wanted =
        [("straks <i>", bram, minutes(30)), ("morgen", bram, hours(26)), ("aangeboden", anna, hours(50))];
    for (text, owner, after) in wanted {
        let new = NewPromise {
            customer,
            text: text.to_owned(),
            kind: Kind::ComeBy,
            owner: Owner::User(owner),
            trigger: Wanted::At { from: cx.now.plus(after), until: None },
            reference: None,
            amount_cents: None,
            policy: None,
        };
        made.push(gehoor_promise::make(tx, cx, &new, gehoor_shell::Sees::All).await?.promise.id);
    }
    let offered = made[2];
    gehoor_promise::hand_over(tx, cx, Which::any(offered), Owner::User(bram), None).await?;
    Ok(Place { anna, bram, floor: teams[0], office: teams[1], offered })
}

#[test]
fn a_lead_sees_what_slips_by_owner_and_what_waits_for_an_answer() {
    both(|db| async {
        let app = app(db);
        let place = filled(&app).await.expect("a place");
        let page = look(&app, &badge(place.anna, Right::Administrator), "/lead").await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.text.contains("<h3>Bram &#60;b&#62;"), "{}", page.text);
        assert!(page.text.contains("straks &#60;i&#62;") && !page.text.contains(">morgen</span>"));
        assert!(page.text.contains(&format!("/promises/{}", place.offered)), "{}", page.text);
        assert!(page.text.contains("Overdracht zonder antwoord"), "{}", page.text);
        let english = look(&app, &badge(place.anna, Right::Administrator), "/lead?lang=en").await;
        assert!(english.text.contains("Hand-overs without an answer"), "{}", english.text);
    });
}

#[test]
fn late_means_the_same_as_on_todays_page() {
    both(|db| async {
        let app = app(db);
        let place = filled(&app).await.expect("a place");
        let lead = badge(place.anna, Right::Administrator);
        for (after, late) in [(minutes(20), false), (minutes(10), false), (minutes(1), true)] {
            app.clock.advance(after);
            for path in ["/lead", "/today?view=all"] {
                let page = look(&app, &lead, path).await;
                assert!(page.text.contains("straks &#60;i&#62;"), "{path}: {}", page.text);
                assert_eq!(page.text.contains("min te laat"), late, "{path} {after:?}: {}", page.text);
            }
        }
    });
}

#[test]
fn the_load_stands_by_name_and_moves_with_an_absence() {
    both(|db| async {
        let app = app(db);
        let place = filled(&app).await.expect("a place");
        let lead = badge(place.anna, Right::Administrator);
        let page = look(&app, &lead, "/lead").await;
        let (anna, bram) = (page.text.find("row\">Anna"), page.text.find("row\">Bram"));
        assert!(anna.is_some() && anna < bram, "by name: {}", page.text);
        assert!(
            page.text.contains("Bram &#60;b&#62;</th><td class=\"numbers\">1</td><td class=\"numbers\">1<")
        );
        let cx = app.cx(Actor::System);
        let ill = NewAbsence { from: None, until: None, stand_in: Some(place.anna) };
        let input = (place.bram, ill);
        let note = app.act(&cx, input, |tx, cx, (bram, ill)| {
            Box::pin(async move { gehoor_people::note_absence(tx, cx, *bram, ill).await.map(|_| ()) })
        });
        note.await.expect("noted");
        let page = look(&app, &lead, "/lead").await;
        assert!(page.text.contains("2 stappen gaan naar"), "{}", page.text);
        assert!(!page.text.contains("row\">Bram"), "{}", page.text);
        assert!(page.text.contains("<h3>Anna"), "the stand-in has it now: {}", page.text);
    });
}

#[test]
fn one_team_is_shown_alone() {
    both(|db| async {
        let app = app(db);
        let place = filled(&app).await.expect("a place");
        let lead = badge(place.anna, Right::Administrator);
        let floor = look(&app, &lead, &format!("/lead?team={}", place.floor)).await;
        assert!(!floor.text.contains("straks"), "{}", floor.text);
        let office = look(&app, &lead, &format!("/lead?team={}", place.office)).await;
        assert!(office.text.contains("straks"), "{}", office.text);
        let other =
            look(&app, &badge(place.anna, Right::Lead), &format!("/lead?team={}", place.office)).await;
        assert!(!other.text.contains("straks"), "not a team of hers: {}", other.text);
    });
}

#[test]
fn an_employee_does_not_find_the_page() {
    both(|db| async {
        let app = app(db);
        let page = look(&app, &badge(UserId::from_bits(1), Right::Employee), "/lead").await;
        assert_eq!(page.status, 404);
        assert_eq!(look(&app, "", "/lead").await.status, 303, "who is not signed in is sent to sign in");
    });
}
