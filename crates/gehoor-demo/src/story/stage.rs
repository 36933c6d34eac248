//! The server on which the story is played, seen from outside: a process of its own that can be killed.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use gehoor_kernel::time::Instant;
use serde_json::Value;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

use crate::Trouble;

const LONGEST_START: Duration = Duration::from_secs(30);

/// A running server process.
pub(super) struct Stage {
    child: Child,
    hand: ChildStdin,
    told: Lines<BufReader<ChildStdout>>,
    /// Host and port on which it serves.
    pub(super) address: String,
    /// A token of the administrator; only a first start on a folder tells it.
    pub(super) token: Option<String>,
}

/// How a stage is started.
pub(super) struct Place {
    /// The program: this one.
    pub(super) program: PathBuf,
    /// Its data folder.
    pub(super) folder: PathBuf,
    /// Whether a database that the environment names is used instead of the folder.
    pub(super) named_database: bool,
}

impl Place {
    /// Starts the server with its clock standing at `at`. Returns once it serves: the process tells so itself.
    pub(super) async fn start(&self, at: Instant) -> Result<Stage, Trouble> {
        let mut child = self.command(at).spawn()?;
        let (hand, out) = child.stdin.take().zip(child.stdout.take()).ok_or_else(|| lost("no pipes"))?;
        let mut told = BufReader::new(out).lines();
        let first = tokio::time::timeout(LONGEST_START, told.next_line()).await;
        let line = first.map_err(|_| lost("it does not start"))??.ok_or_else(|| lost("it ended at once"))?;
        let said: Value = serde_json::from_str(&line).map_err(|_| lost(&line))?;
        let text = |name: &str| said.get(name).and_then(Value::as_str).map(str::to_owned);
        let address = text("address").ok_or_else(|| lost(&line))?;
        Ok(Stage { child, hand, told, address, token: text("token") })
    }

    fn command(&self, at: Instant) -> Command {
        let mut command = Command::new(&self.program);
        command.arg("demo").args(["--stage", &at.as_micros().to_string()]).arg("--folder").arg(&self.folder);
        if !self.named_database {
            command.env_remove("GEHOOR_STORE__DATABASE_URL");
        }
        command.env("GEHOOR_LOG__LEVEL", "error");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        command
    }

    /// Runs `gehoor check` on what the server left.
    ///
    /// # Errors
    /// With the findings, when there are any.
    pub(super) async fn check(&self) -> Result<(), Trouble> {
        let mut command = Command::new(&self.program);
        command.arg("check").arg("--data").arg(&self.folder);
        if !self.named_database {
            command.env_remove("GEHOOR_STORE__DATABASE_URL");
        }
        let done = command.output().await?;
        if done.status.success() {
            return Ok(());
        }
        let told = [done.stdout, done.stderr].concat();
        Err(Trouble::Broken(String::from_utf8_lossy(&told).into_owned()))
    }
}

impl Stage {
    /// Moves the server's clock to `at`; returns once the server says that it stands there.
    pub(super) async fn set(&mut self, at: Instant) -> Result<(), Trouble> {
        self.hand.write_all(format!("{}\n", at.as_micros()).as_bytes()).await?;
        self.hand.flush().await?;
        let told = self.told.next_line().await?.ok_or_else(|| lost("it ended"))?;
        if told == at.as_micros().to_string() { Ok(()) } else { Err(lost(&told)) }
    }

    /// Kills the process as `kill -9` does: it gets no chance to finish anything.
    pub(super) async fn kill(mut self) -> Result<(), Trouble> {
        self.child.start_kill()?;
        self.child.wait().await?;
        Ok(())
    }

    /// Lets the process end by itself: its input ends.
    pub(super) async fn end(mut self) -> Result<(), Trouble> {
        drop(self.hand);
        let ended = self.child.wait().await?;
        if ended.success() { Ok(()) } else { Err(lost("it did not end well")) }
    }
}

fn lost(why: &str) -> Trouble {
    Trouble::Server(format!("the server of the story: {why}"))
}
