//! Development tasks of Gehoor: `cargo xtask run` starts the demo company, `cargo xtask test` runs every test.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a development tool talks to its terminal")]

mod browser;
mod deny;
mod gen_docs;
mod parts;
mod postgres;
mod run;
mod schemathesis;
mod server;
mod shell;
mod test;
mod tidy;
mod tools;
mod web;

use std::process::ExitCode;

const HELP: &str = "\
Development tasks of Gehoor.

  cargo xtask run [--fast N] [--port N]   build, start the demo company on a free folder and port
  cargo xtask test [--quick]              install what tests need, run every test (--quick: only tidy and the unit and integration tests)
  cargo xtask tidy                        the rules of the house that no compiler keeps
  cargo xtask gen [--check]               write docs/reference/ (or say what differs)
  cargo xtask sim --seeds N [--from S]    the simulator: N seeds of a simulated week
  cargo xtask torture --kills N --database sqlite|postgres
                                          kill the server under load N times and compare with the client's books
  cargo xtask schemathesis [--examples N] [--seeds N]
                                          the API from its own document, with more examples and seeds
  cargo xtask bench                       figures beside the raw limit, written to docs/reference/performance.md
  cargo xtask web                         styles and scripts into web/dist, when they changed; their types are checked
  cargo xtask e2e                         the browser tests on the demo company (installs Chromium)
  cargo xtask gallery                     a picture of every page with every sample, into target/gallery
  cargo xtask pictures                    the pictures of the README anew, into docs/pictures
  cargo xtask deny                        licences, sources and advisories of the dependencies
  cargo xtask tools                       install what tests need into target/venv and stop
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let rest = words.get(1..).unwrap_or_default();
    match task(words.first().map(String::as_str), rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

fn task(name: Option<&str>, rest: &[String]) -> shell::Done {
    match name {
        Some("run") => run::run(rest),
        Some("test") => test::run(rest),
        Some("tidy") => tidy::run(),
        Some("gen") => gen_docs::run(rest),
        Some("sim") => shell::in_workspace("gehoor-sim", &[], rest),
        Some("torture") => test::torture(rest),
        Some("bench") => test::bench(rest),
        Some("e2e") => browser::tests(rest),
        Some("gallery") => browser::gallery(rest),
        Some("pictures") => browser::pictures(rest),
        Some("web") => web::build().and_then(|()| web::check()),
        Some("deny") => deny::run(),
        Some("schemathesis") => schemathesis::more(rest),
        Some("tools") => tools::install_all(),
        Some("help" | "--help" | "-h") | None => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => Err(format!("no task named {other}; `cargo xtask help` lists them")),
    }
}
