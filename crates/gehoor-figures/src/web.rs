//! The page Figures, its sheets and its charts.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use gehoor_kernel::id::TeamId;
use gehoor_promise::rules::Kind;
use gehoor_shell::web::{Look, Nav, Page, Pages, Right, Ui};
use gehoor_shell::{App, Error};

use crate::cards::{Card, cards, is_empty};
use crate::draw::{Chart, draw, sample};
use crate::rules::Month;
use crate::sheet::Form;
use crate::words::Words;
use crate::{Figures, Question, file};

/// How many months can be chosen.
const CHOICES: i32 = 36;

pub(crate) const WAYS: &[Nav] = &[Nav {
    word: "figures",
    path: "/figures",
    icon: "chart",
    right: Right::Employee,
    place: 60,
    on_phone: false,
    keys: "g c",
}];

pub(crate) fn pages() -> Pages {
    Pages::new().get("/figures", Right::Employee, page).get("/figures.csv", Right::Employee, sheet).get(
        "/figures/{chart}",
        Right::Employee,
        chart,
    )
}

/// A choice of a list: its value, its name, whether it is the present one.
type Choice = (String, String, bool);

#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresPage<'a> {
    ui: &'a Ui,
    figures: &'a Figures,
    sample: String,
    cards: Vec<Card>,
    query: String,
    from: Vec<Choice>,
    until: Vec<Choice>,
    teams: Vec<Choice>,
    kinds: Vec<Choice>,
}

impl FiguresPage<'_> {
    fn is_empty(&self) -> bool {
        is_empty(self.figures)
    }

    fn is_narrowed(&self) -> bool {
        self.figures.team.is_some() || self.figures.kind.is_some()
    }
}

async fn page(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let figures = read(&app, &look).await?;
    let (ui, words) = (&look.ui, Words::of_page(&look.ui));
    let cards = if is_empty(&figures) { Vec::new() } else { cards(&figures, &words) };
    let body = FiguresPage {
        ui,
        sample: sample(&figures, &words),
        cards,
        query: query(&figures, ui),
        from: months(&figures, figures.from, ui, &words),
        until: months(&figures, figures.until, ui, &words),
        teams: teams(&figures, &look, &words),
        kinds: kinds(&figures, &words),
        figures: &figures,
    };
    Page::new(ui, ui.t("nav-figures")).here("figures").wide().show(&body)
}

async fn sheet(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let figures = read(&app, &look).await?;
    file::csv(&figures, &Words::of_page(&look.ui), Form::of_word(Some(look.key("form"))))
}

async fn chart(State(app): State<App>, look: Look, Path(name): Path<String>) -> Result<Response, Error> {
    let chart = Chart::of_file(&name).ok_or(Error::NotFound)?;
    let figures = read(&app, &look).await?;
    file::svg(draw(chart, &figures, &Words::of_page(&look.ui)).alone())
}

/// The figures that the address asks for. What can't be read in it is as if it were not there; months in the wrong order are put
/// right.
async fn read(app: &App, look: &Look) -> Result<Figures, Error> {
    let own = look.caller()?.sees.team();
    let month = |name: &str| look.key(name).parse::<Month>().ok();
    let (from, until) = match (month("from"), month("until")) {
        (Some(from), Some(until)) if from > until => (Some(until), Some(from)),
        months => months,
    };
    let team = match (own, look.key("team").parse::<TeamId>().ok()) {
        (Some(own), Some(asked)) if own != asked => return Err(Error::NotFound),
        (own, asked) => own.or(asked),
    };
    let kind = look.key("kind").parse::<Kind>().ok();
    let question = Question { from, until, team, kind };
    let cx = look.cx(app)?;
    app.look(&cx, question, |tx, cx, question| Box::pin(crate::figures(tx, cx, question))).await
}

/// The question again, for the addresses of sheets and charts.
fn query(figures: &Figures, ui: &Ui) -> String {
    let mut query = format!("from={}&until={}&lang={}", figures.from, figures.until, ui.lang());
    if let Some((team, _)) = &figures.team {
        query.push_str(&format!("&team={team}"));
    }
    if let Some(kind) = figures.kind {
        query.push_str(&format!("&kind={}", kind.word()));
    }
    query
}

/// The months that can be chosen, newest first; an older one that was asked for is added.
fn months(figures: &Figures, chosen: Month, ui: &Ui, words: &Words<'_>) -> Vec<Choice> {
    let present = Month::of(ui.now(), &figures.zone);
    let mut all: Vec<Month> = (0..CHOICES).map(|by| present.plus(-by)).collect();
    if !all.contains(&chosen) {
        all.push(chosen);
        all.sort_unstable();
        all.reverse();
    }
    all.into_iter().map(|month| (month.to_string(), words.month_and_year(month), month == chosen)).collect()
}

fn teams(figures: &Figures, look: &Look, words: &Words<'_>) -> Vec<Choice> {
    let asked = figures.team.as_ref().map(|(id, _)| *id);
    let mut all = Vec::with_capacity(figures.choices.len() + 1);
    if look.caller().is_ok_and(|caller| caller.sees.team().is_none()) {
        all.push((String::new(), words.say("all-teams"), asked.is_none()));
    }
    let known = figures.choices.iter().map(|(id, name)| (id.to_string(), name.clone(), asked == Some(*id)));
    all.extend(known);
    all
}

fn kinds(figures: &Figures, words: &Words<'_>) -> Vec<Choice> {
    let every = (String::new(), words.say("all-kinds"), figures.kind.is_none());
    let kinds = Kind::ALL.iter();
    let known = kinds.map(|kind| (kind.word().to_owned(), words.kind(*kind), figures.kind == Some(*kind)));
    std::iter::once(every).chain(known).collect()
}
