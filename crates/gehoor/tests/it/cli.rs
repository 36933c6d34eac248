//! The command line as people and scripts use it.

use crate::program::{BINARY, Program, run, site};
use std::process::Command;

const NOBODY: &str = "us_00000000000000000000000000";

#[test]
fn help_starts_with_examples_in_the_persons_language() {
    let program = Program::empty();
    let help = program.run(&["--help"]);
    assert!(help.code == 0 && help.out.starts_with("Examples:\n  gehoor "), "{help:?}");
    let dutch = program.run(&["--language", "nl", "import", "--help"]);
    assert!(
        dutch.out.starts_with("Voorbeelden:\n  gehoor import") && dutch.out.contains("Gebruik:"),
        "{dutch:?}"
    );
}

#[test]
fn a_wrong_call_ends_with_2_and_says_so_as_json_when_asked() {
    let program = Program::empty();
    let wrong = program.run(&["promise", "shwo"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""), "{wrong:?}");
    let json = program.run(&["--json", "promise", "shwo"]);
    assert_eq!((json.code, json.json()["error"]["code"].as_str()), (2, Some("usage")));
}

#[test]
fn settings_are_shown_with_their_origin_and_unknown_ones_refused_with_a_suggestion() {
    let program = Program::empty();
    let shown = program.run(&["config", "show", "--origin", "--json"]).json();
    assert_eq!(shown["store.folder"]["origin"], "GEHOOR_STORE__FOLDER");
    assert_eq!(shown["server.listen"]["origin"], "default");
    let url = "postgres://a:geheim@b/c";
    let secret = run(program.command().env("GEHOOR_STORE__DATABASE_URL", url).args(["config", "show"]));
    assert!(secret.out.contains("***") && !secret.out.contains("geheim"), "{secret:?}");
    let unknown = run(program.command().env("GEHOOR_SERVER__LISEN", "x").args(["config", "check"]));
    assert!(unknown.code == 78 && unknown.err.contains("server.listen"), "{unknown:?}");
}

#[test]
fn setting_up_twice_is_the_same_as_once() {
    let program = Program::empty();
    let missing = program.run(&["setup", "--no-input"]);
    assert!(missing.code == 2 && missing.err.contains("--company"), "{missing:?}");
    let named = ["setup", "--no-input", "--company", "A", "--admin-name", "B"];
    let wrong = program.run(&[&named[..], &["--zone", "Mars/Base"]].concat());
    assert_eq!(wrong.code, 5, "{wrong:?}");
    let first = program.run(&named);
    assert!(first.code == 0 && first.out.starts_with("gehoor_pat_"), "{first:?}");
    let again = program.run(&[&named[..], &["--json"]].concat());
    assert!(again.code == 0 && again.json()["token"].is_null(), "{again:?}");
}

#[test]
fn people_are_set_up_without_a_server() {
    let program = Program::set_up();
    let added = program.run(&["user", "add", "Fatima Jansen", "--email", "fatima@example.com"]);
    assert_eq!(added.code, 0, "{added:?}");
    let id = added.out.trim().to_owned();
    let team = program.run(&["team", "add", "Balie", "--lead", &id]);
    assert_eq!(team.code, 0, "{team:?}");
    assert!(program.run(&["user", "list"]).out.contains("Fatima Jansen"));
    let wrong = program.run(&["user", "add", "X", "--email", "no address", "--json"]);
    assert_eq!((wrong.code, wrong.json()["error"]["errors"][0]["pointer"].as_str()), (5, Some("/email")));
    let token = program.run(&["token", "create", "werkplaats", "--user", &id]);
    assert!(token.out.starts_with("gehoor_pat_"), "{token:?}");
    let nobody = program.run(&["user", "leave", NOBODY]);
    assert_eq!(nobody.code, 3, "{nobody:?}");
    let listed = program.run(&["token", "list", "--json"]);
    assert!(listed.out.contains("lastUsedAt"), "{listed:?}");
    let (team, other) = (team.out.trim(), program.run(&["team", "add", "Werkplaats", "--lead", &id]));
    let other = other.out.trim();
    let closed = program.run(&["team", "close", team, "--to", other, "--yes", "--json"]);
    assert_eq!((closed.code, closed.json()["successor"]["teamId"].as_str()), (0, Some(other)), "{closed:?}");
    let again = program.run(&["team", "close", team, "--to", &id, "--yes"]);
    assert!(again.code != 0 && !again.err.is_empty(), "{again:?}");
}

#[test]
fn a_promise_is_made_tried_and_kept() {
    let program = Program::set_up();
    let none = program.run(&["promise", "show", "pr_00000000000000000000000000"]);
    assert_eq!(none.code, 3, "{none:?}");
    let rows = "klant;telefoon;belofte;moment\nMevrouw De Wit;0612345678;bellen;2026-01-05 10:00\n";
    let made = program.run(&["import", "promises", &program.file("b.csv", rows.as_bytes())]);
    assert_eq!(made.code, 0, "{made:?}");
    let id = program.first_of_today();
    let tried = program.run(&["promise", "attempt", &id, "noAnswer", "--json"]);
    assert!(tried.code == 0 && tried.json()["nextStep"].is_object(), "{tried:?}");
    let kept = program.run(&["promise", "attempt", &id, "reached", "--kept", "--json"]);
    assert_eq!((kept.code, kept.json()["state"].as_str()), (0, Some("kept")), "{kept:?}");
    let check = program.run(&["check", "--json"]);
    assert_eq!((check.code, check.json()["findings"].as_i64()), (0, Some(0)), "{check:?}");
}

#[test]
fn a_backup_is_verified_and_restored_into_an_empty_folder_only() {
    let program = Program::set_up();
    program.run(&["user", "add", "Fatima Jansen"]);
    let file = program.path("a.backup").display().to_string();
    let code = |args: &[&str]| program.run(args).code;
    assert_eq!(code(&["backup", "create", &file]), 0);
    assert_eq!(code(&["backup", "create", &file]), 4);
    assert_eq!(code(&["backup", "verify", &file]), 0);
    assert_eq!(code(&["backup", "verify", "absent.backup"]), 3);
    assert_eq!(code(&["restore", &file]), 4);
    let fresh = program.path("fresh").display().to_string();
    let into = ["--data", fresh.as_str()];
    assert_eq!(code(&[&["restore", &file], &into[..]].concat()), 0);
    assert!(program.run(&[&["user", "list"], &into[..]].concat()).out.contains("Fatima Jansen"));
}

#[test]
fn a_backup_of_a_database_server_is_restored_into_a_file() {
    let Some(database) = gehoor_testkit::empty_database() else {
        eprintln!("skipped on PostgreSQL: it is not installed");
        return;
    };
    let program = Program::empty();
    let on_server =
        |args: &[&str]| run(program.command().env("GEHOOR_STORE__DATABASE_URL", database.url()).args(args));
    let named = ["setup", "--no-input", "--company", "A", "--admin-name", "Fatima Jansen"];
    assert_eq!(on_server(&named).code, 0);
    let file = program.path("a.backup").display().to_string();
    let made = on_server(&["backup", "create", &file]);
    assert_eq!(made.code, 0, "{made:?}");
    let restored = program.run(&["restore", &file]);
    assert_eq!(restored.code, 0, "{restored:?}");
    assert!(program.run(&["user", "list"]).out.contains("Fatima Jansen"));
    assert_eq!(program.run(&["check"]).code, 0);
    assert_ne!(on_server(&["restore", &file]).code, 0, "the server's store is not empty");
}

#[test]
fn a_file_that_is_no_backup_restores_nothing() {
    let program = Program::set_up();
    let broken = program.file("b.backup", b"this is no database");
    assert_ne!(program.run(&["backup", "verify", &broken]).code, 0);
    let other = program.path("other");
    assert_ne!(program.run(&["restore", &broken, "--data", &other.display().to_string()]).code, 0);
    assert!(!other.join("gehoor.db").exists());
}

#[test]
fn commands_go_to_the_server_that_holds_the_store() {
    let folder = tempfile::tempdir().unwrap();
    let site = site(folder.path());
    let running = site.start().unwrap();
    let url = format!("http://{}", site.address);
    let mut list = Command::new(BINARY);
    list.env("GEHOOR_STORE__FOLDER", site.folder()).env("GEHOOR_TOKEN", &site.token).env("GEHOOR_URL", &url);
    assert!(run(list.args(["user", "list"])).out.contains("Noor Proef"));
    assert!(site.run(&["healthcheck", "--url", &url]).unwrap().status.success());
    let second = site.run(&["serve", "--listen", "127.0.0.1:0"]).unwrap();
    assert_eq!(second.status.code(), Some(4), "{second:?}");
    let beside = site.run(&["check"]).unwrap();
    assert!(beside.status.success(), "{beside:?}");
    running.kill();
    assert_eq!(site.run(&["healthcheck", "--url", &url]).unwrap().status.code(), Some(75));
}

#[test]
fn completions_and_manual_pages_are_written() {
    let program = Program::empty();
    assert!(program.run(&["completions", "bash"]).out.contains("gehoor"));
    assert!(program.run(&["man"]).out.contains(".TH"));
    assert!(program.run(&["version", "--json"]).json()["schema"].as_u64() > Some(0));
}
