//! The list of hosts that may be asked.

use std::str::FromStr;

/// Names of hosts; `*.push.example` stands for every name under push.example.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts(Vec<String>);

/// The text is not a list of host names with commas between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a list of host names")]
pub struct BadHosts;

impl Hosts {
    /// Whether this host is on the list.
    pub fn has(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        self.0.iter().any(|known| match known.strip_prefix('*') {
            Some(tail) => host.len() > tail.len() && host.ends_with(tail),
            None => host == *known,
        })
    }
}

impl FromStr for Hosts {
    type Err = BadHosts;

    fn from_str(text: &str) -> Result<Self, BadHosts> {
        let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
        names.map(read).collect::<Result<_, _>>().map(Self)
    }
}

/// A name has at least two parts, so that no list opens a whole country's names by mistake.
fn read(name: &str) -> Result<String, BadHosts> {
    let plain = name.strip_prefix("*.").unwrap_or(name);
    let parts: Vec<&str> = plain.split('.').collect();
    let fits = |part: &&str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let is_name = parts.iter().all(fits) && (parts.len() > 1 || name == "localhost");
    if is_name { Ok(name.to_ascii_lowercase()) } else { Err(BadHosts) }
}
