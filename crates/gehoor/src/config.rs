//! Technical settings: flag before environment before file before default. An unknown name is an error.

mod keys;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use keys::{KEYS, Key, Kind, networks};

/// Where a value came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nobody said otherwise.
    Default,
    /// The configuration file.
    File(PathBuf),
    /// This environment variable.
    Environment(String),
    /// A flag of the command.
    Flag,
    /// The file that holds the secret.
    SecretFile(PathBuf),
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(path) | Self::SecretFile(path) => write!(f, "{}", path.display()),
            Self::Environment(name) => f.write_str(name),
            Self::Flag => f.write_str("flag"),
        }
    }
}

/// Something wrong with the settings; the text is `config-fault-<code>` in the catalogues.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Stable word.
    pub code: &'static str,
    /// Named values for the text.
    pub args: Vec<(&'static str, String)>,
}

/// What the settings are read from. Built from the process once, by hand in tests.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The file named by `--config` or `GEHOOR_CONFIG`; it must exist.
    pub named_file: Option<PathBuf>,
    /// Files that may be there; the first that exists is read.
    pub usual_files: Vec<PathBuf>,
    /// The environment.
    pub environment: Vec<(String, String)>,
    /// Settings given as flags.
    pub flags: Vec<(&'static str, String)>,
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The value as text.
    pub value: String,
    /// Where it came from.
    pub origin: Origin,
}

/// All settings with their origins.
#[derive(Clone, Debug)]
pub struct Config(BTreeMap<&'static str, Setting>);

/// The prefix of the environment variables that are settings.
const PREFIX: &str = "GEHOOR_";

impl Config {
    /// Reads all sources; gives every fault at once.
    pub fn read(sources: &Sources) -> Result<Self, Vec<Fault>> {
        let mut reader = Reader::default();
        reader.defaults();
        reader.file(sources);
        reader.environment(&sources.environment);
        for (name, value) in &sources.flags {
            reader.set(name, value.clone(), Origin::Flag);
        }
        if reader.faults.is_empty() { Ok(Self(reader.values)) } else { Err(reader.faults) }
    }

    /// Every setting with its key, in the order of the sample.
    pub fn all(&self) -> impl Iterator<Item = (&'static Key, &Setting)> {
        KEYS.iter().filter_map(|key| Some((key, self.0.get(key.name)?)))
    }

    /// The value of a setting as text.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", |setting| &setting.value)
    }

    /// The value of a number setting; its bounds were checked when it was read.
    pub fn number(&self, name: &str) -> u64 {
        self.text(name).parse().unwrap_or_default()
    }

    /// The value of a setting in seconds.
    pub fn seconds(&self, name: &str) -> Duration {
        Duration::from_secs(self.number(name))
    }

    /// Whether nobody set this.
    pub fn is_default(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|setting| setting.origin == Origin::Default)
    }

    /// The folder that holds the data.
    pub fn folder(&self) -> PathBuf {
        PathBuf::from(self.text("store.folder"))
    }

    /// The folder for backups: the one that was set, else `backups` in the data folder.
    pub fn backups(&self) -> PathBuf {
        match self.text("backup.folder") {
            "" => self.folder().join("backups"),
            set => PathBuf::from(set),
        }
    }

    /// How people and software reach the server, without a slash at the end.
    pub fn base_url(&self) -> String {
        match self.text("server.base_url") {
            "" => format!("http://{}", self.text("server.listen")),
            set => set.trim_end_matches('/').to_owned(),
        }
    }
}

#[derive(Default)]
struct Reader {
    values: BTreeMap<&'static str, Setting>,
    faults: Vec<Fault>,
}

impl Reader {
    fn defaults(&mut self) {
        for key in KEYS {
            self.values.insert(key.name, Setting { value: key.default.to_owned(), origin: Origin::Default });
        }
    }

    fn file(&mut self, sources: &Sources) {
        let usual = || sources.usual_files.iter().find(|path| path.is_file());
        let Some(path) = sources.named_file.as_ref().or_else(usual) else { return };
        let table = std::fs::read_to_string(path).map_err(|e| e.to_string());
        match table.and_then(|text| text.parse::<toml::Table>().map_err(|e| e.to_string())) {
            Ok(table) => self.sections(&table, path),
            Err(why) => {
                self.fault("file", &[("file", path.display().to_string()), ("why", why.trim().to_owned())])
            }
        }
    }

    fn sections(&mut self, table: &toml::Table, path: &Path) {
        for (section, value) in table {
            match value.as_table() {
                Some(keys) => {
                    for (key, value) in keys {
                        self.name(&format!("{section}.{key}"), plain(value), Origin::File(path.to_owned()));
                    }
                }
                None => self.unknown(section, &Origin::File(path.to_owned())),
            }
        }
    }

    // A name without two underscores (GEHOOR_TOKEN) belongs to a command, not to the settings.
    fn environment(&mut self, environment: &[(String, String)]) {
        for (variable, value) in environment {
            let inner = variable.strip_prefix(PREFIX).and_then(|rest| rest.split_once("__"));
            if let Some((section, key)) = inner {
                let name = format!("{section}.{key}").to_lowercase();
                self.name(&name, Some(value.clone()), Origin::Environment(variable.clone()));
            }
        }
    }

    fn name(&mut self, name: &str, value: Option<String>, origin: Origin) {
        let secret = name.strip_suffix("_file").and_then(keys::find).filter(|key| key.secret);
        match (secret, keys::find(name), value) {
            (Some(key), _, Some(file)) => self.secret(key, Path::new(&file)),
            (_, Some(key), Some(value)) => self.set(key.name, value, origin),
            (_, None, _) => self.unknown(name, &origin),
            (_, _, None) => self.fault("shape", &[("name", name.to_owned()), ("origin", origin.to_string())]),
        }
    }

    fn secret(&mut self, key: &'static Key, file: &Path) {
        match std::fs::read_to_string(file) {
            Ok(text) => {
                let value = text.trim_end_matches(['\r', '\n']).to_owned();
                self.set(key.name, value, Origin::SecretFile(file.to_owned()));
            }
            Err(e) => self.fault("file", &[("file", file.display().to_string()), ("why", e.to_string())]),
        }
    }

    fn set(&mut self, name: &str, value: String, origin: Origin) {
        let Some(key) = keys::find(name) else { return self.unknown(name, &origin) };
        if key.takes(&value) {
            self.values.insert(key.name, Setting { value, origin });
            return;
        }
        let shown = if key.secret { "***".to_owned() } else { value };
        let args = [("name", key.name.to_owned()), ("value", shown), ("allowed", key.allowed())];
        self.fault("value", &[&args[..], &[("origin", origin.to_string())]].concat());
    }

    fn unknown(&mut self, name: &str, origin: &Origin) {
        let args = [("name", name.to_owned()), ("origin", origin.to_string())];
        match keys::nearest(name) {
            Some(near) => self.fault("unknown-near", &[&args[..], &[("near", near.to_owned())]].concat()),
            None => self.fault("unknown", &args),
        }
    }

    fn fault(&mut self, code: &'static str, args: &[(&'static str, String)]) {
        self.faults.push(Fault { code, args: args.to_vec() });
    }
}

fn plain(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Integer(number) => Some(number.to_string()),
        toml::Value::Boolean(flag) => Some(flag.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
