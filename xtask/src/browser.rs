//! `cargo xtask e2e` and `cargo xtask gallery`: the demo company in a real browser.

use crate::run::free_port;
use crate::shell::{self, Done, say};
use crate::web;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// The moment at which the demo company is looked at: a Wednesday morning, so that pictures stay the same.
const MOMENT: &str = "2026-11-25T10:20:00+01:00";
const CHROMIUM: &str = "/usr/bin/chromium";
const DEVICES: &[&str] = &["--project", "desktop", "--project", "phone", "--project", "no-script"];

/// Runs the browser tests; arguments go on to Playwright.
pub fn tests(args: &[String]) -> Done {
    let (ok, _) = play(DEVICES, args, &[])?;
    if ok { Ok(()) } else { Err("the browser tests failed".to_owned()) }
}

/// Runs the browser tests with the programs that are built: whether all passed, and what Playwright wrote.
pub fn counted() -> Done<(bool, Vec<String>)> {
    play(DEVICES, &[], &[])
}

/// Takes a picture of every page with every sample into `target/gallery`.
pub fn gallery(args: &[String]) -> Done {
    let folder = shell::root().join("target/gallery");
    let (ok, _) = play(&["--project", "gallery"], args, &[("GEHOOR_GALLERY", &folder)])?;
    if !ok {
        return Err("not every picture could be taken".to_owned());
    }
    say(&format!("The gallery stands in {}/index.html", folder.display()));
    Ok(())
}

/// Takes the pictures of the README anew, into `docs/pictures`.
pub fn pictures(args: &[String]) -> Done {
    let folder = shell::root().join("docs/pictures");
    let (ok, _) = play(&["--project", "pictures"], args, &[("GEHOOR_PICTURES", &folder)])?;
    if ok { Ok(()) } else { Err("not every picture could be taken".to_owned()) }
}

fn play(projects: &[&str], args: &[String], folders: &[(&str, &Path)]) -> Done<(bool, Vec<String>)> {
    web::build()?;
    shell::run(shell::cargo().args(["build", "--package", "gehoor"]))?;
    let folder = shell::root().join("e2e");
    web::install(&folder)?;
    let chromium = chromium()?;
    let company = Company::start()?;
    let mut command = Command::new("npx");
    command.current_dir(&folder).args(["playwright", "test"]).args(projects).args(args);
    command
        .env("GEHOOR_URL", &company.url)
        .env("GEHOOR_TOKEN", &company.token)
        .env("GEHOOR_PROGRAM", shell::built("gehoor"))
        .env("GEHOOR_CHROMIUM", chromium);
    command.envs(folders.iter().copied());
    shell::watch(&mut command)
}

/// Debian's Chromium, installed when it is missing and we may.
fn chromium() -> Done<PathBuf> {
    let path = PathBuf::from(CHROMIUM);
    if !path.exists() {
        say("Chromium is missing: installing Debian's package");
        let _ = Command::new("apt-get").arg("update").stdout(Stdio::null()).status();
        let mut install = Command::new("apt-get");
        install.args(["install", "--yes", "--no-install-recommends", "chromium"]);
        shell::run(install.env("DEBIAN_FRONTEND", "noninteractive").stdout(Stdio::null()))?;
    }
    if path.exists() { Ok(path) } else { Err("install Chromium (Debian: apt install chromium)".to_owned()) }
}

/// The demo company, served; killed, and its folder removed, when dropped.
struct Company {
    child: Child,
    folder: PathBuf,
    url: String,
    token: String,
}

impl Company {
    fn start() -> Done<Self> {
        let folder = std::env::temp_dir().join(format!("gehoor-e2e-{}", std::process::id()));
        let port = free_port()?.to_string();
        let mut command = Command::new(shell::built("gehoor"));
        command.args([
            "demo",
            "--no-story",
            "--language",
            "nl",
            "--now",
            MOMENT,
            "--port",
            &port,
            "--folder",
        ]);
        let child = command.arg(&folder).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let mut child = child.map_err(|e| format!("the demo company does not start: {e}"))?;
        let told = child.stdout.take().ok_or("the demo company says nothing")?;
        let mut company =
            Self { child, folder, url: format!("http://127.0.0.1:{port}"), token: String::new() };
        let mut lines = BufReader::new(told).lines().map_while(Result::ok);
        let token = lines.find_map(|line| {
            line.split_whitespace().find(|word| word.starts_with("gehoor_pat_")).map(str::to_owned)
        });
        company.token = token.ok_or("the demo company ended before it told its token")?;
        std::thread::spawn(move || lines.for_each(drop));
        Ok(company)
    }
}

impl Drop for Company {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
