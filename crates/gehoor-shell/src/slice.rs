//! What a slice gives to the product: its routes, tasks, texts, statements, checks and gauges.

use gehoor_db::{Sql, Tx};
use gehoor_kernel::id::PromiseId;
use gehoor_kernel::time::Instant;
use utoipa_axum::router::OpenApiRouter;

use crate::api::Caller;
use crate::scheduler::Task;
use crate::texts::Language;
use crate::web::{Nav, Pages};
use crate::{App, BoxFuture, Cx, Error};

/// Something that a check found wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The id of the object, or a word for the place.
    pub object: String,
    /// What is wrong, in English, for the administrator; ids and facts only.
    pub detail: String,
}

/// Looks at the whole store inside a read transaction.
pub type CheckRun = for<'a, 't> fn(&'a mut Tx<'t>, Instant) -> BoxFuture<'a, Result<Vec<Finding>, Error>>;

/// A law that `gehoor check` verifies over the whole store.
#[derive(Clone, Copy)]
pub struct Check {
    /// Kebab-case name.
    pub name: &'static str,
    /// The law it guards, in a sentence.
    pub law: &'static str,
    /// Finds what breaks it, at the given moment; empty when it holds. At most some hundred findings.
    pub run: CheckRun,
}

/// One figure for `/metrics`.
#[derive(Clone, Debug, PartialEq)]
pub struct Gauge {
    /// Name with prefix `gehoor_` and its base unit.
    pub name: &'static str,
    /// What it counts, in a sentence.
    pub help: &'static str,
    /// Its value.
    pub value: f64,
}

/// Reads figures, inside a read transaction; must be cheap (kept counts, index edges).
pub type GaugesRun = for<'a, 't> fn(&'a mut Tx<'t>, Instant) -> BoxFuture<'a, Result<Vec<Gauge>, Error>>;

/// Whether a caller who is restricted to a team may see the object with this id.
pub type SeesRun =
    for<'a, 't> fn(&'a mut Tx<'t>, &'a Cx, &'a Caller, &'a str) -> BoxFuture<'a, Result<bool, Error>>;

/// What is looked for in a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sought {
    /// The words, as typed.
    pub words: String,
    /// Begin after the promise with this id; empty: at the first.
    pub after: String,
    /// How many at most.
    pub limit: usize,
}

/// Finds promises by words, in order of id.
pub type FindRun = for<'a, 't> fn(&'a mut Tx<'t>, &'a Sought) -> BoxFuture<'a, Result<Vec<PromiseId>, Error>>;

/// One subject of the product. Made in `slice()` of its crate, listed in `gehoor/slices.rs`.
#[derive(Clone)]
pub struct Slice {
    /// The subject's word.
    pub name: &'static str,
    /// Its SQL, for the test that prepares every statement on both engines.
    pub statements: Vec<&'static Sql>,
    /// Its addresses, with their documentation; paths start at "/promises", the server puts "/api/v1" before them.
    pub routes: Option<fn() -> OpenApiRouter<App>>,
    /// Its pages; paths start at "/".
    pub pages: Option<fn() -> Pages>,
    /// The ways to its main pages.
    pub ways: &'static [Nav],
    /// Its timers.
    pub tasks: Vec<Task>,
    /// Its catalogue files.
    pub texts: &'static [(Language, &'static str)],
    /// The laws that it guards.
    pub checks: Vec<Check>,
    /// Its figures.
    pub gauges: Vec<GaugesRun>,
    /// Who may see its objects, by prefix of the id ("pr").
    pub sees: Vec<(&'static str, SeesRun)>,
    /// How promises are found by words; one slice gives it.
    pub finds: Option<FindRun>,
}

impl Slice {
    /// An empty slice.
    pub fn new(name: &'static str) -> Self {
        Self {
            name,
            statements: Vec::new(),
            routes: None,
            pages: None,
            ways: &[],
            tasks: Vec::new(),
            texts: &[],
            checks: Vec::new(),
            gauges: Vec::new(),
            sees: Vec::new(),
            finds: None,
        }
    }

    /// With these statements (`sql::ALL`); may be called more than once.
    #[must_use]
    pub fn statements(mut self, statements: &[&'static Sql]) -> Self {
        self.statements.extend_from_slice(statements);
        self
    }

    /// With these addresses.
    #[must_use]
    pub fn routes(mut self, routes: fn() -> OpenApiRouter<App>) -> Self {
        self.routes = Some(routes);
        self
    }

    /// With these pages.
    #[must_use]
    pub fn pages(mut self, pages: fn() -> Pages) -> Self {
        self.pages = Some(pages);
        self
    }

    /// With these ways to its main pages.
    #[must_use]
    pub fn ways(mut self, ways: &'static [Nav]) -> Self {
        self.ways = ways;
        self
    }

    /// With one more timer.
    #[must_use]
    pub fn task(mut self, task: Task) -> Self {
        self.tasks.push(task);
        self
    }

    /// With these catalogue files.
    #[must_use]
    pub fn texts(mut self, texts: &'static [(Language, &'static str)]) -> Self {
        self.texts = texts;
        self
    }

    /// With one more law to verify.
    #[must_use]
    pub fn check(mut self, name: &'static str, law: &'static str, run: CheckRun) -> Self {
        self.checks.push(Check { name, law, run });
        self
    }

    /// With figures for `/metrics`.
    #[must_use]
    pub fn gauges(mut self, run: GaugesRun) -> Self {
        self.gauges.push(run);
        self
    }

    /// With the rule who may see objects whose ids have this prefix. Without a rule a restricted caller sees none.
    #[must_use]
    pub fn sees(mut self, prefix: &'static str, run: SeesRun) -> Self {
        self.sees.push((prefix, run));
        self
    }

    /// With the way to find promises by words.
    #[must_use]
    pub fn finds(mut self, run: FindRun) -> Self {
        self.finds = Some(run);
        self
    }
}
