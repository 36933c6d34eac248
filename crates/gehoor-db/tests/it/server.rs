//! PostgreSQL when the connection is lost at the worst moment.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

use gehoor_db::{Db, Engine, Options, Place, work};
use gehoor_testkit::on;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{UnixListener, UnixStream};

use crate::{count, insert};

/// When the line between us and the server is cut.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// COMMIT never reaches the server.
    Before,
    /// COMMIT is done, its answer never reaches us.
    After,
}

/// Passes bytes on; cuts the first connection on which COMMIT is sent.
async fn line(real: PathBuf, listener: UnixListener, cut: Cut) {
    let armed = Arc::new(AtomicBool::new(true));
    while let Ok((client, _)) = listener.accept().await {
        let server = UnixStream::connect(&real).await.expect("the real server");
        tokio::spawn(pass(client, server, Arc::clone(&armed), cut));
    }
}

async fn pass(client: UnixStream, server: UnixStream, armed: Arc<AtomicBool>, cut: Cut) {
    let ((mut from_client, mut to_client), (mut from_server, mut to_server)) =
        (client.into_split(), server.into_split());
    let back = tokio::spawn(async move {
        let _ = tokio::io::copy(&mut from_server, &mut to_client).await;
    });
    let mut bytes = vec![0; 65536];
    while let Ok(count @ 1..) = from_client.read(&mut bytes).await {
        let sent = &bytes[..count];
        let commits = sent.windows(6).any(|word| word == b"COMMIT");
        if commits && armed.swap(false, SeqCst) {
            back.abort();
            let _ = back.await;
            if cut == Cut::After {
                to_server.write_all(sent).await.expect("the server takes COMMIT");
                // The server closes its side after the work when ours is closed for writing.
                to_server.shutdown().await.expect("the end of the line");
            }
            return;
        }
        if to_server.write_all(sent).await.is_err() {
            return;
        }
    }
    back.abort();
}

/// The folder of the server's socket, and the address with another folder.
fn elsewhere(options: &Options, folder: &Path) -> (PathBuf, Options) {
    let Place::Url(address) = &options.place else { panic!("a server") };
    let host = address.split_whitespace().find_map(|word| word.strip_prefix("host=")).expect("a host");
    let other = address.replace(host, &folder.display().to_string());
    (Path::new(host).join(".s.PGSQL.5432"), Options::url(other))
}

fn a_lost_commit_is_looked_up(cut: Cut) {
    on(Engine::Postgres, |fresh| async move {
        let folder = tempfile::tempdir().expect("a folder");
        let (real, options) = elsewhere(&fresh.options, folder.path());
        let listener = UnixListener::bind(folder.path().join(".s.PGSQL.5432")).expect("a socket");
        let line = tokio::spawn(line(real, listener, cut));
        let db = Db::open(&options).await.expect("through the line");
        assert_eq!(db.write(work("a".to_owned(), insert)).await, Ok(()));
        assert_eq!(count(&fresh.db).await, 1);
        assert_eq!(db.statistics().failed_commits, 1);
        line.abort();
    });
}

#[test]
fn a_commit_that_happened_is_found_and_not_done_twice() {
    a_lost_commit_is_looked_up(Cut::After);
}

#[test]
fn a_commit_that_did_not_happen_is_run_again() {
    a_lost_commit_is_looked_up(Cut::Before);
}
