//! The frame around every page: head, way around, what was just done, and the page itself.

use std::sync::LazyLock;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::filled::Filled;
use super::pages::Right;
use super::ui::Ui;
use crate::Error;

/// A way to a main page, shown in the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nav {
    /// The page's word; its text is `nav-<word>`.
    pub word: &'static str,
    /// Where it is.
    pub path: &'static str,
    /// The name of its icon.
    pub icon: &'static str,
    /// Who sees it.
    pub right: Right,
    /// Its place: lower comes first.
    pub place: u8,
    /// Whether it stands in the bar at the bottom of a phone; the others are behind "more".
    pub on_phone: bool,
    /// The keys that lead to it ("g v"); empty: none.
    pub keys: &'static str,
}

impl Nav {
    /// The place from which on a way stands behind "more", on a desk too: what is seldom needed.
    const APART: u8 = 80;

    /// Whether it stands behind "more" everywhere.
    pub fn is_apart(&self) -> bool {
        self.place >= Self::APART
    }
}

/// What was just done, with the way back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// The address of a POST that undoes it, with the hidden fields it needs.
    pub undo: Option<(String, Vec<(String, String)>)>,
    /// Whether it is a warning.
    pub warns: bool,
}

impl Notice {
    /// A sentence.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), undo: None, warns: false }
    }

    /// A warning: something went otherwise than asked.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { text: text.into(), undo: None, warns: true }
    }

    /// With a way back.
    #[must_use]
    pub fn undo(mut self, address: impl Into<String>, fields: Vec<(String, String)>) -> Self {
        self.undo = Some((address.into(), fields));
        self
    }
}

/// How much of the frame a page has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frame {
    /// For employees: the ways to the main pages around it.
    Desk,
    /// One column without ways around: sign-in, set-up.
    Plain,
    /// For customers: the company's name and a switch of language.
    Public,
}

/// A page body: an askama template.
pub trait Body: Template {}
impl<T: Template> Body for T {}

/// A page on its way out.
pub struct Page<'a> {
    ui: &'a Ui,
    title: String,
    here: &'static str,
    frame: Frame,
    status: StatusCode,
    notice: Option<Notice>,
    faults: &'a [(String, String)],
    wide: bool,
}

impl<'a> Page<'a> {
    /// A page with this title, in the reader's language, inside the frame for employees.
    pub fn new(ui: &'a Ui, title: impl Into<String>) -> Self {
        Self {
            ui,
            title: title.into(),
            here: "",
            frame: Frame::Desk,
            status: StatusCode::OK,
            notice: None,
            faults: &[],
            wide: false,
        }
    }

    /// Inside another frame.
    #[must_use]
    pub fn frame(mut self, frame: Frame) -> Self {
        self.frame = frame;
        self
    }

    /// Which main page this is (the word of its [`Nav`]).
    #[must_use]
    pub fn here(mut self, word: &'static str) -> Self {
        self.here = word;
        self
    }

    /// With what was just done.
    #[must_use]
    pub fn notice(mut self, notice: Option<Notice>) -> Self {
        self.notice = notice;
        self
    }

    /// A form with faults in it: 422, the faults above the page, "Fout:" before the title.
    #[must_use]
    pub fn faults(mut self, filled: &'a Filled) -> Self {
        self.faults = filled.faults();
        if !self.faults.is_empty() {
            self.status = StatusCode::UNPROCESSABLE_ENTITY;
        }
        self
    }

    /// With another status (409 and 412 for a page that tells what somebody else did).
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// As wide as the screen allows: tables, figures.
    #[must_use]
    pub fn wide(mut self) -> Self {
        self.wide = true;
        self
    }

    /// Renders the body inside the frame.
    ///
    /// # Errors
    /// A template that fails is a fault of ours.
    pub fn show(self, body: &impl Body) -> Result<Response, Error> {
        let body = body.render().map_err(|error| Error::program(error.to_string()))?;
        let layout = Layout { page: &self, ui: self.ui, body: &body, ways: self.ways() };
        let mut text = String::with_capacity(body.len() + 8192);
        layout.render_into(&mut text).map_err(|error| Error::program(error.to_string()))?;
        let mut response = (self.status, Html(text)).into_response();
        let tag = HeaderValue::from_static(self.ui.lang());
        response.headers_mut().insert(header::CONTENT_LANGUAGE, tag);
        Ok(response)
    }

    pub(super) fn ways(&self) -> Vec<&'static Nav> {
        let mut ways: Vec<_> = self.ui.app().slices.iter().flat_map(|slice| slice.ways).collect();
        ways.retain(|way| self.ui.may(way.right));
        ways.sort_by_key(|way| way.place);
        ways
    }
}

#[derive(Template)]
#[template(path = "layout.html")]
struct Layout<'a> {
    page: &'a Page<'a>,
    ui: &'a Ui,
    body: &'a str,
    ways: Vec<&'static Nav>,
}

impl Layout<'_> {
    fn is_desk(&self) -> bool {
        self.page.frame == Frame::Desk && self.ui.visitor().is_some()
    }

    fn user(&self) -> String {
        self.ui.visitor().map(|visitor| visitor.caller.user.to_string()).unwrap_or_default()
    }

    fn is_public(&self) -> bool {
        self.page.frame == Frame::Public
    }

    fn title(&self) -> String {
        let fault = if self.page.faults.is_empty() { String::new() } else { self.ui.t("page-fault-prefix") };
        let name = &self.ui.house().name;
        format!("{fault}{} · {}", self.page.title, if name.is_empty() { "Gehoor" } else { name })
    }

    fn is_built(&self) -> bool {
        static WARNED: LazyLock<()> = LazyLock::new(|| {
            tracing::warn!("built without styles and scripts (npm was missing): pages are plain")
        });
        let built = self.ui.app().front.assets.file("app.css").is_some();
        if !built {
            LazyLock::force(&WARNED);
        }
        built
    }
}
