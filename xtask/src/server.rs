//! A running server on a fresh data folder, for tests that look at it from outside.

use crate::run::free_port;
use crate::shell::{self, Done};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A server; killed, and its folder removed, when dropped.
pub struct Server {
    child: Child,
    folder: PathBuf,
    /// `http://127.0.0.1:port`
    pub url: String,
    /// A token that may do everything.
    pub token: String,
}

impl Server {
    /// Sets a company up in a new folder and serves it.
    pub fn start() -> Done<Self> {
        let folder = std::env::temp_dir().join(format!("gehoor-test-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let token = set_up(&folder)?;
        let address = format!("127.0.0.1:{}", free_port()?);
        let child = gehoor(&folder)
            .args(["serve", "--listen", &address])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|e| format!("the server does not start: {e}"))?;
        let server = Self { child, folder, url: format!("http://{address}"), token };
        wait_for(&address)?;
        Ok(server)
    }
}

impl Server {
    /// The ids of the employee and of the token that [`Server::token`] belongs to.
    pub fn own_ids(&self) -> Done<(String, String)> {
        let tokens = self.get("/api/v1/tokens")?;
        let word = |prefix: &str| tokens.split('"').find(|word| word.starts_with(prefix)).map(str::to_owned);
        word("us_").zip(word("to_")).ok_or_else(|| format!("no token among {tokens}"))
    }

    fn get(&self, path: &str) -> Done<String> {
        let address = self.url.trim_start_matches("http://");
        let asked = TcpStream::connect(address).and_then(|mut stream| {
            let token = &self.token;
            write!(
                stream,
                "GET {path} HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\nconnection: close\r\n\r\n"
            )?;
            let mut answer = String::new();
            stream.read_to_string(&mut answer).map(|_| answer)
        });
        asked.map_err(|e| format!("{path}: {e}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn gehoor(folder: &PathBuf) -> Command {
    let mut command = Command::new(shell::built("gehoor"));
    command.env("GEHOOR_STORE__FOLDER", folder).env("GEHOOR_LOG__LEVEL", "error");
    command.env("GEHOOR_SERVER__ADMIN_LISTEN", "off").env("GEHOOR_SERVER__RATE_LIMIT", "0");
    command
}

fn set_up(folder: &PathBuf) -> Done<String> {
    let mut command = gehoor(folder);
    command.args([
        "setup",
        "--no-input",
        "--company",
        "Garage Test",
        "--zone",
        "Europe/Amsterdam",
        "--country",
        "NL",
    ]);
    command.args(["--language", "nl", "--admin-name", "Test", "--admin-email", "test@example.com"]);
    let told = shell::output(&mut command)?;
    let token = told.split_whitespace().find(|word| word.starts_with("gehoor_pat_"));
    token.map(str::to_owned).ok_or_else(|| format!("`gehoor setup` gave no token: {told}"))
}

#[expect(clippy::disallowed_methods, reason = "another process tells nothing before it listens")]
fn wait_for(address: &str) -> Done {
    for _ in 0..200 {
        if TcpStream::connect(address).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Err(format!("the server does not answer on {address} within 10 s"))
}
