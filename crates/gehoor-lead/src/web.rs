//! `/lead`: the page of who leads.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use gehoor_kernel::id::TeamId;
use gehoor_people::Owner;
use gehoor_people::rules::Squad;
use gehoor_shell::web::{Look, Nav, Page, Pages, Right, Ui};
use gehoor_shell::{App, Error};
use gehoor_today::Step;

use crate::Outlook;

pub(crate) const WAYS: &[Nav] = &[Nav {
    word: "lead",
    path: "/lead",
    icon: "lead",
    right: Right::Lead,
    place: 50,
    on_phone: false,
    keys: "g l",
}];

pub(crate) fn pages() -> Pages {
    Pages::new().get("/lead", Right::Lead, lead)
}

#[derive(Template)]
#[template(path = "lead.html")]
struct LeadPage<'a> {
    ui: &'a Ui,
    outlook: &'a Outlook,
    team: Option<TeamId>,
    teams: Vec<&'a Squad>,
}

impl LeadPage<'_> {
    fn name<'s>(&'s self, owner: &Owner) -> &'s str {
        self.outlook.directory.name(*owner)
    }

    /// The name of who answers for a step now.
    fn answers<'s>(&'s self, step: &Step) -> &'s str {
        let directory = &self.outlook.directory;
        directory.name(directory.resolve(step.owner, self.ui.now()))
    }

    fn is_late(&self, step: &Step) -> bool {
        step.is_late(self.ui.now())
    }

    /// The time of day; with the day when it is another.
    fn clock(&self, at: impl std::borrow::Borrow<gehoor_kernel::time::Instant>) -> String {
        let (ui, at) = (self.ui, *at.borrow());
        if ui.date_of(at) == ui.date_of(ui.now()) { ui.time(at) } else { ui.moment(at) }
    }

    fn is_here(&self, team: &Squad) -> bool {
        self.team == Some(team.id)
    }

    fn is_calm(&self) -> bool {
        let outlook = self.outlook;
        outlook.slipping.is_empty()
            && outlook.offers.is_empty()
            && outlook.away.is_empty()
            && self.parts().iter().all(|(_, steps)| steps.is_empty())
    }

    /// The parts that only show steps, by the word of their heading.
    fn parts(&self) -> [(&'static str, &[Step]); 3] {
        let outlook = self.outlook;
        [("doubts", &outlook.doubts), ("repairs", &outlook.repairs), ("failing", &outlook.failing)]
    }

    fn count(&self, count: &i64) -> String {
        if *count >= gehoor_today::CAP as i64 { format!("{count}+") } else { count.to_string() }
    }
}

async fn lead(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let wanted = look.key("team").parse::<TeamId>().ok();
    let sees = look.caller()?.sees;
    let team = sees.team().or(wanted);
    let cx = look.cx(&app)?;
    let outlook =
        app.look(&cx, (team, sees), |tx, cx, asked| Box::pin(crate::outlook(tx, cx, *asked))).await?;
    let mut teams: Vec<_> = outlook.directory.open_teams().collect();
    let seen = |team| gehoor_people::may_see(&outlook.directory, sees, Owner::Team(team), cx.now);
    teams.retain(|squad| seen(squad.id));
    teams.sort_by_key(|squad| squad.name.to_lowercase());
    let ui = &look.ui;
    let page = LeadPage { ui, outlook: &outlook, team, teams };
    Page::new(ui, ui.t("nav-lead")).here("lead").wide().show(&page)
}
