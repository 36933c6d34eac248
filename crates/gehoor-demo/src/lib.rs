//! The demo: a garage that does not exist, its customers and telephones, and a story that shows the main job.
//!
//! The company comes from a seed, through the production use cases with their own clock in the past. Nothing here knows an
//! address or number of a person: numbers are of one made-up block, mail goes to example.nl and example.com.

mod cli;
mod company;
mod life;
mod stage;
mod story;
mod trouble;

use std::path::PathBuf;

use gehoor_db::Db;
use gehoor_kernel::time::Instant;
use gehoor_shell::app::{Channels, Ids};
use gehoor_shell::{App, BoxFuture, Clock, Language};

use cli::Screen;
pub use stage::stage;
pub use trouble::Trouble;

/// The program around the demo: it knows how to open a store and which slices there are. Texts of failures are for people.
pub struct Host {
    /// Opens the store that the settings name, with all migrations.
    pub open: Open,
    /// Puts the application together.
    pub app: Build,
    /// This program, to be started again for the story.
    pub program: PathBuf,
}

/// Opens the store.
pub type Open = Box<dyn Fn(Clock) -> BoxFuture<'static, Result<Db, String>> + Send + Sync>;

/// Puts the application together on an open store.
pub type Build = Box<dyn Fn(Db, Clock, Ids, Channels) -> Result<App, String> + Send + Sync>;

impl Host {
    pub(crate) async fn open(&self, clock: Clock) -> Result<Db, Trouble> {
        (self.open)(clock).await.map_err(Trouble::Refused)
    }

    pub(crate) fn app(&self, db: Db, clock: Clock, ids: Ids, channels: Channels) -> Result<App, Trouble> {
        (self.app)(db, clock, ids, channels).map_err(Trouble::Refused)
    }
}

/// Which part of the story is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// The story, then the company.
    Both,
    /// Only the story.
    StoryOnly,
    /// Only the company.
    CompanyOnly,
}

/// What the viewer asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// The data folder of the company, that of the settings.
    pub folder: PathBuf,
    /// The port to serve on; 0 takes 8080, or a free one when that is taken.
    pub port: u16,
    /// How many times as fast time runs; 1 is as on the wall.
    pub fast: u32,
    /// When its clock begins; the present moment when not given.
    pub at: Option<Instant>,
    /// What decides the company.
    pub seed: u64,
    /// Story, company, or both.
    pub telling: Telling,
    /// The viewer's language.
    pub language: Language,
}

/// Runs the demo: the story, then the company until Ctrl-C.
///
/// # Errors
/// When something that the story claims does not hold, or the company can't be set up or served.
pub async fn run(host: &Host, options: &Options) -> Result<(), Trouble> {
    let screen = Screen::new(options.language, company::zone()?)?;
    if options.telling != Telling::CompanyOnly {
        let only = options.telling == Telling::StoryOnly;
        story::tell(&screen, host.program.clone(), only).await?;
    }
    if options.telling == Telling::StoryOnly {
        return Ok(());
    }
    life::watch(host, options, &screen).await
}
