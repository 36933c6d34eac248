//! A push service on this machine, and a browser whose key we have: it reads what was meant for it.

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use data_encoding::BASE64URL_NOPAD;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;
use web_push_native::Auth;
use web_push_native::p256::SecretKey;
use web_push_native::p256::elliptic_curve::sec1::ToEncodedPoint;

/// What came in: the path, the headers, the bytes.
pub struct Came {
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Came {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// Everything that a push service can read.
    pub fn in_the_open(&self) -> String {
        format!("{} {:?}", self.path, self.headers)
    }

    /// The claims of the signature in the header, after it was verified with the key beside it.
    pub fn claims(&self, key: &str) -> Value {
        let said = self.header("authorization").strip_prefix("vapid t=").expect("vapid");
        let (token, shown) = said.split_once(", k=").expect("a key");
        assert_eq!(shown, key, "the key that the browser was given");
        let (signed, signature) = token.rsplit_once('.').expect("a signature");
        let bytes = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).expect("base 64");
        let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes(shown));
        public.verify(signed.as_bytes(), &bytes(signature)).expect("a right signature");
        let (head, claims) = signed.split_once('.').expect("claims");
        assert_eq!(bytes(head), br#"{"typ":"JWT","alg":"ES256"}"#);
        serde_json::from_slice(&bytes(claims)).expect("JSON")
    }
}

/// Answers 201, or what was asked of it; `None` takes a message and says nothing.
pub struct Service {
    pub at: SocketAddr,
    came: Receiver<Came>,
    waiting: std::cell::RefCell<Vec<Came>>,
    answers: Arc<Mutex<VecDeque<Option<String>>>>,
}

impl Service {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let at = listener.local_addr().expect("an address");
        let (tell, came) = channel();
        let answers = Arc::new(Mutex::new(VecDeque::new()));
        let asked = Arc::clone(&answers);
        std::thread::spawn(move || {
            let mut held = Vec::new();
            for stream in listener.incoming().map_while(Result::ok) {
                let mut stream = stream;
                let Some(one) = read(&mut stream) else { continue };
                // Before the answer, so that whoever has it finds what came.
                if tell.send(one).is_err() {
                    break;
                }
                let answer = asked.lock().expect("a lock").pop_front();
                match answer.unwrap_or_else(|| Some("201 Created".to_owned())) {
                    Some(status) => {
                        let text = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\n\r\n");
                        let _ = stream.write_all(text.as_bytes());
                    }
                    None => held.push(stream),
                }
            }
        });
        Self { at, came, waiting: Default::default(), answers }
    }

    /// The next answers: a status with its word, and perhaps more headers; `None`: silence.
    pub fn answer(&self, answers: &[Option<&str>]) {
        let own = answers.iter().map(|answer| answer.map(str::to_owned));
        self.answers.lock().expect("a lock").extend(own);
    }

    /// Everything that came since the last call.
    pub fn came(&self) -> Vec<Came> {
        let mut waiting = self.waiting.borrow_mut();
        waiting.extend(self.came.try_iter());
        waiting.drain(..).collect()
    }

    /// Whether something came that was not looked at.
    pub fn has_come(&self) -> bool {
        let mut waiting = self.waiting.borrow_mut();
        waiting.extend(self.came.try_iter());
        !waiting.is_empty()
    }
}

fn read(stream: &mut TcpStream) -> Option<Came> {
    let (mut all, mut part) = (Vec::new(), [0; 4096]);
    loop {
        let head = all.windows(4).position(|four| four == b"\r\n\r\n");
        if let Some(end) = head {
            let text = String::from_utf8_lossy(&all[..end]).into_owned();
            let mut lines = text.lines();
            let path = lines.next()?.split(' ').nth(1)?.to_owned();
            let pairs = lines.filter_map(|line| line.split_once(": "));
            let headers: Vec<_> =
                pairs.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
            let length: usize = headers.iter().find(|(name, _)| name == "content-length")?.1.parse().ok()?;
            if all.len() >= end + 4 + length {
                return Some(Came { path, headers, body: all[end + 4..end + 4 + length].to_vec() });
            }
        }
        match stream.read(&mut part) {
            Ok(0) | Err(_) => return None,
            Ok(count) => all.extend_from_slice(&part[..count]),
        }
    }
}

/// A browser: its key and secret are known, so that what it is sent can be read.
pub struct Browser {
    secret: SecretKey,
    auth: [u8; 16],
    pub endpoint: String,
}

impl Browser {
    /// Browser number `number` at this service.
    pub fn at(service: &Service, number: u8) -> Self {
        let secret = SecretKey::from_slice(&[number; 32]).expect("a key");
        Self { secret, auth: [number; 16], endpoint: format!("http://{}/push/{number}", service.at) }
    }

    pub fn p256dh(&self) -> String {
        BASE64URL_NOPAD.encode(self.secret.public_key().to_encoded_point(false).as_bytes())
    }

    pub fn auth(&self) -> String {
        BASE64URL_NOPAD.encode(&self.auth)
    }

    /// The fields that its script sends.
    pub fn fields(&self) -> Vec<(&'static str, String)> {
        vec![("endpoint", self.endpoint.clone()), ("p256dh", self.p256dh()), ("auth", self.auth())]
    }

    /// What it reads.
    pub fn reads(&self, came: &Came) -> Value {
        let plain = web_push_native::decrypt(came.body.clone(), &self.secret, &Auth::from(self.auth));
        serde_json::from_slice(&plain.expect("meant for this browser")).expect("JSON")
    }
}
