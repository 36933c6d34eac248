//! `/admin/texts`: the company's own wording of what customers read.

use std::collections::HashMap;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use gehoor_db::Tx;
use gehoor_shell::api::Answer;
use gehoor_shell::web::{Address, Filled, Form, Look, Notice, Page, Pages, Ui, see};
use gehoor_shell::{App, Cx, Error, Fault, Language};

use super::person::is_told;
use super::{ADMIN, done, unproved};
use crate::rules::{Misfit, placeholders, shown_text, texts, typed_text};

/// The beginnings of the keys of what customers read: their page, and messages to them.
const READ: [&str; 2] = ["link-", "message-"];
/// What the staff read about the customer's page.
const OURS: [&str; 11] = [
    "link-give",
    "link-made",
    "link-address",
    "link-look",
    "link-make",
    "link-all",
    "link-until",
    "link-withdraw",
    "link-to-promise",
    "link-reason-",
    "link-withdrawn",
];
/// Longest own text.
const LONGEST: usize = 1_000;

pub(super) fn pages() -> Pages {
    Pages::new().get("/admin/texts", ADMIN, show).post("/admin/texts", ADMIN, change)
}

/// One text that can be worded otherwise, as people read it.
struct Wording {
    key: String,
    standard: String,
    own: Option<String>,
    /// The values that it tells, as people read them: "[naam], [moment]".
    values: String,
}

#[derive(Template)]
#[template(path = "texts.html")]
struct TextsPage<'a> {
    ui: &'a Ui,
    language: Language,
    form: &'a Filled,
    all: Vec<Wording>,
}

impl TextsPage<'_> {
    fn languages(&self) -> [(Language, &'static str); 2] {
        [(Language::Nl, "Nederlands"), (Language::En, "English")]
    }

    fn is_here(&self, language: &Language) -> bool {
        *language == self.language
    }

    /// What stands in the form of a text: what was just typed, else the own text, else the standard one.
    fn value<'s>(&'s self, wording: &'s Wording) -> &'s str {
        if self.is_wrong(wording) {
            return self.form.value("text");
        }
        wording.own.as_deref().unwrap_or(&wording.standard)
    }

    fn is_wrong(&self, wording: &Wording) -> bool {
        !self.form.is_clean() && self.form.value("which") == wording.key
    }

    /// How many lines the text takes.
    fn rows(&self, wording: &Wording) -> usize {
        let lines = self.value(wording).lines().map(|line| line.chars().count() / 70 + 1);
        lines.sum::<usize>().clamp(2, 16)
    }
}

/// Every text that customers read, with the company's own wording.
fn wordings(app: &App, ui: &Ui, language: Language) -> Vec<Wording> {
    let own: &HashMap<(Language, String), String> = &ui.house().own;
    let label = |name: &str| label(ui, language, name);
    let wording = |(key, standard): (String, String)| Wording {
        own: own.get(&(language, key.clone())).map(|own| shown_text(own, label)),
        values: placeholders(&standard)
            .iter()
            .map(|name| format!("[{}]", label(name)))
            .collect::<Vec<_>>()
            .join(", "),
        standard: shown_text(&standard, label),
        key,
    };
    standards(app, ui, language).map(wording).collect()
}

/// The standard texts that customers read, as the catalogue has them.
fn standards(app: &App, ui: &Ui, language: Language) -> impl Iterator<Item = (String, String)> {
    let informal = ui.house().address == Address::Informal;
    let files = app.slices.iter().flat_map(|slice| slice.texts).filter(move |(of, _)| *of == language);
    files.flat_map(move |(_, file)| texts(file, informal)).filter(|(key, _)| is_read(key))
}

/// The word for a value, in the language of the text.
fn label(ui: &Ui, language: Language, name: &str) -> String {
    ui.app().texts.say(language, &format!("value-{name}"), &[])
}

fn is_read(key: &str) -> bool {
    READ.iter().any(|start| key.starts_with(start)) && !OURS.iter().any(|start| key.starts_with(start))
}

async fn show(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let language = Language::of_tag(look.key("language")).unwrap_or(look.ui.house().language);
    page(&app, &look.ui, language, &Filled::empty(), done(&look, &["text", "standard"]))
}

fn page(
    app: &App,
    ui: &Ui,
    language: Language,
    form: &Filled,
    notice: Option<Notice>,
) -> Result<Response, Error> {
    let body = TextsPage { ui, language, form, all: wordings(app, ui, language) };
    Page::new(ui, ui.t("admin-texts")).here("admin").notice(notice).faults(form).show(&body)
}

/// An own text, or the standard one again.
struct Change {
    language: Language,
    key: String,
    text: Option<String>,
}

async fn change(State(app): State<App>, form: Form) -> Result<Response, Error> {
    if let Some(prove) = unproved(&form, "/admin/texts")? {
        return Ok(prove);
    }
    let language = Language::of_tag(form.values().value("language")).unwrap_or_default();
    let write = match read(&app, &form) {
        Ok(change) => form.write(&app, change, |tx, cx, change| Box::pin(changed(tx, cx, change))).await,
        Err(error) => Err(error),
    };
    app.forget_house();
    match write {
        Err(error @ Error::Invalid(_)) => page(&app, &form.ui, language, &form.filled(&error), None),
        Err(error) if is_told(&error) => {
            let notice = Notice::warning(form.ui.refusal(&error));
            page(&app, &form.ui, language, &Filled::empty(), Some(notice))
        }
        done => Ok(done?.into_response()),
    }
}

/// What the form says; the standard text typed again is the standard text.
fn read(app: &App, form: &Form) -> Result<Change, Error> {
    let mut fields = form.fields();
    let language = Language::of_tag(fields.word("language", &["nl", "en"])).unwrap_or_default();
    let key = fields.text("which", 1..=100);
    let is_standard = fields.opt_flag("standard").unwrap_or_default();
    let text = fields.opt_text("text", 1..=LONGEST);
    fields.done()?;
    let mut all = standards(app, &form.ui, language);
    let (_, standard) = all.find(|(known, _)| *known == key).ok_or(Error::NotFound)?;
    let text = text.filter(|_| !is_standard).map(|text| text.replace("\r\n", "\n"));
    let text = text.map(|text| own(&form.ui, language, &standard, &text)).transpose()?;
    Ok(Change { language, key, text: text.filter(|text| *text != standard) })
}

async fn changed(tx: &mut Tx<'_>, cx: &Cx, change: &Change) -> Result<Answer, Error> {
    let place = (change.language, change.key.as_str());
    gehoor_setup::set_own_text(tx, cx, place, change.text.as_deref()).await?;
    let word = if change.text.is_some() { "text" } else { "standard" };
    let tag = change.language.tag();
    Ok(see(format!("/admin/texts?language={tag}&done={word}#t-{}", change.key)))
}

/// What was typed, as the store keeps it.
fn own(ui: &Ui, language: Language, standard: &str, text: &str) -> Result<String, Error> {
    typed_text(standard, text, |name| label(ui, language, name)).map_err(|misfit| {
        let (code, name) = match misfit {
            Misfit::Missing(name) => ("textMissing", name),
            Misfit::Unknown(name) => ("textUnknown", name),
        };
        Error::Invalid(vec![Fault::new("/text", code).arg("name", name)])
    })
}
