//! Every page's address with who may come there. What is not in this list is not served; the matrix of rights is made
//! from it.

use axum::extract::State;
use axum::handler::Handler;
use axum::response::Redirect;
use axum::routing::{MethodRouter, get, post};
use axum::{Extension, Router};
use tower_http::csrf::CsrfLayer;

use super::{assets, file, keys};
use crate::{App, Error, Slice};

/// Who may come at an address. Each includes those after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Right {
    /// Anybody, signed in or not.
    Anyone,
    /// Any employee who is signed in.
    Employee,
    /// Who leads a team, and administrators.
    Lead,
    /// Administrators.
    Administrator,
}

/// One address of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageRow {
    /// GET or POST.
    pub method: &'static str,
    /// The address, with its parameters in braces.
    pub path: &'static str,
    /// Who may come there.
    pub right: Right,
}

/// The pages of a slice.
#[derive(Default)]
pub struct Pages {
    rows: Vec<PageRow>,
    router: Router<App>,
}

impl Pages {
    /// No pages yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The pages of all slices, with the shell's own.
    pub fn of(slices: &[Slice]) -> Self {
        slices.iter().filter_map(|slice| slice.pages).fold(keys::pages(), |all, own| all.and(own()))
    }

    /// With a page at `path`.
    #[must_use]
    pub fn get<H, T>(self, path: &'static str, right: Right, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("GET", path, right, get(handler))
    }

    /// With a change at `path`.
    #[must_use]
    pub fn post<H, T>(self, path: &'static str, right: Right, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("POST", path, right, post(handler))
    }

    /// With all pages of another list.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.rows.extend(other.rows);
        self.router = self.router.merge(other.router);
        self
    }

    /// The list, for the matrix of rights.
    pub fn rows(&self) -> &[PageRow] {
        &self.rows
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        right: Right,
        with: MethodRouter<App>,
    ) -> Self {
        self.rows.push(PageRow { method, path, right });
        self.router = self.router.route(path, with.layer(Extension(right)));
        self
    }
}

/// The pages of all slices with the built files, behind the guard against forged requests.
pub(crate) fn service(app: &App) -> Router<App> {
    Pages::of(&app.slices)
        .router
        .route("/assets/{name}", get(assets::serve))
        .route("/sw.js", get(assets::worker))
        .route("/manifest.webmanifest", get(file::manifest))
        .route("/", get(first))
        .layer(CsrfLayer::new())
}

/// The first page: today's steps, or the set-up of a company that is not there yet.
async fn first(State(app): State<App>) -> Result<Redirect, Error> {
    let place = if app.house().await?.is_set_up { "/today" } else { "/setup" };
    Ok(Redirect::to(place))
}
