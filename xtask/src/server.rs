//! A running server on a fresh data folder, for tests that look at it from outside.

use crate::run::free_port;
use crate::shell::{self, Done};
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
