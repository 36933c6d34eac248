//! One private PostgreSQL cluster for a whole test run: in a temporary folder, on a socket, gone afterwards.

use crate::shell::{self, Done, say};
use crate::tools;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A running cluster; stopped and removed when dropped.
pub struct Cluster {
    folder: PathBuf,
    bin: PathBuf,
}

/// The folder with `initdb` and `pg_ctl`, which Debian keeps outside PATH; installs the package when there is none.
pub fn programs() -> Done<PathBuf> {
    if let Some(folder) = find_programs() {
        return Ok(folder);
    }
    tools::apt(&["postgresql"])?;
    find_programs().ok_or_else(|| "PostgreSQL is installed but initdb is not found".to_owned())
}

fn find_programs() -> Option<PathBuf> {
    let complete = |folder: &PathBuf| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file();
    let mut versions: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    versions.sort();
    let on_path = shell::on_path("pg_ctl").and_then(|file| Some(file.parent()?.to_path_buf()));
    versions.into_iter().rev().chain(on_path).find(complete)
}

impl Cluster {
    /// Makes and starts a cluster. Its data may vanish with the machine: it flushes nothing to disk.
    pub fn start() -> Done<Self> {
        let bin = programs()?;
        let folder = std::env::temp_dir().join(format!("gehoor-postgres-{}", std::process::id()));
        say(&format!("Starting a private PostgreSQL in {}", folder.display()));
        std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        if tools::is_root() {
            shell::run(Command::new("chown").arg(owner()).arg(&folder))?;
        }
        let cluster = Self { folder, bin };
        cluster.init()?;
        cluster.control(&["-w", "-l", &cluster.path("log"), "-o", &cluster.settings(), "start"])?;
        Ok(cluster)
    }

    /// How a client connects, as libpq's key words.
    pub fn address(&self) -> String {
        format!("host={} user=postgres dbname=postgres", self.folder.display())
    }

    fn init(&self) -> Done {
        let mut command = self.as_owner("initdb");
        command.args(["-D", &self.path("data"), "-U", "postgres", "-A", "trust", "-E", "UTF8"]);
        command.args(["--locale", "C", "--no-sync"]);
        shell::output(&mut command).map(|_| ())
    }

    fn settings(&self) -> String {
        let folder = self.folder.display();
        format!(
            "-k {folder} -c listen_addresses= -c fsync=off -c full_page_writes=off -c max_connections=200"
        )
    }

    fn control(&self, words: &[&str]) -> Done {
        let mut command = self.as_owner("pg_ctl");
        command.args(["-D", &self.path("data")]).args(words);
        command.stdout(std::process::Stdio::null());
        shell::run(&mut command)
    }

    fn path(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    fn as_owner(&self, program: &str) -> Command {
        let program = self.bin.join(program);
        let mut command = if tools::is_root() {
            let mut command = Command::new("setpriv");
            command.arg(format!("--reuid={}", owner())).args(["--clear-groups", "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        command.current_dir(Path::new("/"));
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Err(why) = self.control(&["-m", "immediate", "stop"]) {
            eprintln!("{why}");
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

// PostgreSQL refuses to run as root: its own user when the package made one, otherwise nobody.
fn owner() -> &'static str {
    let known = |name: &str| shell::output(Command::new("id").args(["-u", name])).is_ok();
    if known("postgres") { "postgres" } else { "nobody" }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_cluster_is_addressed_by_its_socket() {
        let cluster = std::mem::ManuallyDrop::new(super::Cluster { folder: "/x".into(), bin: "/y".into() });
        assert_eq!(cluster.address(), "host=/x user=postgres dbname=postgres");
    }
}
