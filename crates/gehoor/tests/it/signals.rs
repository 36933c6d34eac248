//! What the running program does when it is told something from outside.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};

use crate::program::Program;

/// A running server, killed at the end, and the lines that it writes.
struct Served {
    child: Child,
    lines: BufReader<std::process::ChildStderr>,
}

impl Served {
    fn until(&mut self, text: &str) -> String {
        let mut line = String::new();
        while !line.contains(text) {
            line.clear();
            assert!(self.lines.read_line(&mut line).unwrap() > 0, "the program ended without {text:?}");
        }
        line
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn free_address() -> String {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string()
}

fn serve(program: &Program, address: &str, admin: &str) -> Served {
    let mut command = program.command();
    command.args(["serve", "--listen", address]).env("GEHOOR_SERVER__ADMIN_LISTEN", admin);
    let mut child = command.stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap());
    let mut served = Served { child, lines };
    served.until("Gehoor listens on");
    served
}

/// The answer to a request, head and body.
fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn hang_up(served: &Served) {
    let done = Command::new("sh").args(["-c", &format!("kill -HUP {}", served.child.id())]).status().unwrap();
    assert!(done.success());
}

#[test]
fn the_level_of_the_log_is_read_again_and_a_broken_file_changes_nothing() {
    let program = Program::set_up();
    program.file("gehoor.toml", b"[log]\nlevel = \"error\"\n");
    let address = free_address();
    let mut served = serve(&program, &address, "off");
    program.file("gehoor.toml", b"[log]\nlevel = \"debug\"\n");
    hang_up(&served);
    assert!(served.until("read again").contains("debug"));
    assert!(get(&address, "/livez").starts_with("HTTP/1.1 200"));
    assert!(served.until("dur_ms").contains("200"));
    program.file("gehoor.toml", b"[log]\nlevle = \"info\"\n");
    hang_up(&served);
    assert!(served.until("goes on as it was").contains("log.level"));
    assert!(get(&address, "/readyz").starts_with("HTTP/1.1 200"));
}

#[test]
fn figures_are_told_at_the_address_for_those_who_run_the_server() {
    let program = Program::set_up();
    let (address, admin) = (free_address(), free_address());
    let _served = serve(&program, &address, &admin);
    assert!(get(&address, "/metrics").starts_with("HTTP/1.1 404"));
    assert!(get(&admin, "/metrics").contains("gehoor_build_info"));
    assert!(get(&admin, "/healthz").contains("\"engine\":\"sqlite\""));
}

#[test]
fn figures_are_told_at_the_public_address_when_both_are_the_same() {
    let (program, address) = (Program::set_up(), free_address());
    let _served = serve(&program, &address, &address);
    assert!(get(&address, "/metrics").contains("gehoor_build_info"));
}
