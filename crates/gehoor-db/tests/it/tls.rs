//! TLS to PostgreSQL: whom we trust, and what is refused.

use gehoor_db::{Db, DbError, Engine, Options, Place, Sql, work};
use gehoor_testkit::{Cluster, on};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};

static SECRET: Sql = Sql::same("SELECT CAST(ssl AS TEXT) FROM pg_stat_ssl WHERE pid = pg_backend_pid()");

/// An authority with its certificate in PEM form.
fn authority() -> (Issuer<'static, KeyPair>, String) {
    let mut params = CertificateParams::new(Vec::new()).expect("an authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().expect("a key");
    let certificate = params.self_signed(&key).expect("a certificate");
    (Issuer::new(params, key), certificate.pem())
}

/// Whether the connection is secret, or why there is none.
async fn secret(address: &str) -> Result<String, DbError> {
    let db = Db::open(&Options::url(address)).await?;
    let look = work((), |tx, ()| Box::pin(async move { tx.row(&SECRET, &[], |row| row.text(0)).await }));
    db.read(look).await.map(|found: Option<String>| found.unwrap_or_default())
}

fn is_refused(told: &Result<String, DbError>) -> bool {
    matches!(told, Err(DbError::Refused { code: "tls", .. }))
}

#[test]
fn the_server_is_trusted_as_far_as_the_address_says() {
    let folder = tempfile::tempdir().expect("a folder");
    let (ours, ours_pem) = authority();
    let key = KeyPair::generate().expect("a key");
    let certificate = CertificateParams::new(["localhost".to_owned()])
        .and_then(|params| params.signed_by(&key, &ours))
        .expect("a certificate");
    let (own, other) = (folder.path().join("own.pem"), folder.path().join("other.pem"));
    std::fs::write(&own, ours_pem).expect("a file");
    std::fs::write(&other, authority().1).expect("a file");
    let (own, other) = (own.display(), other.display());
    let place = folder.path().join("cluster");
    let Some((_cluster, port)) = Cluster::start_with_tls(&place, &certificate.pem(), &key.serialize_pem())
    else {
        let required = std::env::var("GEHOOR_REQUIRE_POSTGRES").is_ok_and(|value| value == "1");
        assert!(!required, "there is no PostgreSQL on this machine");
        return eprintln!("skipped: PostgreSQL is not installed");
    };
    let url = |host: &str, more: &str| format!("postgres://postgres@{host}:{port}/postgres?{more}");
    let full = |root: &dyn std::fmt::Display| format!("sslmode=verify-full&sslrootcert={root}");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let yes = Ok("true".to_owned());
        assert_eq!(secret(&url("localhost", &full(&own))).await, yes);
        assert_eq!(secret(&url("127.0.0.1", &format!("sslmode=verify-ca&sslrootcert={own}"))).await, yes);
        assert_eq!(secret(&url("127.0.0.1", "sslmode=require")).await, yes);
        assert_eq!(secret(&url("127.0.0.1", "connect_timeout=9")).await, yes);
        assert_eq!(secret(&url("localhost", "sslmode=disable")).await, Ok("false".to_owned()));
        let wrong_name = secret(&url("127.0.0.1", &full(&own))).await;
        assert!(is_refused(&wrong_name), "{wrong_name:?}");
        let stranger = secret(&url("localhost", &full(&other))).await;
        assert!(is_refused(&stranger), "{stranger:?}");
        let stranger = secret(&url("127.0.0.1", &format!("sslmode=require&sslrootcert={other}"))).await;
        assert!(is_refused(&stranger), "{stranger:?}");
        let unknown_to_the_system = secret(&url("localhost", "sslmode=verify-full")).await;
        assert!(unknown_to_the_system.is_err(), "{unknown_to_the_system:?}");
    });
}

#[test]
fn a_server_without_tls_is_refused_when_tls_is_asked_for() {
    on(Engine::Postgres, |fresh| async move {
        let Place::Url(address) = &fresh.options.place else { panic!("a server") };
        let told = secret(&format!("{address} sslmode=require")).await;
        assert!(is_refused(&told), "{told:?}");
    });
}
