//! Finding: one field for customers and promises.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use gehoor_shell::web::{Look, Page, Ui};
use gehoor_shell::{App, Error};

use crate::Found;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage<'a> {
    ui: &'a Ui,
    words: &'a str,
    found: &'a Found,
}

pub(super) async fn search(State(app): State<App>, look: Look) -> Result<Response, Error> {
    let words: String = look.key("q").chars().filter(|letter| *letter != '\0').take(200).collect();
    let (finder, sees) = (app.finder(), look.caller()?.sees);
    let cx = look.cx(&app)?;
    let input = (words.clone(), finder, sees);
    let found = app.look(&cx, input, |tx, cx, (words, finder, sees)| {
        Box::pin(crate::find(tx, cx, words, (*finder, *sees)))
    });
    let found = found.await?;
    let ui = &look.ui;
    let title = if words.is_empty() { ui.t("nav-search") } else { ui.t1("search-title", "words", &words) };
    Page::new(ui, title).here("search").show(&SearchPage { ui, words: &words, found: &found })
}
