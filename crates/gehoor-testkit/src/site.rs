//! The real program on a data folder of its own: set up, started, killed, started again.
#![expect(
    clippy::disallowed_methods,
    reason = "another process tells nothing before it listens: time and pauses are real here"
)]

use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use crate::http::Client;

/// A company on a data folder (and perhaps a PostgreSQL database), served by the real program.
#[derive(Clone, Debug)]
pub struct Site {
    binary: PathBuf,
    folder: PathBuf,
    database: Option<String>,
    environment: Vec<(String, String)>,
    /// Where it listens when it runs: `127.0.0.1:port`.
    pub address: String,
    /// A token that may do everything.
    pub token: String,
}

/// A running server. Killed when dropped.
#[derive(Debug)]
pub struct Running {
    child: Child,
    /// From starting the process to its first answer that it is ready.
    pub ready_after: Duration,
}

impl Site {
    /// Sets a company up. `database` is the URL of a PostgreSQL database; without one the folder holds a SQLite file.
    pub fn set_up(binary: &Path, folder: &Path, database: Option<&str>) -> Result<Self, String> {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = port.map_err(|error| format!("no free port: {error}"))?.port();
        let mut site = Self {
            binary: std::path::absolute(binary).unwrap_or_else(|_| binary.to_owned()),
            folder: folder.to_owned(),
            database: database.map(str::to_owned),
            environment: Vec::new(),
            address: format!("127.0.0.1:{port}"),
            token: String::new(),
        };
        let company = ["--company", "Garage Proef", "--zone", "Europe/Amsterdam", "--country", "NL"];
        let person =
            ["--company-language", "nl", "--admin-name", "Noor Proef", "--admin-email", "noor@example.com"];
        let told = site.run(&[&["setup", "--no-input"], &company[..], &person[..]].concat())?;
        let text = String::from_utf8_lossy(&told.stdout).into_owned();
        let words = |c: char| c.is_whitespace() || c == '"' || c == ',';
        let token = text.split(words).find(|word| word.starts_with("gehoor_pat_"));
        site.token = token.ok_or_else(|| format!("`setup` gave no token: {told:?}"))?.to_owned();
        Ok(site)
    }

    /// The same site with one more environment variable for the program.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// How to open the database directly.
    pub fn options(&self) -> gehoor_db::Options {
        match &self.database {
            Some(url) => gehoor_db::Options::url(url.clone()),
            None => gehoor_db::Options::file(self.folder.join("gehoor.db")),
        }
    }

    /// Runs a command of the program to its end.
    pub fn run(&self, args: &[&str]) -> Result<Output, String> {
        self.command().args(args).output().map_err(|error| format!("{}: {error}", self.binary.display()))
    }

    /// Starts the server and waits until it is ready, at most 20 seconds.
    pub fn start(&self) -> Result<Running, String> {
        let log = File::options().create(true).append(true).open(self.folder.join("server.log"));
        let log = log.map_err(|error| format!("{}: {error}", self.folder.display()))?;
        let mut command = self.command();
        command.args(["serve", "--listen", &self.address]).stdout(Stdio::null()).stderr(log);
        let began = Instant::now();
        let child = command.spawn().map_err(|error| format!("{}: {error}", self.binary.display()))?;
        let mut running = Running { child, ready_after: Duration::ZERO };
        while began.elapsed() < Duration::from_secs(20) {
            if self.is_ready() {
                running.ready_after = began.elapsed();
                return Ok(running);
            }
            if let Ok(Some(status)) = running.child.try_wait() {
                return Err(format!("the server ended with {status}: {}", self.log()));
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Err(format!("the server is not ready after 20 s: {}", self.log()))
    }

    /// What the server has logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("server.log")).unwrap_or_default()
    }

    fn is_ready(&self) -> bool {
        let asked = Client::connect(&self.address, &self.token).and_then(|mut client| client.get("/readyz"));
        asked.is_ok_and(|answer| answer.is_good())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        command.env("GEHOOR_STORE__FOLDER", &self.folder).env("GEHOOR_LOG__LEVEL", "warn").current_dir("/");
        command.env("GEHOOR_SERVER__ADMIN_LISTEN", "off").env("GEHOOR_SERVER__RATE_LIMIT", "0");
        if let Some(url) = &self.database {
            command.env("GEHOOR_STORE__DATABASE_URL", url);
        }
        command.envs(self.environment.iter().map(|(name, value)| (name, value))).stdin(Stdio::null());
        command
    }
}

impl Running {
    /// The process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Kills the process as `kill -9` does and waits until it is gone.
    pub fn kill(mut self) {
        self.end();
    }

    fn end(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}
