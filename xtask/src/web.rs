//! Styles and scripts: packages from npm, built into `web/dist`, which the program embeds.

use crate::shell::{self, Done, say};
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

/// Builds `web/dist` when it is older than its sources. Without npm the program is built with plain pages.
pub fn build() -> Done {
    let web = shell::root().join("web");
    if is_fresh(&web) {
        return Ok(());
    }
    if Command::new("npm").arg("--version").output().is_err() {
        say("npm is missing: pages will be plain, without styles and scripts");
        return Ok(());
    }
    say("Styles and scripts (npm)");
    install(&web)?;
    shell::run(Command::new("npm").current_dir(&web).args(["run", "--silent", "build"]))
}

/// Checks the types of the scripts and of the browser tests.
pub fn check() -> Done {
    for folder in ["web", "e2e"].map(|name| shell::root().join(name)) {
        install(&folder)?;
        shell::run(Command::new("npm").current_dir(&folder).args(["run", "--silent", "check"]))?;
    }
    Ok(())
}

/// Installs the packages of a folder as its lock file says, when that was not done since.
pub fn install(folder: &Path) -> Done {
    let (lock, done) = (folder.join("package-lock.json"), folder.join("node_modules/.package-lock.json"));
    if changed(&done) >= changed(&lock) && done.exists() {
        return Ok(());
    }
    shell::run(Command::new("npm").current_dir(folder).args([
        "ci",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
    ]))
}

fn is_fresh(web: &Path) -> bool {
    let built = changed(&web.join("dist/names.json"));
    built.is_some() && built >= newest(web)
}

/// When the newest source was changed; what was installed and built does not count.
fn newest(folder: &Path) -> Option<SystemTime> {
    let entries = std::fs::read_dir(folder).ok()?.filter_map(Result::ok);
    let sources = entries.filter(|entry| entry.file_name() != "node_modules" && entry.file_name() != "dist");
    sources
        .map(|entry| if entry.path().is_dir() { newest(&entry.path()) } else { changed(&entry.path()) })
        .max()
        .flatten()
}

fn changed(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).ok()?.modified().ok()
}
