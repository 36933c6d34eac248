//! `/admin/policy`: how customers are tried, with a look at what a change would do before it holds.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use gehoor_contact::rules::{Class, CompanyPolicy};
use gehoor_contact::{Standing, policy_json, read_company};
use gehoor_kernel::time::Zone;
use gehoor_promise::{Foreseen, Preview};
use gehoor_shell::web::{Filled, Form, Look, Notice, Page, Pages, Ui, see};
use gehoor_shell::{App, Error, Fault, Fields};
use serde_json::{Value, json};

use super::person::is_told;
use super::{ADMIN, done, unproved};

/// Promises that a preview shows.
const SHOWN: usize = 20;
/// What the next call may meet in a preview.
const CLASSES: [&str; 3] = ["noAnswer", "busy", "temporarilyUnreachable"];
/// The numbers, group by group, by their names in the API. A list stands as minutes with commas.
const GROUPS: [(&str, &[&str]); 5] = [
    (
        "rings",
        &[
            "ringsPerDay",
            "ringsInAll",
            "ringDays",
            "dayparts",
            "spreadGapMinutes",
            "spreadDays",
            "recentLifeDays",
        ],
    ),
    (
        "soon",
        &[
            "busyMinutes",
            "unreachableMinutes",
            "windowMinutes",
            "windowLastMinutes",
            "talkMinutes",
            "jitterSeconds",
        ],
    ),
    ("waiting", &["signOfLifeDays", "signOfLifeWithinDays", "eventWithinDays"]),
    ("messages", &["reportWaitMinutes", "replyWaitMinutes", "letterWaitDays"]),
    (
        "trouble",
        &["technicalBaseSeconds", "technicalCapSeconds", "technicalOtherRoute", "technicalAlertMinutes"],
    ),
];
/// The group whose numbers stand beside the tries, not among them.
const OUTSIDE: &str = "waiting";
/// Whether signs of life leave by themselves.
const MESSAGES: &str = "signOfLifeMessages";
/// Kinds of promises for which a message may be enough.
const KINDS: [&str; 6] = ["callBack", "write", "deliver", "comeBy", "findOut", "handOver"];

pub(super) fn pages() -> Pages {
    Pages::new().get("/admin/policy", ADMIN, show).post("/admin/policy", ADMIN, change)
}

#[derive(Template)]
#[template(path = "policy.html")]
struct PolicyPage<'a> {
    ui: &'a Ui,
    form: &'a Filled,
    usual: Filled,
    version: i64,
    /// What the policy in the form would do; none before it was asked for.
    preview: Option<&'a [Preview]>,
}

impl PolicyPage<'_> {
    fn groups(&self) -> [(&'static str, &'static [&'static str]); 5] {
        GROUPS
    }

    fn hint(&self, field: &str) -> String {
        let usual = self.usual.value(field);
        format!("{} {}", self.ui.word("policy-hint-", field), self.ui.t1("policy-usual", "value", usual))
    }

    fn has_messages(&self, group: &str) -> bool {
        group == OUTSIDE
    }

    fn has_kinds(&self, group: &str) -> bool {
        group == "messages"
    }

    fn kinds(&self) -> [&'static str; 6] {
        KINDS
    }

    fn classes(&self) -> Vec<(&'static str, String)> {
        CLASSES.iter().map(|class| (*class, self.ui.word("policy-if-", class))).collect()
    }

    fn text(&self, preview: &Preview) -> String {
        preview.view.words.text.clone()
    }

    fn step(&self, step: &Foreseen) -> String {
        self.ui.t2(
            "policy-step",
            "step",
            self.ui.word("step-", step.kind.word()),
            "moment",
            self.ui.moment(step.at),
        )
    }

    fn moved(&self, seen: &&[Preview]) -> usize {
        seen.iter().filter(|preview| preview.before != preview.after).count()
    }
}

async fn standing(app: &App, ui: &Ui) -> Result<std::sync::Arc<Standing>, Error> {
    let cx = app.cx(ui.visitor().ok_or(Error::Unauthorized)?.caller.actor());
    app.look(&cx, (), |tx, _, ()| Box::pin(gehoor_contact::policy(tx))).await
}

async fn show(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let standing = standing(&app, &look.ui).await?;
    let form = values(&standing.company)?;
    page(&look.ui, &form, standing.version, None, done(&look, &["policy"]))
}

fn page(
    ui: &Ui,
    form: &Filled,
    version: i64,
    preview: Option<&[Preview]>,
    notice: Option<Notice>,
) -> Result<Response, Error> {
    let zone = Zone::new(ui.zone().name()).unwrap_or_else(|_| Zone::utc());
    let usual = values(&CompanyPolicy::starting(zone))?;
    let body = PolicyPage { ui, form, usual, version, preview };
    Page::new(ui, ui.t("admin-policy")).here("admin").notice(notice).faults(form).show(&body)
}

/// The numbers of a policy as the form shows them.
fn values(company: &CompanyPolicy) -> Result<Filled, Error> {
    let policy = policy_json(company)?;
    let mut pairs: Vec<(String, String)> = vec![("class".to_owned(), CLASSES[0].to_owned())];
    for (group, fields) in GROUPS {
        let of = if group == OUTSIDE { &policy } else { &policy["tries"] };
        pairs.extend(fields.iter().map(|field| ((*field).to_owned(), written(&of[*field]))));
    }
    if company.sign_of_life_messages {
        pairs.push((MESSAGES.to_owned(), "true".to_owned()));
    }
    for kind in &company.notice_enough {
        pairs.push((enough(kind), "true".to_owned()));
    }
    Ok(Filled::with(pairs))
}

/// The field of the form that says that a message is enough for a kind of promise.
fn enough(kind: &str) -> String {
    format!("enough-{kind}")
}

fn written(value: &Value) -> String {
    match value {
        Value::Array(list) => list.iter().map(written).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

/// What was typed as the number or numbers that the API takes; a text that is none stays one, so that it is refused.
fn typed(text: &str, is_list: bool) -> Value {
    let number = |part: &str| part.parse::<i64>().map_or_else(|_| json!(part), |number| json!(number));
    if is_list {
        text.split([',', ';', ' ']).filter(|part| !part.is_empty()).map(number).collect()
    } else {
        number(text.trim())
    }
}

/// The standing policy with what the form says, and what the next call meets in a preview.
///
/// # Errors
/// All faults at once, each at its field.
fn read(form: &Form, base: &CompanyPolicy) -> Result<(CompanyPolicy, Class), Error> {
    let mut policy = policy_json(base)?;
    let mut fields = form.fields();
    let class = fields.opt_word("class", &CLASSES).unwrap_or(CLASSES[0]);
    let _ = fields.opt_word("step", &["preview", "save"]);
    for (group, names) in GROUPS {
        for name in names {
            let text = fields.text(name, 1..=200);
            let place = if group == OUTSIDE { &mut policy[*name] } else { &mut policy["tries"][*name] };
            *place = typed(&text, place.is_array());
        }
    }
    let kinds = KINDS.into_iter().filter(|kind| form.values().is(&enough(kind), "true"));
    policy["noticeEnough"] = kinds.collect();
    policy[MESSAGES] = json!(form.values().is(MESSAGES, "true"));
    let (missing, mut whole) = (faults(fields.lenient().done()), Fields::of(&policy));
    let company = read_company(&mut whole);
    let mut all: Vec<Fault> = faults(whole.done());
    for fault in &mut all {
        fault.pointer = fault.pointer.replace("/tries/", "/");
    }
    all.retain(|fault| missing.iter().all(|other| other.pointer != fault.pointer));
    all.extend(missing);
    if !all.is_empty() {
        return Err(Error::Invalid(all));
    }
    Ok((company, class.parse().map_err(|_| Error::fault("/class", "missing"))?))
}

fn faults(done: Result<(), Error>) -> Vec<Fault> {
    match done {
        Err(Error::Invalid(faults)) => faults,
        _ => Vec::new(),
    }
}

async fn change(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, "/admin/policy")? {
        return Ok(prove);
    }
    let standing = standing(&app, &form.ui).await?;
    let seen = form.version().unwrap_or(standing.version);
    let (company, class) = match read(&form, &standing.company) {
        Ok(read) => read,
        Err(error) => return page(&form.ui, &form.filled(&error), seen, None, None),
    };
    if !form.values().is("step", "save") {
        let cx = app.cx(form.caller()?.actor());
        let look = app.look(&cx, (company, class), |tx, cx, (company, class)| {
            Box::pin(gehoor_promise::preview(tx, cx, (company, *class), SHOWN))
        });
        return page(&form.ui, &form.values(), seen, Some(&look.await?), None);
    }
    save(&app, &form, (seen, company)).await
}

async fn save(app: &App, form: &Form, input: (i64, CompanyPolicy)) -> Result<Response, Error> {
    let write = form.write(app, input, |tx, cx, (seen, company)| {
        Box::pin(async move {
            gehoor_contact::set_policy(tx, cx, Some(*seen), company).await?;
            Ok(see("/admin/policy?done=policy"))
        })
    });
    let write = write.await;
    app.forget_house();
    match write {
        Err(error) if is_told(&error) => {
            let now = standing(app, &form.ui).await?.version;
            page(&form.ui, &form.values(), now, None, Some(Notice::warning(form.ui.refusal(&error))))
        }
        done => Ok(done?.into_response()),
    }
}
