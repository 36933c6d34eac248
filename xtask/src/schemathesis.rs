//! schemathesis: requests made up from the API's own document, against a running server.

use crate::server::Server;
use crate::shell::{self, Done, say};
use crate::tools;
use std::process::Command;

const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,\
    refusal_names_what_is_wrong,token_still_holds";

/// A short run, as part of the tests.
pub fn run() -> Done {
    once(20, 1)
}

/// `cargo xtask schemathesis`: as many examples of each operation, and as many seeds, as asked for.
pub fn more(args: &[String]) -> Done {
    let number = |name: &str, usual: u32| {
        let given = shell::option(args, name).map(str::parse);
        given.unwrap_or(Ok(usual)).map_err(|_| format!("{name} needs a number"))
    };
    let (examples, seeds) = (number("--examples", 100)?, number("--seeds", 3)?);
    shell::run(shell::cargo().args(["build", "--package", "gehoor", "--bin", "gehoor"]))?;
    for seed in 1..=seeds {
        say(&format!("schemathesis: seed {seed} of {seeds}, {examples} examples of each operation"));
        once(examples, seed)?;
    }
    Ok(())
}

fn once(examples: u32, seed: u32) -> Done {
    let tool = tools::schemathesis().ok_or("schemathesis could not be installed")?;
    let server = Server::start()?;
    let (user, token) = server.own_ids()?;
    let mut command = Command::new(tool);
    command.current_dir(shell::target()).arg("run").arg(format!("{}/api/v1/openapi.json", server.url));
    command.env("PYTHONPATH", shell::root().join("xtask/schemathesis")).env("SCHEMATHESIS_HOOKS", "hooks");
    command.env("PYTHONDONTWRITEBYTECODE", "1").env("GEHOOR_TEST_BEARER", &server.token);
    command.env("GEHOOR_TEST_USER_ID", user).env("GEHOOR_TEST_TOKEN_ID", token);
    command.args(["--header", &format!("Authorization: Bearer {}", server.token), "--checks", CHECKS]);
    command.args(["--phases", "examples,coverage,fuzzing,stateful", "--max-examples", &examples.to_string()]);
    command.args(["--seed", &seed.to_string(), "--workers", "2", "--no-shrink"]);
    command.args(["--request-timeout", "10", "--max-response-time", "10"]);
    command.args(["--suppress-health-check", "all", "--warnings", "off"]);
    shell::run(&mut command)
}
