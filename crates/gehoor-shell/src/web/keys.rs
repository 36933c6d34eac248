//! The page that lists the keys, and turns them off and on.

use askama::Template;
use axum::response::Response;

use super::layout::{Nav, Page};
use super::look::Look;
use super::pages::{Pages, Right};
use super::ui::Ui;
use crate::Error;

/// The keys that work on every page, with the key of their text.
const KEYS: &[(&str, &str)] = &[
    ("/", "keys-find"),
    ("Ctrl K", "keys-palette"),
    ("n", "keys-new"),
    ("j", "keys-down"),
    ("k", "keys-up"),
    ("Enter", "keys-open"),
    ("1 … 5", "keys-outcome"),
    ("u", "keys-undo"),
    ("e", "keys-edit"),
    ("?", "keys-this"),
];

#[derive(Template)]
#[template(path = "keys.html")]
struct KeysPage<'a> {
    ui: &'a Ui,
    keys: &'a [(&'a str, &'a str)],
    ways: Vec<&'static Nav>,
}

pub(super) fn pages() -> Pages {
    Pages::new().get("/keys", Right::Employee, keys)
}

async fn keys(look: Look) -> Result<Response, Error> {
    let ui = &look.ui;
    let page = Page::new(ui, ui.t("nav-keys"));
    let ways = page.ways().into_iter().filter(|way| way.keys.starts_with("g ")).collect();
    page.show(&KeysPage { ui, keys: KEYS, ways })
}
