//! Opening the store that the settings name, and the application on it.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use gehoor_channels::Outbound;
use gehoor_db::{Db, DbError, Options};
use gehoor_shell::api::Authenticator;
use gehoor_shell::app::{Front, Ids, Parts, Settings};
use gehoor_shell::{App, Clock};
use gehoor_signin::KnownSessions;

use crate::config::{Config, networks};
use crate::house::OwnHouse;
use crate::{MIGRATIONS, slices};

/// The name of the file in the data folder.
pub const FILE: &str = "gehoor.db";

/// Why the store can't be used.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// The database says why.
    #[error(transparent)]
    Db(#[from] DbError),
    /// The data folder can't be made.
    #[error("the data folder {folder} can't be made: {why}")]
    Folder {
        /// Which folder.
        folder: PathBuf,
        /// What the system says.
        why: std::io::Error,
    },
    /// A catalogue of texts is broken.
    #[error(transparent)]
    Texts(#[from] gehoor_shell::texts::BadCatalogue),
}

/// Where the settings say that the data is.
pub fn options(config: &Config) -> Options {
    let mut options = match config.text("store.database_url") {
        "" => Options::file(config.folder().join(FILE)),
        words if words.contains("host=") && !words.contains("://") => Options::url(words),
        url => Options::parse(url),
    };
    options.readers = config.number("store.readers") as usize;
    options.connections = config.number("store.connections") as usize;
    options.cache_kib = config.number("store.cache_mib") as u32 * 1024;
    options
}

/// Opens the store for writing, makes the data folder when it is absent, and brings the schema up to date.
pub async fn open(config: &Config, clock: &Clock) -> Result<Db, Refused> {
    let folder = config.folder();
    if config.text("store.database_url").is_empty() {
        std::fs::create_dir_all(&folder).map_err(|why| Refused::Folder { folder, why })?;
    }
    let db = Db::open(&options(config)).await?;
    let done = db.migrate(MIGRATIONS, clock.now()).await?;
    if !done.is_empty() {
        tracing::info!(steps = ?done, "the schema was brought up to date");
    }
    Ok(db)
}

/// Opens the store for reading beside a running server.
pub async fn open_to_read(config: &Config) -> Result<Db, Refused> {
    Ok(Db::open(&options(config).read_only()).await?)
}

/// The application on an open store.
pub fn app(
    db: Db,
    clock: Clock,
    config: &Config,
    authenticator: Arc<dyn Authenticator>,
) -> Result<App, Refused> {
    let parts = Parts {
        db,
        clock,
        ids: Ids::from_system(),
        settings: settings(config),
        slices: slices::all(),
        authenticator,
        channels: HashMap::new(),
        front: front(),
    };
    Ok(App::new(parts)?)
}

/// What stands behind the pages.
pub fn front() -> Front {
    Front {
        sessions: Arc::new(KnownSessions),
        house: Arc::new(OwnHouse),
        assets: Arc::new(gehoor_assets::assets()),
    }
}

/// The hosts outside that the server may ask; what the settings may hold was checked when they were read.
fn outbound(config: &Config) -> Outbound {
    let hosts = config.text("push.hosts").parse().unwrap_or_default();
    Outbound::new(hosts, config.text("push.loopback").parse().ok())
}

/// The technical settings of the server.
pub fn settings(config: &Config) -> Settings {
    let seconds = |name: &str| Duration::from_secs(config.number(name));
    Settings {
        base_url: config.base_url(),
        body_limit: config.number("server.body_kib") as usize * 1024,
        request_timeout: seconds("server.request_seconds"),
        header_timeout: seconds("server.header_seconds"),
        max_connections: config.number("server.max_connections") as usize,
        drain: seconds("server.drain_seconds"),
        rate_limit: u32::try_from(config.number("server.rate_limit")).ok().filter(|limit| *limit > 0),
        trusted_proxies: networks(config.text("server.trusted_proxies")).unwrap_or_default(),
        outbound: outbound(config),
        metrics_in_public: config.text("server.admin_listen") == config.text("server.listen"),
        backups: Some(config.backups()),
    }
}
