//! The application: database, clock, channels, texts, settings. The one place that reads the system clock.

use std::collections::HashMap;
use std::ops::Deref;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use gehoor_channels::{Channel, Hosts, Outbound};
use gehoor_db::{Db, Tx, work};
use gehoor_kernel::id::NodeId;
use gehoor_kernel::rng::Random;
use gehoor_kernel::time::Instant;
use tokio::sync::watch;

use crate::api::{Authenticator, TokenCache};
use crate::cx::{Actor, Cx, Poke};
use crate::metrics::Metrics;
use crate::scheduler::Pokes;
use crate::server::{Limits, Network};
use crate::slice::{FindRun, Slice};
use crate::texts::{BadCatalogue, Texts};
use crate::web::{Assets, HouseSource, NoSessions, RememberedHouse, Sessions, UsualHouse};
use crate::{BoxFuture, Error};

/// Where moments come from. Cheap to clone; clones of a manual clock move together.
#[derive(Clone, Debug)]
pub struct Clock(Arc<Kind>);

#[derive(Debug)]
enum Kind {
    System,
    Fast { start: Instant, began: std::time::Instant, factor: u32 },
    Manual(AtomicI64),
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Arc::new(Kind::System))
    }

    /// A clock that begins at `start` and runs `factor` times as fast as the machine's (at least once as fast).
    #[expect(clippy::disallowed_methods, reason = "the one clock")]
    pub fn fast(start: Instant, factor: u32) -> Self {
        Self(Arc::new(Kind::Fast { start, began: std::time::Instant::now(), factor: factor.max(1) }))
    }

    /// A clock that stands still until it is moved by hand; for tests and the simulator.
    pub fn manual(start: Instant) -> Self {
        Self(Arc::new(Kind::Manual(AtomicI64::new(start.as_micros()))))
    }

    /// The moment now.
    #[expect(clippy::disallowed_methods, reason = "the one clock")]
    pub fn now(&self) -> Instant {
        match &*self.0 {
            Kind::System => {
                let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
                Instant::MIN.plus(since.unwrap_or_default())
            }
            Kind::Fast { start, began, factor } => start.plus(began.elapsed().saturating_mul(*factor)),
            Kind::Manual(micros) => Instant::from_micros(micros.load(Ordering::SeqCst)),
        }
    }

    /// How long a sleeper must really wait until `at`; zero when it has come. A manual clock has no real time: one
    /// millisecond, so that a driver on it looks again.
    pub fn wait_for(&self, at: Instant) -> Duration {
        let ahead = at.since(self.now());
        match &*self.0 {
            Kind::System => ahead,
            Kind::Fast { factor, .. } => ahead / *factor,
            Kind::Manual(_) => ahead.min(Duration::from_millis(1)),
        }
    }

    /// Moves a manual clock to `at`; other clocks stay as they are.
    pub fn set(&self, at: Instant) {
        if let Kind::Manual(micros) = &*self.0 {
            micros.store(at.as_micros(), Ordering::SeqCst);
        }
    }

    /// Moves a manual clock on; other clocks stay as they are.
    pub fn advance(&self, by: Duration) {
        self.set(self.now().plus(by));
    }
}

/// How long something takes, by the machine's own steady clock; for figures only.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Begins to measure.
    #[expect(clippy::disallowed_methods, reason = "the one clock")]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// How long ago it began.
    pub fn took(self) -> Duration {
        self.0.elapsed()
    }
}

/// Where ids and jitter come from: children of one seeded source.
#[derive(Debug)]
pub struct Ids(AtomicU64);

impl Ids {
    /// All randomness of the application follows from `seed`.
    pub fn from_seed(seed: u64) -> Self {
        Self(AtomicU64::new(seed))
    }

    /// A seed from the operating system; for everything but tests and the simulator.
    pub fn from_system() -> Self {
        let hasher = std::hash::RandomState::new();
        let bits = std::hash::BuildHasher::hash_one(&hasher, std::process::id());
        Self::from_seed(bits)
    }

    /// A new source of random bits, another one at every call.
    pub fn random(&self) -> Random {
        Random::from_seed(self.seed())
    }

    fn seed(&self) -> u64 {
        Random::from_seed(self.0.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed)).next_u64()
    }
}

/// Technical settings of the server. Business settings stand in the database.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where people and software reach the server ("https://gehoor.example"), without a slash at the end.
    pub base_url: String,
    /// Largest request body in bytes.
    pub body_limit: usize,
    /// Longest time for one request until its answer begins.
    pub request_timeout: Duration,
    /// Longest time for a connection to send the head of a request.
    pub header_timeout: Duration,
    /// Connections served at once; more wait in the kernel's queue.
    pub max_connections: usize,
    /// How long running requests may take after a stop was asked.
    pub drain: Duration,
    /// Requests to the API that one token may send in a minute; `None`: any number.
    pub rate_limit: Option<u32>,
    /// Proxies that are believed when they say where a request comes from.
    pub trusted_proxies: Vec<Network>,
    /// Whether figures are given at the public address too.
    pub metrics_in_public: bool,
    /// Which hosts outside may be asked, for push messages.
    pub outbound: Outbound,
    /// The folder in which backups are made and looked for; `None`: the program knows of none.
    pub backups: Option<PathBuf>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base_url: "http://127.0.0.1:4266".to_owned(),
            body_limit: 1024 * 1024,
            request_timeout: Duration::from_secs(30),
            header_timeout: Duration::from_secs(10),
            max_connections: 1024,
            drain: Duration::from_secs(10),
            rate_limit: None,
            trusted_proxies: Vec::new(),
            metrics_in_public: false,
            outbound: Outbound::new(Hosts::default(), None),
            backups: None,
        }
    }
}

/// What stands behind pages: who knows sessions and the company, and the built files.
#[derive(Clone)]
pub struct Front {
    /// Who knows sessions.
    pub sessions: Arc<dyn Sessions>,
    /// Who knows the company.
    pub house: Arc<dyn HouseSource>,
    /// Styles, scripts, fonts and icons.
    pub assets: Arc<Assets>,
}

impl Default for Front {
    /// Nobody signs in, the usual company, no built files: for tests and tools without pages.
    fn default() -> Self {
        Self { sessions: Arc::new(NoSessions), house: Arc::new(UsualHouse), assets: Arc::default() }
    }
}

/// The channels that are configured, by their word ("sms", "email").
pub type Channels = HashMap<&'static str, Arc<dyn Channel>>;

/// What an application is made of.
pub struct Parts {
    /// The store.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// The source of randomness.
    pub ids: Ids,
    /// Technical settings.
    pub settings: Settings,
    /// The subjects of the product.
    pub slices: Vec<Slice>,
    /// Who knows tokens.
    pub authenticator: Arc<dyn Authenticator>,
    /// The ways out to customers.
    pub channels: Channels,
    /// What stands behind pages.
    pub front: Front,
}

/// Everything behind an [`App`].
pub struct Inner {
    /// The store.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// The source of randomness.
    pub ids: Ids,
    /// Every text for people.
    pub texts: Texts,
    /// The bells of the tasks.
    pub pokes: Pokes,
    /// Technical settings.
    pub settings: Settings,
    /// The subjects of the product.
    pub slices: Vec<Slice>,
    /// Who knows tokens.
    pub authenticator: Arc<dyn Authenticator>,
    /// The tokens seen lately.
    pub tokens: TokenCache,
    /// How much callers have sent lately.
    pub limits: Limits,
    /// The ways out to customers.
    pub channels: Channels,
    /// Counters and histograms.
    pub metrics: Metrics,
    /// Changes when journal entries were sealed; streams of changes wait for it.
    pub news: watch::Sender<u64>,
    /// True once the server was asked to stop.
    pub stopping: watch::Sender<bool>,
    /// How many streams of changes are open.
    pub streams: AtomicUsize,
    /// This process, as the holder of leases.
    pub node: NodeId,
    /// What stands behind pages.
    pub front: Front,
    pub(crate) remembered_house: RememberedHouse,
    /// When the application was put together.
    pub started_at: Instant,
}

/// The application. Cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Inner>);

impl Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl App {
    /// Puts the parts together; fails when a catalogue file is broken.
    pub fn new(parts: Parts) -> Result<Self, BadCatalogue> {
        let texts = Texts::new(crate::TEXTS.iter().chain(parts.slices.iter().flat_map(|slice| slice.texts)))?;
        let started_at = parts.clock.now();
        let node = NodeId::new(started_at, &mut parts.ids.random());
        let pokes = Pokes::new(crate::scheduler::all_tasks(&parts.slices).iter().map(|task| task.name));
        Ok(Self(Arc::new(Inner {
            db: parts.db,
            clock: parts.clock,
            ids: parts.ids,
            texts,
            pokes,
            settings: parts.settings,
            slices: parts.slices,
            authenticator: parts.authenticator,
            tokens: TokenCache::default(),
            limits: Limits::default(),
            channels: parts.channels,
            metrics: Metrics::default(),
            news: watch::Sender::new(0),
            stopping: watch::Sender::new(false),
            streams: AtomicUsize::new(0),
            node,
            front: parts.front,
            remembered_house: RememberedHouse::default(),
            started_at,
        })))
    }

    /// The surroundings of a new piece of work by `actor`, now.
    pub fn cx(&self, actor: Actor) -> Cx {
        Cx::new(self.clock.now(), actor, self.ids.seed())
    }

    /// Runs a use case in a write transaction, commits, then rings the tasks that it poked.
    /// The use case may be run again from its start and so owns its input. An input of several parts is a struct of its
    /// own: a tuple with a `&'static str` in it confuses the compiler.
    pub fn act<'s, I, T, F>(
        &'s self,
        cx: &Cx,
        input: I,
        case: F,
    ) -> impl Future<Output = Result<T, Error>> + Send + use<'s, I, T, F>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<T, Error>>
            + Send
            + Sync
            + 'static,
    {
        let cx = cx.clone();
        async move {
            let done =
                self.db.write(work((cx.clone(), input), move |tx, (cx, input)| case(tx, cx, input))).await?;
            self.ring(&cx.take_pokes());
            Ok(done)
        }
    }

    /// Runs a reading use case in a read transaction.
    pub fn look<'s, I, T, F>(
        &'s self,
        cx: &Cx,
        input: I,
        case: F,
    ) -> impl Future<Output = Result<T, Error>> + Send + use<'s, I, T, F>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<T, Error>>
            + Send
            + Sync
            + 'static,
    {
        self.db.read(work((cx.clone(), input), move |tx, (cx, input)| case(tx, cx, input)))
    }

    /// As [`App::look`], for a few rows by key or by a covering index: done without another thread where that is
    /// quicker.
    pub fn glance<'s, I, T, F>(
        &'s self,
        cx: &Cx,
        input: I,
        case: F,
    ) -> impl Future<Output = Result<T, Error>> + Send + use<'s, I, T, F>
    where
        I: Send + Sync + 'static,
        T: Send + 'static,
        F: for<'a, 't> Fn(&'a mut Tx<'t>, &'a Cx, &'a I) -> BoxFuture<'a, Result<T, Error>>
            + Send
            + Sync
            + 'static,
    {
        self.db.glance(work((cx.clone(), input), move |tx, (cx, input)| case(tx, cx, input)))
    }

    /// How promises are found by words, when a slice gives that.
    pub fn finder(&self) -> Option<FindRun> {
        self.slices.iter().find_map(|slice| slice.finds)
    }

    pub(crate) fn ring(&self, pokes: &[Poke]) {
        for poke in pokes {
            self.pokes.poke(poke.task, poke.at);
        }
    }
}
