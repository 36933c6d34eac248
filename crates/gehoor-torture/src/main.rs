//! Kills the real server at random moments under load and looks whether anything that it acknowledged is gone, was done
//! twice, or was left lying.
//!
//! `gehoor-torture --kills 50 --database sqlite|postgres [--seed N] [--binary FILE] [--no-proof]`
//!
//! A run begins with a proof that it would see a fault: the server of a debug build is told to answer before its commit,
//! and the torture must find that out.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool that tells what it found")]

mod audit;
mod ledger;
mod rounds;
mod worker;

use std::path::PathBuf;
use std::process::ExitCode;

use gehoor_testkit::{Database, Site, empty_database};

/// What was asked for.
struct Asked {
    kills: u32,
    database: String,
    seed: u64,
    binary: PathBuf,
    proof: bool,
}

fn main() -> ExitCode {
    let asked = match asked(std::env::args().skip(1).collect()) {
        Ok(asked) => asked,
        Err(why) => {
            eprintln!(
                "{why}\nusage: gehoor-torture --kills N --database sqlite|postgres [--seed N] [--binary FILE] [--no-proof]"
            );
            return ExitCode::from(2);
        }
    };
    match prove(&asked).and_then(|()| torture(&asked)) {
        Ok(summary) => {
            println!("{summary}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn asked(args: Vec<String>) -> Result<Asked, String> {
    let beside = std::env::current_exe().map_err(|error| error.to_string())?.with_file_name("gehoor");
    let mut asked = Asked {
        kills: 50,
        database: "sqlite".to_owned(),
        seed: 1,
        binary: beside,
        proof: cfg!(debug_assertions),
    };
    let mut args = args.into_iter();
    while let Some(name) = args.next() {
        if name == "--no-proof" {
            asked.proof = false;
            continue;
        }
        let value = args.next().ok_or_else(|| format!("{name} needs a value"))?;
        let number = || value.parse::<u32>().map_err(|_| format!("{name}: {value} is no number"));
        match name.as_str() {
            "--kills" => asked.kills = number()?,
            "--seed" => asked.seed = u64::from(number()?),
            "--binary" => asked.binary = PathBuf::from(value),
            "--database" if value == "sqlite" || value == "postgres" => asked.database = value,
            _ => return Err(format!("{name} {value} is not known")),
        }
    }
    Ok(asked)
}

/// A planted fault must be found within a few kills.
fn prove(asked: &Asked) -> Result<(), String> {
    if !asked.proof {
        return Ok(());
    }
    let (site, _kept) = site(asked)?;
    let faulty = site.with("GEHOOR_PLANTED_FAULT", "answerEarly");
    match rounds::run(&faulty, 10, asked.seed) {
        Ok(_) => Err("the torture did not see that the server answers before its commit".to_owned()),
        Err(found) => {
            println!(
                "proof: a server that answers before its commit is found out ({})",
                found.lines().next().unwrap_or("")
            );
            Ok(())
        }
    }
}

fn torture(asked: &Asked) -> Result<String, String> {
    let (site, _kept) = site(asked)?;
    let summary = rounds::run(&site, asked.kills, asked.seed)?;
    Ok(format!("{}: {summary}", asked.database))
}

/// A fresh site; goes away with what stands beside it.
fn site(asked: &Asked) -> Result<(Site, (tempfile::TempDir, Option<Database>)), String> {
    let folder =
        tempfile::Builder::new().prefix("gehoor-torture-").tempdir().map_err(|error| error.to_string())?;
    let database = match asked.database.as_str() {
        "postgres" => Some(empty_database().ok_or("there is no PostgreSQL (initdb) on this machine")?),
        _ => None,
    };
    let url = database.as_ref().map(Database::url);
    let site = Site::set_up(&asked.binary, folder.path(), url.as_deref())?;
    Ok((site, (folder, database)))
}
