//! `cargo xtask run`: everything built, then the demo company on a free data folder and a free port.

use crate::shell::{self, Done};
use std::net::TcpListener;

/// Builds the program and starts `gehoor demo`; arguments go on to it. Ends when the demo ends (Ctrl-C).
pub fn run(args: &[String]) -> Done {
    shell::say(
        "Building gehoor. On a fresh machine this takes some minutes: SQLite and the web server are built once.",
    );
    crate::web::build()?;
    shell::run(shell::cargo().args(["build", "--package", "gehoor"]))?;
    let mut demo = std::process::Command::new(shell::built("gehoor"));
    demo.arg("demo").args(args);
    if shell::option(args, "--folder").is_none() {
        demo.arg("--folder").arg(std::env::temp_dir().join(format!("gehoor-demo-{}", std::process::id())));
    }
    shell::run(&mut demo)
}

/// 8080 when nobody has it, otherwise a port that the system picks.
pub fn free_port() -> Done<u16> {
    let listener = TcpListener::bind("127.0.0.1:8080").or_else(|_| TcpListener::bind("127.0.0.1:0"));
    let address = listener.and_then(|listener| listener.local_addr());
    address.map(|address| address.port()).map_err(|e| format!("no free port: {e}"))
}
