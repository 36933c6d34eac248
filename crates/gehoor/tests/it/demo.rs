//! The story of the demo, told by the real program.

use std::path::Path;
use std::process::Command;

use gehoor_db::{Engine, Place};

/// Tells the story; gives what it printed, and fails when it says that something does not hold.
fn told(language: &str, database: Option<&str>) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gehoor"));
    command.args(["demo", "--story-only", "--language", language]).env_remove("GEHOOR_STORE__DATABASE_URL");
    if let Some(url) = database {
        command.env("GEHOOR_STORE__DATABASE_URL", url);
    }
    let done = command.output().expect("the program runs");
    let text = String::from_utf8(done.stdout).expect("text");
    assert!(done.status.success(), "{text}\n{}", String::from_utf8_lossy(&done.stderr));
    text
}

/// Which digits a story has depends on chance: how many minutes until the next try.
fn without_digits(text: &str) -> String {
    text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

#[test]
fn the_story_is_true_and_the_readme_tells_it_as_it_is() {
    let story = told("en", None);
    assert!(story.ends_with("Done: 3 promises made, 3 kept, 1 kill, nothing lost.\n"), "{story}");
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md"));
    let readme = readme.expect("the README");
    let block = readme.split("```text\nThe story").nth(1).and_then(|rest| rest.split("```").next());
    let printed = format!("The story{}", block.expect("the story in the README"));
    assert_eq!(without_digits(&printed), without_digits(&story));
}

#[test]
fn the_story_is_true_on_the_other_engine() {
    gehoor_testkit::on(Engine::Postgres, |fresh| async move {
        let Place::Url(url) = &fresh.options.place else { panic!("no address") };
        let story = told("nl", Some(url));
        assert!(
            story.ends_with("Klaar: 3 beloften gedaan, 3 gehouden, 1 keer afgebroken, niets kwijt.\n"),
            "{story}"
        );
    });
}
