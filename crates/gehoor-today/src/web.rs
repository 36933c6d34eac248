//! The page Today: what is to be done now, by this visitor or this team.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use gehoor_kernel::id::TeamId;
use gehoor_shell::web::{Look, Nav, Page, Pages, Right, Ui};
use gehoor_shell::{App, Error};

use crate::rules::{Section, View};
use crate::{Question, Shown, Today};

/// Rows on one page.
const ROWS: usize = 50;
/// The parts of the day in their order on the page.
const PARTS: [Section; 5] =
    [Section::Late, Section::NextHour, Section::LaterToday, Section::WaitsForCustomer, Section::WithoutOwner];

pub(crate) const WAYS: &[Nav] = &[Nav {
    word: "today",
    path: "/today",
    icon: "list",
    right: Right::Employee,
    place: 10,
    on_phone: true,
    keys: "g v",
}];

pub(crate) fn pages() -> Pages {
    Pages::new().get("/today", Right::Employee, today)
}

#[derive(Template)]
#[template(path = "today.html")]
struct TodayPage<'a> {
    ui: &'a Ui,
    today: &'a Today,
    view: View,
    parts: Vec<(Section, Vec<&'a Shown>)>,
}

impl TodayPage<'_> {
    fn count(&self, section: &Section, rows: usize) -> String {
        let counts = self.today.counts;
        let known = match *section {
            Section::Late => counts.late,
            Section::NextHour => counts.next_hour,
            _ => rows as i64,
        };
        let known = known.max(rows as i64);
        if known >= crate::CAP as i64 { format!("{known}+") } else { known.to_string() }
    }

    fn tone(&self, section: &Section) -> &'static str {
        match *section {
            Section::Late => "late",
            Section::NextHour => "soon",
            _ => "",
        }
    }

    fn is_mine(&self) -> bool {
        matches!(self.view, View::Mine(_))
    }

    fn owner<'s>(&'s self, shown: &Shown) -> &'s str {
        self.today.directory.name(shown.answers)
    }
}

async fn today(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let caller = look.caller()?;
    let view = match (look.key("view"), look.key("team").parse::<TeamId>(), caller.team) {
        (_, _, Some(own)) => View::Team(own),
        ("all", _, None) => View::All,
        ("team", Ok(team), None) => View::Team(team),
        _ => View::Mine(caller.user),
    };
    let question = Question { view, after: None, limit: ROWS };
    let cx = look.cx(&app)?;
    let today = app.look(&cx, question, |tx, cx, question| Box::pin(crate::today(tx, cx, question))).await?;
    let ui = &look.ui;
    let parts =
        PARTS.map(|section| (section, today.rows.iter().filter(|row| row.section == section).collect()));
    let parts = parts.into_iter().filter(|(_, rows): &(_, Vec<_>)| !rows.is_empty()).collect();
    let body = TodayPage { ui, today: &today, view, parts };
    Page::new(ui, ui.t("nav-today")).here("today").show(&body)
}
