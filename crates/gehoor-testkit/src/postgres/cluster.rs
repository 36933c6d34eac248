//! Making, starting and stopping a cluster with the programs of the machine's PostgreSQL.

use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Whether a cluster flushes to disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// For tests: fast, may vanish with the machine.
    InMemory,
    /// For measurements: flushes as a real one does.
    OnDisk,
}

/// A cluster of its own for one process; stopped and removed when dropped.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
}

impl Cluster {
    /// Makes and starts a cluster in this folder, which is removed at the end. `None` without PostgreSQL on the machine.
    pub fn start(folder: &Path, keeping: Keeping) -> Option<Self> {
        let bin = programs()?;
        start(&bin, folder, keeping);
        Some(Self { folder: folder.to_owned() })
    }

    /// Makes and starts a cluster that speaks TLS on a port of this machine with this certificate and key, in PEM form.
    /// Gives the port too. `None` without PostgreSQL on the machine.
    pub fn start_with_tls(folder: &Path, certificate: &str, key: &str) -> Option<(Self, u16)> {
        let bin = programs()?;
        make(folder);
        let (certificate, key) = (own(folder, "server.crt", certificate), own(folder, "server.key", key));
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.expect("a free port").port();
        let more = format!(
            " -c listen_addresses=127.0.0.1 -c port={port} -c ssl=on -c ssl_cert_file={certificate} -c ssl_key_file={key}"
        );
        start_with(&bin, folder, Keeping::InMemory, &more);
        Some((Self { folder: folder.to_owned() }, port))
    }

    /// How a client connects, as libpq's key words.
    pub fn address(&self) -> String {
        address(&self.folder)
    }

    /// The process ids of the server and all its children, for measuring processor time.
    pub fn processes(&self) -> Vec<u32> {
        let main = std::fs::read_to_string(self.folder.join("data/postmaster.pid")).unwrap_or_default();
        let Some(main) = main.lines().next().and_then(|line| line.trim().parse().ok()) else {
            return Vec::new();
        };
        std::iter::once(main).chain(children_of(main)).collect()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        stop(&self.folder);
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn children_of(parent: u32) -> Vec<u32> {
    let tasks = std::fs::read_to_string(format!("/proc/{parent}/task/{parent}/children")).unwrap_or_default();
    tasks.split_whitespace().filter_map(|id| id.parse().ok()).collect()
}

/// The folder with `initdb` and `pg_ctl`: the newest under /usr/lib/postgresql, else on PATH.
pub(super) fn programs() -> Option<PathBuf> {
    let installed = std::fs::read_dir("/usr/lib/postgresql").ok();
    let mut folders: Vec<PathBuf> =
        installed.into_iter().flatten().flatten().map(|version| version.path().join("bin")).collect();
    folders.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let complete = |folder: &PathBuf| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file();
    folders.into_iter().rev().chain(std::env::split_paths(&path)).find(complete)
}

pub(super) fn address(folder: &Path) -> String {
    format!("host={} user=postgres dbname=postgres", folder.display())
}

/// Makes and starts a cluster in an absent or empty folder.
pub(super) fn start(bin: &Path, folder: &Path, keeping: Keeping) {
    start_with(bin, folder, keeping, "");
}

/// A folder that PostgreSQL's user owns.
fn make(folder: &Path) {
    std::fs::create_dir_all(folder).expect("a folder for PostgreSQL");
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
        .expect("a folder that others may enter");
    if let Some((user, group)) = owner() {
        chown(folder, Some(user), Some(group)).expect("a folder of PostgreSQL's user");
    }
}

/// A file that PostgreSQL's user alone may read; gives its path.
fn own(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).expect("a file beside the cluster");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).expect("a file for its owner");
    if let Some((user, group)) = owner() {
        chown(&path, Some(user), Some(group)).expect("a file of PostgreSQL's user");
    }
    path.display().to_string()
}

/// The same with further settings, which win.
fn start_with(bin: &Path, folder: &Path, keeping: Keeping, more: &str) {
    make(folder);
    let data = folder.join("data");
    let init = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C", "--no-sync"];
    run(as_owner(&bin.join("initdb")).arg("-D").arg(&data).args(init));
    let fast = match keeping {
        Keeping::InMemory => " -c fsync=off -c full_page_writes=off",
        Keeping::OnDisk => " -c max_wal_size=4GB -c shared_buffers=512MB",
    };
    let settings = format!(
        "-k {} -c listen_addresses= -c max_connections=200 -c autovacuum_naptime=5min{fast}{more}",
        folder.display()
    );
    let mut control = as_owner(&bin.join("pg_ctl"));
    run(control
        .arg("-D")
        .arg(&data)
        .arg("-l")
        .arg(folder.join("log"))
        .arg("-o")
        .arg(settings)
        .args(["-w", "start"]));
}

/// Stops the cluster in this folder at once; one that is not running is fine.
pub(super) fn stop(folder: &Path) {
    let Some(bin) = programs() else { return };
    let mut control = as_owner(&bin.join("pg_ctl"));
    let _ = control.arg("-D").arg(folder.join("data")).args(["-m", "immediate", "stop"]).status();
}

/// PostgreSQL refuses to run as root: its own user when there is one, else nobody. `None` when we are not root.
pub(super) fn owner() -> Option<(u32, u32)> {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let root = status.lines().any(|line| line.starts_with("Uid:\t0\t"));
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let find = |name: &str| {
        let fields: Vec<&str> =
            users.lines().find(|line| line.starts_with(&format!("{name}:")))?.split(':').collect();
        Some((fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?))
    };
    if root { find("postgres").or_else(|| find("nobody")) } else { None }
}

fn as_owner(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Some((user, group)) = owner() {
        command.uid(user).gid(group);
    }
    command
}

fn run(command: &mut Command) {
    let status = command.status().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(status.success(), "{command:?} ended with {status}");
}
