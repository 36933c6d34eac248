//! `cargo xtask gen`: the reference documents, written by the program itself.

use crate::shell::{self, Done};

/// Writes `docs/reference/`; with `--check` only says what differs from what stands there.
pub fn run(args: &[String]) -> Done {
    let folder = shell::root().join("docs/reference");
    let mut command = shell::cargo();
    command.args(["run", "--quiet", "--package", "gehoor", "--", "reference"]).arg(folder).args(args);
    shell::run(&mut command)
}
