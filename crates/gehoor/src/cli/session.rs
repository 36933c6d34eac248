//! What one run of a command works with: its output, the settings, the way to the API.

use std::io::IsTerminal;
use std::path::PathBuf;

use super::args::Global;
use super::client::Client;
use super::inside;
use super::out::{Exit, Out, Trouble};
use crate::config::{Config, Fault, Sources};
use crate::store::Refused;
use gehoor_db::DbError;
use gehoor_shell::Error;

/// One run of a command.
pub struct Session {
    /// What every command takes.
    pub global: Global,
    /// Where it tells what it did.
    pub out: Out,
}

impl Session {
    /// A run with these words.
    pub fn new(global: Global, out: Out) -> Self {
        Self { global, out }
    }

    /// The settings, with these flags of the command.
    pub fn config(&self, flags: &[(&'static str, Option<String>)]) -> Result<Config, Trouble> {
        let data = self.global.data.as_ref().map(|folder| ("store.folder", folder.display().to_string()));
        let given = flags.iter().filter_map(|(name, value)| Some((*name, value.clone()?)));
        let sources = Sources {
            named_file: self.global.config.clone(),
            usual_files: vec![PathBuf::from("gehoor.toml"), PathBuf::from("/etc/gehoor/gehoor.toml")],
            environment: std::env::vars_os()
                .filter_map(|(k, v)| Some((k.into_string().ok()?, v.into_string().ok()?)))
                .collect(),
            flags: data.into_iter().chain(given).collect(),
        };
        Config::read(&sources).map_err(|faults| self.bad_config(&faults))
    }

    fn bad_config(&self, faults: &[Fault]) -> Trouble {
        let mut trouble = self.out.fail(Exit::Config, "config", &[("count", faults.len().to_string())]);
        trouble.lines =
            faults.iter().map(|f| self.out.say(&format!("config-fault-{}", f.code), &f.args)).collect();
        trouble
    }

    /// A client of the running server, with the token that the person has.
    pub fn remote(&self) -> Result<Client, Trouble> {
        let base = match &self.global.url {
            Some(url) => url.clone(),
            None => self.config(&[])?.base_url(),
        };
        Ok(Client::remote(&base, self.token()?, self.out.clone()))
    }

    /// A client of the API: the server that is named or that holds the store; else the routes in this process.
    pub async fn client(&self) -> Result<Client, Trouble> {
        if self.global.url.is_some() {
            return self.remote();
        }
        let config = self.config(&[])?;
        match inside::client(self, &config).await {
            Err(trouble) if trouble.code == "secondServer" => self.remote(),
            other => other,
        }
    }

    /// Asks a person at a terminal whether they are sure. A script and `--yes` are.
    pub fn sure(&self, question: &str, args: &[(&'static str, String)]) -> Result<(), Trouble> {
        if self.global.yes || self.global.no_input || !std::io::stdin().is_terminal() {
            return Ok(());
        }
        self.out.ask(question, args);
        let mut line = String::new();
        let _ = std::io::stdin().read_line(&mut line);
        let said = matches!(line.trim().to_lowercase().as_str(), "j" | "ja" | "y" | "yes");
        if said { Ok(()) } else { Err(self.out.fail(Exit::Failure, "not-sure", &[])) }
    }

    fn token(&self) -> Result<String, Trouble> {
        if let Some(file) = &self.global.token_file {
            let text = std::fs::read_to_string(file);
            let why = |e: std::io::Error| {
                self.out.fail(
                    Exit::Config,
                    "token-file",
                    &[("file", file.display().to_string()), ("why", e.to_string())],
                )
            };
            return Ok(text.map_err(why)?.trim().to_owned());
        }
        std::env::var("GEHOOR_TOKEN").map_err(|_| self.out.fail(Exit::Usage, "no-token", &[]))
    }

    /// Why a use case did not do what was asked, as a trouble.
    pub fn failed(&self, error: &Error) -> Trouble {
        match error {
            Error::Invalid(faults) => {
                let mut trouble =
                    self.out.fail(Exit::Invalid, "invalid", &[("count", faults.len().to_string())]);
                let line = |f: &gehoor_shell::Fault| self.out.say(&format!("fault-{}", f.code), &f.args);
                trouble.lines = faults.iter().map(|f| format!("{}: {}", f.pointer, line(f))).collect();
                trouble
            }
            Error::Db(error) => self.refused(Refused::Db(error.clone())),
            other => Trouble::new(Exit::Failure, "failed", other.to_string()),
        }
    }

    /// Why the store can't be used, as a trouble.
    pub fn refused(&self, refused: Refused) -> Trouble {
        let (exit, code) = match &refused {
            Refused::Db(DbError::Refused { code: "cannotOpen", .. }) => (Exit::NotFound, "cannotOpen"),
            Refused::Db(DbError::Refused { code, .. }) => (Exit::Conflict, *code),
            Refused::Db(DbError::NewerSchema { .. }) => (Exit::Conflict, "newerSchema"),
            Refused::Db(error) if error.is_passing() => (Exit::TryLater, "store"),
            Refused::Folder { .. } => (Exit::Config, "folder"),
            _ => (Exit::Failure, "store"),
        };
        Trouble::new(exit, code, refused.to_string())
    }
}
