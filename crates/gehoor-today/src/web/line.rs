//! One row of a day: everything that its template says, worked out.

use gehoor_contact::rules::{Channel, StepKind};
use gehoor_kernel::id::UserId;
use gehoor_kernel::time::Instant;
use gehoor_people::{Directory, Owner};
use gehoor_promise::rules::Spoken;
use gehoor_shell::web::{Icon, Ui};

use crate::Shown;
use crate::Step;
use crate::rules::Part;

/// The most characters of what was promised in a row.
const WORDS: usize = 160;

/// A row as it is shown.
pub(super) struct Line<'a> {
    /// The promise's id.
    pub(super) id: String,
    pub(super) name: String,
    pub(super) text: String,
    pub(super) reference: &'a str,
    /// When, in words, and whether that is late.
    pub(super) when: String,
    pub(super) is_late: bool,
    /// The end of a running clock.
    pub(super) clock: Option<String>,
    pub(super) asked_first: bool,
    /// What the step is when it is no call, with its icon.
    pub(super) step: Option<(Icon, String)>,
    pub(super) tries: i64,
    /// Who answers for it when that is not the reader.
    pub(super) owner: String,
    /// The number to dial.
    pub(super) tel: Option<&'a str>,
    /// Whether an outcome can be tapped; else the promise itself is opened.
    pub(super) has_outcome: bool,
}

/// What all rows of a page share: words that would be looked up for each.
pub(super) struct Lines<'a> {
    ui: &'a Ui,
    directory: &'a Directory,
    me: UserId,
    /// The address to come back to after an outcome.
    pub(super) next: &'a str,
    /// The button that dials.
    pub(super) call: String,
    /// The button for what happened.
    pub(super) outcome: String,
    /// The button that opens the promise.
    pub(super) open: String,
    /// The customer had to ask.
    pub(super) asked: String,
    /// The icon of a call.
    pub(super) phone: Icon,
    erased: String,
}

impl<'a> Lines<'a> {
    pub(super) fn new(ui: &'a Ui, directory: &'a Directory, me: UserId, next: &'a str) -> Self {
        Self {
            ui,
            directory,
            me,
            next,
            call: ui.t("today-call"),
            outcome: ui.t("today-outcome"),
            open: ui.t("today-open"),
            asked: ui.t("today-asked-first"),
            phone: ui.icon("call"),
            erased: ui.t("erased-name"),
        }
    }

    pub(super) fn line(&self, row: &'a Shown, part: Part) -> Line<'a> {
        let step = &row.step;
        let is_late = step.is_late(self.ui.now());
        let has_outcome = !MENDING.contains(&step.step);
        let dials = step.channel == Some(Channel::Phone) && has_outcome;
        let tel = step.reach.as_deref().filter(|_| dials);
        Line {
            id: step.promise.to_string(),
            name: step.customer_name.clone().unwrap_or_else(|| self.erased.clone()),
            text: short(step.text.as_deref().unwrap_or_default()),
            reference: step.reference.as_deref().unwrap_or_default(),
            when: self.when(step, part, is_late),
            is_late,
            clock: step.ends_at.filter(|_| step.is_soon).map(|at| self.ui.iso(at)),
            asked_first: step.asked_first_at.is_some(),
            step: self.step(step, tel.is_some()),
            tries: step.tries,
            owner: self.owner(row),
            tel,
            has_outcome,
        }
    }

    fn step(&self, step: &Step, dials: bool) -> Option<(Icon, String)> {
        if step.step == StepKind::Call && dials {
            return None;
        }
        let icon = match (step.step, step.channel) {
            (StepKind::SignOfLife, Some(Channel::Phone)) | (StepKind::Call, _) => "call",
            (StepKind::Write | StepKind::SignOfLife | StepKind::Letter, _) => "letter",
            (StepKind::Deliver | StepKind::Visit, _) => "truck",
            (StepKind::FindOut, _) => "search",
            (StepKind::HandOver, _) => "box",
            (StepKind::AskLead, _) => "lead",
            (StepKind::FindNumber | StepKind::VerifyNumber | StepKind::FixAddress, _) => "wrong",
            (StepKind::WaitReport, _) => "clock",
            (StepKind::ConfirmHuman | StepKind::AskPerson, _) => "alert",
        };
        Some((self.ui.icon(icon), self.ui.word("step-", step.step)))
    }

    fn owner(&self, row: &Shown) -> String {
        if row.answers != self.directory.in_place_of(row.step.owner) {
            return self.ui.t1("today-owner-away", "name", self.directory.name(row.step.owner));
        }
        if row.answers == Owner::User(self.me) {
            return String::new();
        }
        self.directory.name(row.answers).to_owned()
    }

    fn when(&self, step: &Step, part: Part, is_late: bool) -> String {
        let ui = self.ui;
        if is_late && matches!(part, Part::Late | Part::WithoutOwner) {
            let from = step.late_from();
            return ui.t2("today-late", "time", self.clock(from), "span", ui.span(from, ui.now()));
        }
        let said = step.counted_on();
        match (part, said) {
            (Part::Now, Some(Spoken::Before(at) | Spoken::Between(_, at))) if at > ui.now() => {
                ui.t1("today-now-before", "time", self.clock(at))
            }
            (Part::Now, _) => ui.t("today-now"),
            (_, Some(Spoken::Before(at))) if step.tries == 0 && at > step.at => {
                ui.t1("today-before", "time", self.clock(at))
            }
            (_, Some(Spoken::Between(from, at))) if step.tries == 0 && from == step.at => {
                ui.t2("today-between", "from", self.clock(from), "until", self.clock(at))
            }
            _ if step.tries > 0 => ui.t1("today-again", "time", self.clock(step.at)),
            _ => self.clock(step.at),
        }
    }

    /// The time of day; with the day when it is another.
    fn clock(&self, at: Instant) -> String {
        let ui = self.ui;
        if ui.date_of(at) == ui.date_of(ui.now()) { ui.time(at) } else { ui.moment(at) }
    }
}

/// Steps of which nothing can be tapped: something is put right or decided on the promise's own page.
const MENDING: [StepKind; 5] = [
    StepKind::FindNumber,
    StepKind::VerifyNumber,
    StepKind::FixAddress,
    StepKind::AskLead,
    StepKind::AskPerson,
];

/// What was promised, cut off where a row ends.
pub(super) fn short(text: &str) -> String {
    match text.char_indices().nth(WORDS) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
