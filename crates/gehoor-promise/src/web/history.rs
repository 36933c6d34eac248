//! The history of a promise as a story: who did what when, what was said, and what came next.

use gehoor_contact::Attempt;
use gehoor_contact::rules::StepKind;
use gehoor_kernel::id::UserId;
use gehoor_kernel::time::Instant;
use gehoor_people::{Directory, Owner};
use gehoor_shell::journal::Entry;
use gehoor_shell::web::Ui;
use serde_json::Value;

use crate::ask::{NoteView, Page};

/// One thing that happened.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) at: Instant,
    pub(super) tone: &'static str,
    pub(super) text: String,
    /// What was said or written, word for word.
    pub(super) words: Option<String>,
    /// What came next.
    pub(super) then: Option<String>,
    /// Whether it was taken back.
    pub(super) taken_back: bool,
    /// How often the same happened just before, one after the other.
    pub(super) before: usize,
    /// Who did it, as the journal names them.
    pub(super) actor: String,
    kind: String,
}

/// Everything that a story is told from.
pub(super) struct Sources<'a> {
    pub(super) page: &'a Page,
    pub(super) entries: &'a [Entry],
    pub(super) attempts: &'a [Attempt],
    pub(super) directory: &'a Directory,
}

/// Entries that people need not read: others say the same, or they are about the machine.
const SILENT: [&str; 9] = [
    "attempt.recorded",
    "attempt.rejudged",
    "attempt.takenBack",
    "promise.due",
    "promise.lookedLate",
    "promise.reminded",
    "promise.signOfLifeDue",
    "promise.signOfLifePutOff",
    "promise.troubleTold",
];
/// Entries that tell what comes next.
const THEN: [&str; 7] = [
    "promise.attempted",
    "promise.amended",
    "promise.wentOn",
    "promise.putRight",
    "promise.doubtAnswered",
    "promise.takenBack",
    "promise.woken",
];

/// The story, newest first.
pub(super) fn story(ui: &Ui, from: &Sources<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::with_capacity(from.entries.len());
    for entry in from.entries.iter().filter(|entry| !SILENT.contains(&entry.kind.as_str())) {
        let facts: Value = serde_json::from_str(&entry.facts).unwrap_or_default();
        if entry.kind == "promise.takenBack" {
            strike(&mut lines, text(&facts, "change"));
        }
        lines.push(line(ui, from, entry, &facts));
    }
    lines.reverse();
    lines.dedup_by(|earlier, later| {
        let same = earlier.kind == "promise.leadTold" && earlier.text == later.text;
        later.before += usize::from(same) + if same { earlier.before } else { 0 };
        same
    });
    lines
}

/// Crosses out what was taken back: the last change of its kind, with everything that it led to at the same moment.
fn strike(lines: &mut [Line], change: &str) {
    let kinds: &[&str] = match change {
        "attempt" => &["promise.attempted"],
        "amendment" => &["promise.amended"],
        "reassignment" => &["promise.reassigned"],
        "handover" => &["handover.offered"],
        "release" => &["promise.released"],
        _ => &["promise.kept"],
    };
    let last = lines.iter().rev().find(|line| !line.taken_back && kinds.contains(&line.kind.as_str()));
    let Some(at) = last.map(|line| line.at) else { return };
    for line in lines.iter_mut().filter(|line| line.at == at) {
        line.taken_back = true;
    }
}

fn line(ui: &Ui, from: &Sources<'_>, entry: &Entry, facts: &Value) -> Line {
    let attempt = from.attempts.iter().find(|attempt| attempt.id.to_string() == text(facts, "attempt"));
    let said = attempt.filter(|_| entry.kind == "promise.attempted").and_then(|one| one.note.clone());
    let then = THEN.contains(&entry.kind.as_str()).then(|| then(ui, facts)).flatten();
    Line {
        at: attempt.filter(|_| entry.kind == "promise.attempted").map_or(entry.at, |attempt| attempt.at),
        tone: tone(&entry.kind, facts),
        text: sentence(ui, from, entry, facts),
        words: said.or_else(|| note_of(from.page, entry).and_then(|note| note.text.clone())),
        then,
        taken_back: false,
        before: 0,
        actor: entry.actor.clone(),
        kind: entry.kind.clone(),
    }
}

fn tone(kind: &str, facts: &Value) -> &'static str {
    match kind {
        "promise.kept" => "good",
        "promise.broken" | "promise.askedFirst" | "promise.leadTold" => "late",
        "promise.attempted" if text(facts, "class") == "reached" => "good",
        _ => "",
    }
}

/// The words that belong to an entry: written down in the same act.
fn note_of<'a>(page: &'a Page, entry: &Entry) -> Option<&'a NoteView> {
    let kind = match entry.kind.as_str() {
        "promise.amended" => "amendment",
        "promise.released" => "release",
        "promise.kept" => "delivery",
        "handover.offered" => "handover",
        "handover.declined" => "decline",
        "promise.askedFirst" => "askedFirst",
        "promise.reassigned" => "reassignment",
        "promise.noted" => "note",
        _ => return None,
    };
    page.notes.iter().find(|note| note.kind == kind && note.at == entry.at && note.actor == entry.actor)
}

/// News that is told in one sentence with nothing to fill in but who.
const PLAIN: [&str; 14] = [
    "promise.made",
    "promise.woken",
    "promise.signOfLifeLeaves",
    "promise.signOfLifeGiven",
    "promise.leadTold",
    "promise.released",
    "handover.lapsed",
    "promise.askedFirst",
    "promise.wentOn",
    "promise.noted",
    "promise.putRight",
    "promise.messageSent",
    "promise.messageFailed",
    "promise.doubtRaised",
];

fn sentence(ui: &Ui, from: &Sources<'_>, entry: &Entry, facts: &Value) -> String {
    let who = ("who", actor(ui, from.directory, &entry.actor));
    let whom = |name: &str| ("whom", owner(from.directory, text(facts, name)));
    let key = entry.kind.replace('.', "-");
    let key = format!("tale-{key}");
    match entry.kind.as_str() {
        "promise.attempted" => {
            let class = ui.word("class-", text(facts, "class"));
            ui.say(&key, &[who, ("outcome", class)])
        }
        "promise.kept" => ui.say(&format!("{key}-{}", text(facts, "how")), &[who]),
        "promise.amended" | "promise.doubtAnswered" => {
            let yes = flag(facts, "customerTold") || flag(facts, "wentOut");
            ui.say(&format!("{key}-{}", if yes { "yes" } else { "no" }), &[who])
        }
        "promise.broken" => {
            let deadline = text(facts, "deadline").parse::<Instant>();
            ui.say(&key, &[("moment", deadline.map(|at| ui.moment(at)).unwrap_or_default())])
        }
        "promise.reassigned" => ui.say(&key, &[who, whom("to")]),
        "handover.offered" | "handover.accepted" | "handover.declined" => ui.say(&key, &[who, whom("taker")]),
        "promise.takenBack" => ui.say(&key, &[who, ("change", ui.word("taken-", text(facts, "change")))]),
        plain if PLAIN.contains(&plain) => ui.say(&key, &[who]),
        _ => ui.say("tale-other", &[who]),
    }
}

fn then(ui: &Ui, facts: &Value) -> Option<String> {
    let at = text(facts, "nextAt").parse::<Instant>().ok()?;
    let step = text(facts, "next").parse::<StepKind>().ok()?;
    Some(ui.t2("promise-then", "step", ui.word("step-", step.word()), "moment", ui.moment(at)))
}

/// Who acted, as colleagues call them.
pub(super) fn actor(ui: &Ui, directory: &Directory, word: &str) -> String {
    match word {
        "system" => "Gehoor".to_owned(),
        "customer" => ui.t("tale-customer"),
        user => {
            let name = user.parse::<UserId>().map(|id| directory.name(Owner::User(id))).unwrap_or_default();
            if name.is_empty() { ui.t("tale-somebody") } else { name.to_owned() }
        }
    }
}

fn owner(directory: &Directory, word: &str) -> String {
    word.parse::<Owner>().map(|owner| directory.name(owner).to_owned()).unwrap_or_default()
}

fn text<'a>(facts: &'a Value, name: &str) -> &'a str {
    facts.get(name).and_then(Value::as_str).unwrap_or_default()
}

fn flag(facts: &Value, name: &str) -> bool {
    facts.get(name).and_then(Value::as_bool).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{PLAIN, SILENT};

    /// Entries with a sentence of several values, and the ends of the keys of their sentences.
    const OWN: [(&str, &[&str]); 10] = [
        ("promise.attempted", &[""]),
        ("promise.kept", &["-reached", "-notice", "-delivered"]),
        ("promise.amended", &["-yes", "-no"]),
        ("promise.doubtAnswered", &["-yes", "-no"]),
        ("promise.broken", &[""]),
        ("promise.reassigned", &[""]),
        ("handover.offered", &[""]),
        ("handover.accepted", &[""]),
        ("handover.declined", &[""]),
        ("promise.takenBack", &[""]),
    ];

    #[test]
    fn whatever_happens_to_a_promise_is_told_in_a_sentence_of_its_own() {
        let events = include_str!("../../../../docs/reference/events.md");
        let kinds = events
            .lines()
            .filter_map(|line| line.strip_prefix("| ")?.split_once(" | ").map(|(kind, _)| kind));
        let ours = |kind: &&str| kind.starts_with("promise.") || kind.starts_with("handover.");
        // A promise that was unmade has no page.
        let told: Vec<&str> = kinds.filter(ours).filter(|kind| *kind != "promise.unmade").collect();
        assert!(told.len() > 20, "{told:?}");
        for kind in told.into_iter().filter(|kind| !SILENT.contains(kind)) {
            let ends = OWN.iter().find(|(own, _)| *own == kind).map(|(_, ends)| *ends);
            let ends = ends.or(PLAIN.contains(&kind).then_some(&[""][..])).unwrap_or(&["-nowhere"]);
            for (language, texts) in crate::TEXTS {
                for end in ends {
                    let key = format!("\ntale-{}{end} = ", kind.replace('.', "-"));
                    assert!(texts.contains(&key), "{language:?}: {key}");
                }
            }
        }
    }
}
