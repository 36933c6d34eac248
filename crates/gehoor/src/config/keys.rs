//! Every technical setting there is: its name, its default and what it may hold. The texts about them stand in the
//! catalogues (`config-key-server-listen`). Business settings live in the database, never here.

use std::net::SocketAddr;
use std::ops::RangeInclusive;

use gehoor_channels::Hosts;
use gehoor_shell::server::{BadNetwork, Network};

/// What a setting may hold.
#[derive(Clone, Debug)]
pub enum Kind {
    /// Anything on one line.
    Text,
    /// A folder; a relative one is seen from where the program is started.
    Folder,
    /// `127.0.0.1:4266`
    Address,
    /// The same, or `off`.
    AddressOrOff,
    /// Addresses and networks with commas between them, or nothing.
    Networks,
    /// Names of hosts with commas between them, or nothing.
    Hosts,
    /// A whole number within bounds.
    Number(RangeInclusive<u64>),
    /// One of these words.
    Word(&'static [&'static str]),
    /// An address that starts with http:// or https://, or nothing.
    Url,
}

/// One technical setting.
#[derive(Clone, Debug)]
pub struct Key {
    /// `section.key`
    pub name: &'static str,
    /// The value when nobody says otherwise.
    pub default: &'static str,
    /// What it may hold.
    pub kind: Kind,
    /// Shown as `***`, and readable from a file named by `…_file`.
    pub secret: bool,
}

const fn key(name: &'static str, default: &'static str, kind: Kind) -> Key {
    Key { name, default, kind, secret: false }
}

/// The push services of the makers of browsers: Google, Mozilla, Apple, Microsoft.
const PUSH_HOSTS: &str =
    "fcm.googleapis.com, *.push.services.mozilla.com, *.push.apple.com, *.notify.windows.com";

/// All settings, in the order of the sample.
pub static KEYS: &[Key] = &[
    key("server.listen", "127.0.0.1:4266", Kind::Address),
    key("server.admin_listen", "127.0.0.1:4267", Kind::AddressOrOff),
    key("server.base_url", "", Kind::Url),
    key("server.trusted_proxies", "", Kind::Networks),
    key("server.rate_limit", "30000", Kind::Number(0..=10_000_000)),
    key("server.max_connections", "1024", Kind::Number(1..=65_535)),
    key("server.request_seconds", "30", Kind::Number(1..=600)),
    key("server.header_seconds", "10", Kind::Number(1..=60)),
    key("server.drain_seconds", "10", Kind::Number(0..=600)),
    key("server.body_kib", "1024", Kind::Number(16..=16_384)),
    key("store.folder", "data", Kind::Folder),
    Key { name: "store.database_url", default: "", kind: Kind::Text, secret: true },
    key("store.readers", "4", Kind::Number(1..=64)),
    key("store.connections", "24", Kind::Number(2..=500)),
    key("store.cache_mib", "8", Kind::Number(1..=4_096)),
    key("backup.folder", "", Kind::Folder),
    key("push.hosts", PUSH_HOSTS, Kind::Hosts),
    key("push.loopback", "off", Kind::AddressOrOff),
    key("log.level", "info", Kind::Word(&["error", "warn", "info", "debug", "trace"])),
    key("log.format", "auto", Kind::Word(&["auto", "text", "json"])),
];

/// The setting of this name.
pub fn find(name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name == name)
}

/// The known name that looks most like this one, if any comes near.
pub fn nearest(name: &str) -> Option<&'static str> {
    let near = KEYS.iter().map(|key| (strsim::damerau_levenshtein(key.name, name), key.name));
    near.filter(|(distance, _)| *distance <= 4).min().map(|(_, name)| name)
}

/// The addresses and networks of a text with commas between them.
pub fn networks(text: &str) -> Result<Vec<Network>, BadNetwork> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::parse).collect()
}

impl Key {
    /// Whether the setting may hold this value.
    pub fn takes(&self, value: &str) -> bool {
        match &self.kind {
            Kind::Text | Kind::Folder => !value.contains(['\0', '\n']),
            Kind::Address => value.parse::<SocketAddr>().is_ok(),
            Kind::AddressOrOff => value == "off" || value.parse::<SocketAddr>().is_ok(),
            Kind::Networks => networks(value).is_ok(),
            Kind::Hosts => value.parse::<Hosts>().is_ok(),
            Kind::Number(range) => value.parse().is_ok_and(|number| range.contains(&number)),
            Kind::Word(words) => words.contains(&value),
            Kind::Url => value.is_empty() || value.starts_with("http://") || value.starts_with("https://"),
        }
    }

    /// What the setting may hold, as it stands in messages and in the reference.
    pub fn allowed(&self) -> String {
        match &self.kind {
            Kind::Text => "text".to_owned(),
            Kind::Folder => "folder".to_owned(),
            Kind::Address => "address:port".to_owned(),
            Kind::AddressOrOff => "address:port|off".to_owned(),
            Kind::Networks => "address[/bits],…".to_owned(),
            Kind::Hosts => "host|*.domain,…".to_owned(),
            Kind::Number(range) => format!("{}-{}", range.start(), range.end()),
            Kind::Word(words) => words.join("|"),
            Kind::Url => "http(s)://…".to_owned(),
        }
    }

    /// The name of the environment variable: `GEHOOR_SERVER__LISTEN`.
    pub fn variable(&self) -> String {
        format!("GEHOOR_{}", self.name.replace('.', "__").to_uppercase())
    }
}
