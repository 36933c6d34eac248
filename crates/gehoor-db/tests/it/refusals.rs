//! What is refused at start, with a sentence for the administrator.

use gehoor_db::{Db, DbError, Options};

fn refusal(options: &Options) -> DbError {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(Db::open(options)).err().expect("refused")
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let refused = refusal(&Options::file("/nowhere/at/all/gehoor.db"));
    assert!(
        matches!(&refused, DbError::Refused { code: "cannotOpen", reason } if reason.contains("/nowhere/at/all"))
    );
}

#[test]
fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("gehoor.db");
    std::fs::write(&path, "this is not a database, but it is long enough to have a header of a hundred bytes and more than that, surely")
        .expect("a file");
    assert!(matches!(refusal(&Options::file(path)), DbError::Damaged(_)));
}

#[test]
fn an_address_that_can_not_be_read_says_how_to_write_it() {
    let refused = refusal(&Options::url("postgres://[broken"));
    assert!(
        matches!(&refused, DbError::Refused { code: "badUrl", reason } if reason.contains("postgres://user"))
    );
}

#[test]
fn a_server_that_is_not_there_is_unavailable() {
    let folder = tempfile::tempdir().expect("a folder");
    let refused =
        refusal(&Options::url(format!("host={} user=nobody dbname=nothing", folder.path().display())));
    assert!(matches!(refused, DbError::Unavailable(_)), "{refused:?}");
}
