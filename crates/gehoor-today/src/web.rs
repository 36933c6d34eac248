//! The pages Today and Goods in: what is to be done now, and who is to be called about what came in.

mod goods;
mod line;
mod notice;
mod offers;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use gehoor_kernel::id::TeamId;
use gehoor_kernel::time::Instant;
use gehoor_people::Owner;
use gehoor_shell::api::Cursor;
use gehoor_shell::web::{Look, Nav, Page, Pages, Right, Ui};
use gehoor_shell::{App, Caller, Error};

use crate::rules::{Part, View};
use crate::{CAP, Desk, Question, Shown};
use crate::{Ended, Offer};
use line::{Line, Lines, short};

/// Rows on one page.
const ROWS: usize = 50;

pub(crate) const WAYS: &[Nav] = &[
    Nav {
        word: "today",
        path: "/today",
        icon: "list",
        right: Right::Employee,
        place: 10,
        on_phone: true,
        keys: "g v",
    },
    Nav {
        word: "goods",
        path: "/goods-in",
        icon: "box",
        right: Right::Employee,
        place: 40,
        on_phone: false,
        keys: "g b",
    },
];

pub(crate) fn pages() -> Pages {
    Pages::new()
        .get("/today", Right::Employee, today)
        .post("/today/offers/{promise}/{offer}/accept", Right::Employee, offers::accept)
        .post("/today/offers/{promise}/{offer}/decline", Right::Employee, offers::decline)
        .get("/goods-in", Right::Employee, goods::show)
        .post("/goods-in", Right::Employee, goods::receive)
}

#[derive(Template)]
#[template(path = "today.html")]
struct TodayPage<'a> {
    ui: &'a Ui,
    desk: &'a Desk,
    filters: Vec<(String, String, bool)>,
    parts: Vec<Heap<'a>>,
    words: &'a Lines<'a>,
    is_mine: bool,
    back: &'a str,
    more: Option<String>,
    is_first: bool,
}

/// One part of the day with its rows.
struct Heap<'a> {
    part: Part,
    count: String,
    rows: Vec<Line<'a>>,
}

impl Heap<'_> {
    fn tone(&self) -> &'static str {
        match self.part {
            Part::Late => "late",
            Part::Now | Part::NextHour => "soon",
            _ => "",
        }
    }

    fn icon(&self) -> &'static str {
        match self.part {
            Part::Late => "alert",
            Part::Now => "bell",
            Part::WaitsForCustomer => "history",
            Part::WithoutOwner => "people",
            _ => "clock",
        }
    }
}

impl TodayPage<'_> {
    fn giver(&self, offer: &Offer) -> &str {
        self.desk.today.directory.name(offer.giver)
    }

    fn words_of(&self, text: &Option<String>) -> String {
        short(text.as_deref().unwrap_or_default())
    }

    fn name_of(&self, name: &Option<String>) -> String {
        name.clone().unwrap_or_else(|| self.ui.t("erased-name"))
    }

    fn ended(&self) -> String {
        let count = self.desk.ended_count;
        if count >= CAP as i64 { format!("{count}+") } else { count.to_string() }
    }

    fn ending(&self, ended: &Ended) -> String {
        self.ui.word("today-ended-", &ended.state)
    }
}

async fn today(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let caller = look.caller()?;
    let view = view(&look, &caller);
    let after = look.key("cursor").parse::<Cursor>().ok();
    let after = after.map(|cursor| (Instant::from_micros(cursor.key), cursor.id));
    let is_first = after.is_none();
    let question = Question { view, sees: caller.sees, after, limit: ROWS };
    let cx = look.cx(&app)?;
    let desk = app.glance(&cx, (question, caller.user), |tx, cx, (question, user)| {
        Box::pin(crate::desk(tx, cx, question, *user))
    });
    let desk = desk.await?;
    let (ui, back) = (&look.ui, address(view));
    let words = Lines::new(ui, &desk.today.directory, caller.user, &back);
    let notice = notice::of(&app, &look).await?;
    let body = TodayPage {
        ui,
        desk: &desk,
        filters: filters(ui, &desk, view, &caller),
        parts: parts(&desk, &words),
        words: &words,
        is_mine: matches!(view, View::Mine(_)),
        back: &back,
        more: more(&desk, &back),
        is_first,
    };
    Page::new(ui, ui.t("nav-today")).here("today").notice(notice).show(&body)
}

/// The address of the next rows, when there are any.
fn more(desk: &Desk, back: &str) -> Option<String> {
    let last = desk.today.rows.last().filter(|_| desk.today.more)?;
    let cursor = Cursor { key: last.step.at.as_micros(), id: last.step.promise.to_string() };
    let sign = if back.contains('?') { '&' } else { '?' };
    Some(format!("{back}{sign}cursor={cursor}"))
}

/// Whose day the address asks for. A visitor of one team sees that team's.
fn view(look: &Look, caller: &Caller) -> View {
    match (look.key("view"), look.key("team").parse::<TeamId>(), caller.sees.team()) {
        (_, _, Some(own)) => View::Team(own),
        ("all", _, None) => View::All,
        (_, Ok(team), None) => View::Team(team),
        _ => View::Mine(caller.user),
    }
}

/// The address that remembers whose day it is.
fn address(view: View) -> String {
    match view {
        View::Mine(_) => "/today".to_owned(),
        View::Team(team) => format!("/today?team={team}"),
        View::All => "/today?view=all".to_owned(),
    }
}

/// The ways to look: mine, each of my teams, everybody's; address, text, and whether it is this one.
fn filters(ui: &Ui, desk: &Desk, view: View, caller: &Caller) -> Vec<(String, String, bool)> {
    if caller.sees.team().is_some() {
        return Vec::new();
    }
    let directory = &desk.today.directory;
    let mut teams = directory.teams_of(Owner::User(caller.user)).to_vec();
    if let View::Team(team) = view
        && !teams.contains(&team)
    {
        teams.push(team);
    }
    let name = |team: TeamId| directory.name(Owner::Team(team)).to_owned();
    let mut all = vec![(View::Mine(caller.user), ui.t("today-mine"))];
    all.extend(teams.into_iter().map(|team| (View::Team(team), name(team))));
    all.push((View::All, ui.t("today-all")));
    all.into_iter().map(|(each, text)| (address(each), text, each == view)).collect()
}

fn parts<'a>(desk: &'a Desk, words: &Lines<'a>) -> Vec<Heap<'a>> {
    let today = &desk.today;
    let last = today.rows.last().filter(|_| today.more).map(|row| row.step.at);
    let heap = |part: Part| {
        let here = |row: &&Shown| Part::of(row.section, row.step.is_late(today.day.now)) == part;
        let rows: Vec<_> = today.rows.iter().filter(here).map(|row| words.line(row, part)).collect();
        let whole = last.is_none_or(|last| part.is_whole(last, &today.day));
        let count = if whole { rows.len().to_string() } else { format!("{}+", rows.len()) };
        Heap { part, count, rows }
    };
    Part::ALL.map(heap).into_iter().filter(|heap| !heap.rows.is_empty()).collect()
}
