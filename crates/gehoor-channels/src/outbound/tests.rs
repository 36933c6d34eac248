//! Who is asked and who is not, with a host of our own on this machine.

use std::io::{Read, Write};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use rustls::pki_types::PrivateKeyDer;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};

use super::*;

fn outbound(hosts: &str, loopback: Option<SocketAddr>) -> Outbound {
    Outbound::new(hosts.parse().unwrap(), loopback)
}

fn post(address: &str) -> Post {
    Post { address: address.to_owned(), headers: vec![("ttl", "60".to_owned())], body: b"hello".to_vec() }
}

fn ask(outbound: &Outbound, address: &str) -> Result<Said, NotSent> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(outbound.post(&post(address)))
}

/// Answers one request and gives what was asked.
fn answer(mut stream: impl Read + Write, answer: &str) -> String {
    let (mut asked, mut part) = (Vec::new(), [0; 1024]);
    while !asked.ends_with(b"hello") {
        match stream.read(&mut part) {
            Ok(0) | Err(_) => break,
            Ok(count) => asked.extend_from_slice(&part[..count]),
        }
    }
    let _ = stream.write_all(answer.as_bytes());
    String::from_utf8_lossy(&asked).into_owned()
}

const INSIDE: &str = "0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.255 127.0.0.1 127.255.255.254 \
    169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170 192.0.2.1 \
    192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9 \
    224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 \
    ::ffff:169.254.169.254 ::7f00:1 64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 \
    100::1 2001::1 2001:2::1 2001:10::1 2001:db8::1 2002:7f00:1:: 2002:a00:1:: 3fff::1 fc00::1 \
    fd12:3456::1 fe80::1 fec0::1 ff02::1 5f00::1";
const OUTSIDE: &str = "1.1.1.1 8.8.8.8 100.63.0.1 100.128.0.1 142.250.1.1 172.15.0.1 172.32.0.1 192.0.1.1 192.167.0.1 \
    198.17.0.1 198.20.0.1 223.255.255.255 2001:4860:4860::8888 2606:4700::1111 2a00:1450:4001::1 \
    64:ff9b::808:808 ::ffff:8.8.8.8";

#[test]
fn addresses_that_are_not_public_are_known() {
    for text in INSIDE.split_whitespace() {
        assert!(!is_public(text.parse().unwrap()), "{text}");
    }
    for text in OUTSIDE.split_whitespace() {
        assert!(is_public(text.parse().unwrap()), "{text}");
    }
}

proptest! {
    #[test]
    fn an_address_is_judged_the_same_however_it_is_wrapped(bits: u32) {
        let plain = std::net::Ipv4Addr::from(bits);
        let [a, b, c, d] = plain.octets();
        let mapped = plain.to_ipv6_mapped();
        let (high, low) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
        let translated = std::net::Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low);
        prop_assert_eq!(is_public(IpAddr::V4(plain)), is_public(IpAddr::V6(mapped)));
        prop_assert_eq!(is_public(IpAddr::V4(plain)), is_public(IpAddr::V6(translated)));
    }
}

#[test]
fn only_hosts_on_the_list_are_asked_by_https_at_the_usual_port() {
    let out = outbound("fcm.example.com, *.push.example.org", None);
    for good in [
        "https://fcm.example.com/send/x?y=1",
        "https://FCM.example.com/",
        "https://a.push.example.org:443/x",
        "https://a.b.push.example.org/x",
    ] {
        assert_eq!(out.check(good), Ok(()), "{good}");
    }
    let bad = [
        ("http://fcm.example.com/x", Unfit::Scheme),
        ("https://fcm.example.com:8443/x", Unfit::Scheme),
        ("ftp://fcm.example.com/x", Unfit::Scheme),
        ("https://user:word@fcm.example.com/x", Unfit::Address),
        ("https://fcm.example.com@evil.example/x", Unfit::Address),
        ("https://fcm.example.com.evil.example/x", Unfit::Host),
        ("https://push.example.org/x", Unfit::Host),
        ("https://evilpush.example.org/x", Unfit::Host),
        ("https://127.0.0.1/x", Unfit::Host),
        ("https://2130706433/x", Unfit::Host),
        ("https://[::1]/x", Unfit::Host),
        ("/relative", Unfit::Address),
        ("", Unfit::Address),
    ];
    for (address, why) in bad {
        assert_eq!(out.check(address), Err(why), "{address}");
    }
    assert_eq!(out.check(&format!("https://fcm.example.com/{}", "x".repeat(2000))), Err(Unfit::Address));
}

#[test]
fn a_list_of_hosts_is_names_and_nothing_else() {
    for bad in
        ["com", "*", "*.com", "https://a.example", "a..example", "a.example/x", "a b.example", "*.*.example"]
    {
        assert_eq!(bad.parse::<Hosts>(), Err(BadHosts), "{bad}");
    }
    assert_eq!("".parse::<Hosts>(), Ok(Hosts::default()));
}

#[test]
fn a_name_on_the_list_that_leads_inside_is_not_asked() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let out = outbound("localhost", None);
    assert_eq!(ask(&out, "https://localhost/x"), Err(NotSent::NotPublic));
    // A loopback service that may be asked opens no other port of this machine.
    let other: SocketAddr = "127.0.0.1:9".parse().unwrap();
    let out = outbound("localhost", Some(other));
    assert_eq!(ask(&out, "https://localhost/x"), Err(NotSent::NotPublic));
    let own = listener.local_addr().unwrap();
    assert_eq!(ask(&out, &format!("http://{own}/x")), Err(NotSent::Unfit(Unfit::Scheme)));
    assert!(listener.accept().is_err(), "nobody knocked");
    let private: SocketAddr = "10.0.0.1:80".parse().unwrap();
    assert_eq!(outbound("", Some(private)).check("http://10.0.0.1/x"), Err(Unfit::Scheme), "loopback only");
}

#[test]
fn a_redirect_is_an_answer_and_a_wait_is_read() {
    for (said, status, wait) in [
        ("HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/x\r\ncontent-length: 0\r\n\r\n", 302, None),
        ("HTTP/1.1 429 Slow\r\nretry-after: 90\r\ncontent-length: 0\r\n\r\n", 429, Some(90)),
        (
            "HTTP/1.1 429 Slow\r\ndate: Sun, 29 Nov 2026 14:00:00 GMT\r\nretry-after: Sun, 29 Nov 2026 14:02:30 GMT\r\ncontent-length: 0\r\n\r\n",
            429,
            Some(150),
        ),
        (
            "HTTP/1.1 429 Slow\r\ndate: Sun, 29 Nov 2026 14:00:00 GMT\r\nretry-after: Sun, 29 Nov 2026 13:00:00 GMT\r\ncontent-length: 0\r\n\r\n",
            429,
            None,
        ),
        ("HTTP/1.1 429 Slow\r\nretry-after: soon\r\ncontent-length: 0\r\n\r\n", 429, None),
        ("HTTP/1.1 201 Created\r\ncontent-length: 1000000\r\n\r\nwords that nobody reads", 201, None),
    ] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let host = std::thread::spawn(move || answer(listener.accept().unwrap().0, said));
        let told = ask(&outbound("", Some(at)), &format!("http://{at}/push/a?b=c")).unwrap();
        assert_eq!(told, Said { status, retry_after: wait.map(Duration::from_secs) });
        let asked = host.join().unwrap();
        assert!(
            asked.starts_with("POST /push/a?b=c HTTP/1.1\r\n") && asked.contains("ttl: 60\r\n"),
            "{asked}"
        );
    }
}

/// A host with a certificate for "localhost", and who to trust for it.
fn certified() -> (Arc<ServerConfig>, RootCertStore) {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(made.cert.der().clone()).unwrap();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let server = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let server = server.with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key).unwrap();
    (Arc::new(server), roots)
}

#[test]
fn tls_is_spoken_only_with_who_can_be_trusted() {
    let (server, roots) = certified();
    for is_trusted in [true, false] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = listener.local_addr().unwrap();
        let server = Arc::clone(&server);
        let host = std::thread::spawn(move || {
            let tls = ServerConnection::new(server).unwrap();
            answer(StreamOwned::new(tls, listener.accept().unwrap().0), "HTTP/1.1 201 Created\r\n\r\n")
        });
        let roots = if is_trusted { roots.clone() } else { RootCertStore::empty() };
        let out = outbound("localhost", Some(at)).trusting(roots);
        let said = ask(&out, &format!("https://localhost:{}/x", at.port())).map(|said| said.status);
        assert_eq!(said, if is_trusted { Ok(201) } else { Err(NotSent::Tls) });
        assert_eq!(host.join().unwrap().contains("hello"), is_trusted);
    }
}
