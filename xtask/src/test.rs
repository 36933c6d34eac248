//! `cargo xtask test`: installs what tests need, runs everything, and closes with one line that sums up.

use crate::parts::Parts;
use crate::postgres::Cluster;
use crate::shell::{self, Done, say};
use crate::{gen_docs, schemathesis, tidy, tools};
use std::process::Command;

/// What the tests read to find the cluster of this run.
const POSTGRES: &str = "GEHOOR_TEST_POSTGRES";
/// Set to 1, a missing PostgreSQL fails the tests instead of skipping them.
const REQUIRE: &str = "GEHOOR_REQUIRE_POSTGRES";

/// How many checks passed, failed and were skipped.
#[derive(Default, Debug, PartialEq, Eq)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: usize,
    faults: Vec<String>,
}

impl Tally {
    fn note(&mut self, name: &str, checks: usize, done: Done) {
        match done {
            Ok(()) => self.passed += checks,
            Err(why) => {
                self.failed += 1;
                println!("{name}: {why}");
                self.faults.push(name.to_owned());
            }
        }
    }

    /// With the name among the faults when something failed.
    fn named(mut self, name: &str) -> Self {
        if self.failed > 0 {
            self.faults.push(name.to_owned());
        }
        self
    }

    fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.faults.extend(other.faults);
    }
}

/// A long test of the whole product, and what it is called.
struct Harness {
    name: &'static str,
    run: fn(&Cluster) -> Done<Tally>,
}

/// What takes about as long as the browser, one after the other.
const BESIDE: &[Harness] = &[
    Harness { name: "simulator: 300 seeds of a week", run: simulator },
    Harness { name: "torture: 50 kills on SQLite", run: |cluster| kills(cluster, "sqlite") },
    Harness { name: "torture: 50 kills on PostgreSQL", run: |cluster| kills(cluster, "postgres") },
    Harness { name: "schemathesis: the API from its own document", run: |_| schemathesis::run().map(one) },
];

/// The longest of all.
const BROWSER: &[Harness] = &[Harness { name: "browser: the pages as people use them", run: |_| browser() }];

/// Runs every test. `--quick` leaves out the simulator, the torture, schemathesis and the browser.
pub fn run(args: &[String]) -> Done {
    let quick = args.iter().any(|arg| arg == "--quick");
    let parts = Parts::default();
    let cluster =
        parts.time("tools and PostgreSQL", || tools::ready(quick).and_then(|()| Cluster::start()))?;
    let mut tally = Tally::default();
    say("Tidy");
    tally.note("tidy", tidy::RULES.len(), parts.time("tidy", tidy::run));
    parts.time("styles and scripts", crate::web::build)?;
    tally.note("types of the scripts", 1, parts.time("types of the scripts", crate::web::check));
    say("Building everything once: programs and tests");
    parts.time("building", || shell::run(shell::cargo().args(["build", "--workspace", "--all-targets"])))?;
    tally.add(parts.time("unit and integration tests", || cargo_tests(&cluster))?);
    say("Reference documents");
    let written = program(&cluster, "gehoor", &["reference", "docs/reference", "--check"]);
    tally.note("docs/reference", 1, written.and_then(|()| gen_docs::events(true)));
    if !quick {
        long_tests(&cluster, &parts, &mut tally);
    }
    drop(cluster);
    parts.print();
    close(&tally)
}

/// The long harnesses: the browser, and the others beside it.
fn long_tests(cluster: &Cluster, parts: &Parts, tally: &mut Tally) {
    say("The long harnesses, two beside each other");
    let lane = |harnesses: &'static [Harness]| {
        let mut tally = Tally::default();
        for harness in harnesses {
            say(harness.name);
            match parts.time(harness.name, || (harness.run)(cluster)) {
                Ok(done) => tally.add(done.named(harness.name)),
                Err(why) => tally.note(harness.name, 1, Err(why)),
            }
        }
        tally
    };
    std::thread::scope(|scope| {
        let beside = scope.spawn(|| lane(BESIDE));
        tally.add(lane(BROWSER));
        tally.add(beside.join().unwrap_or_else(|_| Tally { failed: 1, ..Tally::default() }));
    });
}

fn simulator(cluster: &Cluster) -> Done<Tally> {
    program(cluster, "gehoor-sim", &["--seeds", "300"]).map(one)
}

fn kills(cluster: &Cluster, database: &str) -> Done<Tally> {
    program(cluster, "gehoor-torture", &["--kills", "50", "--database", database]).map(one)
}

fn one((): ()) -> Tally {
    Tally { passed: 1, ..Tally::default() }
}

fn browser() -> Done<Tally> {
    let (ok, lines) = crate::browser::counted()?;
    let mut tally = playwright_tally(&lines);
    if tally.failed == 0 && (!ok || tally.passed == 0) {
        tally.failed += 1;
    }
    Ok(tally)
}

fn close(tally: &Tally) -> Done {
    if !tally.faults.is_empty() {
        println!("Failed: {}", tally.faults.join(", "));
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    if tally.failed == 0 { Ok(()) } else { Err("not everything passed".to_owned()) }
}

/// Every test, with a word only for those that fail.
const NEXTEST: [&str; 9] = [
    "nextest",
    "run",
    "--workspace",
    "--no-fail-fast",
    "--hide-progress-bar",
    "--status-level",
    "fail",
    "--final-status-level",
    "fail",
];

fn cargo_tests(cluster: &Cluster) -> Done<Tally> {
    let mut command = shell::cargo();
    command.env(POSTGRES, cluster.address()).env(REQUIRE, "1");
    let nextest = tools::nextest();
    match &nextest {
        Some(path) => {
            say("Unit and integration tests (nextest)");
            command.env("PATH", path_with(path)?).args(NEXTEST);
        }
        None => {
            say("Unit and integration tests (cargo test)");
            command.args(["test", "--workspace", "--all-targets", "--no-fail-fast"]);
        }
    }
    let (ok, lines) = shell::watch(&mut command)?;
    let mut tally = if nextest.is_some() { nextest_tally(&lines) } else { cargo_tally(&lines) };
    if !ok && tally.failed == 0 || tally.passed == 0 {
        tally.failed += 1;
    }
    if tally.failed > 0 {
        tally.faults.push("unit and integration tests".to_owned());
    }
    Ok(tally)
}

fn path_with(program: &std::path::Path) -> Done<std::ffi::OsString> {
    let folder = program.parent().map(std::path::Path::to_path_buf);
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(folder.into_iter().chain(std::env::split_paths(&path))).map_err(|e| e.to_string())
}

// "Summary [  1.2s] 12 tests run: 11 passed (1 slow), 1 failed, 2 skipped"
fn nextest_tally(lines: &[String]) -> Tally {
    let summary = lines.iter().rev().find(|line| line.trim_start().starts_with("Summary ["));
    let counts = summary.and_then(|line| line.split_once("run:")).map_or("", |(_, counts)| counts);
    Tally {
        passed: before(counts, " passed"),
        failed: before(counts, " failed"),
        skipped: before(counts, " skipped"),
        faults: Vec::new(),
    }
}

// "test result: ok. 5 passed; 0 failed; 0 ignored; …", once for each test binary
fn cargo_tally(lines: &[String]) -> Tally {
    let mut tally = Tally::default();
    for line in lines.iter().filter(|line| line.starts_with("test result:")) {
        tally.passed += before(line, " passed");
        tally.failed += before(line, " failed");
        tally.skipped += before(line, " ignored");
    }
    tally
}

// "  2 failed", "  1 flaky", "  3 skipped", "  4 did not run", "  113 passed (1.2m)", each on a line of its own at the end
fn playwright_tally(lines: &[String]) -> Tally {
    let count = |word: &str| {
        let is_count = |line: &&String| {
            line.trim_start().split_once(word).is_some_and(|(n, _)| n.parse::<usize>().is_ok())
        };
        lines.iter().rev().find(is_count).map_or(0, |line| before(line, word))
    };
    Tally {
        passed: count(" passed"),
        failed: count(" failed") + count(" flaky") + count(" did not run"),
        skipped: count(" skipped"),
        faults: Vec::new(),
    }
}

fn before(text: &str, word: &str) -> usize {
    let Some(at) = text.find(word) else { return 0 };
    let digits: String = text[..at].chars().rev().take_while(char::is_ascii_digit).collect();
    digits.chars().rev().collect::<String>().parse().unwrap_or(0)
}

fn program(cluster: &Cluster, name: &str, args: &[&str]) -> Done {
    let mut command = Command::new(shell::built(name));
    command.current_dir(shell::root()).args(args).env(POSTGRES, cluster.address()).env(REQUIRE, "1");
    shell::run(&mut command)
}

/// `cargo xtask torture`: the server killed under load, as often as asked.
pub fn torture(args: &[String]) -> Done {
    shell::run(shell::cargo().args(["build", "--package", "gehoor", "--bin", "gehoor"]))?;
    if shell::option(args, "--database") != Some("postgres") {
        return shell::in_workspace("gehoor-torture", &[], args);
    }
    let cluster = Cluster::start()?;
    shell::in_workspace("gehoor-torture", &[(POSTGRES, &cluster.address())], args)
}

/// `cargo xtask bench`: figures of the release profile beside the raw limit of the same run.
pub fn bench(args: &[String]) -> Done {
    // The page is measured with its styles, beside a file of its size.
    crate::web::build()?;
    let cluster = Cluster::start()?;
    let mut command = shell::cargo();
    command.args(["run", "--release", "--package", "gehoor-bench", "--"]).args(args);
    shell::run(command.env(POSTGRES, cluster.address()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_of_both_runners_are_read() {
        let nextest =
            ["     Summary [   1.204s] 14 tests run: 11 passed (1 slow), 3 failed, 2 skipped".to_owned()];
        assert_eq!(nextest_tally(&nextest), Tally { passed: 11, failed: 3, skipped: 2, faults: vec![] });
        let cargo = [
            "test result: ok. 5 passed; 0 failed; 1 ignored;".to_owned(),
            "test result: FAILED. 2 passed; 1 failed; 0 ignored;".to_owned(),
        ];
        assert_eq!(cargo_tally(&cargo), Tally { passed: 7, failed: 1, skipped: 1, faults: vec![] });
    }

    #[test]
    fn the_closing_lines_of_the_browser_tests_are_read() {
        let lines: Vec<String> = [
            "[113/113] [desktop] › a 7 passed page",
            "  1 failed",
            "    [desktop] › a.spec",
            "  2 skipped",
            "  110 passed (1.2m)",
        ]
        .map(str::to_owned)
        .to_vec();
        let tally = playwright_tally(&lines).named("browser");
        assert_eq!(tally, Tally { passed: 110, failed: 1, skipped: 2, faults: vec!["browser".to_owned()] });
    }

    #[test]
    fn a_failure_is_counted_and_named() {
        let mut tally = Tally::default();
        tally.note("tidy", 13, Ok(()));
        tally.note("torture", 1, Err("lost a change".to_owned()));
        assert_eq!((tally.passed, tally.failed), (13, 1));
        assert!(close(&tally).is_err());
    }
}
