//! TLS to PostgreSQL, by the words that libpq knows: `sslmode` and `sslrootcert` in the address.
//!
//! `disable` never, `prefer` (when nothing is said) if the server has it, `require` always but without looking who the
//! server is, `verify-ca` with a certificate of an authority that we trust, `verify-full` also for the name in the
//! address. The authorities are those of `sslrootcert`, else those of the system.

use std::path::Path;
use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres::config::SslMode;

use crate::DbError;

/// What is asked of the server before we talk to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proof {
    Nothing,
    Authority,
    AuthorityAndName,
}

/// What an address says about TLS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wish {
    /// Whether TLS is used, for the client library.
    pub(super) mode: SslMode,
    proof: Proof,
    roots: Option<String>,
}

/// Takes the words about TLS out of an address (a URL or key words); gives the rest of it and what they say.
pub(super) fn wish(address: &str) -> Result<(String, Wish), DbError> {
    let (head, words, between) = match address.split_once('?') {
        Some((head, query)) if address.contains("://") => (format!("{head}?"), query, '&'),
        _ if address.contains("://") => (address.to_owned(), "", '&'),
        _ => (String::new(), address, ' '),
    };
    let (mut mode, mut roots, mut rest) = ("prefer", None, Vec::new());
    for word in words.split(between) {
        match word.split_once('=') {
            Some(("sslmode", said)) => mode = said,
            Some(("sslrootcert", said)) => roots = Some(said.replace("%2F", "/").replace("%2f", "/")),
            _ => rest.push(word),
        }
    }
    let roots = roots.filter(|file| file != "system");
    let (mode, proof) = match (mode, &roots) {
        ("disable", _) => (SslMode::Disable, Proof::Nothing),
        ("allow" | "prefer", _) => (SslMode::Prefer, Proof::Nothing),
        ("require", None) => (SslMode::Require, Proof::Nothing),
        ("require" | "verify-ca", _) => (SslMode::Require, Proof::Authority),
        ("verify-full", _) => (SslMode::Require, Proof::AuthorityAndName),
        (other, _) => {
            return Err(DbError::refused(
                "badUrl",
                format!(
                    "sslmode={other} is not known: use disable, prefer, require, verify-ca or verify-full"
                ),
            ));
        }
    };
    let rest = format!("{head}{}", rest.join(&between.to_string()));
    Ok((rest.trim_end_matches('?').to_owned(), Wish { mode, proof, roots }))
}

impl Wish {
    /// How we speak TLS to this server.
    pub(super) fn config(&self) -> Result<ClientConfig, DbError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()
            .map_err(|error| DbError::program(error.to_string()))?;
        let authority = match self.proof {
            Proof::AuthorityAndName => {
                return Ok(builder.with_root_certificates(self.authorities()?).with_no_client_auth());
            }
            Proof::Nothing => None,
            Proof::Authority => Some(
                WebPkiServerVerifier::builder_with_provider(
                    Arc::new(self.authorities()?),
                    Arc::clone(&provider),
                )
                .build()
                .map_err(|error| DbError::program(error.to_string()))?,
            ),
        };
        let verifier = Arc::new(Lenient { provider, authority });
        Ok(builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth())
    }

    fn authorities(&self) -> Result<RootCertStore, DbError> {
        let mut store = RootCertStore::empty();
        match &self.roots {
            Some(file) => {
                for certificate in read(Path::new(file))? {
                    store.add(certificate).map_err(|error| bad_roots(file, &error.to_string()))?;
                }
            }
            None => {
                store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
            }
        }
        if store.is_empty() {
            let file = self.roots.as_deref().unwrap_or("the system's store");
            return Err(bad_roots(file, "it holds no certificate"));
        }
        Ok(store)
    }
}

fn read(file: &Path) -> Result<Vec<CertificateDer<'static>>, DbError> {
    let why =
        |error: rustls::pki_types::pem::Error| bad_roots(&file.display().to_string(), &error.to_string());
    CertificateDer::pem_file_iter(file).map_err(why)?.collect::<Result<_, _>>().map_err(why)
}

fn bad_roots(file: &str, why: &str) -> DbError {
    DbError::refused(
        "badRoots",
        format!(
            "the certificates of authorities in {file} can't be used ({why}): name a file with certificates in PEM form in sslrootcert"
        ),
    )
}

/// Asks less of a server than its name: a known authority, or nothing but that it holds the key of its certificate.
#[derive(Debug)]
struct Lenient {
    provider: Arc<CryptoProvider>,
    authority: Option<Arc<WebPkiServerVerifier>>,
}

impl ServerCertVerifier for Lenient {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let Some(authority) = &self.authority else { return Ok(ServerCertVerified::assertion()) };
        match authority.verify_server_cert(certificate, between, name, ocsp, now) {
            Err(rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(address: &str) -> (String, SslMode, Proof, Option<String>) {
        let (rest, wish) = wish(address).unwrap();
        (rest, wish.mode, wish.proof, wish.roots)
    }

    #[test]
    fn the_words_about_tls_are_taken_out_of_either_form_of_address() {
        let url =
            "postgres://me@db/gehoor?sslmode=verify-full&application_name=x&sslrootcert=%2Fetc%2Fca.pem";
        let rest = "postgres://me@db/gehoor?application_name=x".to_owned();
        assert_eq!(
            parts(url),
            (rest, SslMode::Require, Proof::AuthorityAndName, Some("/etc/ca.pem".to_owned()))
        );
        let words = "host=db password='a b' sslmode=require dbname=x";
        let rest = "host=db password='a b' dbname=x".to_owned();
        assert_eq!(parts(words), (rest, SslMode::Require, Proof::Nothing, None));
        let bare = ("postgres://db/x".to_owned(), SslMode::Disable, Proof::Nothing, None);
        assert_eq!(parts("postgres://db/x?sslmode=disable"), bare);
        assert_eq!(parts("host=db").1, SslMode::Prefer);
    }

    #[test]
    fn a_root_makes_require_look_at_the_authority_and_an_unknown_word_is_refused() {
        assert_eq!(parts("host=db sslmode=require sslrootcert=/ca.pem").2, Proof::Authority);
        assert_eq!(parts("host=db sslmode=verify-ca sslrootcert=system").3, None);
        assert!(matches!(wish("host=db sslmode=always"), Err(DbError::Refused { code: "badUrl", .. })));
    }

    #[test]
    fn a_file_without_authorities_is_named() {
        let (_, wish) = wish("host=db sslmode=verify-full sslrootcert=/nowhere/ca.pem").unwrap();
        let refused = wish.config().err();
        assert!(
            matches!(&refused, Some(DbError::Refused { code: "badRoots", reason }) if reason.contains("/nowhere/ca.pem")),
            "{refused:?}"
        );
    }
}
