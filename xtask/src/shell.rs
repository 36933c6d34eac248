//! Running other programs, and telling what is being done.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a task gives: nothing, or a sentence that says what went wrong.
pub type Done<T = ()> = Result<T, String>;

/// The folder that holds the workspace's `Cargo.toml`.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// The path of a program built by this workspace with the development profile.
pub fn built(program: &str) -> PathBuf {
    target().join("debug").join(program)
}

/// Tells the person at the terminal what is being done now.
pub fn say(what: &str) {
    println!("==> {what}");
}

/// The cargo that started this task. What that one told of this program is kept from it: build scripts that look at such
/// variables would run anew, and everything after them, whenever cargo is called the other way.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    let ours = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(ours) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command to its end with its output on the terminal; an error when it does not succeed.
pub fn run(command: &mut Command) -> Done {
    let name = show(command);
    let status = command.status().map_err(|e| format!("can't start {name}: {e}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} ended with {status}")) }
}

/// Runs a command to its end and gives what it wrote on its standard output.
pub fn output(command: &mut Command) -> Done<String> {
    let name = show(command);
    let out = command.output().map_err(|e| format!("can't start {name}: {e}"))?;
    if out.status.success() {
        return String::from_utf8(out.stdout)
            .map_err(|_| format!("{name} wrote something that is not UTF-8"));
    }
    Err(format!("{name} ended with {}\n{}", out.status, String::from_utf8_lossy(&out.stderr)))
}

/// Runs a command with both its outputs shown line by line and collected: whether it succeeded, and the lines.
pub fn watch(command: &mut Command) -> Done<(bool, Vec<String>)> {
    let name = show(command);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| format!("can't start {name}: {e}"))?;
    let errors = child.stderr.take().map(|pipe| std::thread::spawn(move || echo(BufReader::new(pipe))));
    let mut lines = child.stdout.take().map_or_else(Vec::new, |pipe| echo(BufReader::new(pipe)));
    if let Some(Ok(more)) = errors.map(std::thread::JoinHandle::join) {
        lines.extend(more);
    }
    let status = child.wait().map_err(|e| format!("{name}: {e}"))?;
    Ok((status.success(), lines))
}

fn echo(pipe: impl BufRead) -> Vec<String> {
    let mut lines = Vec::new();
    for line in pipe.split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line).into_owned();
        println!("{line}");
        lines.push(line);
    }
    lines
}

/// Runs a program of this workspace, built when needed, with these settings and arguments.
pub fn in_workspace(package: &str, env: &[(&str, &str)], args: &[String]) -> Done {
    let mut command = cargo();
    command.args(["run", "--quiet", "--package", package, "--"]).args(args).envs(env.iter().copied());
    run(&mut command)
}

/// The first existing file of this name on PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}

/// The value after `--name` among arguments, if given.
pub fn option<'a>(args: &'a [String], name: &str) -> Option<&'a str> {
    args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1)).map(String::as_str)
}

fn show(command: &Command) -> String {
    let program =
        Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let args: Vec<_> = command.get_args().take(4).map(|arg| arg.to_string_lossy()).collect();
    format!("`{program} {}`", args.join(" "))
}
