//! `cargo xtask deny`: licences, bans and sources of the dependencies; advisories when their database can be had.

use crate::shell::{self, Done, say};
use crate::tools;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs cargo-deny; says plainly when the advisories could not be looked at.
pub fn run() -> Done {
    let tool = tools::deny().ok_or("cargo-deny could not be installed")?;
    shell::run(check(&tool).args(["licenses", "bans", "sources"]))?;
    if fetched(&tool) {
        return shell::run(check(&tool).arg("advisories"));
    }
    say("Advisories: SKIPPED, their database cannot be fetched from here");
    Ok(())
}

fn check(tool: &Path) -> Command {
    let mut command = Command::new(tool);
    command.current_dir(shell::root()).args(["--log-level", "error", "check", "--hide-inclusion-graph"]);
    command
}

fn fetched(tool: &Path) -> bool {
    let mut command = Command::new("timeout");
    command.arg("60").arg(tool).args(["--log-level", "off", "fetch", "db"]).current_dir(shell::root());
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}
