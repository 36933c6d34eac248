//! The built program with a data folder of its own.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The built program.
pub const BINARY: &str = env!("CARGO_BIN_EXE_gehoor");

/// A data folder, and the program on it.
pub struct Program {
    folder: tempfile::TempDir,
    /// The token that `setup` gave.
    pub token: String,
}

/// What a run gave.
#[derive(Debug)]
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Its standard output.
    pub out: String,
    /// Its standard error.
    pub err: String,
}

impl Run {
    /// The output as one JSON document.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"))
    }
}

impl Program {
    /// An empty folder.
    pub fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap(), token: String::new() }
    }

    /// A company that is set up.
    pub fn set_up() -> Self {
        let mut program = Self::empty();
        let run =
            program.run(&["setup", "--no-input", "--company", "Garage Proef", "--admin-name", "Noor Proef"]);
        assert_eq!(run.code, 0, "{run:?}");
        run.out.trim().clone_into(&mut program.token);
        program
    }

    /// A path in the folder of the test.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file in the folder of the test.
    pub fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path.display().to_string()
    }

    /// A command on the folder `data`, in English.
    pub fn command(&self) -> Command {
        let mut command = Command::new(BINARY);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("GEHOOR_"))
        {
            command.env_remove(name);
        }
        command
            .env("GEHOOR_STORE__FOLDER", self.path("data"))
            .env("GEHOOR_LANGUAGE", "en")
            .env("NO_COLOR", "1");
        command.env("GEHOOR_TOKEN", &self.token).current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, args: &[&str]) -> Run {
        run(self.command().args(args))
    }

    /// The first promise of today.
    pub fn first_of_today(&self) -> String {
        let today = self.run(&["today", "--json"]).json();
        let id = today.pointer("/items/0/promiseId");
        id.and_then(Value::as_str).unwrap_or_else(|| panic!("{today}")).to_owned()
    }
}

/// Runs a command to its end.
pub fn run(command: &mut Command) -> Run {
    let done = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run { code: done.status.code().unwrap_or(-1), out: text(done.stdout), err: text(done.stderr) }
}

/// A site of the testkit on a new folder.
pub fn site(folder: &Path) -> gehoor_testkit::Site {
    gehoor_testkit::Site::set_up(Path::new(BINARY), folder, None).unwrap()
}
