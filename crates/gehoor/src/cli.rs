//! The command line: reads the words, runs the command, turns its end into an exit code.

mod args;
mod client;
mod config;
mod demo;
mod help;
mod import;
mod inside;
mod out;
mod paper;
mod people;
mod promise;
mod reference;
mod server;
mod session;
mod store;

use args::{Cli, Command};
use clap::FromArgMatches;
use clap::error::ErrorKind;
use gehoor_shell::texts::{Language, Texts};
use out::{Exit, Out, Trouble};
use session::Session;
use std::ffi::OsString;
use std::io::Write as _;
use std::process::ExitCode;

/// Runs the program with the words it was called with.
pub fn main() -> ExitCode {
    let words: Vec<OsString> = std::env::args_os().collect();
    let out = match texts() {
        Ok(texts) => Out::new(texts, language(&words), has(&words, "--json"), has(&words, "--quiet")),
        Err(why) => {
            let _ = writeln!(std::io::stderr(), "gehoor: the texts can't be read: {why}");
            return ExitCode::FAILURE;
        }
    };
    match parse(&words, &out) {
        Ok(cli) => end(&out, run(cli, &out)),
        Err(code) => code,
    }
}

fn texts() -> Result<Texts, gehoor_shell::texts::BadCatalogue> {
    let slices = crate::slices::all();
    let all =
        crate::TEXTS.iter().chain(gehoor_shell::TEXTS).chain(slices.iter().flat_map(|slice| slice.texts));
    Texts::new(all)
}

fn has(words: &[OsString], flag: &str) -> bool {
    words.iter().any(|word| word == flag)
}

// Before the words are parsed, since help and errors are already in it.
fn language(words: &[OsString]) -> Language {
    let after = |at: usize| words.get(at + 1)?.to_str().map(str::to_owned);
    let joined = words.iter().find_map(|word| word.to_str()?.strip_prefix("--language=").map(str::to_owned));
    let said = words.iter().position(|word| word == "--language").and_then(after).or(joined);
    let variable = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["GEHOOR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
    said.or(locale).and_then(|tag| Language::of_tag(&tag)).unwrap_or(Language::En)
}

fn parse(words: &[OsString], out: &Out) -> Result<Cli, ExitCode> {
    let parsed =
        help::command(out).try_get_matches_from(words).and_then(|matches| Cli::from_arg_matches(&matches));
    parsed.map_err(|error| {
        let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
        if asked || !out.json {
            let _ = error.print();
        } else {
            out.trouble(&Trouble::new(Exit::Usage, "usage", error.to_string().trim_end()));
        }
        if asked { ExitCode::SUCCESS } else { code(Exit::Usage) }
    })
}

fn run(cli: Cli, out: &Out) -> Result<(), Trouble> {
    let session = Session::new(cli.global, out.clone());
    match cli.command {
        command @ (Command::Config(_)
        | Command::Completions(_)
        | Command::Man(_)
        | Command::Version
        | Command::Reference(_)) => at_once(&session, command),
        command => runtime()?.block_on(later(&session, command)),
    }
}

// What needs no store and no network.
fn at_once(session: &Session, command: Command) -> Result<(), Trouble> {
    match command {
        Command::Config(command) => config::run(session, &command),
        Command::Completions(args) => paper::completions(&session.out, args.shell),
        Command::Man(args) => paper::man(&session.out, args.folder.as_deref()),
        Command::Reference(args) => paper::reference(&args.folder, args.check),
        _ => paper::version(&session.out),
    }
}

fn runtime() -> Result<tokio::runtime::Runtime, Trouble> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

async fn later(session: &Session, command: Command) -> Result<(), Trouble> {
    match command {
        Command::Serve(args) => server::serve(session, &args).await,
        Command::Demo(args) => demo::demo(session, &args).await,
        Command::Setup(args) => server::setup(session, args).await,
        Command::User(command) => people::user(session, command).await,
        Command::Team(command) => people::team(session, command).await,
        Command::Token(command) => people::token(session, command).await,
        Command::Import(command) => import::run(session, command).await,
        Command::Today(args) => promise::today(session, &args).await,
        Command::Promise(command) => promise::run(session, command).await,
        Command::Check => store::check(session).await,
        Command::Backup(command) => store::backup(session, command).await,
        Command::Restore(args) => store::restore(session, &args).await,
        Command::Doctor => server::doctor(session).await,
        Command::Healthcheck => server::healthcheck(session).await,
        other => at_once(session, other),
    }
}

fn end(out: &Out, done: Result<(), Trouble>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            out.trouble(&trouble);
            code(trouble.exit)
        }
    }
}

fn code(exit: Exit) -> ExitCode {
    ExitCode::from(exit as u8)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_catalogues_of_all_slices_go_together() {
        assert!(super::texts().is_ok(), "{:?}", super::texts().err());
    }
}
